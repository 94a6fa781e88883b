/** Suspensions one by one, with their place in time: told row by row, built into columns. */
import { SUSPENSION_REASONS } from '../../engine/case/state.ts';
import type { SuspensionReason } from '../../engine/case/state.ts';
import { NOT_TOLD, reasonsTo } from './event-log.ts';
import type { EventLog, Suspension, SuspensionColumns } from './event-log.ts';

type MsBy = Readonly<Partial<Record<SuspensionReason, number>>>;

/** Rows by their number in the builder; few rows have any, so they lie in maps. */
export class Suspensions {
  private readonly places = new Map<number, readonly Suspension[]>();
  private readonly sums = new Map<number, MsBy>();

  /** Replaces what was told of the row. @returns the total of those that have ended, in ms */
  setPlaces(row: number, places: readonly Suspension[]): number {
    this.places.set(
      row,
      [...places].sort((a, b) => a.fromAt - b.fromAt),
    );
    let totalMs = 0;
    const sums: Partial<Record<SuspensionReason, number>> = {};
    for (const { fromAt, toAt, reason } of places) {
      if (toAt === undefined || Number.isNaN(toAt)) continue;
      totalMs += toAt - fromAt;
      if (reason !== undefined) sums[reason] = (sums[reason] ?? 0) + toAt - fromAt;
    }
    if (Object.keys(sums).length > 0) this.sums.set(row, sums);
    else this.sums.delete(row);
    return totalMs;
  }

  /** For a source that knows how long and why, and not when. @returns the total, in ms */
  setSums(row: number, sums: MsBy): number {
    this.sums.set(row, sums);
    return SUSPENSION_REASONS.reduce((totalMs, reason) => totalMs + (sums[reason] ?? 0), 0);
  }

  build(order: Int32Array): Pick<EventLog, 'suspensions' | 'suspendedMsBy'> {
    return {
      ...(this.places.size > 0 && { suspensions: this.buildPlaces(order) }),
      ...(this.sums.size > 0 && {
        suspendedMsBy: reasonsTo((reason) => Float64Array.from(order, (row) => this.sums.get(row)?.[reason] ?? 0)),
      }),
    };
  }

  private buildPlaces(order: Int32Array): SuspensionColumns {
    const first = new Int32Array(order.length + 1);
    for (let row = 0; row < order.length; row++) first[row + 1] = first[row]! + (this.places.get(order[row]!)?.length ?? 0);
    const all: Suspension[] = [];
    for (const row of order) all.push(...(this.places.get(row) ?? []));
    return {
      first,
      fromAt: Float64Array.from(all, ({ fromAt }) => fromAt),
      toAt: Float64Array.from(all, ({ toAt }) => toAt ?? NaN),
      reasonOf: Uint8Array.from(all, ({ reason }) => (reason === undefined ? NOT_TOLD : SUSPENSION_REASONS.indexOf(reason))),
    };
  }
}
