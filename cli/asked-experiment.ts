/** What `eiga simulate` and `eiga improve` work on: the model and scenario that a command line names, as an experiment of the size it says. */
import type { Experiment } from '../analytics/simulation/replications.ts';
import { decisionsOf } from '../api/demo/decisions.ts';
import { WrongUse } from './command.ts';
import { simulationFiles } from './simulation-files.ts';
import type { Places, SimulationFiles } from './simulation-files.ts';
import type { SimulationSettings } from './simulation-settings.ts';

export interface AskedExperiment extends SimulationFiles {
  readonly experiment: Experiment;
}

/** @throws WrongUse when it is not one model and one scenario, or when a file is not there */
export async function askedExperiment(
  positionals: readonly string[],
  named: Pick<Places, 'process' | 'term' | 'with'>,
  { cases, replications, seed, fromAt }: SimulationSettings,
): Promise<AskedExperiment | { readonly faults: readonly string[] }> {
  const [model, scenario, ...more] = positionals;
  if (model === undefined || scenario === undefined || more.length > 0) throw new WrongUse('Name a model and a scenario.');
  const { process, term } = named;
  const files = await simulationFiles({ model, scenario, process, term, with: named.with, fromAt });
  if ('faults' in files) return files;
  const experiment: Experiment = {
    process: files.process,
    scenario: files.scenario,
    seed,
    cases,
    replications,
    fromAt,
    called: files.called,
    decisionFor: decisionsOf(files.decisions),
    ...(files.term === undefined ? {} : { term: files.term }),
  };
  return { ...files, experiment };
}
