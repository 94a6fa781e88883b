import type { ParallelGateway } from '../../model/executable-process.ts';
import { instanceOf, record } from '../draft.ts';
import { pass } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** A parallel gateway (BPMN 2.0.2 §13.4.1): joins one token from each distinct incoming flow, then puts one on each outgoing. */
export const parallelGateway: Semantics<ParallelGateway> = {
  gathers(draft, node, { scopeKey, flow }) {
    if (node.incoming.length < 2 || flow === undefined) return true;
    record(draft, { type: 'tokenMarked', scopeKey, flow });
    const marks = instanceOf(draft, scopeKey).marks ?? {};
    if (!node.incoming.every((incoming) => (marks[incoming] ?? 0) > 0)) {
      draft.scopes.add(scopeKey);
      return false;
    }
    record(draft, { type: 'tokensJoined', scopeKey, flows: node.incoming });
    return true;
  },
  enter: (draft, node, visit) => pass(draft, visit, node.outgoing),
};
