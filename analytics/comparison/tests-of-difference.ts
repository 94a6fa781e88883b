/** Tests of whether the cohorts differ at all, beside the effects and never in their place. */
import type { CaseCohort } from '../cohorts.ts';
import { logRank, mannWhitney } from '../rank-tests.ts';
import type { CaseMix } from './case-mix.ts';
import { brunnerMunzel } from './rank-effects.ts';
import { normalQuantile, twoSidedNormal } from './tails.ts';

export interface TestOfDifference {
  readonly name: 'Mann-Whitney' | 'Brunner-Munzel' | 'log-rank' | 'van Elteren' | 'stratified log-rank';
  /** U; t; chi-square of one degree of freedom; z; chi-square. */
  readonly statistic: number;
  /** Two-sided, as if every case stood alone. */
  readonly p: number;
  /** The same where the cases of a week are alike, so that fewer count; null where they are not. */
  readonly pByWeeks: number | null;
}

/** Tests of ranks only where every case has ended: of open ones nobody knows the rank. @param effect see `designEffect` */
export function testsOf(before: CaseCohort, after: CaseCohort, mix: CaseMix | null, effect: number): readonly TestOfDifference[] {
  if (before.seen.completed < 2 || after.seen.completed < 2) return [];
  const found: Omit<TestOfDifference, 'pByWeeks'>[] = [];
  if ([before, after].every(({ open, withdrawn }) => open + withdrawn === 0)) {
    const { u, p } = mannWhitney(before.completedMs, after.completedMs);
    found.push({ name: 'Mann-Whitney', statistic: u, p });
    const munzel = brunnerMunzel(before.completedMs, after.completedMs);
    found.push({ name: 'Brunner-Munzel', statistic: munzel.statistic, p: munzel.p });
  }
  const ranks = logRank(before.seen, after.seen);
  found.push({ name: 'log-rank', statistic: ranks.statistic, p: ranks.p });
  if (mix?.vanElteren) found.push({ name: 'van Elteren', statistic: mix.vanElteren.z, p: mix.vanElteren.p });
  if (mix) found.push({ name: 'stratified log-rank', ...mix.stratifiedLogRank });
  return found.map((test) => ({ ...test, pByWeeks: effect > 1 ? dependent(test.p, effect) : null }));
}

function dependent(p: number, effect: number): number {
  return p === 0 ? 0 : twoSidedNormal(normalQuantile(p / 2) / Math.sqrt(effect));
}
