import type { ModdleElement } from 'bpmn-moddle';
import type { ModelView, NodeView } from '../model-view.ts';
import { hasKind, isEventSubProcess } from './rule.ts';

/** What the associations of a file lead to, by the element they come from, wherever in the file they are written. */
export function associationsOf({ definitions }: ModelView): ReadonlyMap<ModdleElement, readonly ModdleElement[]> {
  const found = new Map<ModdleElement, ModdleElement[]>();
  for (const { $type, sourceRef, targetRef } of artifactsOf(definitions.rootElements ?? [])) {
    if ($type !== 'bpmn:Association' || !sourceRef || !targetRef) continue;
    const known = found.get(sourceRef);
    if (known) known.push(targetRef);
    else found.set(sourceRef, [targetRef]);
  }
  return found;
}

function artifactsOf(elements: readonly ModdleElement[]): readonly ModdleElement[] {
  return elements.flatMap(({ artifacts, flowElements }) => [...(artifacts ?? []), ...artifactsOf(flowElements ?? [])]);
}

export function isCompensationBoundary({ type, element }: NodeView): boolean {
  return type === 'BoundaryEvent' && hasKind(element, 'compensate');
}

/** Whether compensating the activity can do anything: by its own handler, or by those of what it holds or calls. */
export function isCompensable(node: NodeView): boolean {
  if (node.type === 'CallActivity' || node.boundary.some(isCompensationBoundary)) return true;
  return node.inner?.nodes.some((inner) => isCompensationHandler(inner) || isCompensable(inner)) ?? false;
}

/** An event sub-process that begins by compensation. */
export function isCompensationHandler(node: NodeView): boolean {
  const nodes = isEventSubProcess(node) ? (node.inner?.nodes ?? []) : [];
  return nodes.some(({ type, element }) => type === 'StartEvent' && hasKind(element, 'compensate'));
}
