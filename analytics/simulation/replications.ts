/**
 * Independent replications of a simulation, put together with intervals. Replication r of a seed meets the same applicants, work and
 * absences in whatever model and scenario (common random numbers), so that two forecasts of one seed are compared pair by pair.
 */
import type { StepContext } from '../../engine/case/command.ts';
import type { TermProfile } from '../../engine/case/state.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { CASE_COMPLETED } from '../log/event-log.ts';
import type { Kind } from '../log/event-log.ts';
import { estimate, LEVEL } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import { figuresOf } from './figures.ts';
import type { ActivityFigures, Figures } from './figures.ts';
import { calledName } from './run.ts';
import type { Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';
import type { Simulated } from './simulate.ts';
import { mserTruncation, WARM_UP_SHARE } from './warm-up.ts';
import type { WarmUp } from './warm-up.ts';

export interface Experiment {
  readonly process: ExecutableProcess;
  readonly scenario: Scenario;
  readonly seed: number | string;
  /** That come in each replication, those of the warm-up among them. */
  readonly cases: number;
  readonly replications: number;
  readonly fromAt: number;
  readonly term?: TermProfile;
  readonly decisionFor?: StepContext['decisionFor'];
  /** The processes that the model calls. */
  readonly called?: readonly ExecutableProcess[];
}

/** Each figure over replications; shares from 0 to 1, money in the scenario's currency. */
export interface Forecast {
  readonly seed: number | string;
  readonly replications: number;
  /** Of each replication that are counted, and those before them that are not. */
  readonly cases: number;
  readonly warmUpCases: number;
  readonly level: number;
  /** Of all replications: cases that never came to an end, and what stopped cases. */
  readonly open: number;
  readonly incidents: readonly { readonly what: string; readonly n: number }[];
  /** From start to completion; withdrawn cases do not count. */
  readonly cycleTimeMs: Estimate;
  readonly cycleTimeMedianMs: Estimate;
  readonly cycleTimeP90Ms: Estimate;
  /** From receipt to completion. */
  readonly leadTimeMs: Estimate;
  /** Of people, per case. */
  readonly workMs: Estimate;
  readonly costPerCase: Estimate;
  /** Of the completed cases with a statutory term. */
  readonly onTimeShare: Estimate;
  readonly withdrawnShare: Estimate;
  /** Cases completed in a day, weekends included, once it has warmed up. */
  readonly throughputPerDay: Estimate;
  readonly activities: readonly {
    readonly activity: string;
    readonly name: string;
    readonly kind: Kind;
    readonly perCase: Estimate;
    readonly waitingMs: Estimate;
    readonly processingMs: Estimate;
  }[];
  readonly utilisation: readonly { readonly role: string; readonly people: number; readonly share: Estimate }[];
}

/** @param replication from 0 @param onArrival told how many cases have come */
export function replication(
  { process, scenario, seed, cases, fromAt, term, decisionFor, called }: Omit<Experiment, 'replications'>,
  number: number,
  onArrival?: (cases: number) => void,
): Simulated {
  return simulate({
    process,
    scenario,
    seed: seedOf(seed, number),
    cases,
    fromAt,
    ...(term === undefined ? {} : { term }),
    ...(decisionFor === undefined ? {} : { decisionFor }),
    ...(called === undefined ? {} : { called }),
    ...(onArrival === undefined ? {} : { onArrival }),
  });
}

/** The seed of a replication, for whoever wants to see it by itself. */
export function seedOf(seed: number | string, number: number): string {
  return `${String(seed)}/${String(number + 1)}`;
}

/** All of it here, one replication after the other. @throws Error as `simulate` does */
export function experiment(order: Experiment, warmUp?: WarmUp): Forecast {
  const warmUpCases = warmUp === 'auto' ? foundWarmUp(order) : (warmUp ?? Math.floor(order.cases * WARM_UP_SHARE));
  const figures = Array.from({ length: order.replications }, (_, number) =>
    figuresOf(replication(order, number), order.process, order.scenario, warmUpCases, order.called),
  );
  return forecastOf(order, figures, warmUpCases);
}

const PILOTS = 5;

/** From the cycle times of five replications at most. */
export function foundWarmUp(order: Experiment): number {
  const pilots = Math.min(PILOTS, order.replications);
  const sums = new Float64Array(order.cases);
  const counts = new Float64Array(order.cases);
  for (let number = 0; number < pilots; number++) {
    const { log } = replication(order, number);
    for (let index = 0; index < log.cases.count; index++) {
      if (log.cases.status[index] !== CASE_COMPLETED) continue;
      sums[index]! += log.cases.completedAt[index]! - log.cases.startedAt[index]!;
      counts[index]! += 1;
    }
  }
  return mserTruncation(sums.map((sum, index) => sum / counts[index]!));
}

/** @param figures of each replication, in their order */
export function forecastOf(
  { process, scenario, seed, cases, called = [] }: Pick<Experiment, 'process' | 'scenario' | 'seed' | 'cases' | 'called'>,
  figures: readonly Figures[],
  warmUpCases: number,
): Forecast {
  const of = (figure: (one: Figures) => number | null, what: 'amount' | 'share' = 'amount'): Estimate =>
    estimate(figures.map(figure), what);
  const kinds = new Map(
    figures.flatMap((one) => Object.entries(one.activities).map(([name, { kind }]) => [name, kind] as const)),
  );
  const nameOf = new Map([...process.nodes].map(([id, { name }]) => [id, name || id]));
  for (const of of called)
    for (const [id, { name }] of of.nodes) nameOf.set(calledName(of.id, id), `${of.name || of.id}: ${name || id}`);
  const order = [...nameOf.keys()].filter((id) => kinds.has(id));
  const ofActivity = (id: string, figure: (one: ActivityFigures) => number | null): Estimate =>
    of(({ activities }) => {
      const one = activities[id];
      return one === undefined ? null : figure(one);
    });
  const incidents = new Map<string, number>();
  for (const one of figures)
    for (const [what, n] of Object.entries(one.incidents)) incidents.set(what, (incidents.get(what) ?? 0) + n);
  return {
    seed,
    replications: figures.length,
    cases: cases - warmUpCases,
    warmUpCases,
    level: LEVEL,
    open: figures.reduce((sum, { open }) => sum + open, 0),
    incidents: [...incidents].map(([what, n]) => ({ what, n })),
    cycleTimeMs: of((one) => one.cycleTimeMs),
    cycleTimeMedianMs: of((one) => one.cycleTimeMedianMs),
    cycleTimeP90Ms: of((one) => one.cycleTimeP90Ms),
    leadTimeMs: of((one) => one.leadTimeMs),
    workMs: of((one) => one.workMs),
    costPerCase: of((one) => one.costPerCase),
    onTimeShare: of((one) => one.onTimeShare, 'share'),
    withdrawnShare: of((one) => one.withdrawnShare, 'share'),
    throughputPerDay: of((one) => one.throughputPerDay),
    activities: order.map((id) => ({
      activity: id,
      name: nameOf.get(id) ?? id,
      kind: kinds.get(id)!,
      perCase: of(({ activities }) => activities[id]?.perCase ?? 0),
      waitingMs: ofActivity(id, (one) => one.waitingMs),
      processingMs: ofActivity(id, (one) => one.processingMs),
    })),
    utilisation: [...new Set(scenario.staff.map(({ role }) => role))].map((role) => ({
      role,
      people: peopleIn(scenario, role),
      share: of(({ utilisation }) => utilisation[role] ?? null, 'share'),
    })),
  };
}

function peopleIn({ staff }: Scenario, role: string): number {
  const ids = staff
    .filter((group) => group.role === role)
    .flatMap(({ people }) =>
      typeof people === 'number'
        ? Array.from({ length: people }, (_, at) => `${role}-${String(at + 1)}`)
        : people.map(({ id }) => id),
    );
  return new Set(ids).size;
}
