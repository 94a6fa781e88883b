/**
 * The views of the page over 1 to 8 M events, each with its durations by the wall and in working time: each must grow with their number and no
 * faster. Prints processor time, asserts nothing.
 * Arguments: sizes in millions, `1 2 4 8` by default.
 */
import { givenDuty } from '../analytics/calendar-file.ts';
import { durationChart, onTimeChart } from '../analytics/case-charts.ts';
import { dottedChart } from '../analytics/dotted-chart.ts';
import { flowByUnit, flowOverTime } from '../analytics/flow-over-time.ts';
import type { EventLog } from '../analytics/log/event-log.ts';
import { processMap } from '../analytics/process-map.ts';
import { rework } from '../analytics/rework.ts';
import { reworkLoops } from '../analytics/rework-loops.ts';
import { traces } from '../analytics/traces.ts';
import { unitHandovers } from '../analytics/unit-handovers.ts';
import { compareUnits } from '../analytics/units.ts';
import { topVariants, variants } from '../analytics/variants.ts';
import { workingTime } from '../analytics/working-time.ts';
import type { WorkingTime } from '../analytics/working-time.ts';
import { LITHUANIAN_OFFICE } from '../engine/time/calendar.ts';
import { logInMemory } from './analytics-logs.ts';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 2, 4, 8];
const MILLION = 1_000_000;
const ZONE = 'Europe/Vilnius';
const DAY_MS = 86_400_000;

/** Sixty clerks in twelve units. */
function withUnits(log: EventLog): EventLog {
  const units = Array.from({ length: 12 }, (_, index) => `unit ${String(index)}`);
  return { ...log, units, unitOf: log.resourceOf.map((resource) => (resource < 0 ? -1 : resource % units.length)) };
}

function lastedMs({ cases }: EventLog, index: number): number {
  return (cases.completedAt[index] ?? NaN) - (cases.startedAt[index] ?? NaN);
}

const VIEWS: Readonly<
  Record<string, (log: EventLog, traced: ReturnType<typeof traces>, working: WorkingTime | undefined) => unknown>
> = {
  traces: (log) => traces(log),
  map: (log, traced, working) => processMap(log, traced, { activityShare: 0.9, transitionShare: 0.8, working }),
  variants: (log, traced) => topVariants(log, traced, variants(log, traced), 50),
  rework: (log, traced) => rework(log, traced),
  'rework loops': (log, traced, working) => reworkLoops(log, traced, working),
  'hand-overs': (log, traced, working) => unitHandovers(log, traced, working),
  'flow by week': (log, _traced, working) => flowOverTime(log, { step: 'week', zone: ZONE, working }),
  'flow by unit': (log, _traced, working) => flowByUnit(log, { step: 'month', zone: ZONE, working }),
  'duration chart': (log, _traced, working) => durationChart(log, { zone: ZONE, working }),
  'on-time chart': (log) => onTimeChart(log, (index) => lastedMs(log, index) <= 3 * DAY_MS, { zone: ZONE }),
  'units side by side': (log, traced, working) => compareUnits(log, { traced, variants: variants(log, traced), working }),
  'dotted chart': (log, traced, working) => dottedChart(log, traced, { time: 'case', working }),
};

const figures = new Map(Object.keys(VIEWS).map((name) => [name, [] as number[]]));
for (const millions of SIZES) {
  const log = withUnits(logInMemory(millions * MILLION));
  const traced = traces(log);
  const working = workingTime(
    log,
    givenDuty(() => LITHUANIAN_OFFICE),
  );
  for (const [name, view] of Object.entries(VIEWS)) {
    globalThis.gc?.();
    const since = process.cpuUsage();
    view(log, traced, working);
    const { user, system } = process.cpuUsage(since);
    figures.get(name)?.push((user + system) / 1000);
  }
}
const column = (text: string) => text.padStart(12);
console.log(
  `${'ms of the processor'.padEnd(22)}${SIZES.map((millions) => column(`${String(millions)} M`)).join('')}${column('ns/event')}`,
);
for (const [name, took] of figures) {
  const perEvent = ((took.at(-1) ?? NaN) * 1e6) / ((SIZES.at(-1) ?? NaN) * MILLION);
  console.log(`${name.padEnd(22)}${took.map((ms) => column(ms.toFixed(0))).join('')}${column(perEvent.toFixed(0))}`);
}
console.log(`resident at the end: ${(process.memoryUsage().rss / MILLION).toFixed(0)} MB`);
