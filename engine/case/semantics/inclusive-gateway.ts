import type { InclusiveGateway } from '../../model/executable-process.ts';
import { record, touch } from '../draft.ts';
import { mayStillCome } from '../join.ts';
import { pass, send, split, viewOf } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** An inclusive gateway (BPMN 2.0.2 §13.4.3): joins the tokens that have come when no other can come any more (table 13.3). */
export const inclusiveGateway: Semantics<InclusiveGateway> = {
  gathers(draft, node, { scopeKey, flow }) {
    if (!node.join || flow === undefined) return true;
    record(draft, { type: 'tokenMarked', scopeKey, flow });
    touch(draft, scopeKey);
    return false;
  },
  enter: (draft, node, visit) => pass(draft, visit, split(draft, node, viewOf(draft, visit))),
  rests(draft, node, scope) {
    const flows = node.incoming.filter((flow) => (scope.marks?.[flow] ?? 0) > 0);
    if (!node.join || flows.length === 0 || mayStillCome(draft, node, node.join, scope, flows)) return false;
    record(draft, { type: 'tokensJoined', scopeKey: scope.key, flows });
    send(draft, { node: node.id, scopeKey: scope.key });
    return true;
  },
};
