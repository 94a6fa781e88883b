import type { StartEvent } from '../../model/executable-process.ts';
import { beginHandler } from '../handlers.ts';
import { activate, begin, complete, pass } from '../moves.ts';
import { planWaits } from '../waits.ts';
import type { Semantics } from './semantics.ts';

/**
 * A start event (BPMN 2.0.2 §13.2, §13.5.1): what it waited for has happened, or the scope would not be there; a case that needs several
 * things to happen has begun with the first and waits here for the rest.
 */
export const startEvent: Semantics<StartEvent> = {
  enter(draft, node, visit) {
    const { part, variables } = visit;
    if (part === undefined || node.trigger.kind !== 'multiple' || !node.trigger.parallel) {
      return pass(draft, visit, node.outgoing);
    }
    begin(draft, variables ? { ...visit, locals: variables } : visit);
    activate(
      draft,
      visit,
      planWaits(draft, [node.id], visit.key).filter((wait) => wait.part !== part),
    );
  },
  triggered(draft, node, instance, variables) {
    if (instance.elementId === node.id) complete(draft, instance.key, { ...draft.state.variables[instance.key], ...variables });
    else beginHandler(draft, node, instance, variables);
  },
};
