import { useState } from 'react';
import { useAnswer } from '../../queries.ts';
import { modelSteps } from './model-steps.ts';
import type { ModelStep } from './model-steps.ts';

/** What a process is called in another of its versions. */
export interface Mapping {
  /** False until both versions are there. */
  readonly known: boolean;
  /** What of the former version needs a counterpart. */
  readonly rows: readonly ModelStep[];
  /** What the other version has. */
  readonly there: readonly ModelStep[];
  /** Equal ids are counterparts unless another one was chosen; empty when there is none. */
  readonly counterpart: (id: string) => string;
  readonly choose: (id: string, counterpart: string) => void;
  readonly forget: () => void;
  /** As the server wants it: only what is called differently. */
  readonly elements: Readonly<Record<string, string>>;
  /** Keys of both versions, whose names these are. */
  readonly names: { readonly before: string; readonly after: string };
}

/** The mapping between two versions of a process, of what is `needed`; an empty key stands for a version that is not chosen yet. */
export function useMapping(
  processId: string,
  names: Mapping['names'],
  needed: (step: ModelStep, isThere: boolean) => boolean,
): Mapping {
  const before = useAnswer('getDefinition', { params: { definitionKey: names.before } }, { enabled: names.before !== '' });
  const after = useAnswer('getDefinition', { params: { definitionKey: names.after } }, { enabled: names.after !== '' });
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const there = modelSteps(after.data?.xml ?? '', processId);
  const ids = new Set(there.map(({ id }) => id));
  const known = before.data !== undefined && after.data !== undefined;
  const rows = known ? modelSteps(before.data.xml, processId).filter((step) => needed(step, ids.has(step.id))) : [];
  const counterpart = (id: string): string => chosen[id] ?? (ids.has(id) ? id : '');
  return {
    known,
    rows,
    there,
    counterpart,
    choose: (id, other) => {
      setChosen({ ...chosen, [id]: other });
    },
    forget: () => {
      setChosen({});
    },
    elements: Object.fromEntries(
      rows.flatMap(({ id }) => (counterpart(id) === '' || counterpart(id) === id ? [] : [[id, counterpart(id)]])),
    ),
    names,
  };
}
