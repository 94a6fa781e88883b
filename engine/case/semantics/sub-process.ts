import type { SubProcess } from '../../model/executable-process.ts';
import { activate, begin, send } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** An embedded sub-process (BPMN 2.0.2 §13.3.4): a scope of its own; it completes when nothing in it goes on. */
export const subProcess: Semantics<SubProcess> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    activate(draft, visit);
    const [start] = node.inner.startEvents;
    if (start !== undefined) send(draft, { node: start, scopeKey: visit.key });
    draft.scopes.add(visit.key);
  },
};
