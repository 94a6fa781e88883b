/** `eiga conform LOG MODEL`: how the cases of a log conform to a model. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { conform, type Conformance, deviationText, isNotComparable, type NotComparable } from '../../analytics/index.ts';
import { readCheckedModel } from '../../engine/index.ts';
import { type Command, type Outcome, progressLine, WrongUse } from '../command.ts';
import { deviationsFrom } from '../deviations-from.ts';
import { answerOfLog, FILTER_HELP, LOG_OPTIONS, LOG_OPTIONS_HELP, logAndModel } from '../log-file.ts';
import { readResources } from '../model-files.ts';
import { fitnessText } from './discover.ts';

const HELP = `eiga conform LOG MODEL.bpmn [--process ID] [--map FILE.json] [--json]
eiga conform MODEL.bpmn --reference REFERENCE.bpmn [--map FILE.json] [--json]

Compares the completed cases of an event log with a model: which step is missing, doubled, out of order, on another way, or not in the
model. Activities are those of the model by element id or by equal label. Exits with 1 when a case deviates.
With --reference a model is compared with the one that was agreed, step by step; --map then says by step of the reference which element
stands for it, "" for none. Exits with 1 when it deviates.

  --process ID   of a file with several processes
  --map FILE     a JSON object: the element id for activities of the log that have another name, "" for those that are no step of the model
${FILTER_HELP}
${LOG_OPTIONS_HELP}
  --json         { fitness, cases, fitting, variants, deviations: [{ kind, activity, before?, cases, n, share, examples }], notChecked }

  eiga conform receipt.xes.gz as-is.bpmn
`;

export const command: Command = {
  help: HELP,
  async run(words) {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        ...LOG_OPTIONS,
        process: { type: 'string' },
        reference: { type: 'string' },
        map: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const mapping = values.map === undefined ? {} : await mappingIn(values.map);
    if (values.reference !== undefined) return deviationsFrom(values.reference, positionals, mapping);
    const [path, model] = logAndModel(positionals);
    const [resource] = await readResources([model]);
    const { processes, findings } = await readCheckedModel(resource?.content ?? '');
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (processes.length === 0) {
      const error = `${model} cannot be executed: ${errors[0]?.message ?? 'it has no executable process.'}`;
      return { exit: 1, json: { error, findings }, text: error };
    }
    const named = processes.filter(({ id }) => values.process === undefined || id === values.process);
    const [process, ...others] = named;
    if (!process || others.length > 0)
      throw new WrongUse(`${model} has the processes ${processes.map(({ id }) => id).join(', ')}: name one with --process.`);
    return answerOfLog(path, values, (log) => {
      const say = progressLine();
      const found = conform(log, process, {
        mapping,
        progress: (done, of) => {
          say(`${String(done)} of ${String(of)} variants`);
        },
      });
      say('');
      return isNotComparable(found) ? refusal(found) : outcome(found);
    });
  },
};

export async function mappingIn(path: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUse(`There is no file ${path}, or it cannot be read.`);
  });
  const wrong = new WrongUse(`${path} is no JSON object of element ids by activity.`);
  let entries: readonly (readonly [string, unknown])[];
  try {
    entries = Object.entries(JSON.parse(text) as object);
  } catch {
    throw wrong;
  }
  return Object.fromEntries(
    entries.map(([name, element]) => {
      if (typeof element !== 'string') throw wrong;
      return [name, element];
    }),
  );
}

function refusal({ notComparable, elements }: NotComparable): Outcome {
  const why = {
    unsupported: 'The model has elements whose token game is not told here',
    endless: 'The model has no way to its end',
    mapping: 'The mapping names what is not there',
  }[notComparable];
  const error = `${why}: ${elements.join(', ')}.`;
  return { exit: 1, json: { error, notComparable, elements }, text: error };
}

function outcome(found: Conformance): Outcome {
  const { fitness, cases, fitting, variants, deviations, notChecked } = found;
  const { open, withdrawn, empty, unproven, elements } = notChecked;
  const share = (part: number) => `${String(Math.round(part * 1000) / 10)} %`;
  const text = [
    `fitness ${fitnessText(fitness, unproven)} (n = ${String(cases)} cases, ${String(variants)} variants), ${String(fitting)} fit wholly`,
    ...deviations.map(
      (one) =>
        `  ${deviationText(one.kind, one.activity, one.before)}: ${String(one.cases)} cases (${share(one.share)}), ` +
        `${String(one.n)} times, such as ${one.examples.slice(0, 3).join(', ')}`,
    ),
    ...(open + withdrawn + empty === 0
      ? []
      : [`not checked: ${String(open)} open, ${String(withdrawn)} withdrawn, ${String(empty)} empty cases`]),
    ...(unproven === 0 ? [] : [`${String(unproven)} cases may fit better than told: the search was bounded`]),
    ...(elements.length === 0 ? [] : [`not checked how often and in which order: ${elements.join(', ')}`]),
  ];
  return { exit: fitting === cases ? 0 : 1, json: found, text: text.join('\n') };
}
