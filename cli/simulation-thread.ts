/** The program of a thread that carries out replications; replications.ts of this folder starts it and names one replication at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { figuresOf } from '../analytics/simulation/figures.ts';
import type { Figures } from '../analytics/simulation/figures.ts';
import { replication } from '../analytics/simulation/replications.ts';
import type { Experiment } from '../analytics/simulation/replications.ts';
import type { Told } from '../analytics/simulation/threads.ts';
import { decisionsOf } from '../api/demo/decisions.ts';
import type { Resource } from '../engine/index.ts';
import { revived } from '../engine/model/portable.ts';
import type { PortableProcess } from '../engine/model/portable.ts';

/** What crosses to a thread: data alone. */
export interface ThreadSetup {
  readonly experiment: Omit<Experiment, 'process' | 'called' | 'decisionFor' | 'replications'>;
  readonly process: PortableProcess;
  readonly called: readonly PortableProcess[];
  readonly decisions: readonly Resource[];
  readonly warmUpCases: number;
}

const TELLS = 20;

function tell(told: Told<Figures>): void {
  parentPort?.postMessage(told);
}

// It is what `ThreadSetup` says: the same program sends it.
const { experiment, process, called, decisions, warmUpCases } = workerData as ThreadSetup;
const order = { ...experiment, process: revived(process), called: called.map(revived), decisionFor: decisionsOf(decisions) };
const every = Math.max(1, Math.floor(experiment.cases / TELLS));

parentPort?.on('message', (number: number) => {
  try {
    const simulated = replication(order, number, (cases) => {
      if (cases % every === 0) tell({ kind: 'progress', share: cases / (experiment.cases + 1) });
    });
    tell({ kind: 'done', answer: figuresOf(simulated, order.process, order.scenario, warmUpCases, order.called) });
  } catch (error) {
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
