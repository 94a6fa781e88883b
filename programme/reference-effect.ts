/** What a reference model is worth: processes that are made from it beside the others, by what applicants meet. */
import { estimate, type Estimate } from './survey/estimates.ts';

/** Shares by Wilson, means by Student, 95 %; null below five. Nothing is said of why groups differ: other services are other services. */
export interface GroupOutcomes {
  readonly processIds: readonly string[];
  readonly inTime: Estimate;
  readonly satisfaction: Estimate;
}

/** @param inTime of each completed case with a statutory term 1 when it was in time, else 0 @param ratings 1 to 5, of surveys */
export function groupOutcomes(
  processIds: readonly string[],
  inTime: readonly number[],
  ratings: readonly number[],
): GroupOutcomes {
  return {
    processIds,
    inTime: estimate('csat', inTime, undefined),
    satisfaction: estimate('satisfaction', ratings, undefined),
  };
}
