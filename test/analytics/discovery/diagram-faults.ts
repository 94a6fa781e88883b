/** What is wrong with a diagram as it is drawn, as sentences: shapes on each other, flows through shapes or askew, gateways that do nothing. */
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';

interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export async function diagramFaults(xml: string): Promise<readonly string[]> {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
  const faults = warnings.map(({ message }) => message);
  const root = rootElement as ModdleElement & Record<string, never>;
  const [process] = list(root, 'rootElements');
  const [diagram] = list(root, 'diagrams');
  if (!process || !diagram) return ['no process or no diagram'];
  const drawn = list(one(diagram, 'plane'), 'planeElement');
  const boxes = drawn.filter(({ $type }) => $type === 'bpmndi:BPMNShape').map((shape) => boxOf(shape));
  const nodes = list(process, 'flowElements').filter(({ $type }) => $type !== 'bpmn:SequenceFlow');
  const flows = list(process, 'flowElements').filter(({ $type }) => $type === 'bpmn:SequenceFlow');
  const boxed = new Map(boxes.map((box) => [box.id, box]));
  for (const { id } of nodes) if (!boxed.has(id ?? '')) faults.push(`${id ?? ''} is not drawn`);
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1))
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
        faults.push(`${a.id} lies on ${b.id}`);
  });
  for (const node of nodes.filter(({ $type }) => $type.endsWith('Gateway'))) {
    const [into, out] = [list(node, 'incoming'), list(node, 'outgoing')];
    if (into.length === 1 && out.length === 1) faults.push(`${node.id ?? ''} neither splits nor joins`);
    for (const flow of out) {
      const next = one(flow, 'targetRef');
      const isSplit = (of: ModdleElement): boolean => list(of, 'outgoing').length > 1;
      if (next.$type === node.$type && isSplit(next) === isSplit(node))
        faults.push(`${node.id ?? ''} and ${next.id ?? ''} could be one`);
    }
  }
  const edges = new Map(
    drawn.filter(({ $type }) => $type === 'bpmndi:BPMNEdge').map((edge) => [one(edge, 'bpmnElement').id, edge]),
  );
  for (const flow of flows) {
    const points = list(edges.get(flow.id) ?? process, 'waypoint').map(({ x, y }) => ({ x: Number(x), y: Number(y) }));
    const [from, to] = [boxed.get(one(flow, 'sourceRef').id ?? ''), boxed.get(one(flow, 'targetRef').id ?? '')];
    if (points.length < 2 || !from || !to) faults.push(`${flow.id ?? ''} is not drawn`);
    const [first, last] = [points[0], points.at(-1)];
    if (first && from && !isOnBorder(first, from)) faults.push(`${flow.id ?? ''} does not begin at ${from.id}`);
    if (last && to && !isOnBorder(last, to)) faults.push(`${flow.id ?? ''} does not end at ${to.id}`);
    points.slice(1).forEach((b, index) => {
      const a = points[index] ?? b;
      if (a.x !== b.x && a.y !== b.y) faults.push(`${flow.id ?? ''} runs askew`);
      const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
      const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
      for (const box of boxes)
        if (left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y)
          faults.push(`${flow.id ?? ''} crosses ${box.id}`);
    });
  }
  return faults;
}

function isOnBorder(point: { readonly x: number; readonly y: number }, { x, y, width, height }: Box): boolean {
  const isMiddleAcross = point.x === x + width / 2 && (point.y === y || point.y === y + height);
  return isMiddleAcross || (point.y === y + height / 2 && (point.x === x || point.x === x + width));
}

function boxOf(shape: ModdleElement): Box {
  const { x, y, width, height } = one(shape, 'bounds');
  return {
    id: one(shape, 'bpmnElement').id ?? '',
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  };
}

type Fields = ModdleElement & { readonly x?: unknown; readonly y?: unknown; readonly width?: unknown; readonly height?: unknown };

/** What moddle reads by the names of the BPMN schema. */
function list(of: ModdleElement, name: string): readonly Fields[] {
  return ((of as unknown as Record<string, unknown>)[name] ?? []) as readonly Fields[];
}

function one(of: ModdleElement, name: string): Fields {
  return (of as unknown as Record<string, unknown>)[name] as Fields;
}
