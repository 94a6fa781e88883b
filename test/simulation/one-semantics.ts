/**
 * A program for one-interpreter.test.ts: simulates cases, lets the engine and its store do the same, and prints at which elements each of
 * them stands in either world. Bundled as it is, and once more with one file of semantics changed.
 */
import { argv } from 'node:process';
import { readScenario } from '../../analytics/simulation/scenario.ts';
import { enact } from '../../api/demo/enact.ts';
import { scriptOf } from '../../api/demo/script.ts';
import { connect } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import type { CaseState } from '../../engine/case/state.ts';
import { createEngine } from '../../engine/index.ts';
import { systemClock } from '../../engine/time/clock.ts';
import { model } from '../support/model.ts';

const standsAt = (state: CaseState | undefined): string =>
  Object.values(state?.instances ?? {})
    .filter(({ task }) => task !== undefined)
    .map(({ elementId }) => elementId)
    .join();

const { process, xml } = await model(`
  start -> user:Ask{groups: clerks} -> xor:way -> user:First{groups: clerks} [= amount > 1] -> end
  way -> user:Second{groups: clerks} [= amount > 0] -> end:second
  way -> end:none [default]
`);
const scenario = readScenario({
  formatVersion: 1,
  service: 's',
  unit: 'u',
  arrivals: { perWorkingDay: 48 },
  cases: { sets: { amount: { kind: 'number', of: { kind: 'uniform', min: 0, max: 3 }, decimals: 2 } } },
  staff: [{ role: 'clerks', people: 40 }],
  activities: {
    Ask: { workMinutes: { kind: 'fixed', value: 5 } },
    First: { workMinutes: { kind: 'fixed', value: 100_000 } },
    Second: { workMinutes: { kind: 'fixed', value: 100_000 } },
  },
});
if ('faults' in scenario) throw new Error(scenario.faults.join('; '));
const fromAt = Date.parse('2025-03-03T00:00:00Z');
const { cases } = scriptOf({ process, scenario, seed: 1, cases: 24, fromAt, untilAt: fromAt + 3 * 86_400_000 });

const database = await connect({ url: argv[2] ?? '' });
await migrate(database);
const engine = createEngine({ database, clock: systemClock });
const access = { tenantId: 'simulation', units: 'all' } as const;
const deployed = await engine.deploy(access, { resources: [{ name: 'model.bpmn', content: xml }] });
if (!('definitions' in deployed)) throw new Error('refused');
const enacted = await enact({ engine, access, cases, definitionOf: () => deployed.definitions[0]!.definitionKey });
const stored = await Promise.all(enacted.map(({ caseKey }) => engine.state(access, caseKey)));
globalThis.process.stdout.write(
  JSON.stringify({ simulated: cases.map(({ state }) => standsAt(state)), stored: stored.map((state) => standsAt(state)) }),
);
await engine.stop();
await database.close();
