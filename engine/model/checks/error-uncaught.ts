import { definitionsOf } from '../model-view.ts';
import type { ModelView, NodeView, ScopeView } from '../model-view.ts';
import { callersOf } from './called.ts';
import { handlerStart, kindOf, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'error-uncaught',
    clause: '10.5.6 Handling Events: an error goes up to the innermost handler',
    demands: 'something around an error end event, or around a call of its process in the file, catches its error',
    severity: 'warning',
  },
  ({ type, element, scope }, model) =>
    type === 'EndEvent' && errorsOf(element).some((code) => !isCaught(code, scope, model))
      ? 'throws an error that nothing catches; the case will stop with an incident. Attach an error event outside.'
      : undefined,
);

/** The codes of the errors that an event throws or catches; undefined catches every error. */
function errorsOf(event: NodeView['element']): readonly (string | undefined)[] {
  return definitionsOf(event)
    .filter((definition) => kindOf(definition) === 'error')
    .map(({ errorRef }) => errorRef?.errorCode);
}

/** `seen` ends the walk where processes call each other in a circle. */
function isCaught(code: string | undefined, scope: ScopeView, model: ModelView, seen = new Set<ScopeView>()): boolean {
  if (seen.has(scope)) return false;
  seen.add(scope);
  if (scope.nodes.some((node) => catches(handlerStart(node), code))) return true;
  const around = scope.host ? [scope.host] : callersOf(scope.id, model);
  return around.some((node) => node.boundary.some((event) => catches(event, code)) || isCaught(code, node.scope, model, seen));
}

function catches(event: NodeView | undefined, code: string | undefined): boolean {
  return event !== undefined && errorsOf(event.element).some((caught) => caught === undefined || caught === code);
}
