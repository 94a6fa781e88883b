/** What stands beside a verdict: other measures that moved, and what should make one careful whatever the verdict is. */
import { cohort } from '../cohorts.ts';
import type { CaseCohort } from '../cohorts.ts';
import { compareCohorts } from '../compare.ts';
import type { Verdict } from '../verdict.ts';
import type { Headline } from './headline.ts';
import { changesBeside } from './headline-verdict.ts';
import type { InterruptedSeries } from './interrupted-series.ts';
import { measureNames } from './reasons.ts';
import type { FullReason } from './reasons.ts';

/** Which of the other headline measures became worse or better. */
export function besides(verdict: Verdict, measured: Headline): readonly FullReason[] {
  const changes = [...changesBeside(measured)];
  const named = (change: 'better' | 'worse') =>
    measureNames(changes.flatMap(([name, found]) => (found === change ? [name] : [])));
  const [worse, better] = [named('worse'), named('better')];
  const reasons: FullReason[] = [];
  if (worse !== '') reasons.push({ key: verdict === 'mixed' ? 'boughtWith' : 'othersWorse', parameters: { measures: worse } });
  if (better !== '') reasons.push({ key: 'othersBetter', parameters: { measures: better } });
  return reasons;
}

const SPELL_WEEKS = 8;
const WEEK_MS = 7 * 86_400_000;

/** Cases that lived through the change, a trend that was under way, a bad spell just before it. */
export function cautions(
  before: CaseCohort,
  after: CaseCohort,
  changeAt: number,
  series: InterruptedSeries | null,
  seed: number,
): readonly FullReason[] {
  const reasons: FullReason[] = [];
  let cases = 0;
  for (const [place, index] of before.caseOf.entries()) {
    const startedAt = before.log.cases.startedAt[index]!;
    if (startedAt < changeAt && startedAt + before.seen.durationMs[place]! > changeAt) cases++;
  }
  if (before.log === after.log && cases > 0) reasons.push({ key: 'livedThroughChange', parameters: { cases } });
  const holdsZero = ({ low, high }: InterruptedSeries['level']): boolean => low <= 0 && high >= 0;
  if (series && holdsZero(series.level) && holdsZero(series.slope) && series.trendMs !== 0)
    reasons.push({ key: 'alreadyMoving', parameters: { perWeekMs: series.trendMs } });
  const lastFromAt = before.lastStartAt - SPELL_WEEKS * WEEK_MS;
  if (before.firstStartAt < lastFromAt) {
    const within = new Set(before.caseOf);
    const spell = (isLast: boolean) =>
      cohort({
        log: before.log,
        asOfAt: before.observedUntilAt,
        only: (index) => within.has(index) && before.log.cases.startedAt[index]! >= lastFromAt === isLast,
      });
    const found = compareCohorts(spell(false), spell(true), { seed, resamples: 500 });
    if (found.verdict === 'slower')
      reasons.push({ key: 'badSpell', parameters: { weeks: SPELL_WEEKS, byMs: found.difference.estimateMs ?? 0 } });
  }
  return reasons;
}
