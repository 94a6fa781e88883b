/**
 * Who has a case, from its receipt to its end: at every instant the unit whose task is open, the applicant or another body while the case
 * waits for them, a machine, a date or message, or nobody that the log knows. When several have it at once each is given an equal part, so
 * that what all have adds up to the lead time.
 */
import { SUSPENSION_REASONS } from '../engine/case/state.ts';
import { PARTIES } from '../engine/model/executable-process.ts';
import { enablement } from './enablement.ts';
import { CASE_OPEN, MACHINE, WORK } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { suspensionsWithin } from './resource-work.ts';

/** Who is no unit. `event`: a date or a message that the model says no sender of; `nobody`: the log tells of nobody. */
export const OUTSIDE = ['nobody', 'applicant', 'authority', 'document', 'machine', 'event'] as const;
export type Outside = (typeof OUTSIDE)[number];
/** Holders are codes into `units`, or these: −1 for `nobody`, −2 for `applicant`, … */
export const codeOf = (outside: Outside): number => -1 - OUTSIDE.indexOf(outside);
export const outsideOf = (holder: number): Outside | undefined => OUTSIDE[-1 - holder];

/** What each holder of each case had of it; cases come in their order. */
export interface Holders {
  readonly caseOf: Int32Array;
  /** See `codeOf`. */
  readonly holder: Int32Array;
  readonly heldMs: Float64Array;
  /** Of it, while nobody worked on the case there. */
  readonly waitingMs: Float64Array;
  /** By case: from its receipt, or else its start, to its end or the end of watching; 0 where an end lies before. */
  readonly leadMs: Float64Array;
}

interface Stretch {
  readonly holder: number;
  readonly fromAt: number;
  readonly toAt: number;
  readonly isWaiting: boolean;
}

export function holders(log: EventLog): Holders {
  const { enabledAt } = enablement(log);
  const found: { caseIndex: number; holder: number; heldMs: number; waitingMs: number }[] = [];
  const leadMs = new Float64Array(log.cases.count);
  for (let index = 0; index < log.cases.count; index++) {
    const [beginAt, endAt] = lifeOf(log, index);
    if (!(endAt > beginAt)) continue;
    leadMs[index] = endAt - beginAt;
    const stretches = stretchesOf(log, enabledAt, index, beginAt, endAt);
    for (const [holder, { heldMs, waitingMs }] of divided(stretches, beginAt, endAt))
      found.push({ caseIndex: index, holder, heldMs, waitingMs });
  }
  return {
    caseOf: Int32Array.from(found, ({ caseIndex }) => caseIndex),
    holder: Int32Array.from(found, ({ holder }) => holder),
    heldMs: Float64Array.from(found, ({ heldMs }) => heldMs),
    waitingMs: Float64Array.from(found, ({ waitingMs }) => waitingMs),
    leadMs,
  };
}

function lifeOf({ cases, observedUntilAt }: EventLog, index: number): readonly [number, number] {
  const received = cases.receivedAt[index]!;
  const isOpen = cases.status[index] === CASE_OPEN || Number.isNaN(cases.completedAt[index]!);
  // A receipt after the start is a slip of the pen.
  const beginAt = received <= cases.startedAt[index]! ? received : cases.startedAt[index]!;
  return [beginAt, isOpen ? observedUntilAt : cases.completedAt[index]!];
}

