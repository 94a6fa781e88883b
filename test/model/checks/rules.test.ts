import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../../engine/model/checks/index.ts';
import { readModel } from '../../../engine/model/compile.ts';
import { modelXml } from '../../support/model.ts';
import { EVENT_CASES } from './event-cases.ts';
import { FLOW_CASES } from './flow-cases.ts';

const CASES = [...FLOW_CASES, ...EVENT_CASES];

async function findings(text: string): Promise<readonly string[]> {
  const found = (await readModel(text.startsWith('<') ? text : modelXml(text))).findings;
  return found.map(({ rule, element }) => `${rule} at ${element}`);
}

describe.each(CASES)('$rule: $what', ({ rule, at, broken, neighbour, warnings = [] }) => {
  test('is found where it is broken, and nothing else is', async () => {
    expect(await findings(broken)).toEqual(at.map((element) => `${rule} at ${element}`));
  });

  test('is not found in the nearest valid model', async () => {
    expect(await findings(neighbour)).toEqual(warnings);
  });
});

test('every rule has a broken and a valid model', () => {
  expect([...new Set(CASES.map(({ rule }) => rule))].sort()).toEqual(RULES.map(({ id }) => id).sort());
});

test('every rule names a clause, and a finding is a sentence that says what to do', async () => {
  for (const { clause } of RULES) expect(clause).toMatch(/^\d+(\.\d+)* /);
  const { findings: found } = await readModel(modelXml('start -> task:A -> end -> task:B'));
  expect(found).toEqual([
    {
      rule: 'end-outgoing',
      severity: 'error',
      element: 'end',
      message: 'End event (end) has an outgoing flow; remove it, or make the event an intermediate one.',
    },
  ]);
});
