import type { AdHocSubProcess } from '../../model/executable-process.ts';
import { beginElements } from '../ad-hoc.ts';
import { activate, begin, beginScope } from '../moves.ts';
import { Problem } from '../problem.ts';
import { evaluate } from '../variables.ts';
import type { Semantics } from './semantics.ts';

/** An ad-hoc sub-process (BPMN 2.0.2 §13.3.5): what its model names begins at once, the rest when somebody wants it. */
export const adHocSubProcess: Semantics<AdHocSubProcess> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    const named = node.activeElements ? evaluate(draft, node.activeElements, visit.key, 'expression') : [];
    const name = node.name || node.id;
    if (!Array.isArray(named)) throw new Problem('expression', `the list of active elements of '${name}' is no list`);
    const elements = named.map(String);
    const wrong = elements.find((id) => !node.elements.includes(id));
    if (wrong !== undefined)
      throw new Problem('expression', `'${name}' has no element '${wrong.slice(0, 60)}' that can be begun`);
    activate(draft, visit);
    if (visit.within) return beginScope(draft, visit, []);
    beginElements(
      draft,
      visit.key,
      node,
      elements.map((elementId) => ({ elementId })),
    );
  },
};
