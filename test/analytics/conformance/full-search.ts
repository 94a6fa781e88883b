/** The cost of the best alignment by a search of the whole synchronous product, without any of what makes the real one quick. */
import { ENABLED, fire, type Marking, obstacleOf, type TokenNet } from '../../../analytics/conformance/token-net.ts';

const MOST_STATES = 60_000;

/** @returns undefined when there are too many states to look at */
export function fullSearch(net: TokenNet, trace: readonly number[]): number | undefined {
  const levels: { marking: Marking; place: number }[][] = [[{ marking: net.initial, place: 0 }]];
  const best = new Map<string, number>();
  let seen = 0;
  for (let cost = 0; cost < levels.length; cost++) {
    const level = levels[cost] ?? [];
    for (const { marking, place } of level) {
      const key = `${marking.join()} ${String(place)}`;
      if ((best.get(key) ?? Infinity) <= cost) continue;
      best.set(key, cost);
      if ((seen += 1) > MOST_STATES) return undefined;
      if (place === trace.length && marking.every((count) => count === 0)) return cost;
      const reach = (to: Marking, next: number, dear: number): void => {
        (levels[cost + dear] ??= []).push({ marking: to, place: next });
      };
      if (place < trace.length) reach(marking, place + 1, 1);
      for (const transition of net.transitions) {
        if (obstacleOf(transition, marking) !== ENABLED) continue;
        const after = fire(transition, marking, net.memories);
        if (!after) continue;
        reach(after, place, transition.label < 0 ? 0 : 1);
        if (transition.label >= 0 && transition.label === trace[place]) reach(after, place + 1, 0);
      }
    }
  }
  return undefined;
}
