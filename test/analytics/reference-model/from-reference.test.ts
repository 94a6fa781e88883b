import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { compareWithReference } from '../../../analytics/reference-model/compare-with-reference.ts';
import { readModel } from '../../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { fromReference } from '../../../analytics/reference-model/from-reference.ts';
import type { FromReference } from '../../../analytics/reference-model/from-reference.ts';

const xml = await readFile(new URL('../../../processes/unified-request/model.bpmn', import.meta.url), 'utf8');
const PERMIT: FromReference = {
  processId: 'tree-permit',
  name: 'Leidimas',
  labels: { en: 'Permit' },
  termProfile: 'tree-permit',
};

async function processOf(text: string): Promise<ExecutableProcess> {
  const { processes, findings } = await readModel(text);
  expect(findings).toEqual([]);
  return processes[0]!;
}

async function made(wanted: FromReference = PERMIT): Promise<string> {
  const found = await fromReference(xml, wanted);
  if ('findings' in found) throw new Error(JSON.stringify(found.findings));
  return found.xml;
}

const comparedWith = async (text: string) => compareWithReference(await processOf(xml), await processOf(text));

describe('a process made from the unified model', () => {
  test('is one of its own, with its name in both languages and its term, and no reference any more', async () => {
    const text = await made();
    expect(await processOf(text)).toMatchObject({ id: 'tree-permit', name: 'Leidimas', termProfile: 'tree-permit' });
    expect((await processOf(text)).versionTag).toBeUndefined();
    expect((await processOf(xml)).versionTag).toBe('reference');
    expect(text).toContain('<eiga:label lang="en">Permit</eiga:label>');
    expect(text).toContain('eiga:reference="unified-request"');
    expect(text).not.toContain('Examination of a request');
    const drawn = (of: string) => [...of.matchAll(/<(?:\w+:)?BPMN(?:Shape|Edge) /g)].length;
    expect(drawn(text)).toBe(drawn(xml));
    expect(text).toContain('bpmnElement="tree-permit"');
  });

  test.each([
    ['tasks', undefined],
    ['a called process', { examine: 'tree-inspection' }],
  ])('lacks no step and deviates in nothing, examined by %s', async (_, calls) => {
    const found = await comparedWith(await made({ ...PERMIT, ...(calls && { calls }) }));
    expect(
      found.steps.flatMap(({ step, by, deviations }) => (by === 'mark' && deviations.length === 0 ? [] : [step.id])),
    ).toEqual([]);
    expect(found).toMatchObject({ coverage: 1, consistency: 1, added: [], stray: [] });
  });

  test('calls the process that examines, with the reminder at its boundary', async () => {
    const process = await processOf(await made({ ...PERMIT, calls: { examine: 'tree-inspection' } }));
    expect(process.nodes.get('examine')).toMatchObject({
      kind: 'callActivity',
      called: { processId: { constant: 'tree-inspection' } },
    });
    expect(process.nodes.get('examine-reminder')).toMatchObject({ attachedTo: 'examine' });
    expect(process.facts.get('examine')?.labels.get('en')).toBe('Examine the request');
  });

  test('tells which step is missing once it is taken out, whatever ids and names the others have', async () => {
    const text = (await made())
      .replaceAll(/(?<!reference=)"check-request"/g, '"look-through"')
      .replace('name="Patikrinti, ar prašymas išsamus"', 'name="Peržiūrėti"')
      .replace(/<bpmn:boundaryEvent id="withdrawn"[\s\S]*?<\/bpmn:boundaryEvent>/, '')
      .replace('<bpmn:incoming>f-withdrawn-confirm-closing</bpmn:incoming>', '')
      .replace(/<bpmn:sequenceFlow id="f-withdrawn-confirm-closing"[^>]*\/>/, '')
      .replace(/<bpmndi:BPMNShape [^>]*bpmnElement="withdrawn"[\s\S]*?<\/bpmndi:BPMNShape>/, '')
      .replace(/<bpmndi:BPMNEdge [^>]*bpmnElement="f-withdrawn-confirm-closing"[\s\S]*?<\/bpmndi:BPMNEdge>/, '');
    const found = await comparedWith(text);
    const told = found.steps.flatMap(({ step, deviations }) => deviations.map(({ kind }) => [step.id, kind]));
    expect(told.filter(([, kind]) => kind === 'missing')).toEqual([['withdrawn', 'missing']]);
    expect(found.steps.find(({ step }) => step.id === 'check-request')).toMatchObject({ elements: ['look-through'], by: 'mark' });
  });

  test.each([
    ['an id of the reference', { ...PERMIT, processId: 'unified-request' }, 'duplicate-id', 'unified-request'],
    ['an id of an element', { ...PERMIT, processId: 'examine' }, 'duplicate-id', 'examine'],
    ['an id that is none', { ...PERMIT, processId: 'a b' }, 'bad-id', 'a b'],
    ['a call in the place of no task', { ...PERMIT, calls: { withdrawn: 'other' } }, 'no-task', 'withdrawn'],
  ])('is refused with %s', async (_, wanted, rule, element) => {
    const found = await fromReference(xml, wanted);
    expect(found).toMatchObject({ findings: [{ rule, element }] });
  });
});
