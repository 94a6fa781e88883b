/** What a layered drawing is made of while it is made. */
export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  /** How much it matters that the edge is short, straight and goes down: its frequency. */
  readonly weight: number;
  /** Room for the label in the middle of it. */
  readonly labelWidth: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Way {
  readonly points: readonly Point[];
  readonly label: Point;
  /** It goes up: against what is frequent. */
  readonly isBack: boolean;
}

export interface Layout {
  /** Centres. */
  readonly nodes: ReadonlyMap<string, Point>;
  /** In the order given: points from one border to the other in the edge's own direction, and where its label is. */
  readonly edges: readonly Way[];
  readonly width: number;
  readonly height: number;
}

/** A node, or a bend of an edge that goes over several layers. */
export interface Item {
  readonly node?: LayoutNode;
  readonly width: number;
  layer: number;
  /** Within its layer, from the left. */
  place: number;
  /** The middle of it. */
  x: number;
  readonly above: Neighbour[];
  readonly below: Neighbour[];
}
export interface Neighbour {
  readonly item: Item;
  readonly weight: number;
}

export function itemOf(width: number, layer: number, node?: LayoutNode): Item {
  return { ...(node && { node }), width, layer, place: 0, x: 0, above: [], below: [] };
}

/** Around the drawing; between the bottom of a layer and the top of the next, every second of which holds labels alone. */
export const MARGIN = 16;
export const GAP = 26;
