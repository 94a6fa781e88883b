/** Which elements of a model stand for which step of a reference. */
import type { ModelStep } from './steps.ts';

/** By the analyst's word, by the mark that the element bears, by its id, or by its name or message. */
export const MATCHED_BY = ['choice', 'mark', 'id', 'name'] as const;
export type MatchedBy = (typeof MATCHED_BY)[number];

export interface StepMatch {
  readonly elements: readonly string[];
  readonly by: MatchedBy;
}

export interface Matching {
  /** By step of the reference; none where nothing stands for it. */
  readonly of: ReadonlyMap<string, StepMatch>;
  /** Elements of the model that stand for nothing. */
  readonly added: readonly string[];
  /** Steps and elements of the choices, and marks, that are in neither model. */
  readonly stray: readonly string[];
}

/** Of a mark or a choice: stands for no step; has nothing that stands for it. */
const NONE = '';

/**
 * Marks may name a step several times: it is then done by several elements. An empty mark says that an element stands for no step,
 * whatever it is called. Else one element stands for one step; work for work, an event
 * for an event of its kind.
 * @param choices by step of the reference the element; '' for none
 */
export function matchSteps(
  reference: readonly ModelStep[],
  model: readonly ModelStep[],
  choices: Readonly<Record<string, string>> = {},
): Matching {
  const of = new Map<string, StepMatch>();
  const [isStep, isElement] = [new Set(reference.map(({ id }) => id)), new Set(model.map(({ id }) => id))];
  const free = new Set(isElement);
  const settled = new Set<string>();
  const take = (step: string, elements: readonly string[], by: MatchedBy): void => {
    of.set(step, { elements, by });
    settled.add(step);
    for (const id of elements) free.delete(id);
  };
  const stray: string[] = [];
  for (const [step, element] of Object.entries(choices)) {
    if (!isStep.has(step)) stray.push(step);
    else if (element === NONE) settled.add(step);
    else if (!isElement.has(element)) stray.push(element);
    else take(step, [element], 'choice');
  }
  for (const { reference: mark } of model) if (mark !== undefined && mark !== NONE && !isStep.has(mark)) stray.push(mark);
  for (const { id } of reference) {
    const marked = model.filter((one) => one.reference === id && free.has(one.id));
    if (!settled.has(id) && marked.length > 0)
      take(
        id,
        marked.map((one) => one.id),
        'mark',
      );
  }
  const unmarked = model.filter(({ reference: mark }) => mark === undefined || (mark !== NONE && !isStep.has(mark)));
  const byOne = (by: MatchedBy, isSame: (step: ModelStep, element: ModelStep) => boolean): void => {
    for (const step of reference) {
      if (settled.has(step.id)) continue;
      const found = unmarked.find((element) => free.has(element.id) && areAlike(step, element) && isSame(step, element));
      if (found) take(step.id, [found.id], by);
    }
  };
  byOne('id', (step, element) => step.id === element.id);
  byOne('name', (step, element) => step.names.some((name) => element.names.includes(name)));
  return { of, added: model.filter(({ id }) => free.has(id)).map(({ id }) => id), stray: [...new Set(stray)] };
}

function areAlike(step: ModelStep, element: ModelStep): boolean {
  const isDone = ({ kind }: ModelStep): boolean => kind === 'work' || kind === 'machine';
  return step.kind === element.kind || (isDone(step) && isDone(element));
}
