/** Reasons that a whole comparison gives beside those of speed: message keys with parameters, and the same as English sentences. */
import { durationText, reasonText, shareText } from '../verdict.ts';
import type { Interval, Reason } from '../verdict.ts';
import type { Judged } from './headline-verdict.ts';

/** Parameters as in `Reason`; `measures` and `by` are names with commas between. */
export type FullReason =
  | Reason
  /** `Beside`: the verdict rests on something else. */
  | { readonly key: 'likeForLike' | 'likeForLikeBeside'; readonly parameters: Interval & { readonly by: string } }
  | { readonly key: 'likeForLikeUnknown'; readonly parameters: { readonly by: string } }
  | { readonly key: 'reversal'; readonly parameters: { readonly by: string } }
  | { readonly key: 'leftOutOfMix'; readonly parameters: { readonly before: number; readonly after: number } }
  | { readonly key: 'againstControl'; readonly parameters: Interval & { readonly control: string } }
  | {
      readonly key: 'controlTooFew';
      readonly parameters: { readonly control: string; readonly before: number; readonly after: number };
    }
  | { readonly key: 'boughtWith' | 'othersWorse' | 'othersBetter'; readonly parameters: { readonly measures: string } }
  | { readonly key: 'livedThroughChange'; readonly parameters: { readonly cases: number } }
  | { readonly key: 'alreadyMoving'; readonly parameters: { readonly perWeekMs: number } }
  | { readonly key: 'badSpell'; readonly parameters: { readonly weeks: number; readonly byMs: number } };

const MEASURES: Readonly<Record<Judged, string>> = {
  rework: 'repeated steps',
  firstTimeRight: 'cases right the first time',
  onTime: 'cases in time',
  cost: 'cost of a case',
  touchTime: 'working time on a case',
  satisfaction: 'satisfaction',
};

export function measureNames(measures: readonly Judged[]): string {
  return measures.map((measure) => MEASURES[measure]).join(', ');
}

/** The reason as an English sentence. */
export function fullReasonText(reason: FullReason): string {
  switch (reason.key) {
    case 'likeForLike':
    case 'likeForLikeBeside':
      return `Of like cases (${reason.parameters.by}), in the mix of both periods together, the median became ${moved(reason.parameters)}.${reason.key === 'likeForLike' ? ' The verdict rests on this.' : ''}`;
    case 'likeForLikeUnknown':
      return `Too few cases are alike by ${reason.parameters.by} on both sides to compare like with like.`;
    case 'reversal':
      return `All cases together moved the other way than like cases did: the mix by ${reason.parameters.by} changed (Simpson's paradox).`;
    case 'leftOutOfMix':
      return `${String(reason.parameters.before)} cases before and ${String(reason.parameters.after)} after have fewer than 5 like them on the other side and are not compared like for like.`;
    case 'againstControl':
      return `Against ${reason.parameters.control}, which the change did not touch, the median became ${moved(reason.parameters)}. The verdict rests on this.`;
    case 'controlTooFew':
      return `Of ${reason.parameters.control} only ${String(reason.parameters.before)} cases before and ${String(reason.parameters.after)} after are completed: too few to compare with.`;
    case 'boughtWith':
      return `Speed was bought: worse became ${reason.parameters.measures}.`;
    case 'othersWorse':
      return `Worse became: ${reason.parameters.measures}.`;
    case 'othersBetter':
      return `Better became: ${reason.parameters.measures}.`;
    case 'livedThroughChange':
      return `${String(reason.parameters.cases)} cases that began before were still open when the time after began: the change touched them too.`;
    case 'alreadyMoving':
      return `The weekly medians had been ${reason.parameters.perWeekMs < 0 ? 'falling' : 'rising'} by ${durationText(Math.abs(reason.parameters.perWeekMs))} a week before the change; beyond that no jump and no turn is proven.`;
    case 'badSpell':
      return `The last ${String(reason.parameters.weeks)} weeks before the change were slower than those before them by ${durationText(reason.parameters.byMs)}: if the change was made because of them, part of any gain would have come of itself.`;
    default:
      return reasonText(reason);
  }
}

function moved({ estimateMs, lowMs, highMs, level }: Interval): string {
  const way = estimateMs < 0 ? 'shorter' : 'longer';
  const holds = lowMs <= 0 && highMs >= 0 ? 'holds 0' : 'does not hold 0';
  return `${durationText(Math.abs(estimateMs))} ${way}; the ${shareText(level)} interval, from ${durationText(lowMs)} to ${durationText(highMs)}, ${holds}`;
}
