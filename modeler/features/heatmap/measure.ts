import type { ElementTimes, Heatmap } from '../../../api/contract.ts';

export const MEASURES = ['waiting', 'processing', 'suspended', 'sojourn'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Heat {
  readonly element: ElementTimes;
  /** Of all time of this measure. */
  readonly share: number;
  readonly level: 0 | 1 | 2 | 3;
}

/** How the time of a measure is spread over the elements, largest part first. */
export function heatOf(heatmap: Heatmap, measure: Measure): readonly Heat[] {
  const all = heatmap.elements.reduce((sum, element) => sum + element[measure].totalMs, 0);
  return heatmap.elements
    .map((element) => {
      const share = all === 0 ? 0 : element[measure].totalMs / all;
      return { element, share, level: levelOf(share) };
    })
    .sort((a, b) => b.share - a.share);
}

/** A quarter of all time or more is hot, a tenth warm, a fiftieth tepid; the share itself stands beside the colour. */
function levelOf(share: number): Heat['level'] {
  if (share >= 0.25) return 3;
  if (share >= 0.1) return 2;
  return share >= 0.02 ? 1 : 0;
}
