import type { ElementInstanceKey } from '../ids.ts';
import { instanceOf, newKey, record, type Draft } from './draft.ts';
import type { Problem } from './problem.ts';

/** Holds an element instance with an incident: it cannot go on without a person. */
export function raise(draft: Draft, key: ElementInstanceKey, problem: Problem): void {
  const { elementId } = instanceOf(draft, key);
  record(draft, { type: 'incidentRaised', key, elementId, incidentKey: newKey(draft), kind: problem.kind }, {}, problem.message);
}
