import type { CatchEvent } from '../../model/executable-process.ts';
import { activate, begin, complete, pass } from '../moves.ts';
import { planWaits } from '../waits.ts';
import type { Semantics } from './semantics.ts';

/** An intermediate catch event (BPMN 2.0.2 §13.5.2): waits; behind an event-based gateway, or at the other end of a link, what it waits for has come already. */
export const intermediateCatchEvent: Semantics<CatchEvent> = {
  enter(draft, node, visit) {
    if (visit.variables || node.trigger.kind === 'link') return pass(draft, visit, node.outgoing);
    begin(draft, visit);
    activate(draft, visit, planWaits(draft, [node.id], visit.key));
  },
  triggered: (draft, _node, instance, variables) => complete(draft, instance.key, variables),
};
