/** `eiga discover LOG`: a first as-is model from a log. */
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  conform,
  discover,
  type Discovery,
  DISCOVERY_DEFAULTS,
  type EventLog,
  isNotComparable,
  treeText,
} from '../../analytics/index.ts';
import { readCheckedModel } from '../../engine/index.ts';
import { type Command, type Outcome, progressLine, WrongUse } from '../command.ts';
import { answerOfLog, FILTER_HELP, LOG_OPTIONS, LOG_OPTIONS_HELP, onlyWord } from '../log-file.ts';

const HELP = `eiga discover LOG [--noise N] [--activities N] [--name NAME] [--out FILE.bpmn] [--json]

Discovers a process model from an event log (.xes, .csv, either also .gz) with the inductive miner: sound, laid out, ready for the
editor. Says what the model leaves out and how well the cases fit it.

  --noise N      what is rarer than this share of its likes is left out: 0 (nothing) to 1; ${String(DISCOVERY_DEFAULTS.noise)}
  --activities N show so many of the most frequent activities; ${String(DISCOVERY_DEFAULTS.activities)}
  --name NAME    of the process; that of the log
  --out FILE     write the BPMN there
${FILTER_HELP}
${LOG_OPTIONS_HELP}
  --json         { cases, events, variants, activities, hidden, rare, fitness, fitting, unproven, findings, tree, xml }

  eiga discover receipt.xes.gz --out as-is.bpmn
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...LOG_OPTIONS,
        noise: { type: 'string' },
        activities: { type: 'string' },
        name: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const path = onlyWord(positionals, 'Name one log.');
    const noise = numberOf(values.noise ?? String(DISCOVERY_DEFAULTS.noise), '--noise', (value) => value >= 0 && value <= 1);
    const activities = numberOf(
      values.activities ?? String(DISCOVERY_DEFAULTS.activities),
      '--activities',
      (value) => Number.isSafeInteger(value) && value >= 1,
    );
    const { out } = values;
    const name = values.name ?? basename(path).replace(/\.(xes|csv)(\.gz)?$/, '');
    return answerOfLog(path, values, (log) => discovered(log, { noise, activities, name }, out));
  },
};

async function discovered(
  log: EventLog,
  asked: { readonly noise: number; readonly activities: number; readonly name: string },
  out: string | undefined,
): Promise<Outcome> {
  const say = progressLine();
  const found = discover(log, asked);
  const { processes, findings } = await readCheckedModel(found.xml);
  const [process] = processes;
  const fit =
    process &&
    conform(log, process, {
      only: found.activities,
      proves: false,
      progress: (done, of) => {
        say(`fitness: ${String(done)} of ${String(of)} variants`);
      },
    });
  say('');
  if (out !== undefined) await writeFile(out, found.xml);
  const fits = fit && !isNotComparable(fit) ? fit : undefined;
  const { fitness = null, fitting = 0, notChecked } = fits ?? {};
  const tree = treeText(found.tree);
  const unproven = notChecked?.unproven ?? 0;
  const text = [...inWords(found, tree), `fitness ${fitnessText(fitness, unproven)}, ${String(fitting)} cases fit wholly`];
  return {
    exit: findings.some(({ severity }) => severity === 'error') ? 1 : 0,
    json: { ...found, tree, fitness, fitting, unproven, findings },
    text: [...text, out === undefined ? 'The model is not kept: name a file with --out.' : out].join('\n'),
  };
}

function inWords({ cases, events, variants, activities, hidden, rare, noise }: Discovery, tree: string): readonly string[] {
  const hides = `hidden by the filter: ${String(hidden.activities)} activities, ${String(hidden.events)} events of ${String(hidden.cases)} cases`;
  return [
    `${String(cases)} cases, ${String(events)} events, ${String(variants)} variants, ${String(activities.length)} activities`,
    ...(hidden.activities === 0 ? [] : [hides]),
    ...(rare.length === 0 ? [] : [`left out as noise (${String(noise)}): ${rare.join(', ')}`]),
    tree,
  ];
}

/** To four digits, never rounded up to a fitness of 1. */
export function fitnessText(fitness: number | null, unproven: number): string {
  if (fitness === null) return 'not known';
  return `${unproven > 0 ? 'at least ' : ''}${String(Math.floor(fitness * 10_000) / 10_000)}`;
}

function numberOf(text: string, option: string, isRight: (value: number) => boolean): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!isRight(value)) throw new WrongUse(`${option} is "${text}".`);
  return value;
}
