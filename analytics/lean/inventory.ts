/** How many cases lie about: lean's inventory. */
import type { EventLog } from '../log/event-log.ts';

export interface Inventory {
  /** Of all instants from the first start to the end of observation; null without a case. */
  readonly meanOpen: number | null;
  /** When the watching ended. */
  readonly openNow: number;
  /** Completed or withdrawn cases a day over the same time; the mean lead time follows from both by Little's law (1961). */
  readonly endedPerDay: number | null;
}

const DAY_MS = 86_400_000;

export function inventory({ cases, observedUntilAt }: EventLog): Inventory {
  let [firstAt, openMs, openNow, ended] = [Infinity, 0, 0, 0];
  for (let index = 0; index < cases.count; index++) {
    const startedAt = cases.startedAt[index]!;
    if (Number.isNaN(startedAt)) continue;
    firstAt = Math.min(firstAt, startedAt);
    const completedAt = cases.completedAt[index]!;
    if (Number.isNaN(completedAt)) openNow++;
    else ended++;
    openMs += Math.max(0, (Number.isNaN(completedAt) ? observedUntilAt : completedAt) - startedAt);
  }
  const spanMs = observedUntilAt - firstAt;
  if (!(spanMs > 0)) return { meanOpen: null, openNow, endedPerDay: null };
  return { meanOpen: openMs / spanMs, openNow, endedPerDay: (ended / spanMs) * DAY_MS };
}
