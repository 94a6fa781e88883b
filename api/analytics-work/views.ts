/** The views of a log by name, as they are worked out in the server itself or in a thread. */
import type { EventLog } from '../../analytics/index.ts';
import { handoversView, mapView, reworkView, variantsView } from '../answers/analytics-map.ts';
import { chartsView, dotsView, flowView, timesView } from '../answers/analytics-time.ts';
import { choicesView, unitsView, utilisationView } from '../answers/analytics-units.ts';
import { holdersView } from '../answers/holders.ts';
import type { Setting } from './setting.ts';

export const VIEWS = {
  choices: choicesView,
  map: mapView,
  variants: variantsView,
  rework: reworkView,
  handovers: handoversView,
  flow: flowView,
  charts: chartsView,
  units: unitsView,
  holders: holdersView,
  utilisation: utilisationView,
  dots: dotsView,
  times: timesView,
} as const;

export type ViewName = keyof typeof VIEWS;
/** What a view is asked besides the log: plain data. */
export type ViewAsked<Name extends ViewName> = Parameters<(typeof VIEWS)[Name]>[2];
export type ViewOf<Name extends ViewName> = ReturnType<(typeof VIEWS)[Name]>;

/** A longer log is looked through in a thread: on the server's own, a view of it would keep everybody waiting for a tenth of a second and more. */
export const MOST_ROWS_AT_ONCE = 300_000;

/** @param asked what this very view is asked, since whoever asks names both together */
export function viewOf(log: EventLog, setting: Setting, name: ViewName, asked: unknown): unknown {
  const work = VIEWS[name] as (log: EventLog, setting: Setting, asked: unknown) => unknown;
  return work(log, setting, asked);
}
