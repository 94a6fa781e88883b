/**
 * Causes of waiting over 30,000 to 240,000 activity instances: the cost must grow with their number and no faster. Prints
 * processor time, asserts nothing. Aim: causes of 240,000 within 5 s.
 */
import { bottlenecks } from '../analytics/bottlenecks.ts';
import { givenDuty } from '../analytics/calendar-file.ts';
import { causesByTransition, sumCauses } from '../analytics/cause-sums.ts';
import { criticalPaths } from '../analytics/critical-path.ts';
import { discoverCalendars } from '../analytics/discover-calendars.ts';
import { EventLogBuilder } from '../analytics/log/event-log-builder.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { eventCalendar } from '../analytics/simulation/event-calendar.ts';
import { random } from '../analytics/simulation/random.ts';
import { waitingCauses } from '../analytics/waiting-causes.ts';
import { calendar, LITHUANIAN_OFFICE } from '../engine/time/calendar.ts';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [30_000, 60_000, 120_000, 240_000];
const HOUR_MS = 3_600_000;
const CLERKS = 60;
const ROLES = 5;
const LOAD = 0.8;
const STEPS = 8;

/**
 * A house of 60 clerks in five roles at four fifths of what they can do, in office hours: a case has eight activities, each done by the
 * clerk of its role who is free first. With more instances the house works for longer, not faster.
 */
function generate(rows: number, knowsEnabled: boolean): EventLog {
  const chance = random(20_260_401);
  const office = calendar(LITHUANIAN_OFFICE);
  const builder = new EventLogBuilder('started');
  const beginAt = Date.UTC(2024, 0, 2, 7);
  const free = new Float64Array(CLERKS).fill(beginAt);
  const workMs = 0.75 * HOUR_MS;
  const firstFree = (role: number): number => {
    let first = role;
    for (let clerk = role; clerk < CLERKS; clerk += ROLES) if (free[clerk]! < free[first]!) first = clerk;
    return first;
  };
  const planned = eventCalendar<{ readonly caseIndex: number; readonly step: number }>();
  const cases = Math.ceil(rows / STEPS);
  for (let index = 0; index < cases; index++) {
    const caseIndex = builder.addCase(`case ${String(index)}`);
    planned.plan(office.finishOf(beginAt, Math.floor((index * STEPS * workMs) / CLERKS / LOAD)), { caseIndex, step: 0 });
  }
  for (let next = planned.next(); next !== undefined; next = planned.next()) {
    const { caseIndex, step } = next.event;
    const clerk = firstFree(step % ROLES);
    const startedAt = office.nextWorkingInstant(Math.max(next.at, free[clerk] ?? 0));
    const completedAt = office.finishOf(startedAt, Math.round(-Math.log(1 - chance.next()) * workMs));
    builder.addRow(caseIndex, {
      activity: `activity ${String(step)}`,
      resource: `clerk ${String(clerk)}`,
      unit: `unit ${String(clerk % ROLES)}`,
      startedAt,
      completedAt,
      ...(knowsEnabled && { enabledAt: next.at }),
    });
    free[clerk] = completedAt;
    if (step + 1 < STEPS) planned.plan(completedAt, { caseIndex, step: step + 1 });
  }
  return builder.build();
}

/** Time of the processor: what others do on the machine is not in it. */
function timed<Result>(work: () => Result): { readonly result: Result; readonly tookMs: number } {
  const begin = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(begin);
  return { result, tookMs: (user + system) / 1000 };
}

const column = (text: string | number): string => String(text).padStart(15);
for (const knowsEnabled of [true, false]) {
  console.log(knowsEnabled ? 'own log (enabling known), office given' : 'foreign log (enabling estimated), calendars discovered');
  console.log(
    ['instances', 'calendars ms', 'causes ms', 'by pair ms', 'by case ms', 'paths ms', 'bottlenecks ms', 'µs/instance']
      .map(column)
      .join(''),
  );
  for (const size of SIZES) {
    const log = generate(size, knowsEnabled);
    const duty = timed(() =>
      knowsEnabled ? givenDuty(() => LITHUANIAN_OFFICE) : discoverCalendars(log, { zone: 'Europe/Vilnius' }),
    );
    const options = { duty: duty.result };
    const causes = timed(() => waitingCauses(log, options));
    const pairs = timed(() => causesByTransition(log, causes.result));
    const cases = timed(() => sumCauses(log, causes.result, 'case'));
    const paths = timed(() => criticalPaths(log, options));
    const ranked = timed(() => bottlenecks(log, options));
    const perRow = (1000 * causes.tookMs) / log.rows;
    const figures = [duty, causes, pairs, cases, paths, ranked].map(({ tookMs }) => tookMs.toFixed(0));
    console.log([log.rows, ...figures, perRow.toFixed(2)].map(column).join(''));
    const [whole] = sumCauses(log, causes.result, 'all');
    if (size === SIZES.at(-1) && whole)
      console.log(
        `  of ${(whole.totalMs / HOUR_MS / whole.n).toFixed(1)} h waiting an instance: batching ${share(whole.batchingMs, whole.totalMs)}, contention ${share(whole.contentionMs, whole.totalMs)}, ` +
          `prioritisation ${share(whole.prioritisationMs, whole.totalMs)}, unavailability ${share(whole.unavailabilityMs, whole.totalMs)}, ` +
          `extraneous ${share(whole.extraneousMs, whole.totalMs)}`,
      );
  }
}

function share(ms: number, of: number): string {
  return `${((100 * ms) / of).toFixed(0)} %`;
}
