import type { SubProcess } from '../../model/executable-process.ts';
import { touch } from '../draft.ts';
import { activate, begin, send } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** Embedded sub-processes and transactions (BPMN 2.0.2 §13.3.4): a scope of its own; it completes when nothing in it goes on. */
export const subProcess: Semantics<SubProcess> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    activate(draft, visit);
    for (const start of node.inner.begins) send(draft, { node: start, scopeKey: visit.key });
    touch(draft, visit.key);
  },
};
