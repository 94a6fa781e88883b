/** What the engine has done conforms to the model that it followed; where somebody did otherwise, the step is named. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conform, isNotComparable } from '../../../analytics/conformance/conform.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import type { EventLog } from '../../../analytics/log/event-log.ts';
import { readScenario } from '../../../analytics/simulation/scenario.ts';
import { simulate } from '../../../analytics/simulation/simulate.ts';
import { traces } from '../../../analytics/traces.ts';
import type { DeployedDecision } from '../../../engine/case/command.ts';
import { type DecisionKey, numberedKey } from '../../../engine/ids.ts';
import { readModel } from '../../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { model } from '../../support/model.ts';
import { play, type Play } from '../../support/play.ts';
import { randomModel } from '../../support/random-model.ts';
import { randomCommand } from '../../support/random-path.ts';
import { randomNumbers } from '../../support/seed.ts';
import { logOfTraces } from '../log-of.ts';

const { seed } = randomNumbers();
const MODELS = Number(process.env['EIGA_CONFORMING'] ?? 60);
const MOST_COMMANDS = 400;

const GRADE: DeployedDecision = {
  decisionKey: numberedKey<DecisionKey>(9, 0),
  version: 1,
  evaluate: ({ choice = null }) => ({
    value: choice,
    evaluated: [{ decisionId: 'grade', name: 'Grade', kind: 'literalExpression', matched: [], value: choice }],
    notes: [],
  }),
};

/** Activities and caught events in the order in which they were done; of a multi-instance activity its instances. */
function doneIn(game: Play, { nodes }: ExecutableProcess): readonly string[] {
  const children = new Set<string>();
  return game.log.flatMap((event) => {
    if (event.type === 'elementEnabled' && event.loopCounter !== undefined) children.add(event.key);
    if (event.type !== 'elementCompleted' && event.type !== 'elementPassed') return [];
    const node = nodes.get(event.elementId);
    if (!node || 'inner' in node || !('boundary' in node || node.kind === 'intermediateCatchEvent')) return [];
    return 'loop' in node && event.type === 'elementCompleted' && !children.has(event.key) ? [] : [event.elementId];
  });
}

test(`random cases of random models are runs of their nets (seed ${seed})`, async () => {
  let events = 0;
  await fc.assert(
    fc.asyncProperty(randomModel(), fc.integer({ min: 1, max: 1_000_000 }), async ({ text }, path) => {
      const { process } = await model(text);
      const { random } = randomNumbers(path);
      const choice = () => ({ choice: ['a', 'b', 'fail', 'other'][Math.floor(random() * 4)] ?? 'a' });
      const game = play(process, { variables: { id: 'k', clerk: 'ona', ...choice() }, decisionFor: () => GRADE });
      for (let count = 0; game.state.endedAt === undefined && count < MOST_COMMANDS; count++) {
        const command = randomCommand(game, random, choice);
        if (!command) throw new Error('nothing can happen any more');
        game.do(command);
      }
      const done = doneIn(game, process);
      if (game.state.endedAt === undefined || done.length === 0) return;
      const found = conform(logOfTraces([done]), process);
      if (isNotComparable(found) && found.notComparable === 'unsupported') return;
      events += done.length;
      expect([text, done.join(), found]).toEqual([text, done.join(), expect.objectContaining({ fitness: 1, deviations: [] })]);
    }),
    { numRuns: MODELS, seed },
  );
  expect(events).toBeGreaterThan(MODELS);
}, 240_000);

const FOLDER = join(import.meta.dirname, '../../../processes/unified-request');

async function requests(): Promise<{ readonly log: EventLog; readonly process: ExecutableProcess }> {
  const { processes } = await readModel(readFileSync(join(FOLDER, 'model.bpmn'), 'utf8'));
  const [process] = processes;
  if (!process) throw new Error('the unified request cannot be executed');
  const scenario = readScenario(JSON.parse(readFileSync(join(FOLDER, 'scenario.json'), 'utf8')));
  if ('faults' in scenario) throw new Error(scenario.faults.join('; '));
  const { log } = simulate({ process, scenario, seed: 3, cases: 150, fromAt: Date.parse('2025-03-03T00:00:00Z') });
  return { log, process };
}

test('cases of the unified request conform to it, by element ids', async () => {
  const { log, process } = await requests();
  const found = conform(log, process);
  expect(found).toMatchObject({ fitness: 1, deviations: [], notChecked: { open: 0, unproven: 0 } });
  if (isNotComparable(found)) throw new Error(found.notComparable);
  expect(found.cases + found.notChecked.withdrawn).toBe(150);
  expect(found.variants).toBeGreaterThan(4);
});

test('a request that another office handled its own way is told step by step', async () => {
  const { log, process } = await requests();
  // The same cases by the names of the steps; in every fifth the decision is missing, in every seventh made before the examination.
  const nameOf = (code: number): string => process.nodes.get(log.activities[code] ?? '')?.name ?? '';
  const decide = process.nodes.get('decide')?.name ?? '';
  const examine = process.nodes.get('examine')?.name ?? '';
  const { rows, first } = traces(log);
  const cases = Array.from({ length: log.cases.count }, (_, index) =>
    [...rows.subarray(first[index], first[index + 1])].map((row) => nameOf(log.activityOf[row] ?? -1)),
  ).filter((steps) => steps.filter((step) => step === decide).length === 1 && steps.includes(examine));
  const changed = cases.map((steps, index) => {
    if (index % 5 === 0) return steps.filter((step) => step !== decide);
    if (index % 7 !== 0) return steps;
    const others = steps.filter((step) => step !== decide);
    return [...others.slice(0, others.indexOf(examine)), decide, ...others.slice(others.indexOf(examine))];
  });
  const builder = new EventLogBuilder('completed');
  changed.forEach((steps, index) => {
    const at = builder.addCase(`request ${String(index)}`);
    steps.forEach((activity, hour) => builder.addRow(at, { activity, completedAt: (hour + 1) * 3_600_000 }));
  });
  const found = conform(builder.build(), process);
  if (isNotComparable(found)) throw new Error(found.notComparable);
  const count = (is: (index: number) => boolean): number => cases.filter((_, index) => is(index)).length;
  const missing = count((index) => index % 5 === 0);
  const early = count((index) => index % 5 !== 0 && index % 7 === 0);
  expect(cases.length).toBeGreaterThan(50);
  expect(found.deviations.map(({ kind, activity, before, cases: of }) => [kind, activity, before, of])).toEqual([
    ['missing', decide, undefined, missing],
    ['outOfOrder', decide, examine, early],
  ]);
  expect(found.fitting).toBe(cases.length - missing - early);
});
