/** The one verdict on all five measures, from their differences alone. */
import type { SpeedVerdict, Verdict } from '../verdict.ts';
import type { Headline } from './headline.ts';
import type { Change } from './measure.ts';

export type Judged = 'rework' | 'firstTimeRight' | 'onTime' | 'cost' | 'touchTime' | 'satisfaction';

/** What each measure beside speed says; absent where it was not measured. */
export function changesBeside({ quality, cost, touchTime, satisfaction }: Headline): ReadonlyMap<Judged, Change> {
  const measures = {
    rework: quality?.rework,
    firstTimeRight: quality?.firstTimeRight,
    onTime: quality?.onTime,
    cost,
    touchTime,
    satisfaction,
  };
  return new Map(
    (Object.keys(measures) as Judged[]).flatMap((name) => {
      const change = measures[name]?.change;
      return change === undefined ? [] : [[name, change] as const];
    }),
  );
}

/**
 * `mixed` when cases became faster and the interval of another measure lies wholly on its worse side: speed was bought. Whoever looks at
 * several measures finds one worse by chance more often than at one; that costs a second look, while a green arrow would cost the citizens.
 */
export function headlineVerdict(speed: SpeedVerdict, headline: Headline): Verdict {
  return speed === 'faster' && [...changesBeside(headline).values()].includes('worse') ? 'mixed' : speed;
}
