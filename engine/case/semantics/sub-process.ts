import type { SubProcess } from '../../model/executable-process.ts';
import { activate, begin, beginScope } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** Embedded sub-processes and transactions (BPMN 2.0.2 §13.3.4): a scope of its own; it completes when nothing in it goes on. */
export const subProcess: Semantics<SubProcess> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    activate(draft, visit);
    beginScope(draft, visit, node.inner.begins);
  },
};
