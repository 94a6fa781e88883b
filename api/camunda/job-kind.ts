/** What a job is for, in Camunda's words. */
import type { JobView } from '../../engine/index.ts';

/** An ad-hoc sub-process is never led by a job here. */
export const KINDS = {
  BPMN_ELEMENT: ['work'],
  EXECUTION_LISTENER: ['executionListener'],
  TASK_LISTENER: ['taskListener'],
  AD_HOC_SUB_PROCESS: [],
} as const;
const KIND: Readonly<Record<JobView['kind'], keyof typeof KINDS>> = {
  work: 'BPMN_ELEMENT',
  executionListener: 'EXECUTION_LISTENER',
  taskListener: 'TASK_LISTENER',
};

export const EVENT_TYPES = {
  UNSPECIFIED: [''],
  START: ['start'],
  END: ['end'],
  CREATING: ['creating'],
  ASSIGNING: ['assigning'],
  UPDATING: ['updating'],
  COMPLETING: ['completing'],
  CANCELING: ['canceling'],
} as const;
type EventType = keyof typeof EVENT_TYPES;
const EVENT_TYPE: Readonly<Record<NonNullable<JobView['listener']>['phase'], EventType>> = {
  start: 'START',
  end: 'END',
  creating: 'CREATING',
  assigning: 'ASSIGNING',
  updating: 'UPDATING',
  completing: 'COMPLETING',
  canceling: 'CANCELING',
};

export function kindOf({ kind, listener }: JobView): {
  readonly kind: keyof typeof KINDS;
  readonly listenerEventType: EventType;
} {
  return { kind: KIND[kind], listenerEventType: listener ? EVENT_TYPE[listener.phase] : 'UNSPECIFIED' };
}
