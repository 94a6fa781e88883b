import type { MapView } from '../../../api/contract/analytics-views.ts';
import type { Formats } from '../../i18n/formats.ts';

/** What stands on the arrows: how often, or how long from completion to completion. */
export const MAP_FIGURES = ['n', 'median', 'mean', 'p90'] as const;
export type MapFigure = (typeof MAP_FIGURES)[number];
type Transition = MapView['transitions'][number];

export function msOf({ medianMs, meanMs, p90Ms }: Transition, figure: MapFigure): number | null {
  switch (figure) {
    case 'n':
      return null;
    case 'median':
      return medianMs;
    case 'mean':
      return meanMs;
    case 'p90':
      return p90Ms;
    default:
      return figure satisfies never;
  }
}

/** A figure of a way as text; a dash where it is held back or not known. */
export function figureOf(transition: Transition, figure: MapFigure, format: Formats, say: (ms: number) => string): string {
  if (figure === 'n') return format.number(transition.n);
  const ms = msOf(transition, figure);
  return ms === null ? '–' : say(ms);
}
