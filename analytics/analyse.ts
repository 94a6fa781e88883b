/** What `eiga analyse` and the page answer about one log: the whole document, ready for JSON. */
import { bottlenecks } from './bottlenecks.ts';
import type { Bottleneck, BottleneckOptions } from './bottlenecks.ts';
import { handovers } from './handovers.ts';
import type { Handovers } from './handovers.ts';
import type { EventLog } from './log/event-log.ts';
import { summarise } from './log-summary.ts';
import type { LogSummary } from './log-summary.ts';
import { rework } from './rework.ts';
import type { Rework } from './rework.ts';
import { times } from './times.ts';
import type { ActivityTimes, TransitionTimes } from './times.ts';
import { traces } from './traces.ts';
import { topVariants, variants } from './variants.ts';
import type { Variant } from './variants.ts';

export interface Analysis extends LogSummary {
  readonly activities: readonly ActivityTimes[];
  readonly transitions: readonly TransitionTimes[];
  readonly bottlenecks: readonly Bottleneck[];
  readonly rework: Rework;
  readonly handovers: Handovers;
  /** The commonest, at most 50. */
  readonly variants: readonly Variant[];
}

const TOP_VARIANTS = 50;

export function analyse(log: EventLog, options: BottleneckOptions = {}): Analysis {
  const traced = traces(log);
  const timed = times(log);
  return {
    ...summarise(log),
    activities: timed.activities,
    transitions: timed.transitions,
    bottlenecks: bottlenecks(log, options),
    rework: rework(log, traced),
    handovers: handovers(log, traced),
    variants: topVariants(log, traced, variants(log, traced), TOP_VARIANTS),
  };
}
