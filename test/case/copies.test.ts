import { expect, test } from '@jest/globals';
import type { Command } from '../../engine/case/command.ts';
import { step } from '../../engine/case/step.ts';
import type { CaseState } from '../../engine/case/state.ts';
import { isRefusal } from '../../engine/errors.ts';
import { numberedKey, type CaseKey, type DefinitionKey } from '../../engine/ids.ts';
import { calendar, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import { model } from '../support/model.ts';

/** The fields of all objects of a kind, in their order: as many lists as there are shapes. */
function shapesOf(states: readonly CaseState[], kind: 'state' | 'instance' | 'task' | 'job'): readonly string[] {
  const shapes = new Set<string>();
  for (const state of states) {
    if (kind === 'state') shapes.add(Object.keys(state).join());
    for (const instance of Object.values(state.instances)) {
      const one = kind === 'instance' ? instance : kind === 'task' || kind === 'job' ? instance[kind] : undefined;
      if (one) shapes.add(Object.keys(one).join());
    }
  }
  return [...shapes];
}

test('whatever they have been through, cases, instances, tasks and jobs have the same fields in the same order', async () => {
  const { process } = await model(`
    start -> and:fork -> user:Check -> and:join -> end
    fork -> service:Register{job: register} -> join
  `);
  const context = { now: 0, calendar: calendar(LITHUANIAN_OFFICE) };
  const seen: CaseState[] = [];
  const ask = (command: Command): void => {
    context.now += 60_000;
    const done = step(process, seen.at(-1), command, context);
    if (isRefusal(done)) throw new Error(done.message);
    seen.push(done.state);
  };
  const keys = { caseKey: numberedKey<CaseKey>(1, 0), definitionKey: numberedKey<DefinitionKey>(2, 0) };
  ask({ type: 'startCase', ...keys, tenantId: 'a', variables: {}, dimensions: {} });
  const living = Object.values(seen[0]!.instances);
  const taskKey = living.find(({ task }) => task)!.task!.key;
  const jobKey = living.find(({ job }) => job)!.job!.key;
  ask({ type: 'claimTask', taskKey, user: 'ona' });
  ask({ type: 'startTask', taskKey });
  ask({ type: 'suspendTask', taskKey, reason: 'applicant' });
  ask({ type: 'activateJob', jobKey, worker: 'w', timeoutMs: 1_000 });
  ask({ type: 'failJob', jobKey, retries: 0, backOffMs: 0, message: 'no', variables: {} });
  ask({ type: 'suspendCase', reason: 'legal' });
  ask({ type: 'resumeCase' });
  ask({ type: 'resumeTask', taskKey });
  ask({ type: 'unassignTask', taskKey });
  ask({ type: 'completeTask', taskKey, variables: {} });
  for (const kind of ['state', 'instance', 'task', 'job'] as const)
    expect([kind, shapesOf(seen, kind).length]).toEqual([kind, 1]);
});
