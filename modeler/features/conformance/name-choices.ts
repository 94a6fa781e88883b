/** Which step of the reference each activity of the log is, as the person has it: kept in the address, beside what the server found by itself. */
import type { NameMapping } from '../../../api/contract.ts';

/** In the place of a step: the activity is not looked at. */
export const LEFT_OUT = '-';

/** In the place of a step: the activity is looked at, and is no step of the model. */
export const NOT_IN_MODEL = '?';

/** By activity of the log: an element of the reference, LEFT_OUT or NOT_IN_MODEL. */
export type NameChoices = Readonly<Record<string, string>>;

/** The choices in an address; none when it cannot be read. */
export function choicesOf(text: string | undefined): NameChoices {
  try {
    const read: unknown = JSON.parse(text ?? '{}');
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return {};
    return Object.fromEntries(Object.entries(read).flatMap(([name, step]) => (typeof step === 'string' ? [[name, step]] : [])));
  } catch {
    return {};
  }
}

export function choicesText(choices: NameChoices): string | undefined {
  return Object.keys(choices).length === 0 ? undefined : JSON.stringify(choices);
}

/** Gives an activity a step, or none ('': as it was found); what had the step loses it, since a step is one activity. */
export function withChoice(choices: NameChoices, activity: string, step: string): NameChoices {
  const others = Object.entries(choices).filter(([name, of]) => name !== activity && (isNoStep(step) || of !== step));
  return Object.fromEntries(step === '' ? others : [...others, [activity, step]]);
}

function isNoStep(step: string): boolean {
  return step === LEFT_OUT || step === NOT_IN_MODEL;
}

/** Whether anything of the cases is a step of the model: without it the answer is known, and says nothing. */
export function isInCommon({ activities }: NameMapping, choices: NameChoices): boolean {
  return activities.some(({ element, step }) => {
    const chosen = choices[element] ?? step;
    return chosen !== null && !isNoStep(chosen);
  });
}

/** What is asked of the server: what is called otherwise, and what is looked at when not all is. */
export function askedNames(choices: NameChoices, mapping: NameMapping) {
  const known = new Set(mapping.activities.map(({ element }) => element));
  const chosen = Object.entries(choices).filter(([activity]) => known.has(activity));
  const isStep = (step: string): boolean => step === NOT_IN_MODEL || mapping.steps.some(({ element }) => element === step);
  const named = chosen
    .filter(([, step]) => isStep(step))
    .map(([activity, step]) => [activity, step === NOT_IN_MODEL ? '' : step] as const);
  const left = new Set(chosen.filter(([, step]) => step === LEFT_OUT).map(([activity]) => activity));
  return {
    ...(named.length > 0 && { mapping: Object.fromEntries(named) }),
    ...(left.size > 0 && { only: [...known].filter((activity) => !left.has(activity)) }),
  };
}

/** So much of two names must be alike before one is proposed for the other. */
const ALIKE = 0.5;

/** For activities without a step: the step without an activity whose name is most alike, each at most once. */
export function proposals(mapping: NameMapping, choices: NameChoices): NameChoices {
  const found = mapping.activities.flatMap(({ element, step }) => (choices[element] === undefined ? (step ?? []) : []));
  const taken = new Set([...Object.values(choices), ...found]);
  const free = mapping.steps.filter(({ element }) => !taken.has(element));
  const open = mapping.activities.filter(({ element, step }) => step === null && choices[element] === undefined);
  const pairs = open
    .flatMap(({ element, name }) => free.map((step) => ({ element, step: step.element, alike: alike(name, step.name) })))
    .filter((pair) => pair.alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike || (a.element < b.element ? -1 : 1));
  const proposed = new Map<string, string>();
  for (const { element, step } of pairs)
    if (!proposed.has(element) && ![...proposed.values()].includes(step)) proposed.set(element, step);
  return Object.fromEntries(proposed);
}

/** How alike two names are, by pairs of letters (Dice): 1 the same, 0 nothing in common. */
function alike(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const rest = [...b];
  let common = 0;
  for (const pair of a) {
    const at = rest.indexOf(pair);
    if (at < 0) continue;
    rest.splice(at, 1);
    common++;
  }
  return (2 * common) / (a.length + b.length);
}

function pairsOf(name: string): readonly string[] {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.flatMap((word) => Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2)));
}
