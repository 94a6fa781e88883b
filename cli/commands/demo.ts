/** `eiga demo`: once round the loop with simulated people, through the real engine and store. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { loop } from '../../api/demo/loop.ts';
import type { LoopReport, RunFigures } from '../../api/demo/loop.ts';
import { readFiles, readService, serviceFolder, SERVICES } from '../../api/demo/service-files.ts';
import { durationText } from '../../analytics/index.ts';
import { readScenario } from '../../analytics/simulation/scenario.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import { connect } from '../../database/connect.ts';
import { migrate } from '../../database/migrate.ts';
import type { Resource } from '../../engine/index.ts';
import { type Command, type Outcome, WrongUse } from '../command.ts';
import { readResources } from '../model-files.ts';
import { progressBar } from '../progress-bar.ts';

const HELP = `eiga demo [--service NAME] [--as-is FILE --to-be FILE --scenario FILE] [--cases N] [--seed N] [--json]

Deploys the as-is, runs cases with the scenario's people through the real engine and store, names the bottleneck, deploys the
to-be, runs as many more, compares. The same seed gives the same result. Uses an embedded database that is gone afterwards.

  --service NAME   building-permit (which it is when left out), interlibrary-loan, special-needs-assessment or waste-fee-adjustment
  --as-is FILE     model before the change (the service's as-is); forms and decisions are read from the folders beside it
  --to-be FILE     model after the change (the service's to-be)
  --scenario FILE  arrivals, staff, durations (the service's); docs/simulation.md says what it holds
  --cases N        cases of each run, 1 to 5000 (300)
  --seed N         of chance (1)
  --json           { seed, before, after, bottleneck, difference, verdict, reasons } as one JSON document

  eiga demo --cases 100 --seed 7
`;

/** Those with an as-is and a to-be. */
const PAIRS = SERVICES.filter((name) => name !== 'unified-request');
const MOST_CASES = 5_000;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values } = parseArgs({
      args: [...words],
      options: {
        service: { type: 'string' },
        'as-is': { type: 'string' },
        'to-be': { type: 'string' },
        scenario: { type: 'string' },
        cases: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const cases = wholeNumber('--cases', values.cases ?? '300', 1, MOST_CASES);
    const seed = wholeNumber('--seed', values.seed ?? '1', 0, Number.MAX_SAFE_INTEGER);
    const service = PAIRS.find((name) => name === (values.service ?? 'building-permit'));
    if (service === undefined) throw new WrongUse(`--service is one of ${PAIRS.join(', ')}.`);
    const folder = serviceFolder(service);
    const asIsPath = values['as-is'] ?? join(folder, 'as-is.bpmn');
    const [asIs, toBe] = await readResources([asIsPath, values['to-be'] ?? join(folder, 'to-be.bpmn')]);
    if (asIs === undefined || toBe === undefined) throw new WrongUse('Two models are needed.');
    const { terms, ...own } = await readService(service);
    const scenario = values.scenario === undefined ? own.scenario : await scenarioOf(values.scenario);
    if ('faults' in scenario) return refused(scenario.faults);
    const beside = (name: string) => join(dirname(asIsPath), name);
    const forms = existsSync(beside('forms/')) ? await readFiles(beside('forms/'), '.form') : own.forms;
    const decisions = existsSync(beside('decisions/')) ? await readFiles(beside('decisions/'), '.dmn') : own.decisions;
    const term = terms.at(-1);
    const bar = progressBar(values.json !== true);
    const report = await onTemporaryDatabase((database) =>
      loop({
        database,
        asIs: named(asIs),
        toBe: named(toBe),
        forms,
        decisions,
        scenario,
        cases,
        seed,
        onProgress: (fraction, what) => {
          bar.show(fraction, what);
        },
        ...(term === undefined ? {} : { term }),
      }),
    ).finally(() => {
      bar.end();
    });
    return 'faults' in report ? refused(report.faults) : { exit: 0, json: report, text: textOf(report) };
  },
};

function named({ name, content }: Resource): Resource {
  return { name, content };
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least || value > most)
    throw new WrongUse(`${option} is a whole number from ${String(least)} to ${String(most)}, not "${text}".`);
  return value;
}

async function scenarioOf(path: string): Promise<Scenario | { readonly faults: readonly string[] }> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${path}, or it cannot be read.`);
  });
  let source: unknown;
  try {
    source = JSON.parse(text);
  } catch (error) {
    return { faults: [`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const scenario = readScenario(source);
  return 'faults' in scenario ? { faults: scenario.faults.map((fault) => `${path}, ${fault}`) } : scenario;
}

async function onTemporaryDatabase<Answer>(
  work: (database: Awaited<ReturnType<typeof connect>>) => Promise<Answer>,
): Promise<Answer> {
  const directory = await mkdtemp(join(tmpdir(), 'eiga-demo-'));
  try {
    const database = await connect({ directory: join(directory, 'data') });
    try {
      await migrate(database);
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function refused(faults: readonly string[]): Outcome {
  return { exit: 1, json: { faults }, text: faults.join('\n') };
}

function textOf({ seed, before, after, bottleneck, difference, verdict, reasons }: LoopReport): string {
  const time = (ms: number | null) => (ms === null ? 'not known' : durationText(ms));
  const run = (what: string, { cases, open, medianMs, p90Ms, model, steps }: RunFigures) =>
    `${what}  ${model}: ${String(cases)} cases (${String(open)} open) in ${String(steps)} steps; median ${time(medianMs)}, p90 ${time(p90Ms)}`;
  const worst =
    bottleneck === null
      ? 'Nobody waited for the house in the as-is.'
      : `Bottleneck of the as-is: ${bottleneck.name} (${bottleneck.activity}), ${String(Math.round(bottleneck.waitingShare * 100))} % of ` +
        `all waiting inside the house, mainly ${bottleneck.cause ?? 'for reasons that the log does not hold'}; ${String(bottleneck.cases)} ` +
        `cases, longest ${bottleneck.longest.slice(0, 3).join(', ')}.`;
  const { estimateMs, lowMs, highMs, level } = difference;
  return [
    `Verdict: ${verdict}.`,
    ...reasons.map((reason) => `  ${reason}`),
    run('Before', before),
    worst,
    run('After ', after),
    `Difference of medians: ${time(estimateMs)}, ${String(level * 100)} % interval ${time(lowMs)} to ${time(highMs)}. Seed ${String(seed)}.`,
  ].join('\n');
}
