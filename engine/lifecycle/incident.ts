import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type IncidentStatus = 'active' | 'resolved';
export type IncidentChange = 'resolve';

/** An incident: a token that cannot go on without a person. Resolving tries again; what fails anew is a new incident. */
export const incidentMachine = setup({ types: { events: {} as { type: IncidentChange } } }).createMachine({
  id: 'incident',
  initial: 'active',
  states: { active: { on: { resolve: 'resolved' } }, resolved: { type: 'final' } },
});

export const incidentLifecycle = tabulate<IncidentStatus, IncidentChange>(incidentMachine);
