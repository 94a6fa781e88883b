/** Camunda knows three states of an element instance where BPMN knows ten. */
export const ELEMENT_STATES = {
  ACTIVE: ['ready', 'activating', 'active', 'completing', 'terminating', 'compensating'],
  COMPLETED: ['completed', 'compensated'],
  TERMINATED: ['failed', 'terminated'],
} as const;

export function elementState(status: string): keyof typeof ELEMENT_STATES {
  if (status === 'completed' || status === 'compensated') return 'COMPLETED';
  return status === 'failed' || status === 'terminated' ? 'TERMINATED' : 'ACTIVE';
}
