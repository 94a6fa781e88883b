import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import fc from 'fast-check';
import { adaptedProcess } from '../../analytics/simulation/adapted-process.ts';
import { calendarsOf } from '../../analytics/simulation/calendars.ts';
import { drive } from '../../analytics/simulation/drive.ts';
import type { Asked } from '../../analytics/simulation/drive.ts';
import type { ScenarioSource } from '../../analytics/simulation/scenario.ts';
import { memoryCaseKey, memoryWorld } from '../../analytics/simulation/world.ts';
import type { Command } from '../../engine/case/command.ts';
import type { LogEvent } from '../../engine/case/log-event.ts';
import type { CaseState } from '../../engine/case/state.ts';
import { step } from '../../engine/case/step.ts';
import { isRefusal } from '../../engine/errors.ts';
import { numberedKey } from '../../engine/ids.ts';
import type { CaseKey, DefinitionKey } from '../../engine/ids.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { model } from '../support/model.ts';
import { freshDatabase } from '../support/postgres.ts';
import { randomModel } from '../support/random-model.ts';
import { randomNumbers } from '../support/seed.ts';
import { scenarioOf, START_AT } from './around-the-clock.ts';

const MODELS = 60;
const { seed } = randomNumbers();

/** Everybody may do everything; what comes of it goes either way. */
function scenarioFor(process: ExecutableProcess) {
  const choice = {
    kind: 'choice' as const,
    options: ['a', 'b', 'fail', 'other'].map((value) => ({ value, weight: 1 })),
  };
  const minutes = { kind: 'exponential' as const, mean: 20 };
  const activities: ScenarioSource['activities'] = { 'other/Answer': { workMinutes: minutes, sets: { choice } } };
  const types = new Set(['l', 'm']);
  for (const node of process.nodes.values()) {
    if (node.kind === 'userTask') activities[node.id] = { workMinutes: minutes, roles: ['all'], sets: { choice } };
    const job = 'job' in node ? node.job : 'result' in node && node.result.kind === 'job' ? node.result.job : undefined;
    if (typeof job?.type.constant === 'string') types.add(job.type.constant);
  }
  const one = { latencySeconds: { kind: 'fixed' as const, value: 3 }, fails: { share: 0.1, retryAfterSeconds: 60 } };
  return scenarioOf(
    {
      staff: [{ role: 'all', people: 3 }],
      activities,
      cases: { sets: { id: { kind: 'constant', value: 'k' }, clerk: { kind: 'constant', value: 'ona' }, choice } },
      messages: { Arrived: { share: 0.9, afterWorkingDays: minutes }, Answered: { share: 0.9, afterWorkingDays: minutes } },
      jobs: Object.fromEntries([...types].map((type) => [type, one])),
    },
    1,
  );
}

