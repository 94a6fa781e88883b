import { describe, expect, test } from '@jest/globals';
import { getNextTransitions, initialTransition, transition } from 'xstate';
import { bodyLifecycle } from '../../engine/lifecycle/body.ts';
import { caseLifecycle } from '../../engine/lifecycle/case.ts';
import { elementLifecycle } from '../../engine/lifecycle/element.ts';
import { incidentLifecycle } from '../../engine/lifecycle/incident.ts';
import { jobLifecycle } from '../../engine/lifecycle/job.ts';
import { taskLifecycle } from '../../engine/lifecycle/task.ts';
import { termLifecycle } from '../../engine/lifecycle/term.ts';
import { timerLifecycle } from '../../engine/lifecycle/timer.ts';
import type { Lifecycle } from '../../engine/lifecycle/table.ts';

const lifecycles: readonly Lifecycle<string, string>[] = [
  bodyLifecycle,
  caseLifecycle,
  elementLifecycle,
  incidentLifecycle,
  jobLifecycle,
  taskLifecycle,
  termLifecycle,
  timerLifecycle,
] as never;

describe.each(lifecycles.map((lifecycle) => [lifecycle.machine.id, lifecycle] as const))(
  'the lifecycle of %s',
  (_id, lifecycle) => {
    const [initial] = initialTransition(lifecycle.machine);

    test('begins where its machine begins', () => {
      expect(initial.value).toBe(lifecycle.initial);
    });

    test('has a table that agrees with its machine for every state and change', () => {
      for (const status of lifecycle.statuses) {
        const here = lifecycle.machine.resolveState({ value: status, context: initial.context });
        for (const type of lifecycle.changes) {
          const [after] = transition(lifecycle.machine, here, { type });
          const moved = here.status === 'active' && here.can({ type });
          expect([status, type, lifecycle.next(status, type)]).toEqual([status, type, moved ? after.value : undefined]);
        }
      }
    });

    test('allows exactly the transitions that xstate names', () => {
      for (const status of lifecycle.statuses) {
        const here = lifecycle.machine.resolveState({ value: status, context: initial.context });
        const named = here.status === 'active' ? getNextTransitions(here).map(({ eventType }) => String(eventType)) : [];
        expect([...lifecycle.allowed(status)].sort()).toEqual([...named].sort());
      }
    });
  },
);

test('a task that is not suspended cannot be resumed, and a suspended one not completed', () => {
  expect(taskLifecycle.next('started', 'resume')).toBeUndefined();
  expect(taskLifecycle.next('suspended', 'complete')).toBeUndefined();
  expect(taskLifecycle.next('suspended', 'resume')).toBe('started');
});
