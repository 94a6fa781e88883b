/** Simulations in the shapes of the contract. */
import {
  type Calibrated,
  cautionsOf,
  type Figures,
  type Forecast,
  forecastDifference,
  type Judgement,
  type Noticed,
  type Proposal,
  ranked,
} from '../../analytics/index.ts';
import type { CalibrateView, ImproveView, SimulatedForecast, SimulatedView } from '../contract/simulations.ts';
import type { JsonValue } from '../contract/values.ts';

export interface SimulatedSide {
  readonly figures: readonly Figures[];
  readonly forecast: Forecast;
}

interface NoticedSide extends SimulatedSide {
  readonly noticed: Noticed;
}

export function simulateView(asIs: NoticedSide, toBe: NoticedSide, seed: number): SimulatedView {
  const { activities, utilisation, ...difference } = forecastDifference(asIs.figures, toBe.figures, [
    asIs.forecast,
    toBe.forecast,
  ]);
  return {
    asIs: forecastJson(asIs.forecast),
    toBe: forecastJson(toBe.forecast),
    difference: {
      ...difference,
      activities: activities.map(({ activity, ...one }) => ({ element: activity, ...one })),
      utilisation: [...utilisation],
    },
    replications: asIs.forecast.replications,
    seed,
    level: asIs.forecast.level,
    cautions: [...cautionsOf(asIs.forecast, 'asIs', asIs.noticed), ...cautionsOf(toBe.forecast, 'toBe', toBe.noticed)].map(
      (one) => ({
        ...one,
        params: { ...one.params },
      }),
    ),
  };
}

export function forecastJson({ activities, utilisation, incidents, ...forecast }: Forecast): SimulatedForecast {
  const { seed: _seed, replications: _replications, level: _level, ...figures } = forecast;
  return {
    ...figures,
    incidents: incidents.map((one) => ({ ...one })),
    activities: activities.map(({ activity, name, perCase, waitingMs, processingMs }) => ({
      element: activity,
      name: name === '' ? activity : name,
      perCase,
      waitingMs,
      processingMs,
    })),
    utilisation: utilisation.map((one) => ({ ...one })),
  };
}

/** @param files of proposals that change the model */
export function improveView(
  asIs: SimulatedSide,
  proposed: readonly (readonly [Proposal, readonly Figures[]])[],
  files: ReadonlyMap<Proposal, string | null>,
): ImproveView {
  const proposalOf = new Map(proposed.map(([proposal]) => [proposal.changes, proposal] as const));
  return {
    asIs: forecastJson(asIs.forecast),
    proposals: ranked(asIs.figures, proposed).map(
      ({ kind, key, params, text, changes, savedDays, savedCost, onTimeShare, proven }) => {
        const proposal = proposalOf.get(changes);
        return {
          kind,
          key,
          params: { ...params },
          text,
          changes: changes.map(({ of, place, from, to }) => ({ of, place, from: jsonOf(from), to: jsonOf(to) })),
          savedDays,
          savedCost,
          onTimeShare,
          proven,
          scenario: scenarioJsonOf(proposal?.scenario),
          bpmnXml: (proposal && files.get(proposal)) ?? null,
        };
      },
    ),
  };
}

/** The people of a log by numbers: who they are is no matter of a simulation. */
export function calibrateView(
  model: { readonly processId: string; readonly version: number },
  { scenario, fitness, notes }: Calibrated,
  fit: Judgement,
  cases: number,
  term: object | undefined,
): CalibrateView {
  const numbers = new Map<string, string>();
  const numberOf = (id: string): string => {
    const known = numbers.get(id) ?? `p${String(numbers.size + 1)}`;
    numbers.set(id, known);
    return known;
  };
  const staff = scenario.staff.map((group) => ({
    ...group,
    people:
      typeof group.people === 'number' ? group.people : group.people.map((person) => ({ ...person, id: numberOf(person.id) })),
  }));
  const activities = Object.fromEntries(
    Object.entries(scenario.activities).map(([id, activity]) => [
      id,
      {
        ...activity,
        workMinutesByPerson: Object.fromEntries(
          Object.entries(activity.workMinutesByPerson).map(([person, minutes]) => [numberOf(person), minutes]),
        ),
      },
    ]),
  );
  return {
    model: { ...model },
    scenario: scenarioJsonOf({ ...scenario, staff, activities, ...(term && { term }) }),
    cases,
    fitness,
    notes: notes.map((text) => ({ text })),
    fit,
  };
}

function scenarioJsonOf(scenario: object | undefined): Record<string, JsonValue> {
  return jsonOf(scenario ?? {}) as Record<string, JsonValue>;
}

/** As it would be read back from a file: what is undefined is not there. */
function jsonOf(value: unknown): JsonValue {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as JsonValue);
}
