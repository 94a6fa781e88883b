import type { ReceiveTask } from '../../model/executable-process.ts';
import { activate, begin, complete } from '../moves.ts';
import { planWaits } from '../waits.ts';
import type { Semantics } from './semantics.ts';

/** A receive task (BPMN 2.0.2 §13.3.3): waits for its message. */
export const receiveTask: Semantics<ReceiveTask> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    activate(draft, visit, planWaits(draft, [node.id], visit.key));
  },
  triggered: (draft, _node, instance, variables) => complete(draft, instance.key, variables),
};
