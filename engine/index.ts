/**
 * The door of the engine: everything else in the house and every embedder comes in here.
 */
export type * from './run/contract.ts';
export { createEngine } from './run/engine.ts';
export { BpmnError } from './run/handlers.ts';
export { variableWithKey } from './store/variable-key.ts';
export { headersOf } from './store/job-kind.ts';
export { inspection } from './case/inspection.ts';
export { readCheckedModel } from './soundness/read-model.ts';
export { BUCKETS, bucketOf, caseKeyOf, isKey } from './ids.ts';
export { suspensionTimes, type SuspensionTime } from './case/suspension-times.ts';
export { SUSPENSION_NOTE } from './case/state.ts';
export { caseLifecycle } from './lifecycle/case.ts';
export { incidentLifecycle } from './lifecycle/incident.ts';
export { taskLifecycle } from './lifecycle/task.ts';
export { termLifecycle } from './lifecycle/term.ts';

export type { Activation, Actor, Command, ListenerAnswer, TaskChanges } from './case/command.ts';
export { BATCH_ITEM_STATUSES, BATCH_STATUSES } from './store/batch-views.ts';
export type { BatchItemView, BatchPlan, BatchView } from './store/batch-views.ts';
export type { HeardTask } from './case/task-listeners.ts';
export type { CaseHistory } from './store/history.ts';
export type { CaseState, Dimensions, ElementInstance, IncidentKind, SuspensionReason, Term, TermProfile } from './case/state.ts';
export type { EvaluatedDecision } from './decision/decision-result.ts';
export type { DecisionInstanceView, DecisionView } from './store/decision-views.ts';
export type { LogEvent, VariableEntry } from './case/log-event.ts';
export type { Finding, Json, Refusal, Variables } from './errors.ts';
export type {
  BatchKey,
  CaseKey,
  DecisionKey,
  DefinitionKey,
  ElementInstanceKey,
  FormKey,
  IncidentKey,
  JobKey,
  TaskKey,
} from './ids.ts';
export type { Clock } from './time/clock.ts';
export type { WorkingCalendar } from './time/calendar.ts';
export type { ExecutableProcess } from './model/executable-process.ts';
export type {
  CallLink,
  CaseRow,
  DefinitionRow,
  ElementInstanceView,
  ElementStatistics,
  IncidentView,
  JobView,
  MessageSubscriptionView,
  TaskView,
  TimerView,
  VariableView,
} from './store/views.ts';
export type { Page, Query } from './store/query.ts';
