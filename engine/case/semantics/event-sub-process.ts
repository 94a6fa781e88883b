import type { EventSubProcess } from '../../model/executable-process.ts';
import { activate, begin, beginScope } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** An event sub-process (BPMN 2.0.2 §13.5.4): its start event has been triggered, and what that brought goes on with its token. */
export const eventSubProcess: Semantics<EventSubProcess> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    activate(draft, visit);
    beginScope(draft, visit, [node.start], visit.variables);
  },
};
