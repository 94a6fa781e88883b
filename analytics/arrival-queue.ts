/**
 * The queue before the first activity, which a log of activities does not show: from receipt to registration (the post room), from there
 * to the enabling of the first activity, and on to its start. Foreign logs may name a case attribute that tells when the case arrived.
 */
import { enablement } from './enablement.ts';
import type { Enablement } from './enablement.ts';
import { attributeAt } from './log/columns.ts';
import type { EventLog } from './log/event-log.ts';
import { parseIsoInstant } from './log/timestamps.ts';
import { distribution } from './statistics.ts';
import type { Distribution } from './statistics.ts';

export interface ArrivalQueue {
  /** Cases whose arrival is known and whose first activity began after it. */
  readonly n: number;
  /** Cases that began before they had arrived, which are left out. */
  readonly nContradicting: number;
  /** Over cases that were registered; receipt to registration. */
  readonly unregistered: QueueFigures;
  /** From registration (or receipt, where nothing was registered) to the earliest enabling. */
  readonly notBegun: QueueFigures;
  /** From the earliest enabling to the earliest start, where that is known. */
  readonly notStarted: QueueFigures;
  /** All three, which add up to it in every case. */
  readonly whole: QueueFigures;
}

export interface QueueFigures extends Distribution {
  readonly totalMs: number;
}

/** @param arrival name of a case attribute with ISO instants or epoch milliseconds, for cases that do not tell their receipt */
export function arrivalQueue(log: EventLog, arrival?: string, enabled: Enablement = enablement(log)): ArrivalQueue {
  const parts = { unregistered: [] as number[], notBegun: [] as number[], notStarted: [] as number[], whole: [] as number[] };
  const column = arrival === undefined ? undefined : log.cases.attributes.get(arrival);
  let n = 0;
  let nContradicting = 0;
  for (let index = 0; index < log.cases.count; index++) {
    const told = log.cases.receivedAt[index]!;
    const receivedAt = Number.isNaN(told) ? instantOf(attributeAt(column, index)) : told;
    const [enabledAt, startedAt] = firstOf(log, enabled.enabledAt, index);
    if (Number.isNaN(receivedAt) || Number.isNaN(enabledAt)) continue;
    if (enabledAt < receivedAt) {
      nContradicting++;
      continue;
    }
    n++;
    const registeredAt = log.cases.registeredAt[index]!;
    const isRegistered = registeredAt >= receivedAt && registeredAt <= enabledAt;
    if (isRegistered) parts.unregistered.push(registeredAt - receivedAt);
    parts.notBegun.push(enabledAt - (isRegistered ? registeredAt : receivedAt));
    if (!Number.isNaN(startedAt)) parts.notStarted.push(startedAt - enabledAt);
    parts.whole.push((Number.isNaN(startedAt) ? enabledAt : startedAt) - receivedAt);
  }
  const figures = (sample: readonly number[]): QueueFigures => ({
    ...distribution(Float64Array.from(sample)),
    totalMs: sample.reduce((sum, ms) => sum + ms, 0),
  });
  return {
    n,
    nContradicting,
    unregistered: figures(parts.unregistered),
    notBegun: figures(parts.notBegun),
    notStarted: figures(parts.notStarted),
    whole: figures(parts.whole),
  };
}

/** The earliest enabling of a case, and the earliest start of what was enabled; NaN where not known. */
function firstOf(log: EventLog, enabledAt: Float64Array, index: number): readonly [number, number] {
  let first = NaN;
  let started = NaN;
  for (let row = log.cases.firstRow[index]!; row < log.cases.firstRow[index + 1]!; row++) {
    const begunAt = Number.isNaN(enabledAt[row]!) ? log.completedAt[row]! : enabledAt[row]!;
    if (!(begunAt >= first) && !Number.isNaN(begunAt)) first = begunAt;
    if (!(log.startedAt[row]! >= started) && !Number.isNaN(log.startedAt[row]!)) started = log.startedAt[row]!;
  }
  return [first, started >= first ? started : NaN];
}

function instantOf(value: string | number | boolean | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? parseIsoInstant(value) : NaN;
}
