/** The scenario files of Prosimos as they come: everything optional, what is not known here is kept so that it can be named. */
import { z } from 'zod';

const text = z.union([z.string(), z.number()]).transform(String);
const number = z.union([z.number(), z.string().transform(Number).pipe(z.number())]);
const parameters = z.array(z.looseObject({ value: number })).default([]);

export const prosimosDistribution = z.looseObject({ distribution_name: z.string(), distribution_params: parameters });
export type ProsimosDistribution = z.infer<typeof prosimosDistribution>;

const histogram = z.looseObject({
  distribution_name: z.literal('histogram_sampling'),
  histogram_data: z.looseObject({ cdf: z.array(number).min(1), bin_midpoints: z.array(number).min(1) }),
});

const period = z.object({
  from: z.string(),
  to: z.string(),
  beginTime: z.string(),
  endTime: z.string(),
  probability: number.optional(),
});
const fuzzyDay = z.object({
  weekDay: z.string(),
  fuzzy_intervals: z.array(z.looseObject({ beginTime: z.string(), endTime: z.string(), probability: number })),
});
export type ProsimosPeriod = z.infer<typeof period> | z.infer<typeof fuzzyDay>;

const rule = z.looseObject({
  attribute: z.string(),
  comparison: z.string(),
  value: z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]),
});
export type ProsimosRule = z.infer<typeof rule>;
const rules = z.array(z.array(rule));

const attribute = z.looseObject({ name: z.string(), type: z.string(), values: z.unknown() });
export type ProsimosAttribute = z.infer<typeof attribute>;

const keyed = z.array(z.looseObject({ key: text, value: number }));

const batch = z.looseObject({
  task_id: z.string(),
  type: z.string(),
  size_distrib: keyed.default([]),
  duration_distrib: keyed.default([]),
  firing_rules: rules.default([]),
});
export type ProsimosBatch = z.infer<typeof batch>;

export const prosimosSchema = z.looseObject({
  model_type: z.string().optional(),
  granule_size: z.unknown().optional(),
  resource_profiles: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string().optional(),
      resource_list: z.array(
        z.looseObject({
          id: z.string(),
          name: z.string().optional(),
          cost_per_hour: number.optional(),
          amount: number.optional(),
          calendar: z.string().optional(),
        }),
      ),
    }),
  ),
  arrival_time_distribution: z.union([histogram, prosimosDistribution]),
  arrival_time_calendar: z.array(period).min(1),
  gateway_branching_probabilities: z
    .array(
      z.looseObject({
        gateway_id: z.string(),
        probabilities: z.array(
          z.looseObject({ path_id: z.string(), value: number.optional(), condition_id: z.string().nullish() }),
        ),
      }),
    )
    .default([]),
  branch_rules: z.array(z.looseObject({ id: z.string(), rules })).default([]),
  task_resource_distribution: z.array(
    z.looseObject({
      task_id: z.string(),
      resources: z.array(prosimosDistribution.extend({ resource_id: z.string() })).min(1),
    }),
  ),
  resource_calendars: z.array(
    z.looseObject({
      id: z.string(),
      time_periods: z.array(z.union([period, fuzzyDay])),
      workload_ratio: z.unknown().optional(),
    }),
  ),
  event_distribution: z.array(prosimosDistribution.extend({ event_id: z.string() })).default([]),
  batch_processing: z.array(batch).default([]),
  case_attributes: z.array(attribute).default([]),
  event_attributes: z.array(z.looseObject({ event_id: z.string(), attributes: z.array(attribute) })).default([]),
  global_attributes: z.array(attribute).default([]),
  prioritisation_rules: z.array(z.looseObject({ priority_level: number, rules })).default([]),
  gateway_execution_limit: z.unknown().optional(),
  multitask: z.unknown().optional(),
});
export type Prosimos = z.infer<typeof prosimosSchema>;

/** Sections that are read; others are named as left out. */
export const PROSIMOS_SECTIONS: ReadonlySet<string> = new Set(Object.keys(prosimosSchema.shape));
