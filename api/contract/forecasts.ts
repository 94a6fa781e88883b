/** Kept simulations: what a change was expected to bring, and later what it brought. */
import { z } from 'zod';
import { operation } from './operation.ts';
import { estimate, simulatedSide, simulateView } from './simulations.ts';
import { count, day, instant, key, line } from './values.ts';

const version = z.number().int().min(1);

/** When the change came true: a version of the process, found by its model or named, or a day. */
export const realised = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('version'), version, found: z.enum(['byModel', 'named']) }),
  z.strictObject({ kind: z.literal('changeOn'), day }),
]);

export const forecast = z.strictObject({
  forecastKey: key,
  name: z.string(),
  why: z.string().nullable(),
  processId: z.string(),
  processName: z.string(),
  /** Of the as-is; null when it was a model that is not deployed. */
  fromVersion: version.nullable(),
  /** Of the to-be that was deployed already. */
  toVersion: version.nullable(),
  keptBy: z.string(),
  keptAt: instant,
  realised: realised.nullable(),
  /** To-be − as-is, as it was expected. */
  cycleTimeMs: estimate,
  onTimeShare: estimate,
  costPerCase: estimate,
});
export type ForecastJson = z.output<typeof forecast>;

/** What was simulated, as it was asked; what else a job knows is left out. */
export const keptSimulation = z.object({
  kind: z.literal('simulate'),
  asIs: simulatedSide,
  toBe: simulatedSide,
  cases: count,
  replications: count,
  seed: count,
  from: day.optional(),
});

const entry = z.strictObject({ at: instant, by: z.string(), what: z.enum(['kept', 'changed', 'realised']) });

export const keptForecast = forecast.extend({
  asIs: simulatedSide,
  toBe: simulatedSide,
  runs: keptSimulation.omit({ kind: true, asIs: true, toBe: true }),
  view: simulateView,
  history: z.array(entry),
});
export type KeptForecast = z.output<typeof keptForecast>;

const params = '/api/forecasts/:forecastKey';

export const forecastOperations = {
  listForecasts: operation({
    method: 'GET',
    path: '/api/forecasts',
    needs: 'insight.read',
    summary: 'Kept forecasts, newest first',
    query: z.strictObject({ processId: line(255).optional() }),
    answer: z.strictObject({ items: z.array(forecast) }),
  }),
  createForecast: operation({
    method: 'POST',
    path: '/api/forecasts',
    needs: 'forecasts.change',
    summary: 'Keeps what a finished simulation came to; nobody writes figures by hand',
    body: z.strictObject({ jobId: line(100), name: line(200), why: line(2000).optional() }),
    status: 201,
    answer: forecast,
  }),
  getForecast: operation({
    method: 'GET',
    path: params,
    needs: 'insight.read',
    summary: 'A forecast with both models and scenarios and all that was expected',
    answer: keptForecast,
  }),
  changeForecast: operation({
    method: 'PATCH',
    path: params,
    needs: 'forecasts.change',
    summary: 'Another name or reason; the version or the day in which it came true (null: not yet)',
    body: z.strictObject({
      name: line(200).optional(),
      why: line(2000).nullable().optional(),
      realised: z
        .union([z.strictObject({ version }), z.strictObject({ changeOn: day })])
        .nullable()
        .optional(),
    }),
    answer: forecast,
  }),
  deleteForecast: operation({
    method: 'DELETE',
    path: params,
    needs: 'forecasts.change',
    summary: 'Deletes a forecast',
  }),
};
