import { isRefusal } from '../errors.ts';
import { overdueLeases } from '../store/due-jobs.ts';
import { dropExpiredMessages } from '../store/messages.ts';
import { dueStarts, moveStart, putStartBack, type StartTimer } from '../store/start-subscriptions.ts';
import { dueTimers, noteTimerFailure, type DueTimer } from '../store/timers.ts';
import { addDuration, parseDuration } from '../time/iso8601.ts';
import { timeOut } from './activate.ts';
import type { EngineNode } from './node.ts';
import { engineAccess, startCase } from './start.ts';

/** Due things named at once. */
const BATCH = 200;
/** Times that what is due makes something else due before a call returns; whoever loops (a cycle without a pause) goes on in the next. */
const ROUNDS = 10_000;

/** Those whose firing failed: left alone for a while, so that one that always fails does not stop the others. */
export interface Failures {
  /** Keys to leave out now. */
  left(): readonly string[];
  add(key: string): void;
}

/**
 * Fires all that is due by the clock until nothing is: timers of cases and start timers in the order in which they are due, leases that
 * are over, messages that have expired; also what becomes due by that.
 * @returns how many were fired.
 */
export async function fireDue(node: EngineNode, failures: Failures): Promise<number> {
  let fired = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const now = node.clock.now();
    const timers = await fireTimers(node, failures, now);
    const leases = timers > 0 ? 0 : await fireLeases(node, failures, now);
    await node.background.idle();
    fired += timers + leases;
    if (timers + leases === 0) return fired + (await dropExpiredMessages(node.sql, now));
  }
  return fired;
}

async function fireTimers(node: EngineNode, failures: Failures, now: number): Promise<number> {
  const left = failures.left();
  const timers = await dueTimers(node.sql, now, BATCH, left);
  const starts = (await dueStarts(node.sql, now, BATCH)).filter((timer) => !left.includes(nameOf(timer)));
  const due = [
    ...timers.map((timer) => ({ dueAt: timer.dueAt, name: timer.timerKey, fire: () => fireTimer(node, timer) })),
    ...starts.map((timer) => ({ dueAt: timer.dueAt, name: nameOf(timer), fire: () => fireStart(node, timer) })),
  ].sort((one, other) => one.dueAt - other.dueAt);
  const fired = await Promise.all(due.slice(0, BATCH).map(({ name, fire }) => tryOne(node, failures, name, fire)));
  return fired.filter(Boolean).length;
}

async function fireLeases(node: EngineNode, failures: Failures, now: number): Promise<number> {
  const left = failures.left();
  const overdue = (await overdueLeases(node.sql, now, BATCH + left.length)).filter((job) => !left.includes(job.jobKey));
  const fired = await Promise.all(overdue.map((job) => tryOne(node, failures, job.jobKey, () => timeOut(node, job))));
  return fired.filter(Boolean).length;
}

/** False when it was not fired; then it is left alone for a while, since it would be named again at once. */
async function tryOne(node: EngineNode, failures: Failures, name: string, fire: () => Promise<boolean>): Promise<boolean> {
  try {
    if (await fire()) return true;
  } catch (error) {
    node.background.fault(error, `firing ${name}`);
  }
  failures.add(name);
  return false;
}

/** The case's lock decides: a timer that is gone by then was fired or cancelled by somebody else. */
async function fireTimer(node: EngineNode, timer: DueTimer): Promise<boolean> {
  const { tenantId, caseKey, timerKey } = timer;
  const access = engineAccess(tenantId);
  const done = await node.perform({ access, caseKey, command: { type: 'fireTimer', timerKey } }).catch(async (error: unknown) => {
    await noteTimerFailure(node.sql, timer, error);
    throw error;
  });
  if (isRefusal(done)) return false;
  await done.followed;
  return true;
}

function nameOf(timer: StartTimer): string {
  return `${timer.tenantId} ${timer.processId} ${timer.elementId} ${timer.part}`;
}

/** Starts a case, and sets the timer to its next instant in the same transaction. */
async function fireStart(node: EngineNode, timer: StartTimer): Promise<boolean> {
  const { tenantId, definitionKey, elementId: startEvent, part } = timer;
  const compiled = await node.definitions.get(node.sql, tenantId, definitionKey);
  if (!compiled) return false;
  const claim = {
    id: `timer ${nameOf(timer)}`,
    take: (sql: Parameters<typeof moveStart>[0]) => moveStart(sql, timer, nextAt(node, timer)),
    giveBack: (sql: Parameters<typeof putStartBack>[0]) => putStartBack(sql, timer),
  };
  const access = engineAccess(tenantId);
  const done = await startCase(node, { access, compiled, startEvent, part, variables: {}, claims: () => [claim] });
  if (isRefusal(done)) return false;
  await done.followed;
  return true;
}

/** Counted from when it was due, so that lateness does not add up. */
function nextAt({ calendarOf }: EngineNode, { tenantId, dueAt, remaining, period }: StartTimer): number | undefined {
  const duration = period === undefined || remaining === 0 ? undefined : parseDuration(period);
  return duration && addDuration(dueAt, duration, calendarOf(tenantId, undefined).zone);
}
