import type { Instant, SuspensionReason } from './state.ts';

/** A suspension with its place in time; without `toAt` it lasts still. */
export interface SuspensionTime {
  readonly reason: SuspensionReason;
  readonly fromAt: Instant;
  readonly toAt?: Instant;
}

/**
 * When an element instance was suspended: by its task's suspensions, and with its case for as long as both lived. As in `evolve`, what was
 * suspended for a reason of its own meanwhile waited for that one.
 */
export function suspensionTimes(
  { enabledAt, endedAt = Infinity }: { readonly enabledAt: Instant; readonly endedAt?: Instant | undefined },
  own: readonly SuspensionTime[],
  ofCase: readonly SuspensionTime[],
): readonly SuspensionTime[] {
  const lived = ofCase.filter(
    ({ fromAt, toAt = Infinity }) =>
      toAt > enabledAt &&
      fromAt < endedAt &&
      !own.some((one) => one.fromAt <= fromAt && (one.toAt ?? Infinity) >= Math.min(toAt, endedAt)),
  );
  return lived.length === 0 ? own : [...own, ...lived].sort((one, other) => one.fromAt - other.fromAt);
}
