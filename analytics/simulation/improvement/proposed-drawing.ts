/** Two steps beside each other in the drawing: one over the other, with a gateway before and after. */
import type { BpmnModdle, ModdleElement } from 'bpmn-moddle';
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { between, type Box, type DrawnShape, makeRoom, middle, moved, type Point, type Sheet } from './drawn-room.ts';

const GATEWAY = 50;
/** A gateway and the way to it. */
const COLUMN = 100;
const CONTAINERS = new Set(['bpmn:Participant', 'bpmn:Lane', 'bpmn:Group']);

interface File {
  readonly moddle: BpmnModdle;
  readonly root: ModdleElement;
  readonly byId: ReadonlyMap<string, ModdleElement>;
}
interface Steps {
  readonly first: string;
  readonly second: string;
  readonly asIs: ExecutableProcess;
  readonly toBe: ExecutableProcess;
}

/** Nothing where the file has no drawing of both. */
export function drawBesideEachOther({ moddle, root, byId }: File, { first, second, asIs, toBe }: Steps): void {
  const plane = planesOf(root).find((one) => drawnIn(one).some((drawn) => about(drawn) === first));
  if (plane === undefined) return;
  const sheet = sheetOf(plane, byId);
  const [a, b] = [sheet.shapes.get(first)?.box, sheet.shapes.get(second)?.box];
  const before = asIs.nodes.get(first);
  const [fork, entry] = [flowInto(toBe, first), before?.incoming.map((id) => toBe.flows.get(id)?.target)[0]];
  const join = flowOutOf(toBe, second);
  if (!a || !b || !before || fork === undefined || join === undefined || entry === undefined) return;

  const columns = entry === fork ? 1 : 2;
  makeRoom(sheet, 'x', a.x, columns * COLUMN);
  const row = middle(a).y;
  const boxes = new Map<string, Box>([[fork, gateway(a.x - COLUMN, row)]]);
  if (entry !== fork) boxes.set(entry, gateway(a.x - 2 * COLUMN, row));
  const isOneRow = Math.abs(row - middle(b).y) < (a.height + b.height) / 2 + 20;
  if (isOneRow) makeRoom(sheet, 'y', a.y + a.height + 10, b.height + 40);
  const isBehind = b.x >= a.x + a.width + 20;
  if (!isOneRow || !isBehind) makeRoom(sheet, 'x', Math.max(a.x + a.width, isOneRow ? 0 : b.x + b.width) + 20, COLUMN);
  const left = { ...b };
  if (isOneRow) Object.assign(b, { x: a.x, y: a.y + a.height + 30 });
  const joinAt = isOneRow && isBehind ? left.x + (left.width - GATEWAY) / 2 : Math.max(a.x + a.width, b.x + b.width) + 50;
  boxes.set(join, gateway(joinAt, isOneRow ? row : middle(b).y));

  const added: ModdleElement[] = [...boxes].map(([id, box]) =>
    moddle.create('bpmndi:BPMNShape', {
      id: `${id}_shape`,
      bpmnElement: byId.get(id),
      bounds: moddle.create('dc:Bounds', { ...box }),
    }),
  );
  const boxOf = (id: string): Box => boxes.get(id) ?? sheet.shapes.get(id)?.box ?? a;
  for (const { id, source, target } of toBe.flows.values()) {
    const was = asIs.flows.get(id);
    const known = sheet.edges.get(id)?.points;
    if (was?.source === source && was.target === target) continue;
    if (was === undefined || was.source === first || known === undefined) {
      const way = between(boxOf(source), boxOf(target), boxes.has(source) ? 'from' : 'to');
      if (known) redraw(moddle, known, way);
      else added.push(edge(moddle, id, byId.get(id), way));
      continue;
    }
    const ending = was.target === target ? known : moved(known, 'to', a, boxOf(target));
    redraw(moddle, known, was.source === source ? ending : moved(ending, 'from', left, boxOf(source)));
  }
  Reflect.set(plane, 'planeElement', [...drawnIn(plane), ...added]);
}

function gateway(x: number, row: number): Box {
  return { x, y: row - GATEWAY / 2, width: GATEWAY, height: GATEWAY };
}

function flowInto(process: ExecutableProcess, id: string): string | undefined {
  return process.flows.get(process.nodes.get(id)?.incoming[0] ?? '')?.source;
}

function flowOutOf(process: ExecutableProcess, id: string): string | undefined {
  return process.flows.get(process.nodes.get(id)?.outgoing[0] ?? '')?.target;
}

function edge(moddle: BpmnModdle, id: string, bpmnElement: ModdleElement | undefined, way: readonly Point[]): ModdleElement {
  const waypoint = way.map((point) => moddle.create('dc:Point', { ...point }));
  return moddle.create('bpmndi:BPMNEdge', { id: `${id}_edge`, bpmnElement, waypoint });
}

/** In the list that the file holds. */
function redraw(moddle: BpmnModdle, points: Point[], way: readonly Point[]): void {
  const written: readonly unknown[] = way.map(({ x, y }) => moddle.create('dc:Point', { x, y }));
  points.splice(0, points.length, ...written.filter(isPoint));
}

function planesOf(root: ModdleElement): readonly ModdleElement[] {
  return elements(Reflect.get(root, 'diagrams')).flatMap((diagram) => elements([Reflect.get(diagram, 'plane')]));
}

function drawnIn(plane: ModdleElement): readonly ModdleElement[] {
  return elements(Reflect.get(plane, 'planeElement'));
}

function about(drawn: ModdleElement): string | undefined {
  return elements([Reflect.get(drawn, 'bpmnElement')])[0]?.id;
}

function sheetOf(plane: ModdleElement, byId: ReadonlyMap<string, ModdleElement>): Sheet {
  const all = drawnIn(plane);
  const label = (drawn: ModdleElement): Box | undefined => {
    const own: unknown = Reflect.get(drawn, 'label');
    const bounds: unknown = isElement(own) ? Reflect.get(own, 'bounds') : undefined;
    return isBox(bounds) ? bounds : undefined;
  };
  const shapes = new Map(
    all.flatMap((drawn): readonly (readonly [string, DrawnShape])[] => {
      const [id, box] = [about(drawn), Reflect.get(drawn, 'bounds') as unknown];
      if (id === undefined || !isBox(box)) return [];
      const type = byId.get(id)?.$type ?? '';
      const isOpen = /SubProcess|Transaction/.test(type) && Reflect.get(drawn, 'isExpanded') !== false;
      return [[id, { box, label: label(drawn), isContainer: isOpen || CONTAINERS.has(type) }]];
    }),
  );
  const ends = (id: string, end: 'sourceRef' | 'targetRef'): DrawnShape | undefined =>
    shapes.get(elements([byId.get(id)?.[end]])[0]?.id ?? '');
  const edges = all.flatMap((drawn) => {
    const [id, points] = [about(drawn), Reflect.get(drawn, 'waypoint') as unknown];
    if (id === undefined || !Array.isArray(points) || !points.every(isPoint)) return [];
    return [[id, { points, label: label(drawn), from: ends(id, 'sourceRef'), to: ends(id, 'targetRef') }] as const];
  });
  return { shapes, edges: new Map(edges) };
}

function elements(value: unknown): readonly ModdleElement[] {
  return Array.isArray(value) ? value.filter(isElement) : [];
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

function isPoint(value: unknown): value is Point {
  return typeof value === 'object' && value !== null && 'x' in value && typeof value.x === 'number' && 'y' in value;
}

function isBox(value: unknown): value is Box {
  return isPoint(value) && 'width' in value && 'height' in value;
}
