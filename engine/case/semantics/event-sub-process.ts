import type { EventSubProcess } from '../../model/executable-process.ts';
import { touch } from '../draft.ts';
import { activate, begin, send } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** An event sub-process (BPMN 2.0.2 §13.5.4): its start event has been triggered, and what that brought goes on with its token. */
export const eventSubProcess: Semantics<EventSubProcess> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    activate(draft, visit);
    send(draft, { node: node.start, scopeKey: visit.key, ...(visit.variables ? { variables: visit.variables } : {}) });
    touch(draft, visit.key);
  },
};
