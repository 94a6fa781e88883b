/** What one replication came to: plain numbers, so that replications can be done anywhere and put together. */
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { CASE_COMPLETED, CASE_WITHDRAWN, KINDS, MACHINE, WORK } from '../log/event-log.ts';
import type { EventLog, Kind } from '../log/event-log.ts';
import { quantileOfSorted } from '../statistics.ts';
import { calendarsOf } from './calendars.ts';
import type { Scenario } from './scenario.ts';
import { calledName } from './run.ts';
import type { Simulated } from './simulate.ts';
import { memoryCaseKey } from './world.ts';

/** null where the replication does not have the figure. Of the cases after the warm-up. */
export interface Figures {
  readonly cases: number;
  readonly completed: number;
  readonly open: number;
  readonly steps: number;
  readonly cycleTimeMs: number | null;
  readonly cycleTimeMedianMs: number | null;
  readonly cycleTimeP90Ms: number | null;
  readonly leadTimeMs: number | null;
  readonly workMs: number | null;
  readonly costPerCase: number | null;
  readonly onTimeShare: number | null;
  readonly withdrawnShare: number | null;
  /** Cases completed in a day between the end of the warm-up and the last arrival. */
  readonly throughputPerDay: number | null;
  /** As the scenario names them: those of called processes with `process/` before their id. */
  readonly activities: Readonly<Record<string, ActivityFigures>>;
  /** By role, 0 to 1, from the end of the warm-up to the last arrival. */
  readonly utilisation: Readonly<Record<string, number | null>>;
  /** `element: message` and how often. */
  readonly incidents: Readonly<Record<string, number>>;
}

export interface ActivityFigures {
  readonly kind: Kind;
  /** Executions per case. */
  readonly perCase: number;
  /** From enabled to started; of a timer or a message, all of it. */
  readonly waitingMs: number | null;
  /** From started to completed without suspensions. */
  readonly processingMs: number | null;
}

const DAY_MS = 86_400_000;

/** @param warmUpCases the first of those that came @param called the processes that the model calls */
export function figuresOf(
  simulated: Simulated,
  process: ExecutableProcess,
  scenario: Scenario,
  warmUpCases: number,
  called: readonly ExecutableProcess[] = [],
): Figures {
  const { log, states, ledger, lastArrivalAt } = simulated;
  const zone = calendarsOf(scenario).named('office').zone;
  const caseIndexOf = new Map(states.map((_, index) => [memoryCaseKey(index) as string, index]));
  /** By case of the log, -1 for those of the warm-up. */
  const counted = Int32Array.from(log.cases.keys, (key) => {
    const index = caseIndexOf.get(key) ?? -1;
    return index >= warmUpCases ? index : -1;
  });
  const costs = new Float64Array(states.length);
  const activities = new Map<string, Sums>();
  const count = (of: ExecutableProcess, its: EventLog, roots: Int32Array, named: (id: string) => string): void => {
    const fixed = fixedCosts(of, scenario, named);
    addActivities(activities, its, roots, named, (row) => {
      costs[roots[its.caseOf[row]!]!]! += fixed(its.activities[its.activityOf[row]!]!);
    });
  };
  count(process, log, counted, (id) => id);
  for (const of of called) {
    const its = simulated.calledLogs.get(of.id);
    const rootOf = (key: string): number => simulated.rootOfCalled.get(key) ?? -1;
    const roots = its && Int32Array.from(its.cases.keys, (key) => (rootOf(key) >= warmUpCases ? rootOf(key) : -1));
    if (its && roots) count(of, its, roots, (id) => calledName(of.id, id));
  }
  const cycle: number[] = [];
  const endedAt: number[] = [];
  const [sums, counts] = [
    { lead: 0, work: 0, cost: 0, inTime: 0 },
    { cases: 0, completed: 0, withdrawn: 0, terms: 0 },
  ];
  let windowFromAt = Infinity;
  for (let index = 0; index < log.cases.count; index++) {
    const caseIndex = counted[index]!;
    if (caseIndex < 0) continue;
    counts.cases += 1;
    windowFromAt = Math.min(windowFromAt, log.cases.startedAt[index]!);
    const status = log.cases.status[index];
    if (status !== CASE_COMPLETED && status !== CASE_WITHDRAWN) continue;
    const completedAt = log.cases.completedAt[index]!;
    sums.cost += costs[caseIndex]! + ledger.costOf(caseIndex) + scenario.cases.cost;
    sums.work += ledger.workMsOf(caseIndex);
    if (status === CASE_WITHDRAWN) {
      counts.withdrawn += 1;
      continue;
    }
    counts.completed += 1;
    endedAt.push(completedAt);
    cycle.push(completedAt - log.cases.startedAt[index]!);
    sums.lead += completedAt - log.cases.receivedAt[index]!;
    const term = states[caseIndex]?.term;
    if (term === undefined) continue;
    counts.terms += 1;
    if (dayOf(completedAt, zone) <= term.dueOn) sums.inTime += 1;
  }
  const sorted = Float64Array.from(cycle).sort();
  const per = (sum: number, of: number): number | null => (of === 0 ? null : sum / of);
  const ended = counts.completed + counts.withdrawn;
  const quantile = (share: number): number | null => (sorted.length === 0 ? null : quantileOfSorted(sorted, share));
  const incidents: Record<string, number> = {};
  for (const { elementId, message } of simulated.incidents) {
    const name = `${elementId}: ${message}`;
    incidents[name] = (incidents[name] ?? 0) + 1;
  }
  return {
    cases: counts.cases,
    completed: counts.completed,
    open: counts.cases - ended,
    steps: simulated.steps,
    cycleTimeMs: per(
      sorted.reduce((sum, value) => sum + value, 0),
      counts.completed,
    ),
    cycleTimeMedianMs: quantile(0.5),
    cycleTimeP90Ms: quantile(0.9),
    leadTimeMs: per(sums.lead, counts.completed),
    workMs: per(sums.work, ended),
    costPerCase: per(sums.cost, ended),
    onTimeShare: per(sums.inTime, counts.terms),
    withdrawnShare: per(counts.withdrawn, ended),
    throughputPerDay:
      lastArrivalAt > windowFromAt
        ? (endedAt.filter((at) => at <= lastArrivalAt).length * DAY_MS) / (lastArrivalAt - windowFromAt)
        : null,
    activities: Object.fromEntries(
      [...activities].map(([name, { kind, n, started, waitingMs, processed, processingMs }]) => [
        name,
        { kind, perCase: n / counts.cases, waitingMs: per(waitingMs, started), processingMs: per(processingMs, processed) },
      ]),
    ),
    utilisation: utilisationOf(simulated, scenario, windowFromAt),
    incidents,
  };
}

