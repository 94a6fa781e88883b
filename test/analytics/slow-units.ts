/** Units side by side as one would write it down first: each unit's cases, and all others, sorted anew. What the fast way must equal to the last bit. */
import { CASE_COMPLETED, CASE_OPEN } from '../../analytics/log/event-log.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import { designEffect, medianOf, observations, survivalQuantile } from '../../analytics/survival.ts';
import type { Observations } from '../../analytics/survival.ts';
import type { UnitDurations } from '../../analytics/unit-durations.ts';
import { unitOfCases } from '../../analytics/working-time.ts';

const WEEK_MS = 7 * 86_400_000;
type Slow = Pick<UnitDurations, 'medianMs' | 'p90Ms' | 'difference'>;

/** @param msOf how long a case lasts from one instant to another */
export function slowUnits(
  log: EventLog,
  z: number,
  msOf: (unit: number, fromAt: number, toAt: number) => number = (_unit, fromAt, toAt) => toAt - fromAt,
): ReadonlyMap<string | null, Slow> {
  const unitOf = unitOfCases(log);
  const { startedAt, completedAt, status, count } = log.cases;
  const isOpen = (index: number) => status[index] === CASE_OPEN || Number.isNaN(completedAt[index]!);
  const lasted = (index: number) =>
    msOf(unitOf[index]!, startedAt[index]!, isOpen(index) ? log.observedUntilAt : completedAt[index]!);
  const known = Array.from({ length: count }, (_, index) => index)
    .filter((index) => lasted(index) >= 0)
    .sort((a, b) => lasted(a) - lasted(b));
  const seen = (cases: readonly number[]): Observations =>
    observations(
      Float64Array.from(cases, lasted),
      Uint8Array.from(cases, (index) => (isOpen(index) ? 2 : status[index] === CASE_COMPLETED ? 0 : 1)),
      cases.map((index) => Math.floor(startedAt[index]! / WEEK_MS)),
    );
  const errorMs = (one: Observations): number => {
    const reach = Math.min(0.499, Math.sqrt(designEffect(one) / one.completed));
    return (survivalQuantile(one, 0.5 + reach) - survivalQuantile(one, 0.5 - reach)) / 4;
  };
  const finite = (ms: number) => (Number.isFinite(ms) ? ms : null);
  return new Map(
    [...new Set(known.map((index) => unitOf[index]!))].map((unit) => {
      const own = seen(known.filter((index) => unitOf[index] === unit));
      const others = seen(known.filter((index) => unitOf[index] !== unit));
      const estimateMs = medianOf(own) - medianOf(others);
      const reachMs = z * Math.hypot(errorMs(own), errorMs(others));
      const isKnown = own.completed >= 20 && others.completed >= 20 && Number.isFinite(estimateMs) && Number.isFinite(reachMs);
      return [
        log.units[unit] ?? null,
        {
          medianMs: finite(medianOf(own)),
          p90Ms: finite(survivalQuantile(own, 0.9)),
          difference: isKnown ? { estimateMs, lowMs: estimateMs - reachMs, highMs: estimateMs + reachMs } : null,
        },
      ];
    }),
  );
}
