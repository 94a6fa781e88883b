/** Two experiments of one seed beside each other: what differs, with intervals, replication by replication (common random numbers). */
import type { TermProfile } from '../../engine/case/state.ts';
import { estimateDifference } from './estimate.ts';
import type { Estimate } from './estimate.ts';
import type { Figures } from './figures.ts';
import type { Forecast } from './replications.ts';
import type { UnusedName } from './scenario-names.ts';

/** To-be − as-is of each figure; ms, money, shares from −1 to 1. */
export interface ForecastDifference {
  readonly cycleTimeMs: Estimate;
  readonly cycleTimeMedianMs: Estimate;
  readonly cycleTimeP90Ms: Estimate;
  readonly leadTimeMs: Estimate;
  readonly workMs: Estimate;
  readonly costPerCase: Estimate;
  readonly onTimeShare: Estimate;
  readonly withdrawnShare: Estimate;
  readonly throughputPerDay: Estimate;
  /** Of activities that both models have. */
  readonly activities: readonly { readonly activity: string; readonly waitingMs: Estimate; readonly processingMs: Estimate }[];
  /** Of roles that both scenarios have. */
  readonly utilisation: readonly { readonly role: string; readonly share: Estimate }[];
}

export function forecastDifference(
  asIs: readonly Figures[],
  toBe: readonly Figures[],
  [before, after]: readonly [Forecast, Forecast],
): ForecastDifference {
  const of = (figure: (one: Figures) => number | null): Estimate => estimateDifference(asIs.map(figure), toBe.map(figure));
  const inBoth = new Set(after.activities.map(({ activity }) => activity));
  const roles = new Set(after.utilisation.map(({ role }) => role));
  return {
    cycleTimeMs: of((one) => one.cycleTimeMs),
    cycleTimeMedianMs: of((one) => one.cycleTimeMedianMs),
    cycleTimeP90Ms: of((one) => one.cycleTimeP90Ms),
    leadTimeMs: of((one) => one.leadTimeMs),
    workMs: of((one) => one.workMs),
    costPerCase: of((one) => one.costPerCase),
    onTimeShare: of((one) => one.onTimeShare),
    withdrawnShare: of((one) => one.withdrawnShare),
    throughputPerDay: of((one) => one.throughputPerDay),
    activities: before.activities
      .filter(({ activity }) => inBoth.has(activity))
      .map(({ activity }) => ({
        activity,
        waitingMs: of(({ activities }) => activities[activity]?.waitingMs ?? null),
        processingMs: of(({ activities }) => activities[activity]?.processingMs ?? null),
      })),
    utilisation: before.utilisation
      .filter(({ role }) => roles.has(role))
      .map(({ role }) => ({ role, share: of(({ utilisation }) => utilisation[role] ?? null) })),
  };
}

/** From what share of their time on duty on people cannot keep up: queues grow without end as it nears 1. */
const OVERLOADED = 0.97;

export interface Caution {
  readonly key: 'overload' | 'open' | 'incidents' | 'noTerm' | 'termTaken' | 'unused';
  readonly params: Readonly<Record<string, string | number>>;
  /** In English. */
  readonly text: string;
}

/** What was noticed about a scenario before it was simulated. */
export interface Noticed {
  readonly unused: readonly UnusedName[];
  /** What stands in the place of the term that the scenario does not name. */
  readonly term?: Pick<TermProfile, 'id' | 'legalAct'> | undefined;
}

/** Of so many unused names a caution tells. */
const MOST_NAMED = 5;

/** What somebody who reads a forecast must know. @param side in the words of `params` */
export function cautionsOf(forecast: Forecast, side: 'asIs' | 'toBe', { unused, term }: Noticed): readonly Caution[] {
  const where = side === 'asIs' ? 'As it is' : 'As it would be';
  const stopped = forecast.incidents.reduce((sum, { n }) => sum + n, 0);
  const places = `${unused
    .slice(0, MOST_NAMED)
    .map(({ place }) => place)
    .join(', ')}${unused.length > MOST_NAMED ? ', …' : ''}`;
  return [
    ...forecast.utilisation
      .filter(({ share }) => (share.mean ?? 0) >= OVERLOADED)
      .map(({ role, share }): Caution => {
        const percent = Math.round((share.mean ?? 0) * 100);
        return {
          key: 'overload',
          params: { side, role, percent },
          text: `${where}, "${role}" is busy ${String(percent)} % of its time: queues grow for as long as it is simulated, and figures grow with them.`,
        };
      }),
    ...(forecast.open === 0
      ? []
      : [
          {
            key: 'open' as const,
            params: { side, n: forecast.open },
            text: `${where}, ${String(forecast.open)} cases never came to an end: times are those of the others.`,
          },
        ]),
    ...(stopped === 0
      ? []
      : [
          {
            key: 'incidents' as const,
            params: { side, n: stopped, what: forecast.incidents[0]?.what ?? '' },
            text: `${where}, ${String(stopped)} times something stopped a case, first of all ${forecast.incidents[0]?.what ?? ''}.`,
          },
        ]),
    ...(forecast.onTimeShare.n > 0
      ? []
      : [
          {
            key: 'noTerm' as const,
            params: { side },
            text: `${where}, no statutory term is known: nothing is said of cases in time.`,
          },
        ]),
    ...(term === undefined
      ? []
      : [
          {
            key: 'termTaken' as const,
            params: { side, term: term.id, act: term.legalAct },
            text: `${where}, the scenario names no statutory term; cases are counted by that in force, ${term.id} (${term.legalAct}).`,
          },
        ]),
    ...(unused.length === 0
      ? []
      : [
          {
            key: 'unused' as const,
            params: { side, n: unused.length, places },
            text: `${where}, the scenario speaks of what the model does not have: ${places}. Nothing comes of it.`,
          },
        ]),
  ];
}
