import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type TermStatus = 'running' | 'suspended' | 'forwarded' | 'ended';
export type TermChange = 'restart' | 'suspend' | 'resume' | 'extend' | 'forward' | 'end';

/** The statutory term of a case (law-made clock): run, restart, suspend and resume on a legal ground, extend, forward, end. */
export const termMachine = setup({ types: { events: {} as { type: TermChange } } }).createMachine({
  id: 'term',
  initial: 'running',
  states: {
    running: { on: { restart: 'running', suspend: 'suspended', extend: 'running', forward: 'forwarded', end: 'ended' } },
    suspended: { on: { resume: 'running', restart: 'running', end: 'ended' } },
    forwarded: { on: { end: 'ended' } },
    ended: { type: 'final' },
  },
});

export const termLifecycle = tabulate<TermStatus, TermChange>(termMachine);