interface Sums {
  readonly kind: Kind;
  n: number;
  started: number;
  waitingMs: number;
  processed: number;
  processingMs: number;
}

function addActivities(
  found: Map<string, Sums>,
  log: EventLog,
  counted: Int32Array,
  named: (id: string) => string,
  onDone: (row: number) => void,
): void {
  const names = log.activities.map(named);
  for (let row = 0; row < log.rows; row++) {
    if (counted[log.caseOf[row]!]! < 0) continue;
    const name = names[log.activityOf[row]!]!;
    const kind = log.kind[row]!;
    const sums = found.get(name) ?? { kind: KINDS[kind]!, n: 0, started: 0, waitingMs: 0, processed: 0, processingMs: 0 };
    found.set(name, sums);
    sums.n += 1;
    const [enabledAt, startedAt, completedAt] = [log.enabledAt[row]!, log.startedAt[row]!, log.completedAt[row]!];
    const isWorked = kind === WORK || kind === MACHINE;
    const waitedUntilAt = isWorked ? startedAt : completedAt;
    if (!Number.isNaN(waitedUntilAt)) {
      sums.started += 1;
      sums.waitingMs += waitedUntilAt - enabledAt;
    }
    if (!isWorked || Number.isNaN(startedAt) || Number.isNaN(completedAt)) continue;
    sums.processed += 1;
    sums.processingMs += completedAt - startedAt - log.suspendedMs[row]!;
    onDone(row);
  }
}

/** Money for one execution: the scenario's, else the model's. */
function fixedCosts(
  process: ExecutableProcess,
  { activities, jobs }: Scenario,
  named: (id: string) => string,
): (elementId: string) => number {
  const known = new Map<string, number>();
  return (elementId) => {
    const before = known.get(elementId);
    if (before !== undefined) return before;
    const node = process.nodes.get(elementId);
    const type = node !== undefined && 'job' in node ? node.job.type.constant : undefined;
    const ofJob = typeof type === 'string' ? jobs[type]?.cost : undefined;
    const cost = activities[named(elementId)]?.cost ?? ofJob ?? process.facts.get(elementId)?.cost ?? 0;
    known.set(elementId, cost);
    return cost;
  };
}

/** Of the working time of a role's people in the window, the share in which they were at tasks of any of their roles. */
function utilisationOf(
  { ledger, lastArrivalAt }: Simulated,
  scenario: Scenario,
  fromAt: number,
): Readonly<Record<string, number | null>> {
  const window = ledger.people.map((person) => ({
    roles: person.roles,
    busyMs: ledger.busyMs(person, fromAt, lastArrivalAt),
    onDutyMs: fromAt < lastArrivalAt ? person.calendar.workingMsBetween(fromAt, lastArrivalAt) : 0,
  }));
  const roles = [...new Set(scenario.staff.map(({ role }) => role))];
  return Object.fromEntries(
    roles.map((role) => {
      const mine = window.filter(({ roles: of }) => of.includes(role));
      const onDutyMs = mine.reduce((sum, one) => sum + one.onDutyMs, 0);
      return [role, onDutyMs === 0 ? null : mine.reduce((sum, one) => sum + one.busyMs, 0) / onDutyMs];
    }),
  );
}
