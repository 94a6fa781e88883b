import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { addMonths, civilDay, dayNumberOf, dayText, parseDay, weekdayOf } from '../../engine/time/civil-day.ts';
import { dayOf, isZone, startOfDay, zoneNamed } from '../../engine/time/zone.ts';

const VILNIUS = 'Europe/Vilnius';
const SEED = 20260329;
const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) });

describe('days of a zone', () => {
  test('an instant falls on the day that clocks there show', () => {
    expect(dayOf(Date.UTC(2026, 0, 1, 21, 59), VILNIUS)).toBe('2026-01-01');
    expect(dayOf(Date.UTC(2026, 0, 1, 22, 0), VILNIUS)).toBe('2026-01-02');
    expect(dayOf(Date.UTC(2026, 6, 1, 21, 0), VILNIUS)).toBe('2026-07-02');
  });

  test('a day begins at midnight there, and where midnight is skipped at the first moment there is', () => {
    expect(startOfDay('2026-03-29', VILNIUS)).toBe(Date.UTC(2026, 2, 28, 22));
    expect(startOfDay('2026-03-30', VILNIUS)).toBe(Date.UTC(2026, 2, 29, 21));
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo')).toBe(Date.UTC(2018, 10, 4, 3));
  });

  test('what is not a day or not a zone is refused', () => {
    expect(() => startOfDay('2026-02-29', VILNIUS)).toThrow('"2026-02-29" is not a day');
    expect(() => dayOf(0, 'Europe/Nowhere')).toThrow('not the name of a time zone');
    expect(isZone(VILNIUS)).toBe(true);
    expect(isZone('__proto__')).toBe(false);
    expect(isZone('')).toBe(false);
  });

  test.each([VILNIUS, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'])(
    'offsets and readings of %s are those of Temporal',
    (zone) => {
      const rules = zoneNamed(zone);
      fc.assert(
        fc.property(instants, (instant) => {
          const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
          expect(rules.offsetMsAt(instant)).toBe(moment.offsetNanoseconds / 1e6);
          const reading = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('UTC').toPlainDateTime();
          expect(rules.instantOf(instant)).toBe(
            reading.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
          );
          expect(dayOf(instant, zone)).toBe(moment.toPlainDate().toString());
        }),
        { seed: SEED, numRuns: 300 },
      );
    },
  );

  test('every quarter of an hour around both clock changes of 2026 is read as Temporal reads it', () => {
    const rules = zoneNamed(VILNIUS);
    for (const day of [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25)]) {
      for (let local = day - 3_600_000; local < day + 8 * 3_600_000; local += 900_000) {
        const reading = Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime();
        expect(rules.instantOf(local)).toBe(reading.toZonedDateTime(VILNIUS).epochMilliseconds);
      }
    }
  });
});

describe('days of the calendar', () => {
  test('number, parts and text of a day agree with each other and with Temporal', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (dayNumber) => {
        const date = new Temporal.PlainDate(1970, 1, 1).add({ days: dayNumber });
        expect(civilDay(dayNumber)).toEqual({ year: date.year, month: date.month, day: date.day });
        expect(dayNumberOf(date.year, date.month, date.day)).toBe(dayNumber);
        expect(dayText(dayNumber)).toBe(date.toString());
        expect(parseDay(dayText(dayNumber))).toBe(dayNumber);
        expect(weekdayOf(dayNumber)).toBe(date.dayOfWeek);
      }),
      { seed: SEED },
    );
  });

  test('adding months clips to the last day, as Temporal does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -600, max: 600 }), (dayNumber, months) => {
        const date = new Temporal.PlainDate(1970, 1, 1).add({ days: dayNumber }).add({ months });
        expect(dayText(addMonths(dayNumber, months))).toBe(date.toString());
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });
});
