import type { CallActivity } from '../../model/executable-process.ts';
import { callProcess } from '../call.ts';
import { activate, begin } from '../moves.ts';
import type { Semantics } from './semantics.ts';

/** A call activity (BPMN 2.0.2 §13.3.4): another process, or a global task, runs as a case of its own, and the token waits for it. */
export const callActivity: Semantics<CallActivity> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    const call = callProcess(draft, node, visit.key);
    activate(draft, visit);
    call();
  },
};
