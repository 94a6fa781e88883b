import type { NamedElement } from '../../../api/contract/analytics-values.ts';
import type { DotsView } from '../../../api/contract/analytics-views.ts';

export interface ActivityDots extends NamedElement {
  /** Its code among the dots. */
  readonly code: number;
  readonly count: number;
  /** Where its dots lie, in the unit of the chart. */
  readonly firstMs: number;
  readonly medianMs: number;
  readonly lastMs: number;
}

/** The drawn dots of each activity, the most first; activities without one are left out. */
export function dotsByActivity({ activities, activityOf, atMs }: DotsView): readonly ActivityDots[] {
  const times = activities.map((): number[] => []);
  for (const [dot, code] of activityOf.entries()) times[code]?.push(atMs[dot] ?? NaN);
  return activities
    .flatMap((activity, code) => {
      const sorted = Float64Array.from(times[code] ?? []).sort();
      if (sorted.length === 0) return [];
      return [
        {
          ...activity,
          code,
          count: sorted.length,
          firstMs: sorted[0] ?? NaN,
          medianMs: sorted[sorted.length >> 1] ?? NaN,
          lastMs: sorted.at(-1) ?? NaN,
        },
      ];
    })
    .sort((a, b) => b.count - a.count || a.code - b.code);
}
