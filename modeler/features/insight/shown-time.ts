import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { CLOCKS, workingDuration } from './working-duration.ts';
import type { Clock } from './working-duration.ts';

/** The clock in the address: the wall's unless told otherwise. */
export function useClock(): Clock {
  const search: { readonly clock?: string | undefined } = useSearch({ strict: false });
  return CLOCKS.find((one) => one === search.clock) ?? 'calendar';
}

/** How a view shows its durations. */
export interface ShownTime {
  /** What a working day has; null when durations are shown by the wall. */
  readonly dayMs: number | null;
  readonly say: (ms: number) => string;
  /** Of figures by both clocks those that are shown. */
  readonly of: <Figures>(wall: Figures, working: Figures | null) => Figures | null;
}

/** By the clock in the address; by the wall where no working hours are known. */
export function useShownTime({ dayMs }: { readonly dayMs: number | null }): ShownTime {
  const { t, format } = useLanguage();
  const clock = useClock();
  return useMemo(() => {
    if (clock === 'calendar' || dayMs === null) return { dayMs: null, say: format.duration, of: (wall) => wall };
    return { dayMs, say: (ms) => workingDuration(ms, dayMs, t, format), of: (_wall, working) => working };
  }, [clock, dayMs, t, format]);
}
