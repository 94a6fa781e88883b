import { definitionsOf, triggerOf } from '../model-view.ts';
import type { ScopeView } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'error-uncaught',
  clause: '10.5.6 Handling Events: an error goes up to the innermost handler',
  check: (model) =>
    nodesOf(model)
      .filter(({ type, element }) => type === 'EndEvent' && triggerOf(element) === 'error')
      .filter(({ element, scope }) => !isCaught(definitionsOf(element)[0]?.errorRef?.errorCode, scope))
      .map(({ element }) =>
        fault(
          rule,
          element,
          'throws an error that nothing catches; the case will stop with an incident. Attach an error event outside.',
          'warning',
        ),
      ),
};

function isCaught(code: string | undefined, scope: ScopeView): boolean {
  const { host } = scope;
  // An event sub-process in any scope around could catch it; those are refused by name.
  if (!host) return false;
  const catches = host.boundary.some(({ element }) => {
    const reference = definitionsOf(element)[0]?.errorRef;
    return triggerOf(element) === 'error' && (reference === undefined || reference.errorCode === code);
  });
  return catches || isCaught(code, host.scope);
}
