import type { StartEvent } from '../../model/executable-process.ts';
import { pass } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** A start event (BPMN 2.0.2 §13.2, §13.5.1): what it waited for has happened, or the scope would not be there. */
export const startEvent: Semantics<StartEvent> = {
  enter: (draft, node, visit) => pass(draft, visit, node.outgoing),
};
