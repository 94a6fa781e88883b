import type { ModdleElement } from 'bpmn-moddle';
import { labelsOf } from './facts.ts';
import { aroundGlobalTask } from './global-tasks.ts';
import { typeOf } from './model-view.ts';

/** An element as a page names it. */
export interface OutlineElement {
  readonly id: string;
  /** BPMN's name of its kind: `UserTask`, `SequenceFlow`. */
  readonly type: string;
  /** In the language of the model; empty when it has none. */
  readonly name: string;
  /** In other languages, by language tag. */
  readonly labels: ReadonlyMap<string, string>;
  /** The process or sub-process it stands in; a process has none. */
  readonly scope?: string;
  /** The name of the innermost lane. */
  readonly lane?: string;
}

/** Every process (one around each global task too), flow node, sequence flow and lane of a file by id, executable or not. */
export function outline(definitions: ModdleElement): ReadonlyMap<string, OutlineElement> {
  const found = new Map<string, OutlineElement>();
  for (const root of definitions.rootElements ?? []) {
    const process = root.$type === 'bpmn:Process' ? root : aroundGlobalTask(root);
    if (process) enter(process, undefined, found);
  }
  return found;
}

function enter(scope: ModdleElement, parent: string | undefined, found: Map<string, OutlineElement>): void {
  const lanes = new Map<ModdleElement, string>();
  scope.laneSets?.forEach((set) => {
    collectLanes(set.lanes ?? [], scope.id, lanes, found);
  });
  add(scope, parent, undefined, found);
  for (const element of scope.flowElements ?? []) {
    if (element.flowElements) enter(element, scope.id, found);
    add(element, scope.id, lanes.get(element), found);
  }
}

function collectLanes(
  lanes: readonly ModdleElement[],
  scope: string | undefined,
  byNode: Map<ModdleElement, string>,
  found: Map<string, OutlineElement>,
): void {
  for (const lane of lanes) {
    add(lane, scope, undefined, found);
    for (const node of lane.flowNodeRef ?? []) byNode.set(node, lane.name ?? lane.id ?? '');
    collectLanes(lane.childLaneSet?.lanes ?? [], scope, byNode, found);
  }
}

function add(
  element: ModdleElement,
  scope: string | undefined,
  lane: string | undefined,
  found: Map<string, OutlineElement>,
): void {
  if (element.id === undefined) return;
  found.set(element.id, {
    id: element.id,
    type: typeOf(element),
    name: element.name ?? '',
    labels: labelsOf(element),
    ...(scope !== undefined && { scope }),
    ...(lane !== undefined && { lane }),
  });
}
