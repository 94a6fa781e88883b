import type { ExclusiveGateway } from '../../model/executable-process.ts';
import { holds, pass, viewOf } from '../moves.ts';
import { Problem } from '../problem.ts';
import type { Semantics } from './semantics.ts';

/** An exclusive gateway (BPMN 2.0.2 §13.4.2): the first flow, in the model's order, whose condition holds; else the default. */
export const exclusiveGateway: Semantics<ExclusiveGateway> = {
  enter(draft, node, visit) {
    const taken =
      node.outgoing.find((flow) => flow !== node.defaultFlow && holds(draft, node, flow, viewOf(draft, visit))) ??
      node.defaultFlow;
    if (taken === undefined && node.outgoing.length > 0) {
      throw new Problem('condition', `no condition of gateway '${node.name || node.id}' holds and it has no default flow`);
    }
    pass(draft, visit, taken === undefined ? [] : [taken]);
  },
};
