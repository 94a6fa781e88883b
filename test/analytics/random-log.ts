/** Logs with everything that causes of waiting look at, by chance: parallel work, suspensions anywhere, claims, waits for parties, open rows. */
import { SUSPENSION_REASONS } from '../../engine/case/state.ts';
import { PARTIES } from '../../engine/model/executable-process.ts';
import type { CalendarData } from '../../engine/time/calendar.ts';
import { givenDuty } from '../../analytics/calendar-file.ts';
import type { Duty } from '../../analytics/duty.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import type { ActivityInstance, EventLog, Suspension } from '../../analytics/log/event-log.ts';
import { random } from '../../analytics/simulation/random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Monday 1 December 2025, 00:00 UTC: two weeks with holidays of Christmas behind them. */
export const BEGIN = Date.UTC(2025, 11, 1);

export const OFFICE: CalendarData = {
  zone: 'UTC',
  weekly: [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '08:00', to: '12:00' },
    { weekday, from: '12:45', to: '17:00' },
  ]),
  holidays: 'LT',
  extraHolidays: [],
  workingDays: [],
  shortEves: true,
  absences: [],
};
const AWAY: CalendarData = { ...OFFICE, absences: [{ from: '2025-12-08', to: '2025-12-12' }] };

export const OFFICE_DUTY: Duty = givenDuty((resource) => (resource === 'r1' ? AWAY : OFFICE));

/** Instants are whole milliseconds. */
export function randomLog(seed: number, rows = 60): EventLog {
  const chance = random(seed);
  const builder = new EventLogBuilder('started');
  const between = (fromAt: number, hours: number): number => fromAt + Math.floor(chance.next() * hours * HOUR);
  const suspensionsFrom = (fromAt: number): readonly Suspension[] =>
    Array.from({ length: chance.integer(3) }, () => {
      const at = between(fromAt, 30);
      const reason = SUSPENSION_REASONS[chance.integer(SUSPENSION_REASONS.length + 1)];
      return { fromAt: at, toAt: chance.next() < 0.1 ? undefined : between(at, 20), reason };
    });
  for (let row = 0; row < rows; row++) {
    const index = builder.addCase(`case ${String(chance.integer(8))}`);
    const enabledAt = between(BEGIN, 24 * 28);
    const startedAt = between(enabledAt, chance.next() < 0.2 ? 0 : 60);
    const waits = chance.next() < 0.2;
    const told: ActivityInstance = {
      activity: `a${String(chance.integer(5))}`,
      ...(waits && { kind: chance.next() < 0.5 ? 'timer' : 'message', party: PARTIES[chance.integer(4)] }),
      ...(!waits && chance.next() < 0.9 && { resource: `r${String(chance.integer(4))}` }),
      ...(chance.next() < 0.8 && { unit: `u${String(chance.integer(2))}` }),
      ...(chance.next() < 0.85 && { enabledAt }),
      ...(chance.next() < 0.9 && { startedAt }),
      ...(chance.next() < 0.5 && { claimedAt: between(enabledAt, 40) }),
      ...(chance.next() < 0.9 && { completedAt: between(startedAt, 12) }),
      ...(chance.next() < 0.3 && { suspensions: suspensionsFrom(enabledAt) }),
    };
    builder.addRow(index, told);
  }
  return builder.build(BEGIN + 24 * 40 * HOUR);
}
