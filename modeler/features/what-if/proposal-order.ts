import type { ImproveView } from '../../../api/contract/simulations.ts';

type Proposal = Pick<ImproveView['proposals'][number], 'savedDays' | 'savedCost'>;

/** What proposals are ranked by: what a case saves of time, or of cost. */
export const SAVINGS = ['savedDays', 'savedCost'] as const;
export type Saving = (typeof SAVINGS)[number];

/** The greatest saving first; what is not known last, and equals as they came. */
export function bySaving<One extends Proposal>(proposals: readonly One[], by: Saving): readonly One[] {
  return [...proposals].sort((one, other) => (other[by].mean ?? -Infinity) - (one[by].mean ?? -Infinity) || 0);
}
