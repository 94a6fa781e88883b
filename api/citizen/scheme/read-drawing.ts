/** What a drawing of BPMN shows: elements with their names, and where they are drawn. Execution is the engine's; this reads for the eye. */
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface Named {
  lt: string;
  en?: string;
}

/** An element of the model. */
export interface Item {
  readonly id: string;
  /** The name of its BPMN element: `userTask`, `exclusiveGateway`. */
  readonly kind: string;
  readonly parent: string | undefined;
  readonly name: Named;
  readonly attributes: Readonly<Record<string, string>>;
  /** Of an event: `timer`, `message`… */
  event?: string;
  loop?: 'loop' | 'parallel' | 'sequential';
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Shape {
  readonly item: Item;
  readonly box: Box;
  readonly label?: Box;
  readonly isExpanded: boolean;
  readonly isHorizontal: boolean;
}
export interface Edge {
  readonly item: Item;
  readonly points: readonly Point[];
  readonly label?: Box;
}

export interface Drawing {
  readonly items: ReadonlyMap<string, Item>;
  /** The lane of each flow node. */
  readonly laneOf: ReadonlyMap<string, Item>;
  readonly shapes: readonly Shape[];
  readonly edges: readonly Edge[];
}

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DI = 'http://www.omg.org/spec/BPMN/20100524/DI';
const NOT_ITEMS =
  /^(extensionElements|incoming|outgoing|documentation|laneSet|ioSpecification|dataInput|dataOutput|.*Expression|.*Ref|.*Binding)$/;

interface Drawn {
  readonly about: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isEdge: boolean;
  box?: Box;
  label?: Box;
  readonly points: Point[];
}

/** @throws Error when it is not well-formed, which nothing deployed is */
export function readDrawing(xml: string): Drawing {
  const items = new Map<string, Item>();
  const lanes: [node: string, lane: Item][] = [];
  const drawn: Drawn[] = [];
  const open: (Item | undefined)[] = [];
  let diagrams = 0;
  let inLabel = false;
  let language = '';
  let text = '';
  const inside = (): Item | undefined => open.findLast((item) => item !== undefined);

  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', () => {
    throw new Error('A model has no document type.');
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    const attributes = plain(tag);
    text = '';
    let item: Item | undefined;
    if (tag.uri === BPMN) item = opened(tag.local, attributes);
    else if (tag.uri === DI || tag.local === 'Bounds' || tag.local === 'waypoint') place(tag.local, attributes);
    else if (tag.local === 'label') language = attributes['lang'] ?? '';
    open.push(item);
  });
  parser.on('text', (piece: string) => {
    text += piece;
  });
  parser.on('cdata', (piece: string) => {
    text += piece;
  });
  parser.on('closetag', (tag) => {
    open.pop();
    const owner = inside();
    if (tag.local === 'BPMNLabel') inLabel = false;
    if (tag.local === 'flowNodeRef' && owner?.kind === 'lane') lanes.push([text.trim(), owner]);
    if (tag.local === 'text' && owner?.kind === 'textAnnotation') owner.name.lt = text.trim();
    if (tag.local === 'label' && tag.uri !== DI && language === 'en' && owner) owner.name.en = text.trim();
    if (tag.local === 'label') language = '';
  });

  function opened(kind: string, attributes: Readonly<Record<string, string>>): Item | undefined {
    const owner = inside();
    if (kind.endsWith('EventDefinition')) {
      // Definitions of events beside the process name no element.
      if (owner !== undefined) owner.event = owner.event === undefined ? kind.slice(0, -'EventDefinition'.length) : 'multiple';
      return undefined;
    }
    if (kind === 'standardLoopCharacteristics' && owner) owner.loop = 'loop';
    if (kind === 'multiInstanceLoopCharacteristics' && owner)
      owner.loop = attributes['isSequential'] === 'true' ? 'sequential' : 'parallel';
    const { id } = attributes;
    if (id === undefined || NOT_ITEMS.test(kind) || kind.endsWith('LoopCharacteristics')) return undefined;
    const item: Item = { id, kind, parent: owner?.id, name: { lt: attributes['name']?.trim() ?? '' }, attributes };
    items.set(id, item);
    return kind === 'definitions' ? undefined : item;
  }

  function place(kind: string, attributes: Readonly<Record<string, string>>): void {
    if (kind === 'BPMNDiagram') diagrams += 1;
    // Further diagrams are the insides of collapsed sub-processes.
    if (diagrams > 1) return;
    const last = drawn.at(-1);
    if (kind === 'BPMNShape' || kind === 'BPMNEdge')
      drawn.push({ about: attributes['bpmnElement'] ?? '', attributes, isEdge: kind === 'BPMNEdge', points: [] });
    else if (kind === 'BPMNLabel') inLabel = true;
    else if (kind === 'waypoint') last?.points.push({ x: Number(attributes['x']), y: Number(attributes['y']) });
    else if (kind === 'Bounds' && last) {
      const box = {
        x: Number(attributes['x']),
        y: Number(attributes['y']),
        width: Number(attributes['width']),
        height: Number(attributes['height']),
      };
      if (inLabel) last.label = box;
      else last.box = box;
    }
  }

  parser.write(xml).close();
  const shapes = drawn.flatMap(({ about, attributes, isEdge, box, label }): readonly Shape[] => {
    const item = items.get(about);
    if (item === undefined || isEdge || box === undefined) return [];
    const isExpanded = attributes['isExpanded'] !== 'false';
    const isHorizontal = attributes['isHorizontal'] !== 'false';
    return [{ item, box, isExpanded, isHorizontal, ...(label && { label }) }];
  });
  const edges = drawn.flatMap(({ about, isEdge, points, label }): readonly Edge[] => {
    const item = items.get(about);
    return item === undefined || !isEdge || points.length < 2 ? [] : [{ item, points, ...(label && { label }) }];
  });
  return { items, laneOf: new Map(lanes), shapes, edges };
}

function plain({ attributes }: SaxesTagNS): Record<string, string> {
  return Object.fromEntries(Object.values(attributes).map(({ local, value }) => [local, value]));
}

/** What an element is called; Lithuanian where it has no English. */
export function nameOf({ name }: Item, language: 'lt' | 'en'): string {
  return language === 'en' ? (name.en ?? name.lt) : name.lt;
}
