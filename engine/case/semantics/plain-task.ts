import type { PlainTask } from '../../model/executable-process.ts';
import { activate, begin, complete } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** None and manual tasks (BPMN 2.0.2 §13.3.3): the engine neither does nor awaits anything. */
export const plainTask: Semantics<PlainTask> = {
  enter(draft, _node, visit) {
    begin(draft, visit);
    activate(draft, visit);
    complete(draft, visit.key);
  },
};
