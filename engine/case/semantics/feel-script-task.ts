import type { FeelScriptTask } from '../../model/executable-process.ts';
import { activate, begin, complete } from '../moves.ts';
import { evaluate } from '../variables.ts';
import type { Semantics } from './semantics.ts';

/** A script task in FEEL: its value becomes the result variable. */
export const feelScriptTask: Semantics<FeelScriptTask> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    const value = evaluate(draft, node.expression, visit.key, 'expression');
    activate(draft, visit);
    complete(draft, visit.key, { [node.resultVariable]: value });
  },
};
