/** What each resource was busy with, and when. */
import { SUSPENSION_REASONS } from '../engine/case/state.ts';
import { ascending, fromFirst, grouped } from './ascending.ts';
import { COMPLETED, NOT_TOLD, WORK } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { without } from './intervals.ts';
import type { Stretches } from './intervals.ts';

/** When a row stops to hold its resource; an open one holds it to the end of observation. */
export function busyUntil(log: EventLog, row: number): number {
  return Number.isNaN(log.completedAt[row]!) ? Math.max(log.observedUntilAt, log.startedAt[row]!) : log.completedAt[row]!;
}

/** Suspensions of a row inside [fromAt, toAt], each with its code of reason, in order of time and without overlap: the first told goes first. */
export function suspensionsWithin(
  { suspensions, observedUntilAt }: EventLog,
  row: number,
  fromAt: number,
  toAt: number,
): readonly { readonly fromAt: number; readonly toAt: number; readonly reason: number }[] {
  if (!suspensions) return NONE;
  const found = [];
  let at = fromAt;
  for (let place = suspensions.first[row]!; place < suspensions.first[row + 1]!; place++) {
    const endAt = suspensions.toAt[place]!;
    const from = Math.max(at, suspensions.fromAt[place]!);
    const to = Math.min(toAt, Number.isNaN(endAt) ? observedUntilAt : endAt);
    if (to <= from) continue;
    found.push({ fromAt: from, toAt: to, reason: suspensions.reasonOf[place]! });
    at = to;
  }
  return found;
}
const NONE: readonly never[] = [];

/** Whether the log has the places of a row's suspensions, not only their length. */
export function hasPlaces({ suspensions }: EventLog, row: number): boolean {
  return suspensions !== undefined && suspensions.first[row + 1]! > suspensions.first[row]!;
}

/** The length of a stretch of a row's time, in ms: by the wall or in working time. */
export type Measure = (row: number, fromAt: number, toAt: number) => number;

export const byTheWall: Measure = (_, fromAt, toAt) => toAt - fromAt;

/**
 * How long a row was suspended after its start, in ms. What lies before the start is part of the wait. Where only the length of the
 * suspensions is known they are taken to lie after the start, first (see `busyStretches`).
 */
export function pausedMs(log: EventLog, row: number, measure: Measure = byTheWall): number {
  const startedAt = log.startedAt[row]!;
  if (Number.isNaN(startedAt)) return log.suspendedMs[row]!;
  if (!hasPlaces(log, row)) {
    const ms = log.suspendedMs[row]!;
    return measure === byTheWall || ms === 0 ? ms : measure(row, startedAt, startedAt + ms);
  }
  let sum = 0;
  for (const { fromAt, toAt } of suspensionsWithin(log, row, startedAt, busyUntil(log, row))) sum += measure(row, fromAt, toAt);
  return sum;
}

/** The same by reason: calls back with codes into SUSPENSION_REASONS, or NOT_TOLD; together they are `pausedMs`. */
export function eachPause(log: EventLog, row: number, each: (reason: number, ms: number) => void): void {
  if (hasPlaces(log, row) && !Number.isNaN(log.startedAt[row]!)) {
    for (const { fromAt, toAt, reason } of suspensionsWithin(log, row, log.startedAt[row]!, busyUntil(log, row)))
      each(reason, toAt - fromAt);
    return;
  }
  let leftMs = log.suspendedMs[row]!;
  for (const [code, reason] of SUSPENSION_REASONS.entries()) {
    const ms = Math.min(leftMs, log.suspendedMsBy?.[reason][row] ?? 0);
    if (ms > 0) each(code, ms);
    leftMs -= ms;
  }
  if (leftMs > 0) each(NOT_TOLD, leftMs);
}

