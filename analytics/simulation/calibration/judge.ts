/** How near the simulation of a calibrated scenario comes to its log, beside how near two halves of the log come to each other. */
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import type { StepContext } from '../../../engine/case/command.ts';
import type { EventLog } from '../../log/event-log.ts';
import { replication } from '../replications.ts';
import type { Calibrated } from './calibrate.ts';
import { distances } from './distances.ts';
import type { Distances } from './distances.ts';

export interface Judgement {
  /** Means over the replications. */
  readonly simulated: Distances;
  /** Every other case against the rest: what no simulation has to be nearer than. */
  readonly noiseFloor: Distances;
  readonly cases: number;
  readonly replications: number;
}

/** @throws Error as `simulate` does */
export function judge(
  log: EventLog,
  process: ExecutableProcess,
  { scenario, names }: Pick<Calibrated, 'scenario' | 'names'>,
  options: {
    readonly zone: string;
    readonly seed: number;
    readonly replications: number;
    readonly decisionFor?: StepContext['decisionFor'];
    /** The processes that it calls. */
    readonly called?: readonly ExecutableProcess[];
    readonly progress?: (done: number, of: number) => void;
  },
): Judgement {
  const known = new Set(names.values());
  const own = (activity: string): string | undefined => (known.has(activity) ? activity : undefined);
  const cases = log.cases.count;
  const byStart = Array.from({ length: cases }, (_, index) => index).sort(
    (a, b) => log.cases.startedAt[a]! - log.cases.startedAt[b]!,
  );
  const isOdd = new Uint8Array(cases);
  for (const [place, index] of byStart.entries()) isOdd[index] = place % 2;
  const fromAt = log.cases.startedAt.reduce((least, at) => Math.min(least, at), Infinity);
  const { zone, seed, replications, decisionFor, called = [], progress } = options;
  const found = Array.from({ length: replications }, (_, number) => {
    progress?.(number, replications);
    const order = { process, called, scenario, seed, cases, fromAt, ...(decisionFor === undefined ? {} : { decisionFor }) };
    const { log: simulated } = replication(order, number);
    return distances(log, simulated, { zone, nameIn: [own, (element) => names.get(element)] });
  });
  progress?.(replications, replications);
  return {
    simulated: meanOf(found),
    noiseFloor: distances(log, log, {
      zone,
      nameIn: [own, own],
      only: [(index) => isOdd[index] === 0, (index) => isOdd[index] === 1],
    }),
    cases,
    replications,
  };
}

function meanOf(all: readonly Distances[]): Distances {
  const mean = (measure: keyof Distances): number => all.reduce((sum, one) => sum + one[measure], 0) / all.length;
  return {
    bigrams: mean('bigrams'),
    trigrams: mean('trigrams'),
    absoluteHours: mean('absoluteHours'),
    arrivalHours: mean('arrivalHours'),
    circadianHours: mean('circadianHours'),
    relativeHours: mean('relativeHours'),
    cycleTimeHours: mean('cycleTimeHours'),
  };
}
