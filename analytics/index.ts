/** The door of analytics: event logs in, answers out; pure. Simulation has its own. */
export type { AttributeColumn, AttributeValue } from './log/columns.ts';
export { attributeAt } from './log/columns.ts';
export type { ActivityInstance, CaseFacts, EventLog } from './log/event-log.ts';
export { EventLogBuilder } from './log/event-log-builder.ts';
export { EngineLog } from './log/engine-log.ts';
export type { EngineCase, EngineInstance } from './log/engine-log.ts';
export { isLogFault, LOG_LIMITS } from './log/log-fault.ts';
export type { LogFault } from './log/log-fault.ts';
export { readCsv } from './log/csv.ts';
export type { CsvOptions } from './log/csv.ts';
export { readXes } from './log/xes.ts';
export type { XesOptions } from './log/xes.ts';

export { analyse } from './analyse.ts';
export type { Analysis } from './analyse.ts';
export { summarise } from './log-summary.ts';
export type { LogFigures, LogSummary } from './log-summary.ts';
export { times } from './times.ts';
export type { ActivityTimes, TimeFigures, Times, TransitionTimes } from './times.ts';
export { bottlenecks } from './bottlenecks.ts';
export type { Bottleneck, BottleneckCause, BottleneckOptions } from './bottlenecks.ts';
export type { WorkingMs } from './batches.ts';
export { causesByTransition, waitingCauses } from './waiting-causes.ts';
export { byMonth } from './flow-over-time.ts';

export { compare } from './compare.ts';
export type { CohortFigures, CompareOptions, Comparison, Difference } from './compare.ts';
export { cohort } from './cohorts.ts';
export type { CohortChoice } from './cohorts.ts';
export { parsePeriod } from './period.ts';
export type { Period } from './period.ts';
export { parseIsoInstant } from './log/timestamps.ts';
export { survivalCurve } from './survival.ts';
export type { SurvivalPoint } from './survival.ts';
export { durationText, reasonText, VERDICTS } from './verdict.ts';
export type { Reason, Verdict } from './verdict.ts';
export { distribution } from './statistics.ts';
export type { Distribution } from './statistics.ts';
