/** Replications of the command line: in threads where the bundle of their program is, here where the sources run as they are. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { figuresOf } from '../analytics/simulation/figures.ts';
import type { Figures } from '../analytics/simulation/figures.ts';
import { replication } from '../analytics/simulation/replications.ts';
import type { Experiment } from '../analytics/simulation/replications.ts';
import { inThreads } from '../analytics/simulation/threads.ts';
import type { Resource } from '../engine/index.ts';
import { portable } from '../engine/model/portable.ts';
import type { ThreadSetup } from './simulation-thread.ts';

/** The bundled program of a thread, beside the bundle that this file is in; see build.js. */
const PROGRAM = new URL('./simulation-thread.js', import.meta.url);

export interface Replicating {
  readonly experiment: Experiment;
  readonly decisions: readonly Resource[];
  readonly warmUpCases: number;
  /** As many as the machine has cores when absent. */
  readonly threads?: number | undefined;
  /** Of a thread, when it is not beside this bundle. */
  readonly program?: URL;
  readonly onProgress: (share: number) => void;
}

/** The figures of each replication, in their order. @throws Error as `simulate` does */
export async function replicated({
  experiment,
  decisions,
  warmUpCases,
  threads = availableParallelism(),
  program = PROGRAM,
  onProgress,
}: Replicating): Promise<readonly Figures[]> {
  // A function cannot cross; the thread reads the decisions itself.
  const { process, called = [], decisionFor: _, replications, ...rest } = experiment;
  const figures: Figures[] = [];
  if (threads === 1 || !existsSync(program)) {
    for (let number = 0; number < replications; number++) {
      figures.push(figuresOf(replication(experiment, number), process, experiment.scenario, warmUpCases, called));
      onProgress((number + 1) / replications);
    }
    return figures;
  }
  await inThreads<ThreadSetup, Figures>({
    program,
    setup: { experiment: rest, process: portable(process), called: called.map(portable), decisions, warmUpCases },
    replications,
    threads,
    onProgress,
    onAnswer(answer, number) {
      figures[number] = answer;
    },
  });
  return figures;
}
