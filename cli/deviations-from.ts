/** `eiga conform MODEL --reference REFERENCE`: how a model deviates from the one that was agreed, step by step. */
import { compareWithReference, type ORDERS, type ReferenceComparison, type StepDeviation } from '../analytics/index.ts';
import type { ExecutableProcess } from '../engine/model/executable-process.ts';
import { readCheckedModel } from '../engine/index.ts';
import { type Outcome, WrongUse } from './command.ts';
import { readResources } from './model-files.ts';

/** @param choices by step of the reference the element that stands for it, '' for none */
export async function deviationsFrom(
  reference: string,
  models: readonly string[],
  choices: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const [model, ...others] = models;
  if (model === undefined || others.length > 0) throw new WrongUse('Name one model that is compared with the reference.');
  const agreed = await processIn(reference);
  if ('refused' in agreed) return agreed.refused;
  const own = await processIn(model);
  if ('refused' in own) return own.refused;
  const found = compareWithReference(agreed.process, own.process, choices);
  const unknown = Object.entries(choices)
    .flat()
    .filter((name) => found.stray.includes(name));
  if (unknown.length > 0) throw new WrongUse(`There is no such step or element: ${unknown.join(', ')}.`);
  const deviates = found.steps.some(({ deviations }) => deviations.length > 0);
  return { exit: deviates ? 1 : 0, json: found, text: textOf(found) };
}

async function processIn(path: string): Promise<{ readonly process: ExecutableProcess } | { readonly refused: Outcome }> {
  const [resource] = await readResources([path]);
  const { processes, findings } = await readCheckedModel(resource?.content ?? '');
  const [process, ...others] = processes;
  if (others.length > 0) throw new WrongUse(`${path} has ${String(processes.length)} processes: give a file with one.`);
  if (process) return { process };
  const fault = findings.find(({ severity }) => severity === 'error')?.message ?? 'it has no executable process.';
  const error = `${path} cannot be executed: ${fault}`;
  return { refused: { exit: 1, json: { error, findings }, text: error } };
}

const ORDER: Readonly<Record<(typeof ORDERS)[number], string>> = {
  before: 'before',
  after: 'after',
  exclusive: 'never in a case with',
  interleaving: 'in any order with',
};

function textOf({ steps, added, coverage, consistency, notOrdered }: ReferenceComparison): string {
  const name = (id: string): string => steps.find(({ step }) => step.id === id)?.step.name ?? id;
  const share = (part: number): string => `${String(Math.round(part * 1000) / 10)} %`;
  return [
    `${String(steps.length)} steps, ${share(coverage)} of them in the model` +
      (consistency === null ? '' : `, ${share(consistency)} of their order kept`),
    ...steps.flatMap(({ step, deviations }) => deviations.map((one) => `  ${step.name}: ${deviationWords(one, name)}`)),
    ...(added.length === 0 ? [] : [`steps of its own: ${added.map((one) => one.name || one.id).join(', ')}`]),
    ...(notOrdered ? [`order was not compared: the token game of the ${notOrdered.of} is not told here`] : []),
  ].join('\n');
}

function deviationWords(one: StepDeviation, name: (id: string) => string): string {
  switch (one.kind) {
    case 'missing':
      return 'missing';
    case 'otherKind':
      return `${one.model} instead of ${one.reference}`;
    case 'otherGroups':
      return `done by ${one.model} instead of ${one.reference}`;
    case 'otherTerm':
      return `within ${one.model ?? 'no time'} instead of ${one.reference ?? 'no time'}`;
    case 'otherInterruption':
      return one.model ? 'interrupts' : 'does not interrupt';
    case 'otherOrder':
      return `${ORDER[one.model]} ${name(one.other)} instead of ${ORDER[one.reference]} it`;
    case 'otherRepetition':
      return one.model ? 'may be done several times' : 'is done once';
    case 'skippable':
      return `may be left out after ${name(one.other)}`;
    default:
      return one satisfies never;
  }
}
