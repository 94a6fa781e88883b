/** The verdict on speed where like cases or a control are asked for, and why. */
import type { CaseCohort } from '../cohorts.ts';
import { LEVEL } from '../compare.ts';
import type { Comparison } from '../compare.ts';
import { MAX_SHORT_SHARE, MIN_COMPLETED, shortFollowUp } from '../verdict.ts';
import type { SpeedVerdict } from '../verdict.ts';
import type { Bounds } from './bca.ts';
import type { CaseMix } from './case-mix.ts';
import type { ControlUnit } from './control-unit.ts';
import type { FullReason } from './reasons.ts';
import type { Strata } from './strata.ts';

interface Speed {
  readonly verdict: SpeedVerdict;
  readonly reasons: readonly FullReason[];
}

/**
 * The verdict on speed: of the difference in differences where there is a control, else of like cases where attributes are named, else of all.
 * Chosen beforehand by what is asked for and not by what comes out, so that a false claim stays as rare as one test makes it.
 */
export function speedVerdict(
  before: CaseCohort,
  after: CaseCohort,
  plain: Comparison,
  mix: CaseMix | null,
  strata: Strata | null,
  control: ControlUnit | null,
): Speed {
  const by = strata?.by.join(', ') ?? '';
  const notes: FullReason[] = [];
  if (mix?.reversal) notes.push({ key: 'reversal', parameters: { by } });
  if (mix && mix.leftOut.before + mix.leftOut.after > 0) notes.push({ key: 'leftOutOfMix', parameters: mix.leftOut });
  if (strata && !mix) notes.push({ key: 'likeForLikeUnknown', parameters: { by } });
  const asked = control?.differenceInDifferences ?? mix?.standardised.difference;
  if (!asked) return strata ? { verdict: 'not enough data', reasons: notes } : { verdict: plain.verdict, reasons: [] };
  const bounds: Bounds = { estimateMs: asked.estimateMs ?? NaN, lowMs: asked.lowMs ?? NaN, highMs: asked.highMs ?? NaN };
  const interval = { ...bounds, level: LEVEL };
  if (control) {
    const name = `${control.attribute} = ${control.value}`;
    const counts = {
      before: control.before.n - control.before.open - control.before.withdrawn,
      after: control.after.n - control.after.open - control.after.withdrawn,
    };
    if (Math.min(counts.before, counts.after) < MIN_COMPLETED)
      return {
        verdict: 'not enough data',
        reasons: [{ key: 'controlTooFew', parameters: { control: name, ...counts } }, ...notes],
      };
    notes.unshift({ key: 'againstControl', parameters: { ...interval, control: name } });
    if (mix) notes.push({ key: 'likeForLikeBeside', parameters: { ...intervalOfMix(mix), by } });
  } else notes.unshift({ key: 'likeForLike', parameters: { ...interval, by } });
  return { verdict: speedOf(before, after, plain, bounds), reasons: notes };
}

function intervalOfMix({ standardised: { difference, level } }: CaseMix) {
  return { estimateMs: difference.estimateMs ?? NaN, lowMs: difference.lowMs ?? NaN, highMs: difference.highMs ?? NaN, level };
}

function speedOf(before: CaseCohort, after: CaseCohort, plain: Comparison, { lowMs, highMs }: Bounds): SpeedVerdict {
  const isTold = plain.reasonKeys[0]?.key !== 'tooFewCompleted' && plain.reasonKeys[0]?.key !== 'medianNotReached';
  if (!isTold || Number.isNaN(lowMs) || Number.isNaN(highMs)) return 'not enough data';
  if (lowMs > 0) return 'slower';
  if (highMs < 0) {
    const { shortShare } = shortFollowUp(before, after);
    return !after.knowsOpenCases && shortShare > MAX_SHORT_SHARE ? 'not enough data' : 'faster';
  }
  return plain.reasonKeys[0]?.key === 'intervalTooWide' ? 'not enough data' : 'no proven change';
}
