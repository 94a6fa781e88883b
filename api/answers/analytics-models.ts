/** Models from logs and logs beside models: discovery, conformance, and which activity is taken for which step. */
import {
  COMPLETED,
  conform,
  type Conformance,
  deviationText,
  discover,
  type EventLog,
  isNotComparable,
  labelsOf,
  type NotComparable,
  withNamedActivities,
} from '../../analytics/index.ts';
import type { ExecutableProcess } from '../../engine/index.ts';
import { elementOf, type Setting } from '../analytics-work/setting.ts';
import type { ConformAnswer, DiscoverAnswer, NameMapping } from '../contract/analytics-answers.ts';

/** Told how much of the whole is done, 0 to 1. */
export type TellProgress = (done: number) => void;

export interface DiscoverAsked {
  readonly noise?: number | undefined;
  readonly activities?: number | undefined;
  readonly name?: string | undefined;
}

/** The log with what people read in the place of element ids. */
function named(log: EventLog, { elementNames }: Setting): EventLog {
  return elementNames.size === 0 ? log : withNamedActivities(log, (element) => elementNames.get(element) ?? element);
}

/** The model, and what asks how well the cases fit it once it is read. */
export function discovered(log: EventLog, setting: Setting, asked: DiscoverAsked, tell: TellProgress) {
  const readable = named(log, setting);
  const found = discover(readable, { ...asked, progress: progressOf(tell) });
  const { noise, cases, events, variants, activities, hidden, rare, xml } = found;
  const answer: DiscoverAnswer = {
    noise,
    cases,
    events,
    variants,
    activities: [...activities],
    hidden: { ...hidden },
    rare: [...rare],
    xml,
    fit: null,
  };
  const fitOf = (process: ExecutableProcess, tell: TellProgress): DiscoverAnswer['fit'] => {
    const fit = conform(readable, process, { only: activities, proves: false, progress: progressOf(tell) });
    if (isNotComparable(fit)) return null;
    return { fitness: fit.fitness, cases: fit.cases, fitting: fit.fitting, unproven: fit.notChecked.unproven };
  };
  return { answer, fitOf };
}

function progressOf(tell: TellProgress): (done: number, of: number) => void {
  return (done, of) => {
    tell(of === 0 ? 1 : done / of);
  };
}

export interface ConformAsked {
  readonly mapping?: Readonly<Record<string, string>> | undefined;
  readonly only?: readonly string[] | undefined;
  readonly proves?: boolean | undefined;
  /** Elements of the reference that the log cannot have. */
  readonly unrecorded?: readonly string[] | undefined;
}

/** What a log is held against. */
export interface Reference {
  readonly processId: string;
  readonly version: number;
  readonly definitionKey: string;
  readonly name: string;
  readonly process: ExecutableProcess;
}

/** A log of other elements is compared by their names. */
function comparable(log: EventLog, setting: Setting, { process }: Pick<Reference, 'process'>) {
  const isOwn = log.activities.some((activity) => process.nodes.has(activity));
  const shown = isOwn ? log : named(log, setting);
  const textOf = new Map(log.activities.map((element, code) => [element, shown.activities[code] ?? element]));
  return { shown, textOf };
}

export function conformAnswer(
  log: EventLog,
  setting: Setting,
  reference: Reference,
  asked: ConformAsked,
  tell: TellProgress,
): ConformAnswer | NotComparable {
  const { shown, textOf } = comparable(log, setting, reference);
  const mapping = inWordsOf(textOf, asked.mapping ?? {});
  const found = conform(shown, reference.process, {
    mapping,
    proves: asked.proves,
    ...(asked.unrecorded && { unrecorded: new Set(asked.unrecorded) }),
    only: asked.only?.map((element) => textOf.get(element) ?? element),
    progress: progressOf(tell),
  });
  if (isNotComparable(found)) return found;
  const elementNamed = new Map([...textOf].map(([element, text]) => [text, element]));
  const read = (text: string): string => elementOf(setting, elementNamed.get(text) ?? text).name;
  const { process, ...told } = reference;
  return {
    reference: told,
    fitness: found.fitness === null ? null : Math.min(1, Math.max(0, found.fitness)),
    cases: found.cases,
    fitting: found.fitting,
    variants: found.variants,
    deviations: found.deviations.map((one) => deviationJson(one, read)),
    notChecked: {
      ...found.notChecked,
      elements: found.notChecked.elements.map((element) => ({ element, name: nameOfNode(process, element) })),
    },
    mapping: nameMapping(log, setting, reference, asked.mapping),
  };
}

/** Activities are those of `textOf` by now. */
function inWordsOf(textOf: ReadonlyMap<string, string>, mapping: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).map(([element, step]) => [textOf.get(element) ?? element, step]));
}

function deviationJson(
  { kind, activity, before, elements, examples, cases, n, share }: Conformance['deviations'][number],
  read: (text: string) => string,
): ConformAnswer['deviations'][number] {
  const told = { activity: read(activity), before: before === undefined ? undefined : read(before) };
  return {
    kind,
    activity: told.activity,
    before: told.before ?? null,
    elements: [...elements],
    cases,
    n,
    share,
    examples: [...examples],
    text: deviationText(kind, told.activity, told.before),
  };
}

/** By id, by label, or by what a person said; what is taken for no step is null. */
export function nameMapping(
  log: EventLog,
  setting: Setting,
  reference: Reference,
  mapping: Readonly<Record<string, string>> = {},
): NameMapping {
  const { process } = reference;
  const { shown, textOf } = comparable(log, setting, reference);
  const { labels } = labelsOf(shown, process, inWordsOf(textOf, mapping));
  const counts = new Int32Array(log.activities.length);
  for (let row = 0; row < log.rows; row++) if (log.ending[row] === COMPLETED) counts[log.activityOf[row]!]!++;
  const stepOf = new Map<number, string>();
  for (const [element, code] of labels) if (!stepOf.has(code)) stepOf.set(code, element);
  return {
    activities: log.activities
      .map((activity, code) => ({ ...elementOf(setting, activity), n: counts[code]!, step: stepOf.get(code) ?? null }))
      // Steps of other versions are no steps of these cases, and what is called as they are is free for others.
      .filter(({ n }) => n > 0)
      .sort((a, b) => b.n - a.n),
    steps: [...labels.keys()].map((element) => ({ element, name: nameOfNode(process, element) })),
  };
}

function nameOfNode(process: ExecutableProcess, element: string): string {
  const name = process.nodes.get(element)?.name ?? '';
  return name === '' ? element : name;
}
