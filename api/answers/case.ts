/** Cases on their way out. */
import type {
  CaseRow,
  CaseState,
  ElementInstanceView,
  IncidentView,
  Json,
  LogEvent,
  TaskView,
  WorkingCalendar,
} from '../../engine/index.ts';
import { incidentLifecycle, suspensionTimes, type SuspensionTime } from '../../engine/index.ts';
import type { CaseSummary, HistoryRow } from '../contract/cases.ts';
import type { IncidentJson } from '../contract/incidents.ts';
import { iso, isoOr } from './instants.ts';
import { termLight } from './term.ts';

type Dimensions = Pick<
  CaseSummary,
  'caseNumber' | 'service' | 'institution' | 'unit' | 'channel' | 'applicantKind' | 'receivedAt' | 'registeredAt'
>;

/** Everything about a case but its term. */
export function caseFacts(row: CaseRow): Omit<CaseSummary, 'term'> {
  const dimensions: Dimensions = {
    caseNumber: row.caseNumber,
    service: row.service,
    institution: row.institution,
    unit: row.unit,
    channel: row.channel,
    applicantKind: row.applicantKind,
    receivedAt: isoOr(row.receivedAt, undefined),
    registeredAt: isoOr(row.registeredAt, undefined),
  };
  return {
    caseKey: row.caseKey,
    ...dimensions,
    status: row.status,
    definitionKey: row.definitionKey,
    processId: row.processId,
    processName: row.processName,
    processVersion: row.processVersion,
    hasIncident: row.hasIncident,
    callerCaseKey: row.callerCaseKey,
    startedAt: iso(row.startedAt),
    endedAt: isoOr(row.endedAt, undefined),
    withdrawnAt: isoOr(row.withdrawnAt, undefined),
  };
}

export function caseSummary(row: CaseRow, now: number, calendar: WorkingCalendar): CaseSummary {
  const term = row.endedAt === undefined && row.dueOn !== undefined ? termLight(row.dueOn, now, calendar) : undefined;
  return { ...caseFacts(row), term };
}

export function suspensionJson({ reason, since, byCaller }: NonNullable<CaseState['suspension']>, note: Json | undefined) {
  return { reason, since: iso(since), ...(typeof note === 'string' && { note }), withCaller: byCaller === true };
}

export function incidentJson(row: IncidentView, mayResolve: boolean): IncidentJson {
  return {
    incidentKey: row.key,
    caseKey: row.caseKey,
    elementInstanceKey: row.elementInstanceKey,
    elementId: row.elementId,
    elementName: row.elementName,
    definitionKey: row.definitionKey,
    processId: row.processId,
    processName: row.processName,
    kind: row.kind,
    message: row.message,
    raisedAt: iso(row.raisedAt),
    resolvedAt: isoOr(row.resolvedAt, undefined),
    actions:
      mayResolve && row.caseStatus !== 'suspended'
        ? [...incidentLifecycle.allowed(row.resolvedAt === undefined ? 'active' : 'resolved')]
        : [],
  };
}

/** Where the case stands: everything that lives but the case itself. */
export function activeElement(row: ElementInstanceView, tasks: ReadonlyMap<string, TaskView>) {
  return {
    elementInstanceKey: row.key,
    elementId: row.elementId,
    elementName: row.elementName,
    elementKind: row.elementKind,
    status: row.status,
    enabledAt: iso(row.enabledAt),
    hasIncident: row.hasIncident,
    loopCounter: row.loopCounter,
    taskKey: tasks.get(row.key)?.key,
  };
}

export function historyRows(rows: readonly ElementInstanceView[], events: readonly LogEvent[]): HistoryRow[] {
  const suspensions = suspensionsOf(events);
  const ofCase = suspensions.get('') ?? [];
  return rows.map((row) => ({
    elementInstanceKey: row.key,
    elementId: row.elementId,
    elementName: row.elementName,
    elementKind: row.elementKind,
    status: row.status,
    loopCounter: row.loopCounter,
    enabledAt: iso(row.enabledAt),
    claimedAt: isoOr(row.claimedAt, undefined),
    startedAt: isoOr(row.startedAt, undefined),
    endedAt: isoOr(row.endedAt, undefined),
    suspendedMs: row.suspendedMs,
    suspensions: suspensionTimes(row, suspensions.get(row.key) ?? [], ofCase).map(({ reason, fromAt, toAt }) => ({
      reason,
      from: iso(fromAt),
      to: isoOr(toAt, undefined),
    })),
    actor: row.actor,
    unit: row.unit,
  }));
}

/** Each suspension of each task, and under '' those of the case, from the event log: reasons are kept nowhere else. */
function suspensionsOf(events: readonly LogEvent[]): Map<string, SuspensionTime[]> {
  const all = new Map<string, SuspensionTime[]>();
  for (const event of events) {
    const key = 'key' in event ? event.key : '';
    const last = all.get(key)?.at(-1);
    if (event.type === 'taskSuspended' || event.type === 'caseSuspended')
      all.set(key, [...(all.get(key) ?? []), { reason: event.reason, fromAt: event.at }]);
    else if (
      last?.toAt === undefined &&
      last &&
      (event.type === 'taskResumed' || event.type === 'taskCancelled' || event.type === 'caseResumed')
    )
      all.set(key, [...(all.get(key) ?? []).slice(0, -1), { ...last, toAt: event.at }]);
  }
  return all;
}

export function logLine(event: LogEvent) {
  return {
    seq: event.seq,
    at: iso(event.at),
    type: event.type,
    elementId: 'elementId' in event ? event.elementId : undefined,
    actor: event.actor?.user,
    unit: event.actor?.unit,
  };
}