/** When a started row held its resource: not while it was suspended. Where only the length is known, it is taken to come first. */
function busyStretches(log: EventLog, row: number): Stretches {
  const startedAt = log.startedAt[row]!;
  const until = busyUntil(log, row);
  if (log.suspendedMs[row] === 0 && !hasPlaces(log, row)) return [startedAt, until];
  if (!hasPlaces(log, row)) return [Math.min(startedAt + log.suspendedMs[row]!, until), until];
  const paused = suspensionsWithin(log, row, startedAt, until).flatMap(({ fromAt, toAt }) => [fromAt, toAt]);
  return without([startedAt, until], paused);
}

const BLOCK = 64;

/** Stretches of work of every resource, by start; those of resource r are first[r] … first[r + 1] − 1. */
export class ResourceWork {
  readonly first: Int32Array;
  readonly row: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Latest end up to a stretch among those of its resource, and in each block of 64: what a search can skip. */
  private readonly latest: Float64Array;
  private readonly blockLatest: Float64Array;

  constructor(log: EventLog) {
    const pieces = this.collect(log);
    const byStart = ascending(fromFirst(pieces.from));
    const { sorted: order, first } = grouped(byStart, pieces.resource, log.resources.length);
    this.row = order.map((piece) => pieces.row[piece]!);
    this.from = Float64Array.from(order, (piece) => pieces.from[piece]!);
    this.to = Float64Array.from(order, (piece) => pieces.to[piece]!);
    this.first = first;
    this.latest = new Float64Array(order.length);
    this.blockLatest = new Float64Array(Math.ceil(order.length / BLOCK)).fill(-Infinity);
    for (let resource = 0; resource < log.resources.length; resource++) {
      let latest = -Infinity;
      for (let place = this.first[resource]!; place < this.first[resource + 1]!; place++) {
        this.latest[place] = latest = Math.max(latest, this.to[place]!);
        const block = Math.floor(place / BLOCK);
        this.blockLatest[block] = Math.max(this.blockLatest[block]!, this.to[place]!);
      }
    }
  }

  /** Calls back with each stretch of the resource that overlaps ]fromAt, toAt[, the latest first. */
  eachOverlapping(resource: number, fromAt: number, toAt: number, each: (place: number) => void): void {
    const begin = this.first[resource]!;
    let place = this.lastBefore(resource, toAt);
    while (place >= begin && this.latest[place]! > fromAt) {
      const block = Math.floor(place / BLOCK);
      if (this.blockLatest[block]! <= fromAt) {
        place = block * BLOCK - 1;
        continue;
      }
      for (const end = Math.max(begin, block * BLOCK); place >= end; place--) if (this.to[place]! > fromAt) each(place);
    }
  }

  /** The last stretch of the resource that begins before an instant, or the place before its first. */
  private lastBefore(resource: number, at: number): number {
    let low = this.first[resource]!;
    let high = this.first[resource + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.from[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private collect(log: EventLog) {
    const pieces = { row: [] as number[], resource: [] as number[], from: [] as number[], to: [] as number[] };
    for (let row = 0; row < log.rows; row++) {
      if (log.resourceOf[row]! < 0 || Number.isNaN(log.startedAt[row]!)) continue;
      const stretches = busyStretches(log, row);
      for (let index = 0; index < stretches.length; index += 2) {
        pieces.row.push(row);
        pieces.resource.push(log.resourceOf[row]!);
        pieces.from.push(stretches[index]!);
        pieces.to.push(stretches[index + 1]!);
      }
    }
    return pieces;
  }
}

/** By code of the activity: who has done it in the log or is named besides, in order of their codes. */
export function whoDoes(log: EventLog, alsoDo?: (activity: string) => readonly string[]): readonly (readonly number[])[] {
  const codes = new Map(log.resources.map((resource, code) => [resource, code]));
  const who = log.activities.map((activity) => new Set(alsoDo?.(activity).flatMap((name) => codes.get(name) ?? [])));
  for (let row = 0; row < log.rows; row++)
    if (log.ending[row] === COMPLETED && log.kind[row] === WORK && log.resourceOf[row]! >= 0)
      who[log.activityOf[row]!]?.add(log.resourceOf[row]!);
  return who.map((resources) => [...resources].sort((a, b) => a - b));
}
