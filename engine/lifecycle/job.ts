import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type JobStatus = 'available' | 'activated' | 'exhausted' | 'completed' | 'errorThrown' | 'cancelled';
export type JobChange = 'activate' | 'timeOut' | 'retry' | 'exhaust' | 'update' | 'complete' | 'throwError' | 'cancel';

/**
 * A job: work for a machine, given out under a lease, possibly twice, counted once. `exhausted`: no retries are left and an incident
 * waits for a person; `errorThrown` rests only while no boundary event catches the error. A job may be answered after its lease has run out as long as nobody else has it (Camunda 8 does the same).
 */
export const jobMachine = setup({ types: { events: {} as { type: JobChange } } }).createMachine({
  id: 'job',
  initial: 'available',
  states: {
    available: {
      on: {
        activate: 'activated',
        update: 'available',
        complete: 'completed',
        retry: 'available',
        exhaust: 'exhausted',
        throwError: 'errorThrown',
        cancel: 'cancelled',
      },
    },
    activated: {
      on: {
        timeOut: 'available',
        retry: 'available',
        exhaust: 'exhausted',
        update: 'activated',
        complete: 'completed',
        throwError: 'errorThrown',
        cancel: 'cancelled',
      },
    },
    exhausted: {
      on: { retry: 'available', update: 'exhausted', complete: 'completed', throwError: 'errorThrown', cancel: 'cancelled' },
    },
    completed: { type: 'final' },
    errorThrown: { on: { retry: 'available', cancel: 'cancelled' } },
    cancelled: { type: 'final' },
  },
});

export const jobLifecycle = tabulate<JobStatus, JobChange>(jobMachine);
