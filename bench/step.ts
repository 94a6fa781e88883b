/** µs per step of the pure kernel, for the model of bench:engine: start → user → exclusive → service → parallel 2 → join → end, 40 variables. */
import type { Command } from '../engine/case/command.ts';
import type { CaseState } from '../engine/case/state.ts';
import { step, type Step } from '../engine/case/step.ts';
import { isRefusal, type Variables } from '../engine/errors.ts';
import { numberedKey, type CaseKey, type DefinitionKey } from '../engine/ids.ts';
import type { ExecutableProcess } from '../engine/model/executable-process.ts';
import { calendar, LITHUANIAN_OFFICE } from '../engine/time/calendar.ts';

export const BENCH_MODEL = `
  start -> user:Check -> xor:ok -> service:Register{job: register} [= amount > 10] -> and:fork -> task:A -> and:join -> end
  ok -> end:refused [default]
  fork -> task:B -> join
`;

export function benchVariables(): Variables {
  const fields = Array.from({ length: 39 }, (_, index): [string, string | number] => [
    `field${index}`,
    index % 2 ? `value ${index}` : index,
  ]);
  return Object.fromEntries([...fields, ['amount', 20]]);
}

/** Runs one case to its end; returns how many steps that took. */
export function runCase(process: ExecutableProcess, number: number, now: number): number {
  const context = { now, calendar: OFFICE };
  let state: CaseState | undefined;
  const ask = (command: Command): Step => {
    const result = step(process, state, command, context);
    if (isRefusal(result)) throw new Error(result.message);
    state = result.state;
    return result;
  };
  const keys = { caseKey: numberedKey<CaseKey>(number, number % 256), definitionKey: numberedKey<DefinitionKey>(1, 0) };
  ask({ type: 'startCase', ...keys, tenantId: '<default>', variables: benchVariables(), dimensions: {} });
  const task = Object.values(state!.instances).find((instance) => instance.task)!.task!;
  ask({ type: 'completeTask', taskKey: task.key, variables: { decision: 'granted' } });
  const job = Object.values(state!.instances).find((instance) => instance.job)!.job!;
  ask({ type: 'activateJob', jobKey: job.key, worker: 'bench', timeoutMs: 60_000 });
  ask({ type: 'completeJob', jobKey: job.key, variables: { number: 7 } });
  if (state!.status !== 'completed') throw new Error('the case did not complete');
  return 4;
}

const OFFICE = calendar(LITHUANIAN_OFFICE);

/** Prints µs per step after a warm-up. */
export function benchSteps(process: ExecutableProcess, cases = 20_000): number {
  for (let number = 1; number <= 2_000; number++) runCase(process, number, 0);
  const startedAt = performance.now();
  let steps = 0;
  for (let number = 1; number <= cases; number++) steps += runCase(process, number, 0);
  return ((performance.now() - startedAt) * 1000) / steps;
}
