import type { Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import { isActivity, type BoundaryEvent, type FlowNode } from '../model/executable-process.ts';
import { nodeOf, type Draft } from './draft.ts';
import { send, terminate } from './moves.ts';

/**
 * Throws an error from an element instance: the nearest error boundary event going up catches it, one of its own code before one of
 * any (BPMN 2.0.2 §10.5.6); the activity it stands on ends, failed.
 * @returns false, with nothing moved, when none catches it
 */
export function throwError(draft: Draft, from: ElementInstanceKey, code: string, variables: Variables): boolean {
  let host = draft.state.instances[from];
  while (host?.scopeKey !== undefined) {
    // A child of a multi-instance body has no boundary of its own; the body, of the same element, has.
    const caught = host.loopCounter === undefined ? catcher(draft, nodeOf(draft, host.elementId), code) : undefined;
    if (caught) {
      terminate(draft, host.key, { code });
      send(draft, { node: caught.id, scopeKey: host.scopeKey, variables });
      return true;
    }
    host = draft.state.instances[host.scopeKey];
  }
  return false;
}

function catcher(draft: Draft, node: FlowNode, code: string): BoundaryEvent | undefined {
  const boundary = isActivity(node) ? node.boundary.map((id) => nodeOf(draft, id)) : [];
  const catching = boundary.filter(
    (event): event is BoundaryEvent => event.kind === 'boundaryEvent' && event.trigger.kind === 'error',
  );
  const codeOf = ({ trigger }: BoundaryEvent) => (trigger.kind === 'error' ? trigger.code : undefined);
  return catching.find((event) => codeOf(event) === code) ?? catching.find((event) => codeOf(event) === undefined);
}
