import type { Guard, Place, Transition } from './net.ts';

/**
 * By place, the inputs of a join that a token there may still come by without visiting it (BPMN 2.0.2 table 13.3). The same as the compiled
 * `Join.reach`, but by place, and for nets that are changed to try a fix.
 */
export function reachOf(guard: Guard, makers: readonly (readonly Transition[])[], places: readonly Place[]): readonly bigint[] {
  const reach = places.map(() => 0n);
  guard.inputs.forEach((input, index) => {
    const bit = 1n << BigInt(index);
    const seen = new Set([input]);
    for (const place of seen)
      for (const maker of makers[place] ?? []) {
        if (maker.guard?.step === guard.step) continue;
        for (const from of inputsOf(maker)) {
          if (guard.inputs.includes(from) || seen.has(from) || places[from]?.kind === 'memory') continue;
          seen.add(from);
          reach[from] = (reach[from] ?? 0n) | bit;
        }
      }
  });
  return reach;
}

/** By place, the transitions that put tokens there. */
export function makersOf(transitions: readonly Transition[], places: readonly Place[]): readonly (readonly Transition[])[] {
  const makers = places.map((): Transition[] => []);
  for (const transition of transitions) for (const place of new Set(outputsOf(transition))) makers[place]?.push(transition);
  return makers;
}

export function outputsOf({ post, options }: Transition): readonly number[] {
  return [...post, ...options.flatMap(({ places }) => places)];
}

/** Every place that a transition may take a token from. */
export function inputsOf({ pre, guard }: Transition): readonly number[] {
  return guard ? [...pre, ...guard.inputs] : pre;
}
