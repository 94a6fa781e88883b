/** What an alignment says in the words of the process: which step is missing, doubled, out of order, not meant here or not in the model. */
import type { AlignedMove } from './align.ts';

export const DEVIATION_KINDS = ['missing', 'doubled', 'outOfOrder', 'unexpected', 'unknown'] as const;

/**
 * `missing`: the model wants it here; `doubled`: once more than the model allows; `outOfOrder`: `activity` came before `before`, and the
 * model has them the other way round; `unexpected`: in the model, but not here: on a way that the case did not take, or an optional step elsewhere; `unknown`: not in the model.
 */
export type DeviationKind = (typeof DEVIATION_KINDS)[number];

export interface Deviant {
  readonly kind: DeviationKind;
  /** Labels. */
  readonly activity: number;
  readonly before?: number;
}

/** @param isKnown whether the model has an activity of this label */
export function deviationsOf(moves: readonly AlignedMove[], isKnown: (label: number) => boolean): readonly Deviant[] {
  const found: Deviant[] = [];
  const seen = moves.filter((move) => move.kind !== 'silent');
  const matched = new Set(seen.flatMap((move) => (move.kind === 'both' ? [move.label] : [])));
  const paired = new Set<number>();
  seen.forEach((move, index) => {
    if (move.kind !== 'log') return;
    const { label } = move;
    const partner = seen.findIndex((other, at) => other.kind === 'model' && other.label === label && !paired.has(at));
    if (!isKnown(label)) found.push({ kind: 'unknown', activity: label });
    else if (partner >= 0) {
      paired.add(partner);
      found.push(swapped(seen, label, index, partner));
    } else found.push({ kind: matched.has(label) ? 'doubled' : 'unexpected', activity: label });
  });
  seen.forEach((move, index) => {
    if (move.kind === 'model' && !paired.has(index)) found.push({ kind: 'missing', activity: move.label });
  });
  return found;
}

/** It came at one place and was wanted at another: told against the step next to where it was wanted. */
function swapped(seen: readonly AlignedMove[], label: number, came: number, wanted: number): Deviant {
  const between = (from: number, to: number): number[] =>
    seen.slice(from + 1, to).flatMap((move) => (move.kind === 'both' ? [move.label] : []));
  const other = came < wanted ? between(came, wanted).at(-1) : between(wanted, came)[0];
  if (other === undefined) return { kind: 'outOfOrder', activity: label };
  return came < wanted
    ? { kind: 'outOfOrder', activity: label, before: other }
    : { kind: 'outOfOrder', activity: other, before: label };
}

/** A deviation in words. */
export function deviationText(kind: DeviationKind, activity: string, before?: string): string {
  switch (kind) {
    case 'missing':
      return `"${activity}" is missing`;
    case 'doubled':
      return `"${activity}" is done once more than the model allows`;
    case 'outOfOrder':
      return before === undefined ? `"${activity}" is out of order` : `"${activity}" comes before "${before}"`;
    case 'unexpected':
      return `"${activity}" comes where the model does not have it`;
    case 'unknown':
      return `"${activity}" is not in the model`;
    default:
      return kind satisfies never;
  }
}
