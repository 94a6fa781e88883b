/** Absences by chance: illness and the like, each person for themselves, the same under the same seed whatever else happens. */
import type { CalendarData } from '../../engine/time/calendar.ts';
import { dayText, MS_PER_DAY } from '../../engine/time/civil-day.ts';
import { draw } from './distributions.ts';
import type { Random } from './random.ts';
import type { StaffGroup } from './scenario-staff.ts';

const DAYS_PER_YEAR = 365.25;

/**
 * Spells between two instants: gaps between the end of one and the start of the next are exponential, so that there are `timesPerYear`
 * of them a year on average; a spell has at least a day.
 */
export function absencesByChance(
  { timesPerYear, days }: NonNullable<StaffGroup['away']>,
  random: Random,
  fromAt: number,
  toAt: number,
): CalendarData['absences'] {
  const absences: { from: string; to: string }[] = [];
  const last = toAt / MS_PER_DAY;
  let at = fromAt / MS_PER_DAY;
  for (let index = 0; ; index++) {
    const chance = random.split(index);
    const length = Math.max(1, Math.round(draw(days, chance.split('days'))));
    // A year has its spells and the time between them.
    const gap = Math.max(0, DAYS_PER_YEAR / timesPerYear - length);
    at += -gap * Math.log1p(-chance.split('gap').next());
    if (at > last) return absences;
    const first = Math.floor(at);
    absences.push({ from: dayText(first), to: dayText(first + length - 1) });
    at += length;
  }
}
