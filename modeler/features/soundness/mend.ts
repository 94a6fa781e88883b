import type Modeler from 'bpmn-js/lib/Modeler';
import type { Fix, GatewayKind } from '../../../engine/errors.ts';
import type {
  BpmnReplace,
  CommandStack,
  DiagramElement,
  ElementRegistry,
  Modeling,
  SpaceTool,
} from '../diagram/diagram-services.ts';
import { together } from '../diagram/changes-together.ts';

/** A gateway and the flow behind it. */
const ROOM = 100;
const GATEWAY = 50;

/**
 * Makes the change that a finding proposes, as one step of the drawing that can be undone.
 * @returns false when the drawing no longer has what would be changed
 */
export function mend(modeler: Modeler, fix: Fix): boolean {
  const at = modeler.get<ElementRegistry>('elementRegistry').get(fix.kind === 'removeFlow' ? fix.flow : fix.element);
  if (!at) return false;
  together(modeler.get<CommandStack>('commandStack'), () => {
    switch (fix.kind) {
      case 'changeGateway':
        changeGateway(modeler, at, fix.to);
        return;
      case 'insertGateway':
        insertGateway(modeler, at, fix.gateway);
        return;
      case 'removeFlow':
        modeler.get<Modeling>('modeling').removeConnection(at);
        return;
      default:
        fix satisfies never;
    }
  });
  return true;
}

/** A parallel gateway takes every flow: conditions on them would be a fault of their own. */
function changeGateway(modeler: Modeler, gateway: DiagramElement, to: GatewayKind): void {
  const changed = modeler.get<BpmnReplace>('bpmnReplace').replaceElement(gateway, { type: typeOf(to) });
  if (to !== 'parallelGateway') return;
  const modeling = modeler.get<Modeling>('modeling');
  for (const flow of changed.outgoing ?? [])
    if (flow.businessObject.conditionExpression) modeling.updateProperties(flow, { conditionExpression: undefined });
}

/** Everything from the element on moves to the right; the flows into it end at a new gateway, from which one flow leads to it. */
function insertGateway(modeler: Modeler, element: DiagramElement, kind: GatewayKind): void {
  const modeling = modeler.get<Modeling>('modeling');
  const space = modeler.get<SpaceTool>('spaceTool');
  const { parent } = element;
  if (!parent) return;
  const flows = (element.incoming ?? []).filter(({ type }) => type === 'bpmn:SequenceFlow');
  const start = element.x - 1;
  const { movingShapes, resizingShapes } = space.calculateAdjustments(allIn(rootOf(element)), 'x', ROOM, start);
  space.makeSpace(movingShapes, resizingShapes, { x: ROOM, y: 0 }, 'e', start);
  const centre = { x: element.x - ROOM + GATEWAY / 2, y: element.y + element.height / 2 };
  const gateway = modeling.createShape({ type: typeOf(kind) }, centre, parent);
  for (const flow of flows) modeling.reconnectEnd(flow, gateway, centre);
  modeling.connect(gateway, element, { type: 'bpmn:SequenceFlow' });
  for (const flow of flows) modeling.layoutConnection(flow);
}

function typeOf(kind: GatewayKind): string {
  return `bpmn:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
}

function rootOf(element: DiagramElement): DiagramElement {
  return element.parent ? rootOf(element.parent) : element;
}

function allIn(element: DiagramElement): readonly DiagramElement[] {
  return (element.children ?? []).flatMap((child) => [child, ...allIn(child)]);
}
