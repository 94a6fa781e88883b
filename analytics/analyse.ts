/** What `eiga analyse` and the page answer about one log: the whole document, ready for JSON. */
import { bottlenecks } from './bottlenecks.ts';
import type { Bottleneck, BottleneckOptions } from './bottlenecks.ts';
import { discoverCalendars } from './discover-calendars.ts';
import { handovers } from './handovers.ts';
import type { Handovers } from './handovers.ts';
import type { EventLog } from './log/event-log.ts';
import { quality } from './log/quality.ts';
import type { QualityProblem } from './log/quality.ts';
import { summarise } from './log-summary.ts';
import type { LogSummary } from './log-summary.ts';
import { rework } from './rework.ts';
import type { Rework } from './rework.ts';
import { times } from './times.ts';
import type { ActivityTimes, TransitionTimes } from './times.ts';
import { traces } from './traces.ts';
import { topVariants, variants } from './variants.ts';
import type { Variant } from './variants.ts';
import { waitingAnswer } from './waiting-answer.ts';
import type { WaitingAnswer, WaitingOptions } from './waiting-answer.ts';

export interface Analysis extends LogSummary {
  readonly activities: readonly ActivityTimes[];
  readonly transitions: readonly TransitionTimes[];
  readonly bottlenecks: readonly Bottleneck[];
  readonly waiting: WaitingAnswer;
  readonly rework: Rework;
  readonly handovers: Handovers;
  /** What is wrong with the data, and what that does to the figures. */
  readonly quality: readonly QualityProblem[];
  /** The commonest, at most 50. */
  readonly variants: readonly Variant[];
}

const TOP_VARIANTS = 50;

/**
 * @param options working hours (`duty`): those discovered from the log when there are none; `arrival`: the case attribute that tells when a
 * case arrived
 */
export function analyse(log: EventLog, options: BottleneckOptions & WaitingOptions = {}): Analysis {
  const traced = traces(log);
  const duty = options.duty ?? (options.workingMs ? undefined : discoverCalendars(log));
  const timed = times(log, undefined, duty);
  return {
    ...summarise(log),
    activities: timed.activities,
    transitions: timed.transitions,
    bottlenecks: bottlenecks(log, { ...options, duty }),
    waiting: waitingAnswer(log, { ...options, duty }),
    rework: rework(log, traced),
    handovers: handovers(log, traced),
    quality: quality(log),
    variants: topVariants(log, traced, variants(log, traced), TOP_VARIANTS),
  };
}
