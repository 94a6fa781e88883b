import type { ReceiveTask } from '../../model/executable-process.ts';
import { activate, begin, complete } from '../moves.ts';
import { planWaits } from '../waits.ts';
import type { Semantics } from './semantics.ts';

/** A receive task (BPMN 2.0.2 §13.3.3): waits for its message; one that begins a case, or follows an event gateway, has it already. */
export const receiveTask: Semantics<ReceiveTask> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    activate(draft, visit, visit.variables ? [] : planWaits(draft, [node.id], visit.key));
    if (visit.variables) complete(draft, visit.key, visit.variables);
  },
  triggered: (draft, _node, instance, variables) => complete(draft, instance.key, variables),
};
