import type { Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { isActivity, triggersOf, type BoundaryEvent, type FlowNode, type StartEvent } from '../model/executable-process.ts';
import { nodeOf, scopeOf, type Draft } from './draft.ts';
import { endCase } from './end-case.ts';
import { beginHandler } from './handlers.ts';
import { send } from './moves.ts';
import { terminate } from './terminate.ts';
import type { ElementInstance } from './state.ts';

export interface Thrown {
  readonly kind: 'error' | 'escalation';
  readonly code: string;
  readonly variables: Variables;
}

/**
 * Throws an error or escalation from an element instance: going up, the nearest event sub-process of a scope or boundary event of an
 * activity catches it, one of its own code before one of any (BPMN 2.0.2 §10.5.6, §13.5.3). A called case hands it on to its caller.
 * @returns whether it was caught; if not, nothing has moved
 */
export function throwUp(draft: Draft, from: ElementInstanceKey, thrown: Thrown): boolean {
  for (let at = draft.state.instances[from]; at?.scopeKey !== undefined; at = draft.state.instances[at.scopeKey]) {
    // A child of a loop's body has no boundary of its own; the body, of the same element, has.
    const boundary = at.loopCounter === undefined ? boundaryFor(draft, at, thrown) : undefined;
    if (boundary) return takeBoundary(draft, at, at.scopeKey, boundary, thrown);
    const scope = draft.state.instances[at.scopeKey];
    const handler = scope && handlerFor(draft, scope, at, thrown);
    if (handler) {
      beginHandler(draft, handler, scope, thrown.variables);
      return true;
    }
  }
  return tellCaller(draft, thrown);
}

function takeBoundary(
  draft: Draft,
  host: ElementInstance,
  scopeKey: ElementInstanceKey,
  boundary: BoundaryEvent,
  { kind, code, variables }: Thrown,
): boolean {
  const then = { node: boundary.id, scopeKey, variables };
  if (boundary.interrupting) terminate(draft, host.key, kind === 'error' ? { code, then } : { then });
  else send(draft, then);
  return true;
}

function boundaryFor(draft: Draft, { elementId }: ElementInstance, thrown: Thrown): BoundaryEvent | undefined {
  const node = nodeOf(draft, elementId);
  const events = isActivity(node) ? node.boundary.map((id) => nodeOf(draft, id)) : [];
  return matching(
    events.filter((event): event is BoundaryEvent => event.kind === 'boundaryEvent'),
    thrown,
  );
}

/** @param within where in the scope it was thrown: an event sub-process does not catch what it throws itself */
function handlerFor(draft: Draft, scope: ElementInstance, within: ElementInstance, thrown: Thrown): StartEvent | undefined {
  if (scope.interrupted) return undefined;
  const starts = (scopeOf(draft, scope)?.handlers ?? []).map((id) => nodeOf(draft, id));
  const others = starts.filter((start): start is StartEvent => start.kind === 'startEvent' && start.scope !== within.elementId);
  return matching(others, thrown);
}

function matching<Event extends FlowNode & (BoundaryEvent | StartEvent)>(
  events: readonly Event[],
  { kind, code }: Thrown,
): Event | undefined {
  const codesOf = (event: Event) =>
    triggersOf(event.trigger).flatMap((trigger) =>
      (trigger.kind === 'error' || trigger.kind === 'escalation') && trigger.kind === kind ? [trigger.code] : [],
    );
  return events.find((event) => codesOf(event).includes(code)) ?? events.find((event) => codesOf(event).includes(undefined));
}

/** An error ends a called case, and its caller goes on with it; an escalation only reaches it. */
function tellCaller(draft: Draft, { kind, code, variables }: Thrown): boolean {
  const { caller } = draft.state;
  if (!caller) return false;
  const { caseKey, elementInstanceKey } = caller;
  draft.sent.push({ type: 'tellCase', caseKey, command: { type: 'calledThrew', elementInstanceKey, kind, code, variables } });
  if (kind === 'error') endCase(draft, { code });
  return true;
}
