import type { EndEvent, ThrowEvent } from '../../model/executable-process.ts';
import { activate, begin, enable, pass, terminateChildren } from '../moves.ts';
import { openJob, planJob } from '../open-job.ts';
import { Problem } from '../problem.ts';
import { publish } from '../publish.ts';
import { throwError } from '../throw-error.ts';
import type { Semantics } from './semantics.ts';

/** Intermediate throw and end events (BPMN 2.0.2 §13.5.2, §13.5.4): they do their deed, then the token goes on or ends. */
export const throwingEvent: Semantics<ThrowEvent | EndEvent> = {
  enter(draft, node, visit) {
    const { result } = node;
    switch (result.kind) {
      case 'none':
        return pass(draft, visit, node.outgoing);
      case 'terminate':
        pass(draft, visit, []);
        return terminateChildren(draft, visit.scopeKey);
      case 'error': {
        enable(draft, visit);
        if (throwError(draft, visit.key, result.code, {})) return undefined;
        throw new Problem('unhandledError', `no boundary event catches error '${result.code}' of '${node.name || node.id}'`);
      }
      case 'signal':
      case 'message':
        if (node.inputs.length > 0) begin(draft, visit);
        publish(draft, node, visit, result);
        return pass(draft, visit, node.outgoing);
      case 'job': {
        begin(draft, visit);
        const job = planJob(draft, result.job, node, visit.key);
        activate(draft, visit);
        return openJob(draft, visit, job);
      }
      default:
        return result satisfies never;
    }
  },
};
