import type { ModdleElement } from 'bpmn-moddle';
import { definitionsOf, isActivityType } from '../model-view.ts';
import type { NodeView, ScopeView } from '../model-view.ts';
import { isEventSubProcess, nodeRule } from './rule.ts';

/** The activities that a compensation event of this node names by `activityRef`. */
export function compensated({ type, element }: NodeView): readonly ModdleElement[] {
  if (type !== 'EndEvent' && type !== 'IntermediateThrowEvent') return [];
  return definitionsOf(element).flatMap(({ activityRef }) => (activityRef ? [activityRef] : []));
}

/** The scopes whose activities a compensation event sees: its own, and out of event sub-processes the one around them. */
export function visibleFrom(scope: ScopeView): readonly ScopeView[] {
  return scope.host && isEventSubProcess(scope) ? [scope, ...visibleFrom(scope.host.scope)] : [scope];
}

function nodeIn(scopes: readonly ScopeView[], element: ModdleElement): NodeView | undefined {
  for (const { nodes } of scopes) {
    const node = nodes.find((one) => one.element === element);
    if (node) return node;
  }
  return undefined;
}

export const rule = nodeRule(
  {
    id: 'compensation-reference',
    clause: '10.7.2 Compensation Triggering; 10.5.5 Compensation Event Definition, attribute activityRef',
    demands: 'a compensation event names an activity of normal flow in its own scope, or in that around its event sub-process',
    severity: 'error',
  },
  (node) => {
    for (const activity of compensated(node)) {
      const target = nodeIn(visibleFrom(node.scope), activity);
      if (!target)
        return `compensates ${activity.id ?? 'an element'}, which it cannot see from here; name an activity of the same scope.`;
      if (!isActivityType(target.type) || isEventSubProcess(target) || target.element.isForCompensation === true)
        return `compensates ${target.id}, which is no activity of normal flow; name the activity that is to be undone.`;
    }
    return undefined;
  },
);
