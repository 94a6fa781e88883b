/** What a simulation of the command line reads: a model, a scenario, and what lies beside them (decisions, the statutory term). */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isProsimos, readProsimos } from '../analytics/simulation/prosimos.ts';
import { readScenario } from '../analytics/simulation/scenario.ts';
import type { Scenario } from '../analytics/simulation/scenario.ts';
import { scenarioGaps } from '../analytics/simulation/scenario-gaps.ts';
import { readFiles, readTerms } from '../api/demo/service-files.ts';
import { readCheckedModel } from '../engine/index.ts';
import type { ExecutableProcess, Resource } from '../engine/index.ts';
import type { TermProfileData } from '../organisation/index.ts';
import { WrongUse } from './command.ts';
import { readResources } from './model-files.ts';

export interface SimulationFiles {
  readonly process: ExecutableProcess;
  readonly xml: string;
  readonly scenario: Scenario;
  readonly decisions: readonly Resource[];
  readonly term?: TermProfileData;
  /** What of an imported scenario has no counterpart. */
  readonly notes: readonly string[];
}

export interface Places {
  readonly model: string;
  readonly scenario: string;
  /** Of a file with several processes. */
  readonly process?: string | undefined;
  readonly term?: string | undefined;
}

/** @throws WrongUse when a file is not there */
export async function simulationFiles(places: Places): Promise<SimulationFiles | { readonly faults: readonly string[] }> {
  const model = await processIn(places.model, places.process);
  if ('faults' in model) return model;
  const { process, xml } = model;
  const source = await jsonIn(places.scenario);
  if ('faults' in source) return source;
  const imported = isProsimos(source.json) ? readProsimos(source.json, process) : undefined;
  const scenario = imported === undefined ? readScenario(source.json) : 'faults' in imported ? imported : imported.scenario;
  if ('faults' in scenario) return { faults: scenario.faults.map((fault) => `${places.scenario}, ${fault}`) };
  const gaps = scenarioGaps(process, scenario);
  if (gaps.length > 0) return { faults: gaps };
  const beside = join(dirname(places.scenario), 'term.json');
  const termFile = places.term ?? (scenario.term === undefined && existsSync(beside) ? beside : undefined);
  const term = termFile === undefined ? scenario.term : await termIn(termFile);
  return {
    process,
    xml,
    scenario,
    decisions: await readFiles(join(dirname(places.model), 'decisions/'), '.dmn'),
    notes: imported !== undefined && 'notes' in imported ? imported.notes : [],
    ...(term === undefined ? {} : { term }),
  };
}

/** A process of a BPMN file that can be executed. */
export async function processIn(
  path: string,
  id: string | undefined,
): Promise<{ readonly process: ExecutableProcess; readonly xml: string } | { readonly faults: readonly string[] }> {
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
  return { process, xml };
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

/** The profile that is in force: the last of the file. */
async function termIn(path: string): Promise<TermProfileData | undefined> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${path}, or it cannot be read.`);
  });
  return readTerms(text).at(-1);
}
