/** What a layered drawing is made of while it is made. */
export interface LayoutNode {
  readonly id: string;
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
