import type { BoundaryEvent } from '../../model/executable-process.ts';
import { pass, send } from '../moves.ts';
import { terminate } from '../terminate.ts';
import type { Semantics } from './semantics.ts';

/** A boundary event (BPMN 2.0.2 §13.5.3): an interrupting one ends its activity, then its own flow goes on, in the activity's scope. */
export const boundaryEvent: Semantics<BoundaryEvent> = {
  enter: (draft, node, visit) => pass(draft, visit, node.outgoing),
  triggered(draft, node, host, variables) {
    if (host.scopeKey === undefined) return;
    const then = { node: node.id, scopeKey: host.scopeKey, variables };
    if (node.interrupting) terminate(draft, host.key, { then });
    else send(draft, then);
  },
};
