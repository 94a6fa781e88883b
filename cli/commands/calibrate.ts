/** `eiga calibrate LOG MODEL`: a scenario from a log, and how near its simulation comes to the log. */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EventLog } from '../../analytics/index.ts';
import { calibrate } from '../../analytics/simulation/calibration/calibrate.ts';
import type { Distances } from '../../analytics/simulation/calibration/distances.ts';
import { judge } from '../../analytics/simulation/calibration/judge.ts';
import type { Judgement } from '../../analytics/simulation/calibration/judge.ts';
import type { ExecutableProcess } from '../../engine/index.ts';
import { type Command, type Outcome, progressLine } from '../command.ts';
import { answerOfLog, FILTER_HELP, LOG_OPTIONS, LOG_OPTIONS_HELP, logAndModel } from '../log-file.ts';
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
    const asked = { process: read.process, zone, mapping, replications, seed, out };
    return answerOfLog(path, values, (log) => calibrated(log, asked));
  },
};

interface Asked {
  readonly process: ExecutableProcess;
  readonly zone: string;
  readonly mapping: Readonly<Record<string, string>>;
  readonly replications: number;
  readonly seed: number;
  readonly out: string | undefined;
}

async function calibrated(log: EventLog, { process, zone, mapping, replications, seed, out }: Asked): Promise<Outcome> {
  const say = progressLine();
  const found = calibrate(log, process, {
    zone,
    mapping,
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
