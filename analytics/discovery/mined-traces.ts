/** What is mined: traces as lists of activity codes, each different one once, with the number of cases that took it. */
import type { EventLog } from '../log/event-log.ts';
import { traces } from '../traces.ts';
import { variants } from '../variants.ts';

export interface MinedTraces {
  readonly traces: readonly (readonly number[])[];
  readonly weights: readonly number[];
}

/** Gathers traces; equal ones become one. */
export class TraceBag implements MinedTraces {
  readonly traces: (readonly number[])[] = [];
  readonly weights: number[] = [];
  private readonly known = new Map<string, number>();

  add(trace: readonly number[], weight: number): void {
    const key = trace.join();
    const index = this.known.get(key);
    if (index !== undefined) {
      this.weights[index] = (this.weights[index] ?? 0) + weight;
      return;
    }
    this.known.set(key, this.traces.length);
    this.traces.push(trace);
    this.weights.push(weight);
  }
}

/** What a filter leaves out. */
export interface Hidden {
  readonly activities: number;
  readonly events: number;
  /** Cases of which an event or more is left out. */
  readonly cases: number;
}

export interface ShownTraces {
  readonly mined: MinedTraces;
  /** Cases and events of the traces that are mined, and their activities, the most frequent first. */
  readonly cases: number;
  readonly events: number;
  readonly activities: readonly string[];
  readonly hidden: Hidden;
}

/**
 * The variants of a log with its most frequent activities alone (by events, ties by name); cases of which nothing is left are not
 * mined. Linear in events.
 */
export function shownTraces(log: EventLog, most: number): ShownTraces {
  const found = traces(log);
  const all = variants(log, found);
  const counts = new Float64Array(log.activities.length);
  for (const row of found.rows) counts[log.activityOf[row] ?? 0]!++;
  const occurring = [...counts.keys()].filter((code) => counts[code]! > 0);
  const nameOf = (code: number): string => log.activities[code] ?? '';
  const byCount = occurring.sort((a, b) => counts[b]! - counts[a]! || (nameOf(a) < nameOf(b) ? -1 : 1));
  const shown = new Set(byCount.slice(0, most));
  const bag = new TraceBag();
  const hidden = { activities: occurring.length - shown.size, events: 0, cases: 0 };
  let [cases, events] = [0, 0];
  for (let variant = 0; variant < all.count; variant++) {
    const example = all.exampleOf[variant]!;
    const weight = all.sizes[variant]!;
    const whole = [...found.rows.subarray(found.first[example], found.first[example + 1])].map((row) => log.activityOf[row]!);
    const kept = whole.filter((code) => shown.has(code));
    hidden.events += (whole.length - kept.length) * weight;
    if (kept.length < whole.length) hidden.cases += weight;
    if (kept.length === 0) continue;
    cases += weight;
    events += kept.length * weight;
    bag.add(kept, weight);
  }
  return { mined: bag, cases, events, activities: [...shown].map(nameOf), hidden };
}