/** What rows say, within the life of the case. Before the first of them the case lies with whom it came to. */
function stretchesOf(log: EventLog, enabledAt: Float64Array, index: number, beginAt: number, endAt: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const add = (holder: number, fromAt: number, toAt: number, isWaiting: boolean): void => {
    const [from, to] = [Math.max(fromAt, beginAt), Math.min(toAt, endAt)];
    if (to > from) stretches.push({ holder, fromAt: from, toAt: to, isWaiting });
  };
  let [firstAt, firstHolder] = [endAt, codeOf('nobody')];
  for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
    const startedAt = log.startedAt[row]!;
    const known = Number.isNaN(enabledAt[row]!) ? startedAt : enabledAt[row]!;
    const untilAt = Number.isNaN(log.completedAt[row]!) ? endAt : log.completedAt[row]!;
    const fromAt = Number.isNaN(known) ? untilAt : known;
    const holder = holderOf(log, row);
    if (fromAt < firstAt) [firstAt, firstHolder] = [fromAt, holder];
    const isWork = log.kind[row] === WORK || log.kind[row] === MACHINE;
    // Where no start is known, waiting and work are not told apart, and none is called waiting.
    const isUntold = Number.isNaN(startedAt) && !Number.isNaN(log.completedAt[row]!);
    const beganAt = !isWork || (Number.isNaN(startedAt) && !isUntold) ? Infinity : isUntold ? fromAt : startedAt;
    const addOwn = (from: number, to: number): void => {
      add(holder, from, Math.min(to, beganAt), true);
      add(holder, Math.max(from, beganAt), to, false);
    };
    let at = fromAt;
    // A task that is suspended is with whom it waits for; on a legal or another ground it stays where it is.
    for (const pause of log.kind[row] === WORK ? suspensionsWithin(log, row, fromAt, untilAt) : []) {
      addOwn(at, pause.fromAt);
      add(waitsFor(SUSPENSION_REASONS[pause.reason]) ?? holder, pause.fromAt, pause.toAt, true);
      at = pause.toAt;
    }
    addOwn(at, untilAt);
  }
  add(firstHolder >= 0 ? firstHolder : codeOf('nobody'), beginAt, firstAt, true);
  return stretches;
}

function holderOf(log: EventLog, row: number): number {
  const kind = log.kind[row]!;
  if (kind === WORK) return log.unitOf[row]!;
  if (kind === MACHINE) return codeOf('machine');
  return waitsFor(PARTIES[log.partyOf?.[row] ?? -1]) ?? codeOf('event');
}

function waitsFor(party: string | undefined): number | undefined {
  return party === 'applicant' || party === 'authority' || party === 'document' ? codeOf(party) : undefined;
}

/** Between each two instants at which something changes. */
function divided(stretches: readonly Stretch[], beginAt: number, endAt: number) {
  const instants = [...new Set([beginAt, endAt, ...stretches.flatMap(({ fromAt, toAt }) => [fromAt, toAt])])].sort(
    (a, b) => a - b,
  );
  const sums = new Map<number, { heldMs: number; waitingMs: number }>();
  for (let place = 1; place < instants.length; place++) {
    const [fromAt, toAt] = [instants[place - 1]!, instants[place]!];
    // Who has it, and whether somebody works on it there.
    const having = new Map<number, boolean>();
    for (const one of stretches)
      if (one.fromAt <= fromAt && one.toAt >= toAt) having.set(one.holder, having.get(one.holder) === true || !one.isWaiting);
    // While a task is open, what merely runs beside it (a reminder, a machine) has nothing.
    const isHeld = [...having.keys()].some((holder) => holder !== codeOf('event') && holder !== codeOf('machine'));
    if (isHeld) for (const beside of ['event', 'machine'] as const) having.delete(codeOf(beside));
    if (having.size === 0) having.set(codeOf('nobody'), false);
    const partMs = (toAt - fromAt) / having.size;
    for (const [holder, isWorked] of having) {
      const sum = sums.get(holder) ?? { heldMs: 0, waitingMs: 0 };
      sum.heldMs += partMs;
      if (!isWorked) sum.waitingMs += partMs;
      sums.set(holder, sum);
    }
  }
  return sums;
}

/** What a group of holders had. */
export interface HeldByGroup {
  readonly group: number;
  /** Cases that it had at all. */
  readonly cases: number;
  readonly heldMs: number;
  readonly waitingMs: number;
}

/** Holders put together, such as units to their institutions. @param groupOf of a holder's code */
export function heldBy(
  { caseOf, holder, heldMs, waitingMs }: Holders,
  groupOf: (holder: number) => number,
): readonly HeldByGroup[] {
  const sums = new Map<number, { group: number; cases: number; heldMs: number; waitingMs: number; lastCase: number }>();
  for (let place = 0; place < holder.length; place++) {
    const group = groupOf(holder[place]!);
    const sum = sums.get(group) ?? { group, cases: 0, heldMs: 0, waitingMs: 0, lastCase: -1 };
    sums.set(group, sum);
    sum.heldMs += heldMs[place]!;
    sum.waitingMs += waitingMs[place]!;
    if (sum.lastCase !== caseOf[place]!) sum.cases++;
    sum.lastCase = caseOf[place]!;
  }
  return Array.from(sums.values(), ({ group, cases, ...sum }) => ({
    group,
    cases,
    heldMs: sum.heldMs,
    waitingMs: sum.waitingMs,
  })).sort((a, b) => b.heldMs - a.heldMs);
}
