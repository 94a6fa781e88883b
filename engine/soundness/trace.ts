import type { TraceStep } from './finding.ts';
import { taken } from './fire.ts';
import type { Marking } from './fire.ts';
import type { Exploration } from './explore.ts';
import type { Move, Net } from './net.ts';
import { movesOf } from './reduced-net.ts';

/** The way from the beginning to a state, in the drawn net's own moves. */
export interface Way {
  readonly steps: readonly TraceStep[];
  /** Tokens by place at its end. */
  readonly marking: Marking;
}

export function wayTo(state: number, { states }: Exploration, drawn: Net): Way {
  const moves: Move[][] = [];
  for (let at = states[state]; at?.by; at = at.parent === undefined ? undefined : states[at.parent])
    moves.unshift([...movesOf(at.by, at.chosen)]);
  return replay(moves.flat(), drawn);
}

/** Fires moves one by one; a join's half is shown only when its other half does not follow. */
function replay(moves: readonly Move[], net: Net): Way {
  const steps: TraceStep[] = [];
  let marking: Marking = new Uint8Array(net.places.length);
  marking[net.start] = 1;
  moves.forEach(({ by, chosen }, index) => {
    const after = taken(net, by, marking) ?? marking.slice();
    const options = by.options.filter(({ origin }) => chosen.includes(origin)).flatMap(({ places }) => places);
    for (const place of [...by.post, ...options]) after[place] = (after[place] ?? 0) + 1;
    marking = after;
    const next = moves[index + 1]?.by;
    const isHalf = by.half && next?.element === by.element && !next?.half;
    if (by.element === undefined || isHalf) return;
    steps.push({ element: by.element, ...(by.flow !== undefined && { flow: by.flow }), marking: shown(marking, net) });
  });
  return { steps, marking };
}

function shown(marking: Marking, { places }: Net): Readonly<Record<string, number>> {
  const tokens = new Map<string, number>();
  places.forEach(({ shown: at, kind }, place) => {
    const count = marking[place] ?? 0;
    if (count > 0 && kind === 'token') tokens.set(at, (tokens.get(at) ?? 0) + count);
  });
  return Object.fromEntries(tokens);
}
