/** How probable it is that a case after is faster than one before: what people mean by "usually faster". */
import { OBSERVED_COMPLETED, OBSERVED_OPEN } from '../survival.ts';
import type { Observations } from '../survival.ts';
import { jackknifeError, lotsOf } from './jackknife.ts';
import { brunnerMunzel, logitInterval } from './rank-effects.ts';
import type { Resampling } from './resampling.ts';

export interface Superiority {
  /** P(after < before) + P(tie) / 2: 0.5 when there is no difference, above when after is faster. */
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** Cases that were open counted for as long as they lasted; pairs of which neither ends within this time count as ties. null: all ended. */
  readonly untilMs: number | null;
}

/** Brunner and Munzel where all ended and cases stand alone; else of the curves (Efron 1967), with a jackknife of weeks or lots. */
export function superiority(
  before: Observations,
  after: Observations,
  { chance, by, level }: Pick<Resampling, 'chance' | 'by'> & { readonly level: number },
): Superiority | null {
  if (before.completed < 2 || after.completed < 2) return null;
  if (by === 'observation' && [before, after].every(({ open, withdrawn }) => open + withdrawn === 0)) {
    const { superiority: probability, se, freedom } = brunnerMunzel(before.durationMs, after.durationMs);
    return { probability, ...logitInterval(probability, se, freedom, level), level, untilMs: null };
  }
  const untilMs = Math.min(lastMs(before), lastMs(after));
  const [first, second] = [lotsOf(before, by, chance.split('before')), lotsOf(after, by, chance.split('after'))];
  const [massBefore, massAfter] = [masses(before, untilMs), masses(after, untilMs)];
  const probability = faster(before, massBefore, after, massAfter);
  const without = [
    Float64Array.from({ length: first.lots }, (_, lot) =>
      faster(before, masses(before, untilMs, first.lotOf, lot), after, massAfter),
    ),
    Float64Array.from({ length: second.lots }, (_, lot) =>
      faster(before, massBefore, after, masses(after, untilMs, second.lotOf, lot)),
    ),
  ];
  const { se, freedom } = jackknifeError(without);
  const isOpen = before.open + after.open > 0;
  return { probability, ...logitInterval(probability, se, freedom, level), level, untilMs: isOpen ? untilMs : null };
}

function lastMs({ durationMs, ended }: Observations): number {
  const last = durationMs.length - 1;
  return ended[last] === OBSERVED_OPEN ? durationMs[last]! : Infinity;
}

/** What each completion takes off the curve of those never withdrawn, up to a time; without one lot. They add up to 1 where all are completed. */
export function masses(seen: Observations, untilMs: number, lotOf?: Int32Array, lot = -1): Float64Array {
  const n = seen.durationMs.length;
  const mass = new Float64Array(n);
  let atRisk = n;
  if (lotOf) for (let index = 0; index < n; index++) if (lotOf[index] === lot) atRisk--;
  let [alive, withdrawn] = [1, 0];
  for (let index = 0; index < n; index++) {
    if (lotOf && lotOf[index] === lot) continue;
    const how = seen.ended[index]!;
    if (how === OBSERVED_COMPLETED) {
      if (seen.durationMs[index]! <= untilMs) mass[index] = alive / atRisk;
    } else if (how !== OBSERVED_OPEN) withdrawn += alive / atRisk;
    if (how !== OBSERVED_OPEN) alive *= 1 - 1 / atRisk;
    atRisk--;
  }
  if (withdrawn > 0) for (let index = 0; index < n; index++) mass[index]! /= 1 - withdrawn;
  return mass;
}

/** Pairs that both outlast the time are ties. */
function faster(before: Observations, massBefore: Float64Array, after: Observations, massAfter: Float64Array): number {
  const [n, m] = [before.durationMs.length, after.durationMs.length];
  let [probability, ended, other] = [0, 0, 0];
  for (let index = 0; index < n || other < m;) {
    const value = Math.min(before.durationMs[index] ?? Infinity, after.durationMs[other] ?? Infinity);
    let [here, there] = [0, 0];
    for (; before.durationMs[index] === value; index++) here += massBefore[index]!;
    for (; after.durationMs[other] === value; other++) there += massAfter[other]!;
    // After ended before `before` did; ties half.
    probability += here * (ended + there / 2);
    ended += there;
  }
  const restBefore = 1 - massBefore.reduce((sum, mass) => sum + mass, 0);
  return probability + restBefore * (ended + (1 - ended) / 2);
}
