import { setup } from 'xstate';
import { tabulate } from './table.ts';

export type ElementStatus =
  | 'ready'
  | 'activating'
  | 'active'
  | 'completing'
  | 'completed'
  | 'failed'
  | 'terminating'
  | 'terminated'
  | 'compensating'
  | 'compensated';

export type ElementChange =
  'prepare' | 'activate' | 'finish' | 'complete' | 'fail' | 'interrupt' | 'terminate' | 'compensate' | 'compensated';

/**
 * The lifecycle of an element instance (BPMN 2.0.2 §13.3.2). States that end in -ing are rested in only while something is still
 * being worked out (listeners, output mappings under an incident, children that end); otherwise the instance goes straight through.
 */
export const elementMachine = setup({ types: { events: {} as { type: ElementChange } } }).createMachine({
  id: 'element',
  initial: 'ready',
  states: {
    ready: { on: { prepare: 'activating', activate: 'active', interrupt: 'terminating', terminate: 'terminated' } },
    activating: { on: { activate: 'active', interrupt: 'terminating', terminate: 'terminated' } },
    active: {
      on: { finish: 'completing', complete: 'completed', fail: 'failed', interrupt: 'terminating', terminate: 'terminated' },
    },
    completing: { on: { complete: 'completed', fail: 'failed', interrupt: 'terminating', terminate: 'terminated' } },
    completed: { on: { compensate: 'compensating' } },
    failed: { type: 'final' },
    terminating: { on: { terminate: 'terminated' } },
    terminated: { type: 'final' },
    compensating: {
      on: { compensated: 'compensated', fail: 'failed', interrupt: 'terminating', terminate: 'terminated' },
    },
    compensated: { type: 'final' },
  },
});

export const elementLifecycle = tabulate<ElementStatus, ElementChange>(elementMachine);
