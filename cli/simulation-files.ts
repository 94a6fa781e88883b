/** What a simulation of the command line reads: a model, a scenario, and what lies beside them (decisions, the statutory term). */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isProsimos, readProsimos } from '../analytics/simulation/prosimos.ts';
import { readScenario } from '../analytics/simulation/scenario.ts';
import type { Scenario } from '../analytics/simulation/scenario.ts';
import { scenarioGaps } from '../analytics/simulation/scenario-gaps.ts';
import { unusedNames } from '../analytics/simulation/scenario-names.ts';
import { withTermInForce } from '../analytics/simulation/term-in-force.ts';
import { readFiles, readTerms } from '../api/demo/service-files.ts';
import { readCheckedModel } from '../engine/index.ts';
import type { ExecutableProcess, Resource } from '../engine/index.ts';
import { inForce } from '../organisation/index.ts';
import type { TermProfileData } from '../organisation/index.ts';
import { WrongUse } from './command.ts';
import { calledModels } from './called-models.ts';
import { readResources } from './model-files.ts';

export interface SimulationFiles {
  readonly process: ExecutableProcess;
  /** What it calls, and what that calls. */
  readonly called: readonly ExecutableProcess[];
  readonly xml: string;
  readonly scenario: Scenario;
  readonly decisions: readonly Resource[];
  readonly term?: TermProfileData;
  /** What of an imported scenario has no counterpart, and what of any the model does not have. */
  readonly notes: readonly string[];
}

export interface Places {
  readonly model: string;
  readonly scenario: string;
  /** Of a file with several processes. */
  readonly process?: string | undefined;
  readonly term?: string | undefined;
  /** From when cases come: the statutory term is that in force then. */
  readonly fromAt: number;
  /** Files of called models that do not lie beside the model. */
  readonly with?: readonly string[] | undefined;
}

/** @throws WrongUse when a file is not there */
export async function simulationFiles(places: Places): Promise<SimulationFiles | { readonly faults: readonly string[] }> {
  const model = await processIn(places.model, places.process);
  if ('faults' in model) return model;
  const { process, xml } = model;
  const called = await calledModels(process, [process, ...model.others], places.model, places.with ?? []);
  if ('faults' in called) return called;
  const source = await jsonIn(places.scenario);
  if ('faults' in source) return source;
  const imported = isProsimos(source.json) ? readProsimos(source.json, process) : undefined;
  const scenario = imported === undefined ? readScenario(source.json) : 'faults' in imported ? imported : imported.scenario;
  if ('faults' in scenario) return { faults: scenario.faults.map((fault) => `${places.scenario}, ${fault}`) };
  const gaps = scenarioGaps(process, scenario, called.processes);
  if (gaps.length > 0) return { faults: gaps };
  const beside = join(dirname(places.scenario), 'term.json');
  const termFile = places.term ?? (scenario.term === undefined && existsSync(beside) ? beside : undefined);
  const day = new Date(places.fromAt).toISOString().slice(0, 10);
  const profile = termFile === undefined ? undefined : inForce(await termsIn(termFile), day);
  // A file that is named goes before what the scenario says.
  const taken = places.term === undefined ? withTermInForce(scenario, process, () => profile).scenario : undefined;
  const term = taken === undefined ? profile : taken.term;
  return {
    process,
    called: called.processes,
    xml,
    scenario,
    decisions: await readFiles(join(dirname(places.model), 'decisions/'), '.dmn'),
    notes: [
      ...(imported !== undefined && 'notes' in imported ? imported.notes : []),
      ...unusedNames(process, scenario, called.processes).map(({ place, text }) => `${place}: ${text}`),
      ...(termFile !== undefined && profile === undefined ? [`no statutory term of ${termFile} is in force on ${day}.`] : []),
    ],
    ...(term === undefined ? {} : { term }),
  };
}

export interface FoundProcess {
  readonly process: ExecutableProcess;
  /** The other processes of its file. */
  readonly others: readonly ExecutableProcess[];
  readonly xml: string;
}

/** A process of a BPMN file that can be executed. */
export async function processIn(
  path: string,
  id: string | undefined,
): Promise<FoundProcess | { readonly faults: readonly string[] }> {
  const [resource] = await readResources([path]);
  const xml = resource?.content ?? '';
  const { processes, findings } = await readCheckedModel(xml);
  if (processes.length === 0) {
    const errors = findings.filter(({ severity }) => severity === 'error').map(({ message }) => `${path}: ${message}`);
    return { faults: errors.length > 0 ? errors : [`${path} has no executable process.`] };
  }
  const [process, ...others] = processes.filter((one) => id === undefined || one.id === id);
  if (process === undefined || others.length > 0)
    throw new WrongUse(`${path} has the processes ${processes.map((one) => one.id).join(', ')}: name one with --process.`);
  return { process, others: processes.filter((one) => one !== process), xml };
}

async function jsonIn(path: string): Promise<{ readonly json: unknown } | { readonly faults: readonly string[] }> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${path}, or it cannot be read.`);
  });
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    return { faults: [`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

async function termsIn(path: string): Promise<readonly TermProfileData[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${path}, or it cannot be read.`);
  });
  return readTerms(text);
}
