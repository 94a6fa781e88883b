import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type TimerStatus = 'scheduled' | 'fired' | 'cancelled';
export type TimerChange = 'fire' | 'repeat' | 'cancel';

/** A timer: due once, or again and again (`repeat`: it fired and is scheduled anew). */
export const timerMachine = setup({ types: { events: {} as { type: TimerChange } } }).createMachine({
  id: 'timer',
  initial: 'scheduled',
  states: {
    scheduled: { on: { fire: 'fired', repeat: 'scheduled', cancel: 'cancelled' } },
    fired: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

export const timerLifecycle = tabulate<TimerStatus, TimerChange>(timerMachine);