describe('a simulation has no semantics of its own', () => {
  it(`every step of it is the engine's: the same commands give the same logs and states on ${String(MODELS)} random models (seed ${String(seed)})`, async () => {
    let commands = 0;
    let calls = 0;
    const { process: other } = await model('start -> user:Answer{groups: all} -> end', { id: 'other' });
    await fc.assert(
      fc.asyncProperty(randomModel(), async ({ text }) => {
        const { process } = await model(text);
        const scenario = scenarioFor(process);
        const calendar = calendarsOf(scenario).named('office');
        const world = memoryWorld({
          processAt: () => process,
          calendar,
          calledProcess: (id) => (id === other.id ? other : undefined),
        });
        const script: { at: number; caseIndex: number; asked: Asked }[] = [];
        const logs: Record<number, LogEvent[]> = {};
        drive({
          world,
          scenario,
          seed,
          cases: 3,
          fromAt: START_AT,
          untilAt: START_AT + 60 * 86_400_000,
          onStep(at, caseIndex, asked, done) {
            script.push({ at, caseIndex, asked });
            (logs[caseIndex] ??= []).push(...done.log);
          },
        });
        // The same again, by nothing but the step and the script; states go through JSON as through a store.
        const states: Record<number, CaseState> = {};
        let keys = 0;
        const newCaseKey = () => numberedKey<CaseKey>(++keys, 1);
        const replayed: Record<number, LogEvent[]> = {};
        for (const { at, caseIndex, asked } of script) {
          const command: Command =
            asked.kind === 'start'
              ? {
                  type: 'startCase',
                  caseKey: memoryCaseKey(caseIndex),
                  tenantId: 'simulation',
                  definitionKey: numberedKey<DefinitionKey>(1, 0),
                  variables: asked.arrival.variables,
                  dimensions: asked.arrival.dimensions,
                }
              : asked.kind === 'call'
                ? {
                    type: 'startCase',
                    caseKey: asked.called.calledCaseKey,
                    tenantId: 'simulation',
                    definitionKey: numberedKey<DefinitionKey>(1, 0),
                    variables: asked.called.variables,
                    dimensions: asked.called.dimensions,
                    caller: asked.called.caller,
                  }
                : asked.command;
          const actor = asked.kind === 'command' ? asked.actor : undefined;
          const before =
            states[caseIndex] === undefined ? undefined : (JSON.parse(JSON.stringify(states[caseIndex])) as CaseState);
          const done = step(caseIndex < 0 ? other : process, before, command, {
            now: at,
            calendar,
            newCaseKey,
            ...(actor && { actor }),
          });
          if (isRefusal(done)) throw new Error(done.message);
          states[caseIndex] = done.state;
          (replayed[caseIndex] ??= []).push(...done.log);
          commands += 1;
          if (caseIndex < 0) calls += 1;
        }
        const all = {
          ...Object.fromEntries(world.states.entries()),
          ...Object.fromEntries(world.called.map((state, at) => [-1 - at, state])),
        };
        expect(JSON.parse(JSON.stringify(states))).toEqual(JSON.parse(JSON.stringify(all)));
        expect(replayed).toEqual(logs);
      }),
      { numRuns: MODELS, seed },
    );
    expect(commands).toBeGreaterThan(10 * MODELS);
    expect(calls).toBeGreaterThan(MODELS / 3);
  }, 300_000);

  it('and changes nothing of a model of which the scenario says nothing', async () => {
    const { process } = await model(
      `start -> user:A{groups: all} -> xor:way -> timer(PT1H) [= true] -> end\nway -> end:other [default]`,
    );
    const adapted = adaptedProcess(process, { activities: {}, branches: {}, events: {} }, () => {
      throw new Error('nothing is drawn');
    });
    expect([...adapted.nodes.values()].every((node) => node === process.nodes.get(node.id))).toBe(true);
    expect([...adapted.flows.values()].every((flow) => flow === process.flows.get(flow.id))).toBe(true);
  });
});

const ROOT = resolve(import.meta.dirname, '../..');
const GATEWAY = 'engine/case/semantics/exclusive-gateway.ts';

/** The program of one-semantics.ts, bundled with one file changed, run on a database of its own. */
async function worlds(changed?: (source: string) => string): Promise<{ simulated: string[]; stored: string[] }> {
  const directory = await mkdtemp(join(tmpdir(), 'eiga-semantics-'));
  const database = await freshDatabase();
  try {
    await symlink(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
    await symlink(join(ROOT, 'migrations'), join(directory, 'migrations'));
    await build({
      entryPoints: [join(ROOT, 'test/simulation/one-semantics.ts')],
      outfile: join(directory, 'dist', 'program.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      plugins: [
        {
          name: 'one-file-changed',
          setup({ onLoad }) {
            onLoad({ filter: /exclusive-gateway\.ts$/ }, async ({ path }) => {
              const source = await readFile(path, 'utf8');
              return { contents: path.endsWith(GATEWAY) && changed ? changed(source) : source, loader: 'ts' };
            });
          },
        },
      ],
    });
    const { stdout } = await promisify(execFile)(globalThis.process.execPath, [
      join(directory, 'dist', 'program.mjs'),
      database.url,
    ]);
    return JSON.parse(stdout) as { simulated: string[]; stored: string[] };
  } finally {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  }
}

it('one changed file of semantics changes simulated and live cases alike', async () => {
  const asItIs = await worlds();
  const lastInstead = await worlds((source) => {
    const changed = source.replace('node.outgoing.find(', 'node.outgoing.findLast(');
    expect(changed).not.toBe(source);
    return changed;
  });
  for (const { simulated, stored } of [asItIs, lastInstead]) expect(stored).toEqual(simulated);
  expect(new Set(asItIs.simulated)).toContain('First');
  // Whatever is more than 1 is more than 0: the last way that holds is never the first.
  expect(new Set(lastInstead.simulated)).not.toContain('First');
  expect(lastInstead.simulated).toHaveLength(asItIs.simulated.length);
}, 300_000);
