import type { DiagramElement, ElementRegistry } from '../diagram/diagram-services.ts';
import { extensionOf } from './extension-values.ts';

export interface OutlineRow {
  readonly element: DiagramElement;
  readonly id: string;
  readonly name: string;
  /** BPMN's kind without its prefix: `UserTask`. */
  readonly kind: string;
  readonly depth: number;
  readonly who: string;
  /** Names (or ids) of what comes next, with the name of the flow where it has one. */
  readonly next: readonly string[];
}

const STEP = /Task$|SubProcess$|CallActivity$|Event$|Gateway$/;

/** The steps of the drawing in reading order: scope by scope, from left to right. */
export function outlineRows(registry: ElementRegistry): readonly OutlineRow[] {
  const steps = registry.filter((element) => STEP.test(element.type) && element.labelTarget === undefined);
  return [...steps].sort((a, b) => a.x - b.x || a.y - b.y).map(rowOf);
}

function rowOf(element: DiagramElement): OutlineRow {
  const assignment = extensionOf(element, 'zeebe:AssignmentDefinition');
  return {
    element,
    id: element.id,
    name: element.businessObject.name ?? '',
    kind: element.type.replace(/^\w+:/, ''),
    depth: depthOf(element),
    who: assignment?.assignee ?? assignment?.candidateGroups ?? '',
    next: (element.outgoing ?? []).flatMap((flow) => {
      const target = flow.target?.businessObject;
      if (!target) return [];
      const name = target.name ?? target.id ?? '';
      const flowName = flow.businessObject.name ?? '';
      return [flowName === '' ? name : `${flowName}: ${name}`];
    }),
  };
}

function depthOf(element: DiagramElement): number {
  let depth = 0;
  for (let at = element.parent; at; at = at.parent) if (/SubProcess$/.test(at.type)) depth += 1;
  return depth;
}
