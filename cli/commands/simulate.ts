/** `eiga simulate MODEL SCENARIO`: what a model would come to, with intervals. */
import { parseArgs } from 'node:util';
import { durationText } from '../../analytics/index.ts';
import type { Estimate } from '../../analytics/simulation/estimate.ts';
import { forecastOf, foundWarmUp, replication } from '../../analytics/simulation/replications.ts';
import type { Forecast } from '../../analytics/simulation/replications.ts';
import type { Simulated } from '../../analytics/simulation/simulate.ts';
import { scenarioJsonSchema } from '../../analytics/simulation/scenario.ts';
import { WARM_UP_SHARE } from '../../analytics/simulation/warm-up.ts';
import { type ExportFormat, writeLog } from '../../logs/index.ts';
import { askedExperiment } from '../asked-experiment.ts';
import { type Command, type Outcome, WrongUse } from '../command.ts';
import { formatOf, written } from '../log-output.ts';
import { progressBar } from '../progress-bar.ts';
import { replicated } from '../replications.ts';
import { SIMULATION_OPTIONS, SIMULATION_OPTIONS_HELP, simulationSettings } from '../simulation-settings.ts';

const HELP = `eiga simulate MODEL.bpmn SCENARIO.json [--cases N] [--replications R] [--seed S] [--log FILE] [--json]
eiga simulate --schema

Simulates the model with the people, machines and applicants of the scenario, on the engine's own steps, and says what it would come to,
each figure with its 95 % interval over replications. The same seed gives the same figures, on however many threads. The scenario may be
one of Prosimos; what of it has no counterpart is told. docs/simulation.md says what a scenario holds.

${SIMULATION_OPTIONS_HELP}
  --warm-up N    of them so many first ones that do not count, or "auto": found by MSER-5 (a tenth)
  --log FILE     write the log of the first replication: .xes, .csv or .json (OCEL 2.0), .gz packs it; of called cases one
                 beside it for each process
  --schema       print the JSON Schema of a scenario
  --json         { seed, replications, cases, warmUpCases, cycleTimeMs, leadTimeMs, costPerCase, onTimeShare, activities, utilisation, … },
                 each figure { mean, low, high, n }

  eiga simulate as-is.bpmn scenario.json --cases 1000 --replications 20
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...SIMULATION_OPTIONS,
        'warm-up': { type: 'string' },
        log: { type: 'string' },
        schema: { type: 'boolean' },
      },
    });
    if (values.schema) {
      const schema = scenarioJsonSchema();
      return { exit: 0, json: schema, text: JSON.stringify(schema, null, 2) };
    }
    const settings = simulationSettings(values);
    const { cases, replications, threads } = settings;
    const warmUp = warmUpOf(values['warm-up'], cases);
    const format = values.log === undefined ? undefined : formatOf(undefined, values.log, 'The form of --log');
    const asked = await askedExperiment(positionals, values, settings);
    if ('faults' in asked) return { exit: 1, json: { faults: asked.faults }, text: asked.faults.join('\n') };
    const { experiment, process, decisions, term, notes } = asked;
    const bar = progressBar(values.json !== true);
    try {
      bar.show(0, 'cases come');
      const warmUpCases = warmUp === 'auto' ? foundWarmUp(experiment) : warmUp;
      const onProgress = (share: number): void => {
        bar.show(share, `${String(replications)} replications of ${String(cases)} cases`);
      };
      const figures = await replicated({ experiment, decisions, warmUpCases, threads, onProgress });
      if (values.log !== undefined && format !== undefined) await writeLogs(replication(experiment, 0), format, values.log);
      return outcome(forecastOf(experiment, figures, warmUpCases), process.id, term?.id, notes, values.log);
    } finally {
      bar.end();
    }
  },
};

/** A called case is a case of its own process, whose log stands beside: `log.csv`, `log.inquiry.csv`. */
async function writeLogs({ log, calledLogs }: Simulated, format: ExportFormat, path: string): Promise<void> {
  await written(writeLog(log, format), path);
  for (const [id, called] of calledLogs)
    await written(writeLog(called, format), path.replace(/(\.[a-z]+(?:\.gz)?)$/i, `.${id}$1`));
}

function warmUpOf(text: string | undefined, cases: number): number | 'auto' {
  if (text === undefined) return Math.floor(cases * WARM_UP_SHARE);
  if (text === 'auto') return 'auto';
  const value = Number(text);
  if (!/^\d+$/.test(text) || value >= cases) throw new WrongUse(`--warm-up is "${text}": say fewer cases than --cases, or auto.`);
  return value;
}

function outcome(
  forecast: Forecast,
  process: string,
  term: string | undefined,
  notes: readonly string[],
  log: string | undefined,
): Outcome {
  const { cases, warmUpCases, replications, seed, open, incidents } = forecast;
  const told = [
    `${process}: ${String(replications)} replications of ${String(cases)} cases each, after ${String(warmUpCases)} of warm-up; seed ${String(seed)}. 95 % intervals.`,
    ...(incidents.length === 0 ? [] : incidents.map(({ what, n }) => `stopped ${String(n)} times at ${what}`)),
    ...(open === 0 ? [] : [`${String(open)} cases never came to an end.`]),
    ...(replications < 2 ? ['One replication has no interval: ask for more with --replications.'] : []),
    ...notes.map((note) => `not used: ${note}`),
    `cycle time  mean ${inTime(forecast.cycleTimeMs)}`,
    `            median ${inTime(forecast.cycleTimeMedianMs)}`,
    `            90th percentile ${inTime(forecast.cycleTimeP90Ms)}`,
    `lead time   mean ${inTime(forecast.leadTimeMs)}`,
    `work        ${inNumbers(forecast.workMs, (ms) => `${(ms / 3_600_000).toFixed(1)} hours`)} per case`,
    `cost        ${inNumbers(forecast.costPerCase, (value) => value.toFixed(2))} per case`,
    term === undefined
      ? 'on time     the scenario has no statutory term'
      : `on time     ${inNumbers(forecast.onTimeShare, percent)} (${term})`,
    'waiting per activity, and how often per case:',
    ...forecast.activities.map(
      ({ activity, waitingMs, perCase }) =>
        `  ${activity}: ${inTime(waitingMs)}, ${inNumbers(perCase, (value) => value.toFixed(2))} times`,
    ),
    'at work, of the working time:',
    ...forecast.utilisation.map(({ role, people, share }) => `  ${role} (${String(people)}): ${inNumbers(share, percent)}`),
    ...(log === undefined ? [] : [`The log of the first replication is in ${log}.`]),
  ];
  return { exit: 0, json: { process, term: term ?? null, ...forecast, notes, log: log ?? null }, text: told.join('\n') };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function inTime(figure: Estimate): string {
  return inNumbers(figure, (ms) => durationText(ms));
}

export function inNumbers({ mean, low, high }: Estimate, text: (value: number) => string): string {
  if (mean === null) return 'not known';
  return low === null || high === null ? text(mean) : `${text(mean)} (${text(low)} to ${text(high)})`;
}
