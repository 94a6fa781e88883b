import type { ComparedModel, ReferenceComparisonJson } from '../../../api/contract.ts';
import type { Shown } from '../diagram/diagram-view.tsx';

/** What of a diagram is otherwise: by element how. */
export type StepMarks = ReadonlyMap<string, 'missing' | 'deviates' | 'added'>;

/** On the reference: what the model lacks and has otherwise. */
export function marksOnReference({ steps }: Pick<ReferenceComparisonJson, 'steps'>, model: ComparedModel): StepMarks {
  return new Map(
    steps.flatMap(({ element }, place) => {
      const compared = model.steps[place];
      if (compared === undefined || compared.deviations.length === 0) return [];
      return [[element, compared.elements.length === 0 ? 'missing' : 'deviates'] as const];
    }),
  );
}

/** On the model: what it has otherwise, and of its own. */
export function marksOnModel({ steps, added }: ComparedModel): StepMarks {
  const changed = steps.flatMap(({ elements, deviations }) =>
    deviations.length === 0 ? [] : elements.map((element) => [element, 'deviates'] as const),
  );
  return new Map([...added.map(({ element }) => [element, 'added'] as const), ...changed]);
}

/** @returns what takes the marks off again */
export function drawMarks({ canvas, registry }: Shown, marks: StepMarks): () => void {
  const drawn = [...marks].filter(([id]) => registry.get(id) !== undefined);
  for (const [id, mark] of drawn) canvas.addMarker(id, `step-${mark}`);
  return () => {
    for (const [id, mark] of drawn) if (registry.get(id)) canvas.removeMarker(id, `step-${mark}`);
  };
}
