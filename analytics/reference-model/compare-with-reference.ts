/** How a unit's model deviates from the reference model, step by step. */
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { behaviouralProfile, type BehaviouralProfile, type NoProfile, type Order } from './behavioural-profile.ts';
import { type MatchedBy, matchSteps } from './match-steps.ts';
import { type ModelStep, type StepKind, stepsOf } from './steps.ts';

/** What is otherwise in the model than in the reference. Values are as the models write them. */
export type StepDeviation =
  | { readonly kind: 'missing' }
  /** By people in the one and by a machine in the other. */
  | { readonly kind: 'otherKind'; readonly reference: StepKind; readonly model: StepKind }
  | { readonly kind: 'otherGroups'; readonly reference: string; readonly model: string }
  | { readonly kind: 'otherTerm'; readonly reference: string | null; readonly model: string | null }
  /** It interrupts in the one and not in the other. */
  | { readonly kind: 'otherInterruption'; readonly model: boolean }
  /** In relation to another step of the reference. */
  | { readonly kind: 'otherOrder'; readonly other: string; readonly reference: Order; readonly model: Order }
  /** Once in the one, several times in the other. */
  | { readonly kind: 'otherRepetition'; readonly model: boolean }
  /** In the reference a case that does the other step does this one too. */
  | { readonly kind: 'skippable'; readonly other: string };

export interface ComparedStep {
  readonly step: ModelStep;
  readonly elements: readonly string[];
  /** null where nothing stands for it. */
  readonly by: MatchedBy | null;
  readonly deviations: readonly StepDeviation[];
}

export interface ReferenceComparison {
  /** In the order of the reference's file. */
  readonly steps: readonly ComparedStep[];
  readonly added: readonly ModelStep[];
  /** All of the model that can stand for a step. */
  readonly elements: readonly ModelStep[];
  /** Of the reference's steps those that something stands for, 0 to 1. */
  readonly coverage: number;
  /** Of all pairs of matched steps (each with itself too) those in the same order relation, 0 to 1; null where order was not compared. */
  readonly consistency: number | null;
  /** Why order was not compared. */
  readonly notOrdered: { readonly of: 'reference' | 'model'; readonly why: NoProfile } | null;
  /** Names of choices and marks that are in neither model. */
  readonly stray: readonly string[];
}

/**
 * Order is compared by behavioural profiles, `consistency` is their degree (Weidlich, Mendling, Weske 2011). A pair is told once, at the step
 * that comes first in the file. That a step may be left out is told in relation to one other: the nearest before it in the file.
 * @param choices by step of the reference the element of the model; '' for none
 */
export function compareWithReference(
  reference: ExecutableProcess,
  model: ExecutableProcess,
  choices: Readonly<Record<string, string>> = {},
): ReferenceComparison {
  const steps = stepsOf(reference);
  const elements = stepsOf(model);
  const matching = matchSteps(steps, elements, choices);
  const elementOf = new Map(elements.map((one) => [one.id, one]));
  const found = steps.map((step) => ({ step, match: matching.of.get(step.id) }));
  const matched = found.flatMap(({ step, match }) => (match ? [[step.id, match.elements] as const] : []));
  const ordered = order(reference, model, new Map(matched));
  const compared = found.map(({ step, match }): ComparedStep => {
    if (!match) return { step, elements: [], by: null, deviations: [{ kind: 'missing' }] };
    const own = match.elements.flatMap((id) => elementOf.get(id) ?? []);
    const deviations = [
      ...new Map(own.flatMap((element) => ofElement(step, element)).map((one) => [JSON.stringify(one), one])).values(),
    ];
    return { step, elements: match.elements, by: match.by, deviations: [...deviations, ...(ordered.of.get(step.id) ?? [])] };
  });
  return {
    steps: compared,
    added: matching.added.flatMap((id) => elementOf.get(id) ?? []),
    elements,
    coverage: steps.length === 0 ? 1 : compared.filter(({ by }) => by !== null).length / steps.length,
    consistency: ordered.consistency,
    notOrdered: ordered.not,
    stray: matching.stray,
  };
}

function ofElement(step: ModelStep, element: ModelStep): readonly StepDeviation[] {
  const found: StepDeviation[] = [];
  if (step.kind !== element.kind) found.push({ kind: 'otherKind', reference: step.kind, model: element.kind });
  if (step.groups !== undefined && element.groups !== undefined && step.groups !== element.groups)
    found.push({ kind: 'otherGroups', reference: step.groups, model: element.groups });
  if (step.term !== element.term && step.kind === element.kind)
    found.push({ kind: 'otherTerm', reference: step.term ?? null, model: element.term ?? null });
  if (step.interrupts !== undefined && element.interrupts !== undefined && step.interrupts !== element.interrupts)
    found.push({ kind: 'otherInterruption', model: element.interrupts });
  return found;
}

interface Ordered {
  readonly of: ReadonlyMap<string, readonly StepDeviation[]>;
  readonly consistency: number | null;
  readonly not: ReferenceComparison['notOrdered'];
}

/** @param matched by step of the reference the elements of the model */
function order(reference: ExecutableProcess, model: ExecutableProcess, matched: ReadonlyMap<string, readonly string[]>): Ordered {
  const steps = [...matched.keys()];
  const wanted = behaviouralProfile(reference, new Map(steps.map((id) => [id, [id]])));
  if (!isProfile(wanted)) return { of: new Map(), consistency: null, not: { of: 'reference', why: wanted } };
  const has = behaviouralProfile(model, matched);
  if (!isProfile(has)) return { of: new Map(), consistency: null, not: { of: 'model', why: has } };
  const of = new Map<string, StepDeviation[]>();
  const tell = (step: string, deviation: StepDeviation): void => {
    of.set(step, [...(of.get(step) ?? []), deviation]);
  };
  let [alike, pairs] = [0, 0];
  for (const [place, one] of steps.entries()) {
    pairs += 1;
    if (has.isRepeated(one) === wanted.isRepeated(one)) alike += 1;
    else tell(one, { kind: 'otherRepetition', model: has.isRepeated(one) });
    for (const other of steps.slice(place + 1)) {
      // Each pair both ways.
      pairs += 2;
      const [asWanted, asIs] = [wanted.order(one, other), has.order(one, other)];
      if (asWanted === asIs) alike += 2;
      else tell(one, { kind: 'otherOrder', other, reference: asWanted, model: asIs });
    }
    const before = steps.slice(0, place).findLast((other) => wanted.implies(other, one));
    if (before !== undefined && !has.implies(before, one)) tell(one, { kind: 'skippable', other: before });
  }
  return { of, consistency: pairs === 0 ? null : alike / pairs, not: null };
}

function isProfile(found: BehaviouralProfile | NoProfile): found is BehaviouralProfile {
  return 'order' in found;
}
