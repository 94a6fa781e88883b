/** A search that was not finished is told, and never passes for a sound model. */
import { expect, test } from '@jest/globals';
import { readModel } from '../../engine/model/compile.ts';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import { readCheckedModel, withSoundness } from '../../engine/soundness/read-model.ts';
import { modelXml } from '../support/model.ts';

/** Each round leaves one token more than it began with, so that there is no end of states. */
const GROWING = 'start -> xor:m -> task:A{gives: 2} -> xor:c -> m [= x]\nc -> end [default]';
const AND =
  'Move parts of it into sub-processes, each of which is explored by itself, and give no gateway more than 8 conditional flows.';

test('states that were left out are a warning at the process, with the number of those that were explored', async () => {
  const { processes, findings } = await readCheckedModel(modelXml(GROWING, { id: 'grow', name: 'Growing' }));
  const { explored } = checkSoundness(processes[0]!);
  expect(explored).toBeGreaterThan(10);
  const message = `Process "Growing" (grow): explored ${String(explored)} states, no fault found; there are more, in which tokens may still get stuck. ${AND}`;
  expect(findings).toEqual([{ rule: 'soundness/unexplored', severity: 'warning', element: 'grow', message, trace: [] }]);
});

test('a model that was explored to its end has no such finding', async () => {
  expect((await readCheckedModel(modelXml(GROWING.replace('{gives: 2}', '')))).findings).toEqual([]);
});

test('faults that were found stand beside it', async () => {
  const stuck = `${GROWING}\nc -> xor:a [= z] -> and:j [= y] -> end:e\na -> task:B [default] -> j`;
  const { findings } = await readCheckedModel(modelXml(stuck));
  expect(findings.map(({ rule, element }) => `${rule} ${element}`)).toEqual([
    'soundness/deadlock j',
    'soundness/unexplored process',
  ]);
  expect(findings.at(-1)?.message).toMatch(/^Process \(process\): explored \d+ states, faults found; there are more/);
});

test('a search that was given up is told of each process that was to be searched, without a number', async () => {
  const model = await readModel(modelXml('pool:One {\n  start -> user:A -> end\n}\npool:Two {\n  start -> user:B -> end\n}'));
  const { processes, findings } = withSoundness(model);
  expect(processes).toHaveLength(2);
  expect(findings.map(({ rule, element }) => `${rule} ${element}`)).toEqual(
    processes.map(({ id }) => `soundness/unexplored ${id}`),
  );
  expect(findings[0]?.message).toContain('took too long and was given up; there are some, in which');
});
