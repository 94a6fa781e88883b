/**
 * Proposals for a model and a scenario, each simulated with the same applicants, work and absences as the as-is (common random numbers),
 * so that the difference is the proposal's own; ranked by what they save.
 */
import { estimateDifference } from '../estimate.ts';
import type { Estimate } from '../estimate.ts';
import type { Figures } from '../figures.ts';
import { figuresOf } from '../figures.ts';
import { forecastOf, replication } from '../replications.ts';
import type { Experiment, Forecast } from '../replications.ts';
import { WARM_UP_SHARE } from '../warm-up.ts';
import { parallelise, skipApprovals } from './model-proposals.ts';
import type { Change, Proposal } from './proposal.ts';
import { endBatches, movePeople } from './scenario-proposals.ts';

export interface Improvement extends Pick<Proposal, 'kind' | 'key' | 'params' | 'text'> {
  readonly changes: readonly Change[];
  /** Of the mean cycle time, in days; above zero is faster. */
  readonly savedDays: Estimate;
  /** Per case, in the scenario's currency; above zero is cheaper. */
  readonly savedCost: Estimate;
  /** Of cases in time: share after − share before. */
  readonly onTimeShare: Estimate;
  /** Whether the whole interval of `savedDays` is above zero. */
  readonly proven: boolean;
}

export interface Improvements {
  readonly asIs: Forecast;
  /** The most days saved first; of those that save the same, the cheapest. None under which cases do not come to their end. */
  readonly proposals: readonly Improvement[];
}

const DAY_MS = 86_400_000;

/** What could be changed, before anything of it is simulated. */
export function proposalsFor(
  { process, scenario }: Pick<Experiment, 'process' | 'scenario'>,
  asIs: Forecast,
): readonly Proposal[] {
  return [
    ...endBatches(process, scenario),
    ...movePeople(process, scenario, asIs),
    ...parallelise(process, scenario),
    ...skipApprovals(process, scenario),
  ];
}

/** @param simulated the figures of each replication of a proposal, in the order of those of the as-is */
export function ranked(
  asIs: readonly Figures[],
  simulated: readonly (readonly [proposal: Proposal, figures: readonly Figures[]])[],
): readonly Improvement[] {
  return simulated
    .filter(([, after]) => comesToAnEnd(asIs, after))
    .map(([{ kind, key, params, text, changes }, after]): Improvement => {
      const difference = (of: (one: Figures) => number | null): Estimate => estimateDifference(asIs.map(of), after.map(of));
      const savedDays = difference(({ cycleTimeMs }) => (cycleTimeMs === null ? null : -cycleTimeMs / DAY_MS));
      const savedCost = difference(({ costPerCase }) => (costPerCase === null ? null : -costPerCase));
      const onTimeShare = difference((one) => one.onTimeShare);
      return { kind, key, params, text, changes, savedDays, savedCost, onTimeShare, proven: (savedDays.low ?? 0) > 0 };
    })
    .sort((a, b) => (b.savedDays.mean ?? 0) - (a.savedDays.mean ?? 0) || (b.savedCost.mean ?? 0) - (a.savedCost.mean ?? 0));
}

/** A change under which more cases stop or stay open than before is none: those that end would be the quick ones. */
function comesToAnEnd(before: readonly Figures[], after: readonly Figures[]): boolean {
  const left = (all: readonly Figures[]): number =>
    all.reduce((sum, { open, incidents }) => sum + open + Object.values(incidents).reduce((count, n) => count + n, 0), 0);
  return left(after) <= left(before);
}

/** All of it here, one simulation after the other. @throws Error as `simulate` does */
export function improve(order: Experiment): Improvements {
  const warmUpCases = Math.floor(order.cases * WARM_UP_SHARE);
  const figures = (of: Experiment): readonly Figures[] =>
    Array.from({ length: of.replications }, (_, number) =>
      figuresOf(replication(of, number), of.process, of.scenario, warmUpCases, of.called),
    );
  const before = figures(order);
  const asIs = forecastOf(order, before, warmUpCases);
  const simulated = proposalsFor(order, asIs).map((proposal) => {
    const { process, scenario } = proposal;
    return [proposal, figures({ ...order, process, scenario })] as const;
  });
  return { asIs, proposals: ranked(before, simulated) };
}
