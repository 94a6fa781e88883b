import { definitionsOf } from '../model-view.ts';
import type { NodeView, ScopeView } from '../model-view.ts';
import { callersIn } from './called.ts';
import { fault, handlerStart, kindOf, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

type Code = string | undefined;

export const rule: Rule = {
  id: 'error-uncaught',
  clause: '10.5.6 Handling Events: an error goes up to the innermost handler',
  demands: 'something around an error end event, or around a call of its process in the file, catches its error',
  severity: 'warning',
  check: (model) => {
    const isCaught = catchers(callersIn(model));
    const says = 'throws an error that nothing catches; the case will stop with an incident. Attach an error event outside.';
    return nodesOf(model)
      .filter(({ type, element, scope }) => type === 'EndEvent' && errorsOf(element).some((code) => !isCaught(code, scope)))
      .map(({ element }) => fault(rule, element, says));
  },
};

/** The codes of the errors that an event throws or catches; undefined catches every error. */
function errorsOf(event: NodeView['element']): readonly Code[] {
  return definitionsOf(event)
    .filter((definition) => kindOf(definition) === 'error')
    .map(({ errorRef }) => errorRef?.errorCode);
}

/** Whether an error of a scope is caught there or further out; each scope is walked once for a code, also where processes call in a circle. */
function catchers(callers: ReturnType<typeof callersIn>): (code: Code, scope: ScopeView) => boolean {
  const caught = new Map<Code, Set<ScopeView>>();
  const uncaught = new Map<Code, Set<ScopeView>>();
  const walk = (code: Code, scope: ScopeView, seen: Set<ScopeView>): boolean => {
    if (caught.get(code)?.has(scope)) return true;
    if (seen.has(scope) || uncaught.get(code)?.has(scope)) return false;
    seen.add(scope);
    const around = scope.host ? [scope.host] : (callers.get(scope.id) ?? []);
    const found =
      scope.nodes.some((node) => catches(handlerStart(node), code)) ||
      around.some((node) => node.boundary.some((event) => catches(event, code)) || walk(code, node.scope, seen));
    if (found) caught.set(code, (caught.get(code) ?? new Set()).add(scope));
    return found;
  };
  return (code, scope) => {
    const seen = new Set<ScopeView>();
    if (walk(code, scope, seen)) return true;
    const known = uncaught.get(code) ?? new Set<ScopeView>();
    for (const one of seen) known.add(one);
    uncaught.set(code, known);
    return false;
  };
}

function catches(event: NodeView | undefined, code: Code): boolean {
  return event !== undefined && errorsOf(event.element).some((caught) => caught === undefined || caught === code);
}
