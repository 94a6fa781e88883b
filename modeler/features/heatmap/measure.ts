/** How time is spread over the steps: the measures, their share, and how warm a step is. */
import type { CausesAnswer } from '../../../api/contract/analytics-answers.ts';
import type { NamedElement } from '../../../api/contract/analytics-values.ts';
import type { TimesView } from '../../../api/contract/analytics-views.ts';
import type { Clock } from '../insight/working-duration.ts';

export const MEASURES = ['waiting', 'processing', 'suspended', 'sojourn'] as const;
export type Measure = (typeof MEASURES)[number];

/** A step with its time. */
export interface Warm extends NamedElement {
  readonly ms: number;
}
export interface Heat extends Warm {
  /** Of all time of this measure. */
  readonly share: number;
  readonly level: 0 | 1 | 2 | 3;
}

/** The time of a measure by step, by the wall or in working time; 0 where it is not known. */
export function timesBy(elements: TimesView['elements'], measure: Measure, clock: Clock): readonly Warm[] {
  return elements.map((one) => {
    const figures = one[measure];
    return { element: one.element, name: one.name, ms: clock === 'working' ? (figures.working?.totalMs ?? 0) : figures.totalMs };
  });
}

/** Waiting for one cause, or one part of a cause, by step. Steps that are held back have none. */
export function waitsBy(elements: CausesAnswer['elements'], cause: string, clock: Clock): readonly Warm[] {
  return elements.map(({ element, name, wait }) => {
    const sums = clock === 'working' ? wait?.working : wait;
    const found = sums?.parts.find(({ part }) => part === cause)?.ms ?? sums?.causes.find((one) => one.cause === cause)?.ms;
    return { element, name, ms: found ?? 0 };
  });
}

/** The largest part first. */
export function heatOf(warm: readonly Warm[]): readonly Heat[] {
  const all = warm.reduce((sum, { ms }) => sum + ms, 0);
  return warm
    .map((one): Heat => {
      const share = all > 0 ? one.ms / all : 0;
      return { ...one, share, level: levelOf(share) };
    })
    .sort((a, b) => b.share - a.share);
}

/** A quarter of all time or more is hot, a tenth warm, a fiftieth tepid; the share itself stands beside the colour. */
function levelOf(share: number): Heat['level'] {
  if (share >= 0.25) return 3;
  if (share >= 0.1) return 2;
  return share >= 0.02 ? 1 : 0;
}
