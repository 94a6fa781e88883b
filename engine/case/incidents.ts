import type { ElementInstanceKey } from '../ids.ts';
import { instanceOf, newKey, record, type Draft } from './draft.ts';
import type { Problem } from './problem.ts';

/** Holds an element instance with an incident: it cannot go on without a person. It takes the place of one that is there. */
export function raise(draft: Draft, key: ElementInstanceKey, problem: Problem): void {
  release(draft, key);
  const { elementId } = instanceOf(draft, key);
  record(draft, { type: 'incidentRaised', key, elementId, incidentKey: newKey(draft), kind: problem.kind }, {}, problem.message);
}

/** What held the instance is over: it goes on, it ends, or something else holds it now. */
export function release(draft: Draft, key: ElementInstanceKey): void {
  const { elementId, incident } = instanceOf(draft, key);
  if (incident) record(draft, { type: 'incidentResolved', key, elementId, incidentKey: incident.key });
}
