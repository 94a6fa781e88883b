/** `eiga calibrate LOG MODEL`: a scenario from a log, and how near its simulation comes to the log. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EventLog } from '../../analytics/index.ts';
import { calibrate } from '../../analytics/simulation/calibration/calibrate.ts';
import type { CalledLog } from '../../analytics/simulation/calibration/calibrate.ts';
import type { Distances } from '../../analytics/simulation/calibration/distances.ts';
import { judge } from '../../analytics/simulation/calibration/judge.ts';
import type { Judgement } from '../../analytics/simulation/calibration/judge.ts';
import type { ExecutableProcess } from '../../engine/index.ts';
import { calledModels } from '../called-models.ts';
import { type Command, type Outcome, progressLine, WrongUse } from '../command.ts';
import {
  answerOfLog,
  faultOutcome,
  FILTER_HELP,
  findLogFile,
  isLogFault,
  LOG_OPTIONS,
  LOG_OPTIONS_HELP,
  logAndModel,
  readLog,
} from '../log-file.ts';
import type { LogOptions } from '../log-options.ts';
import { processIn } from '../simulation-files.ts';
import { wholeNumber } from '../simulation-settings.ts';
import { mappingIn } from './conform.ts';

const HELP = `eiga calibrate LOG MODEL.bpmn [--out SCENARIO.json] [--json]

Makes a scenario for simulation from an event log: arrivals, shares of the ways out of gateways, work, working hours, who does what,
batches and delays that neither work nor hours explain. Then simulates it and says how far the result is from the log by the published
distances, beside the distance of two halves of the log from each other: nearer than that no simulation has to be.

  --out FILE     write the scenario there
  --process ID   of a model with several processes
  --map FILE     a JSON object: the element id for activities of the log that have another name
  --called ID=LOG
                 of each process that the model calls, the log of its cases
  --with FILE    the model of a called process; those beside the model are found by themselves
  --replications R
                 simulations that are judged, 1 to 100; 0: none (3)
  --seed S       of chance (1)
${FILTER_HELP}
${LOG_OPTIONS_HELP}
  --json         { scenario, fitness, notes, distances: { simulated, noiseFloor, cases, replications } }

  eiga calibrate receipt.xes.gz as-is.bpmn --out scenario.json
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...LOG_OPTIONS,
        out: { type: 'string' },
        process: { type: 'string' },
        map: { type: 'string' },
        called: { type: 'string', multiple: true },
        with: { type: 'string', multiple: true },
        replications: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const [path, model] = logAndModel(positionals);
    const replications = wholeNumber('--replications', values.replications ?? '3', 0, 100);
    const seed = wholeNumber('--seed', values.seed ?? '1', 0, Number.MAX_SAFE_INTEGER);
    const mapping = values.map === undefined ? {} : await mappingIn(values.map);
    const read = await processIn(model, values.process);
    if ('faults' in read) return { exit: 1, json: { faults: read.faults }, text: read.faults.join('\n') };
    const { out, zone = 'UTC' } = values;
    const models = await calledModels(read.process, [read.process, ...read.others], model, values.with ?? []);
    if ('faults' in models) return { exit: 1, json: { faults: models.faults }, text: models.faults.join('\n') };
    const called = await calledLogs(models.processes, values.called ?? [], values);
    if ('exit' in called) return called;
    const asked = { process: read.process, called, zone, mapping, replications, seed, out };
    return answerOfLog(path, values, (log) => calibrated(log, asked));
  },
};

/** @throws WrongUse for a process that is not called, or without a file */
async function calledLogs(
  processes: readonly ExecutableProcess[],
  named: readonly string[],
  options: LogOptions,
): Promise<readonly CalledLog[] | Outcome> {
  const paths = new Map<string, string>();
  for (const one of named) {
    const [, id = '', path = ''] = /^([^=]+)=(.+)$/.exec(one) ?? [];
    if (path === '') throw new WrongUse(`--called is "${one}": say the process and the log of its cases (ID=LOG).`);
    if (processes.every((process) => process.id !== id))
      throw new WrongUse(`--called names "${id}", which the model does not call, or whose model is not there (--with).`);
    paths.set(id, path);
  }
  const found: CalledLog[] = [];
  for (const process of processes) {
    const path = paths.get(process.id);
    if (path === undefined) continue;
    const log = await readLog(await findLogFile(path), options);
    if (isLogFault(log)) return faultOutcome(path, log);
    found.push({ process, log });
  }
  const missing = processes.filter(({ id }) => !paths.has(id));
  if (missing.length === 0) return found;
  const faults = missing.map(({ id }) => `The model calls "${id}": name the log of its cases with --called ${id}=LOG.`);
  return { exit: 1, json: { faults }, text: faults.join('\n') };
}

interface Asked {
  readonly process: ExecutableProcess;
  readonly called: readonly CalledLog[];
  readonly zone: string;
  readonly mapping: Readonly<Record<string, string>>;
  readonly replications: number;
  readonly seed: number;
  readonly out: string | undefined;
}

async function calibrated(log: EventLog, { process, called, zone, mapping, replications, seed, out }: Asked): Promise<Outcome> {
  const say = progressLine();
  const found = calibrate(log, process, {
    zone,
    mapping,
    called,
    progress: (done, of) => {
      say(`replay: ${String(done)} of ${String(of)} variants`);
    },
  });
  say('');
  if ('faults' in found) return { exit: 1, json: { faults: found.faults }, text: found.faults.join('\n') };
  const judged =
    replications === 0
      ? undefined
      : judge(log, process, found, {
          zone,
          seed,
          replications,
          called: called.map((one) => one.process),
          progress: (done, of) => {
            say(done === of ? '' : `simulation ${String(done + 1)} of ${String(of)}`);
          },
        });
  if (out !== undefined) await writeFile(out, `${JSON.stringify(found.scenario, null, 2)}\n`);
  const { scenario, fitness, notes } = found;
  const text = [
    `${String(Object.keys(scenario.activities).length)} activities, ${scenario.arrivals.perWorkingDay.toFixed(2)} cases a working day; the cases fit the model by ${fitness === null ? '–' : fitness.toFixed(3)}.`,
    ...notes,
    ...(judged === undefined ? [] : inWords(judged)),
    out === undefined ? 'The scenario is not kept: name a file with --out.' : out,
  ];
  return { exit: 0, json: { scenario, fitness, notes, distances: judged ?? null }, text: text.join('\n') };
}

const MEASURES: readonly (readonly [keyof Distances, string])[] = [
  ['bigrams', 'pairs of activities (0 to 1)'],
  ['trigrams', 'triples of activities (0 to 1)'],
  ['arrivalHours', 'arrivals (hours)'],
  ['absoluteHours', 'events in time (hours)'],
  ['circadianHours', 'hours of the day (hours)'],
  ['relativeHours', 'events since the start of their case (hours)'],
  ['cycleTimeHours', 'cycle times (hours)'],
];

function inWords({ simulated, noiseFloor, cases, replications }: Judgement): readonly string[] {
  const figure = (value: number): string => value.toFixed(3);
  return [
    `Distance of ${String(replications)} simulations of ${String(cases)} cases from the log, and of two halves of the log from each other:`,
    ...MEASURES.map(([name, words]) => `  ${words}: ${figure(simulated[name])}, halves ${figure(noiseFloor[name])}`),
  ];
}
