import type { MessageSendTask } from '../../model/executable-process.ts';
import { activate, begin, complete } from '../moves.ts';
import { publish } from '../publish.ts';
import type { Semantics } from './semantics.ts';

/** A send task without a worker (BPMN 2.0.2 §13.3.3): the engine itself publishes its message. */
export const messageSendTask: Semantics<MessageSendTask> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    publish(draft, node, visit, node.result);
    activate(draft, visit);
    complete(draft, visit.key);
  },
};
