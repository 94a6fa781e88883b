/** Simulation: a scenario from real cases, as-is beside to-be with intervals, proposals ranked by what they save; jobs like those of analytics. */
import { z } from 'zod';
import { count, day, json, line, share } from './values.ts';
import { caseFilterFields } from './analytics-values.ts';

/** As the file of `eiga simulate` (docs/simulation.md); read and checked by the server. */
export const scenarioJson = z.record(z.string(), json);

const version = z.number().int().min(1);
/** A deployed version, or a model that is not deployed. */
export const modelAsked = z.union([
  z.strictObject({ processId: line(255), version }),
  z.strictObject({ bpmnXml: z.string().min(1).max(5_000_000) }),
]);
export const simulatedSide = z.strictObject({ model: modelAsked, scenario: scenarioJson });

const runs = {
  cases: z.number().int().min(20).max(20_000).default(500),
  replications: z.number().int().min(2).max(200).default(20),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  /** The first day of the simulated time; today when absent. */
  from: day.optional(),
};

export const simulationQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('calibrate'),
    source: z.union([z.strictObject({ processId: line(255) }), z.strictObject({ logKey: line(20) })]),
    filter: z.strictObject({ ...caseFilterFields, version: version.optional() }).default({}),
    /** The newest version of the process when absent; needed for a log. */
    model: z.strictObject({ processId: line(255), version }).optional(),
  }),
  z.strictObject({ kind: z.literal('simulate'), asIs: simulatedSide, toBe: simulatedSide, ...runs }),
  z.strictObject({ kind: z.literal('improve'), ...simulatedSide.shape, ...runs }),
]);
export type SimulationQuestion = z.input<typeof simulationQuestion>;

/** Student's 95 % interval over the replications; bounds null with fewer than two. */
export const estimate = z.strictObject({
  mean: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: count,
});

const distances = z.strictObject({
  bigrams: z.number(),
  trigrams: z.number(),
  absoluteHours: z.number(),
  arrivalHours: z.number(),
  circadianHours: z.number(),
  relativeHours: z.number(),
  cycleTimeHours: z.number(),
});

export const calibrateView = z.strictObject({
  model: z.strictObject({ processId: z.string(), version }),
  scenario: scenarioJson,
  cases: count,
  fitness: share.nullable(),
  notes: z.array(z.strictObject({ text: z.string() })),
  fit: z.strictObject({ simulated: distances, noiseFloor: distances, cases: count, replications: count }),
});

const measures = {
  cycleTimeMs: estimate,
  cycleTimeMedianMs: estimate,
  cycleTimeP90Ms: estimate,
  leadTimeMs: estimate,
  workMs: estimate,
  costPerCase: estimate,
  onTimeShare: estimate,
  withdrawnShare: estimate,
  throughputPerDay: estimate,
};
const activity = z.strictObject({
  element: z.string(),
  name: z.string(),
  perCase: estimate,
  waitingMs: estimate,
  processingMs: estimate,
});
const busy = z.strictObject({ role: z.string(), people: count, share: estimate });
export const simulatedForecast = z.strictObject({
  ...measures,
  cases: count,
  warmUpCases: count,
  open: count,
  incidents: z.array(z.strictObject({ what: z.string(), n: count })),
  activities: z.array(activity),
  utilisation: z.array(busy),
});
export const simulateView = z.strictObject({
  asIs: simulatedForecast,
  toBe: simulatedForecast,
  /** To-be − as-is, replication by replication. */
  difference: z.strictObject({
    ...measures,
    activities: z.array(z.strictObject({ element: z.string(), waitingMs: estimate, processingMs: estimate })),
    utilisation: z.array(z.strictObject({ role: z.string(), share: estimate })),
  }),
  replications: count,
  seed: count,
  level: z.number(),
  cautions: z.array(
    z.strictObject({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])), text: z.string() }),
  ),
});

const change = z.strictObject({ of: z.enum(['model', 'scenario']), place: z.string(), from: json, to: json });
export const improveView = z.strictObject({
  asIs: simulatedForecast,
  proposals: z.array(
    z.strictObject({
      kind: z.string(),
      key: z.string(),
      params: z.record(z.string(), z.string()),
      text: z.string(),
      changes: z.array(change),
      savedDays: estimate,
      savedCost: estimate,
      onTimeShare: estimate,
      proven: z.boolean(),
      scenario: scenarioJson,
      /** Of a changed model, with its diagram; null where the model stays, or cannot be written. */
      bpmnXml: z.string().nullable(),
    }),
  ),
});
export type SimulatedForecast = z.output<typeof simulatedForecast>;
export type CalibrateView = z.output<typeof calibrateView>;
export type SimulatedView = z.output<typeof simulateView>;
export type ImproveView = z.output<typeof improveView>;
