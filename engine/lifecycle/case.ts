import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type CaseStatus = 'active' | 'suspended' | 'completed' | 'cancelled';
export type CaseChange = 'complete' | 'suspend' | 'resume' | 'cancel';

/** A case: it ends by itself, or somebody ends it; while somebody has suspended it nothing in it moves. */
export const caseMachine = setup({ types: { events: {} as { type: CaseChange } } }).createMachine({
  id: 'case',
  initial: 'active',
  states: {
    active: { on: { complete: 'completed', suspend: 'suspended', cancel: 'cancelled' } },
    suspended: { on: { resume: 'active', cancel: 'cancelled' } },
    completed: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

export const caseLifecycle = tabulate<CaseStatus, CaseChange>(caseMachine);
