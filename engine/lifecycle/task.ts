import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type TaskStatus = 'created' | 'claimed' | 'started' | 'suspended' | 'completed' | 'cancelled';
export type TaskChange = 'claim' | 'assign' | 'unassign' | 'start' | 'suspend' | 'resume' | 'update' | 'complete' | 'cancel';

/**
 * A user task: the source of all timing of people's work. A client that only completes skips `claimed` and `started`; those instants
 * then stay unknown and are never guessed. Only work that has begun can be suspended, and it is resumed before it is completed, so that
 * every suspension has an end and every resumption leads back to where it came from.
 */
export const taskMachine = setup({ types: { events: {} as { type: TaskChange } } }).createMachine({
  id: 'task',
  initial: 'created',
  states: {
    created: {
      on: { claim: 'claimed', assign: 'claimed', update: 'created', complete: 'completed', cancel: 'cancelled' },
    },
    claimed: {
      on: {
        start: 'started',
        assign: 'claimed',
        unassign: 'created',
        update: 'claimed',
        complete: 'completed',
        cancel: 'cancelled',
      },
    },
    started: {
      on: {
        assign: 'started',
        unassign: 'created',
        suspend: 'suspended',
        update: 'started',
        complete: 'completed',
        cancel: 'cancelled',
      },
    },
    suspended: { on: { resume: 'started', assign: 'suspended', update: 'suspended', cancel: 'cancelled' } },
    completed: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

export const taskLifecycle = tabulate<TaskStatus, TaskChange>(taskMachine);
