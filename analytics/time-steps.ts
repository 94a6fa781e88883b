/** Days, weeks (Monday to Sunday, named by their Monday) and months of a zone, as whole numbers that follow each other. */
import { civilDay, dayNumberOf, dayText, MS_PER_DAY } from '../engine/time/civil-day.ts';
import { zoneNamed } from '../engine/time/zone.ts';

export const STEPS = ['day', 'week', 'month'] as const;
export type Step = (typeof STEPS)[number];

export interface TimeSteps {
  /** The number of the step in which an instant falls; instants must be known. */
  readonly of: (at: number) => number;
  /** When a step begins, in the zone. */
  readonly startAt: (step: number) => number;
  /** `2026-03-09` (the first day of a day or a week), `2026-03`. */
  readonly nameOf: (step: number) => string;
}

/** @throws RangeError for a zone that does not exist */
export function timeSteps(step: Step, zoneName: string): TimeSteps {
  const zone = zoneNamed(zoneName);
  const dayOf = (at: number): number => Math.floor((at + zone.offsetMsAt(at)) / MS_PER_DAY);
  const firstDayOf = (index: number): number => {
    if (step === 'day') return index;
    // Day 0 is a Thursday: Mondays are days 4, 11, 18, …
    return step === 'week' ? index * 7 - 3 : dayNumberOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1);
  };
  return {
    of: (at) => {
      const day = dayOf(at);
      if (step === 'day') return day;
      if (step === 'week') return Math.floor((day + 3) / 7);
      const { year, month } = civilDay(day);
      return year * 12 + month - 1;
    },
    startAt: (index) => zone.instantOf(firstDayOf(index) * MS_PER_DAY),
    nameOf: (index) => (step === 'month' ? dayText(firstDayOf(index)).slice(0, -3) : dayText(firstDayOf(index))),
  };
}
