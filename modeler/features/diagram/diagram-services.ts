/** The services of bpmn-js that the page uses, as far as it uses them; bpmn-js hands them out untyped. */
import type { ModdleElement } from 'bpmn-moddle';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface DiagramElement extends Box {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly parent?: DiagramElement;
  readonly labelTarget?: DiagramElement;
  readonly waypoints?: readonly { readonly x: number; readonly y: number }[];
  readonly incoming?: readonly DiagramElement[];
  readonly outgoing?: readonly DiagramElement[];
  readonly source?: DiagramElement;
  readonly target?: DiagramElement;
  readonly children?: readonly DiagramElement[];
}

export interface Canvas {
  zoom: (level: number | 'fit-viewport', center?: 'auto') => number;
  viewbox: (box?: Box) => Box & { readonly inner: Box; readonly outer: { readonly width: number; readonly height: number } };
  addMarker: (element: string, marker: string) => void;
  removeMarker: (element: string, marker: string) => void;
  getLayer: (name: string, index?: number) => SVGGElement;
  scrollToElement: (element: string | DiagramElement, padding?: number) => void;
  resized: () => void;
}

export interface ElementRegistry {
  get: (id: string) => DiagramElement | undefined;
  getAll: () => readonly DiagramElement[];
  filter: (keep: (element: DiagramElement) => boolean) => readonly DiagramElement[];
}

export interface Overlays {
  add: (
    element: string,
    type: string,
    overlay: {
      position: Partial<Record<'top' | 'right' | 'bottom' | 'left', number>>;
      html: HTMLElement;
      scale?: { min?: number; max?: number };
    },
  ) => string;
  remove: (filter: { type: string }) => void;
}

export interface Selection {
  select: (element: DiagramElement | readonly DiagramElement[] | null) => void;
  get: () => readonly DiagramElement[];
}

export interface ChangesTogether {
  readonly change: () => void;
}

export interface CommandStack {
  undo: () => void;
  redo: () => void;
  canUndo: () => boolean;
  canRedo: () => boolean;
  register: (command: string, handler: { readonly preExecute: (context: ChangesTogether) => void }) => void;
  execute: (command: string, context: ChangesTogether) => void;
}

export interface Modeling {
  updateProperties: (element: DiagramElement, properties: Readonly<Record<string, unknown>>) => void;
  updateModdleProperties: (element: DiagramElement, of: ModdleElement, properties: Readonly<Record<string, unknown>>) => void;
  createShape: (shape: { readonly type: string }, centre: Point, parent: DiagramElement) => DiagramElement;
  connect: (source: DiagramElement, target: DiagramElement, connection: { readonly type: string }) => DiagramElement;
  reconnectEnd: (connection: DiagramElement, target: DiagramElement, docking: Point) => void;
  layoutConnection: (connection: DiagramElement) => void;
  removeConnection: (connection: DiagramElement) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

export interface BpmnReplace {
  replaceElement: (element: DiagramElement, target: { readonly type: string }) => DiagramElement;
}

/** What makes room in a drawing. */
export interface SpaceTool {
  calculateAdjustments: (
    elements: readonly DiagramElement[],
    axis: 'x' | 'y',
    delta: number,
    start: number,
  ) => { readonly movingShapes: readonly DiagramElement[]; readonly resizingShapes: readonly DiagramElement[] };
  makeSpace: (
    moving: readonly DiagramElement[],
    resizing: readonly DiagramElement[],
    delta: Point,
    direction: 'e' | 's',
    start: number,
  ) => void;
}

export interface BpmnFactory {
  create: (type: string, properties?: Readonly<Record<string, unknown>>) => ModdleElement;
}
