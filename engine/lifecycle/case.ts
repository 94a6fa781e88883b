import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type CaseStatus = 'active' | 'completed' | 'cancelled';
export type CaseChange = 'complete' | 'cancel';

/** A case: it ends by itself, or somebody ends it. */
export const caseMachine = setup({ types: { events: {} as { type: CaseChange } } }).createMachine({
  id: 'case',
  initial: 'active',
  states: {
    active: { on: { complete: 'completed', cancel: 'cancelled' } },
    completed: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

export const caseLifecycle = tabulate<CaseStatus, CaseChange>(caseMachine);
