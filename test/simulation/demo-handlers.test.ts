import { describe, expect, it } from '@jest/globals';
import { mockHandlers } from '../../api/demo/handlers.ts';
import { BpmnError } from '../../engine/index.ts';
import type { ActivatedJob } from '../../engine/index.ts';
import { readService, SERVICES } from '../../api/demo/service-files.ts';

/** What a handler reads of a job. */
const job = { headers: { registers: 'adresai' }, variables: {} } as unknown as ActivatedJob;

/** Chances in the order in which they are asked for: first the latency, then the fate. */
const handlersWith = (...chances: readonly number[]) => {
  const waited: number[] = [];
  let next = 0;
  const handlers = mockHandlers({
    chance: () => chances[next++ % chances.length] ?? 0,
    wait: (latencyMs) => Promise.resolve(waited.push(latencyMs)),
  });
  return { handlers, waited };
};

describe('the mock registers', () => {
  it('answer after a while', async () => {
    const { handlers, waited } = handlersWith(0.5, 0.9);
    await expect(handlers['registry-lookup']?.(job)).resolves.toEqual({ ownerConfirmed: true, registers: 'adresai' });
    expect(waited).toEqual([1750]);
  });

  it('are down for good in one of 25 cases, which the model takes over by hand', async () => {
    const down = handlersWith(0, 0.039).handlers['registry-lookup']?.(job);
    await expect(down).rejects.toBeInstanceOf(BpmnError);
    await expect(down).rejects.toMatchObject({ code: 'REGISTRY_UNAVAILABLE' });
  });

  it('do not answer in time in one of 20, which is worth another try', async () => {
    const late = handlersWith(0, 0.08).handlers['registry-lookup']?.(job);
    await expect(late).rejects.not.toBeInstanceOf(BpmnError);
    await expect(late).rejects.toThrow('in time');
  });

  it('answer with what the models ask for, or break down as the models expect', async () => {
    const happy = handlersWith(0.5);
    await expect(happy.handlers['catalogue-search']?.(job)).resolves.toEqual({ holders: ['lnb', 'vub'] });
    await expect(happy.handlers['fee-data-lookup']?.(job)).resolves.toEqual({
      declaredUnused: true,
      electricityKwh: 20,
      residentsDeclared: 2,
      accidentConfirmed: true,
      sampled: false,
    });
    await expect(happy.handlers['billing-update']?.(job)).resolves.toEqual({});
    for (const [type, code] of [
      ['catalogue-search', 'CATALOGUE_UNAVAILABLE'],
      ['fee-data-lookup', 'REGISTRY_UNAVAILABLE'],
      ['billing-update', 'BILLING_REJECTED'],
    ] as const)
      await expect(handlersWith(0).handlers[type]?.(job)).rejects.toMatchObject({ code });
    await expect(handlersWith(0, 0.08).handlers['billing-update']?.(job)).rejects.toThrow('in time');
  });

  it('cover every job type of the processes', async () => {
    const types = new Set<string>();
    for (const service of SERVICES)
      for (const xml of (await readService(service)).models.values())
        for (const [, type] of xml.matchAll(/taskDefinition type="([^"]+)"/g)) if (type !== undefined) types.add(type);
    expect([...types].sort()).toEqual(Object.keys(mockHandlers()).sort());
  });
});
