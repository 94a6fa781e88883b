import type { MapView } from '../../../api/contract/analytics-views.ts';

/** Where cases begin and end on the drawing; no step is called so. */
export const START = ' start';
export const END = ' end';
export const END_WIDTH = 104;
export const END_HEIGHT = 44;

export interface EndWay {
  readonly from: string;
  readonly to: string;
  readonly cases: number;
}

/** From the start to the steps with which cases begin, and from those with which they end to the end: the commonest until they hold the share. */
export function endWays({ starts, ends }: Pick<MapView, 'starts' | 'ends'>, share: number): readonly EndWay[] {
  return [
    ...commonest(starts, share).map(({ element, cases }) => ({ from: START, to: element, cases })),
    ...commonest(ends, share).map(({ element, cases }) => ({ from: element, to: END, cases })),
  ];
}

function commonest<One extends { readonly cases: number }>(sorted: readonly One[], share: number): readonly One[] {
  const needed = share * sorted.reduce((sum, { cases }) => sum + cases, 0);
  let held = 0;
  return sorted.filter(({ cases }) => {
    const isNeeded = held < needed;
    held += cases;
    return isNeeded;
  });
}
