/**
 * A layered drawing of a graph that hangs together (Sugiyama, Tagawa and Toda 1981): ways back are turned round (Eades, Lin and Smyth 1993,
 * by weight), nodes put into layers, layers ordered to cross little, places found by isotonic regression. Pure and deterministic.
 */
import { orderLayers } from './layer-order.ts';
import { placeInLayers } from './layer-places.ts';
import { GAP, itemOf, MARGIN } from './layout-item.ts';
import type { Item, Layout, LayoutEdge, LayoutNode, Point, Way } from './layout-item.ts';

/** What a self loop needs beside its node. */
const LOOP_REACH = 30;

/** An edge between two nodes that are there, turned so that it goes down. */
interface Line {
  readonly edge: LayoutEdge;
  readonly top: Item;
  readonly bottom: Item;
  readonly isBack: boolean;
}

export function layeredPart(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layout {
  const loops = new Map(edges.filter(({ from, to }) => from === to).map((edge) => [edge.from, edge.labelWidth]));
  const items = new Map(nodes.map((node) => [node.id, itemOf(roomOf(node, loops.get(node.id)), 0, node)]));
  const place = downwardOrder(nodes, edges);
  const lines = new Map(
    edges.flatMap((edge): (readonly [LayoutEdge, Line])[] => {
      const [from, to] = [items.get(edge.from), items.get(edge.to)];
      if (!from || !to || from === to) return [];
      const isBack = (place.get(edge.from) ?? 0) > (place.get(edge.to) ?? 0);
      return [[edge, isBack ? { edge, top: to, bottom: from, isBack } : { edge, top: from, bottom: to, isBack }]];
    }),
  );
  const order = Array.from(place.keys(), (id) => items.get(id)).filter((item) => item !== undefined);
  putIntoLayers(order, [...lines.values()]);
  const chains = new Map(Array.from(lines, ([edge, line]) => [edge, { ...line, bends: chainOf(line) }]));
  const all = [...items.values(), ...[...chains.values()].flatMap(({ bends }) => bends)];
  const layers = Array.from({ length: 1 + Math.max(-1, ...all.map(({ layer }) => layer)) }, (_, layer) =>
    all.filter((item) => item.layer === layer),
  );
  const ordered = orderLayers(layers);
  placeInLayers(ordered);
  const left = Math.min(0, ...all.map((item) => item.x - item.width / 2));
  for (const item of all) item.x += MARGIN - left;
  const middles = heights(ordered);
  const centre = (item: Item): Point => ({ x: item.x, y: middles[item.layer] ?? 0 });
  return {
    nodes: new Map(Array.from(items, ([id, item]) => [id, centre(item)])),
    edges: edges.map((edge) => {
      const chain = chains.get(edge);
      const item = items.get(edge.from);
      if (!chain) return item?.node ? loopOf(centre(item), item.node) : { points: [], label: { x: 0, y: 0 }, isBack: false };
      const { top, bottom, bends, isBack } = chain;
      const points = bends.map(centre);
      const from = border(centre(top), points[0] ?? centre(bottom), top, 1);
      const to = border(centre(bottom), points.at(-1) ?? centre(top), bottom, -1);
      const way = [from, ...points, to];
      return { points: isBack ? way.reverse() : way, label: points[(points.length - 1) >> 1] ?? from, isBack };
    }),
    width: Math.max(0, ...all.map((item) => item.x + item.width / 2)) + MARGIN,
    height: (middles.at(-1) ?? 0) + tallest(ordered.at(-1) ?? []) / 2 + MARGIN,
  };
}

/** Nodes in an order in which as much weight as possible goes forward: what has most to give first, what has most to take last. */
function downwardOrder(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): ReadonlyMap<string, number> {
  const left = new Set(nodes.map(({ id }) => id));
  const front: string[] = [];
  const rear: string[] = [];
  const sum = (id: string, end: 'from' | 'to'): number => {
    const other = end === 'from' ? 'to' : 'from';
    return edges.reduce(
      (all, edge) => (edge[end] === id && edge[other] !== id && left.has(edge[other]) ? all + edge.weight : all),
      0,
    );
  };
  while (left.size > 0) {
    const rated = Array.from(left, (id) => ({ id, out: sum(id, 'from'), into: sum(id, 'to') }));
    const sink = rated.findLast(({ out, into }) => out === 0 && into > 0);
    const source = rated.find(({ into }) => into === 0);
    const best = sink ?? source ?? rated.reduce((most, one) => (one.out - one.into > most.out - most.into ? one : most));
    if (best === sink) rear.unshift(best.id);
    else front.push(best.id);
    left.delete(best.id);
  }
  return new Map([...front, ...rear].map((id, index) => [id, index]));
}

/**
 * As far up as the edges let it, then pulled down to where its edges weigh less; two layers an edge, so that a label has one of its own.
 * @param order in which all lines go forward
 */
function putIntoLayers(order: readonly Item[], lines: readonly Line[]): void {
  const into = group(lines, 'bottom');
  const out = group(lines, 'top');
  for (const item of order) item.layer = Math.max(0, ...(into.get(item) ?? []).map(({ top }) => top.layer + 2));
  const weigh = (own: readonly Line[]): number => own.reduce((all, { edge }) => all + edge.weight, 0);
  for (let round = 0; round < 4; round++) {
    for (const item of [...order].reverse()) {
      const [above, below] = [into.get(item) ?? [], out.get(item) ?? []];
      if (below.length === 0 || weigh(below) <= weigh(above)) continue;
      item.layer = Math.min(...below.map(({ bottom }) => bottom.layer - 2));
    }
  }
  const least = Math.min(...order.map(({ layer }) => layer));
  for (const item of order) item.layer -= least;
}

function group(lines: readonly Line[], end: 'top' | 'bottom'): ReadonlyMap<Item, readonly Line[]> {
  const groups = new Map<Item, Line[]>();
  for (const line of lines) {
    const known = groups.get(line[end]);
    if (known) known.push(line);
    else groups.set(line[end], [line]);
  }
  return groups;
}

/** A node with a self loop takes as much room on both sides as the loop and its label need on one. */
function roomOf({ width }: LayoutNode, loopLabel: number | undefined): number {
  return loopLabel === undefined ? width : width + 2 * (LOOP_REACH + loopLabel);
}

/** The bends of an edge from top to bottom, one a layer, linked with each other and with its ends; the middle one is as wide as the label. */
function chainOf({ edge, top, bottom }: Line): readonly Item[] {
  const count = bottom.layer - top.layer - 1;
  const middle = (count - 1) >> 1;
  const bends = Array.from({ length: count }, (_, step) => itemOf(step === middle ? edge.labelWidth : 8, top.layer + step + 1));
  let one = top;
  for (const next of [...bends, bottom]) {
    // Long edges are to be straight between their bends (Gansner and others 1993).
    const weight = (one.node ? 1 : 3) * (next.node ? 1 : 3) * (1 + Math.log2(1 + edge.weight));
    one.below.push({ item: next, weight });
    next.above.push({ item: one, weight });
    one = next;
  }
  return bends;
}

function tallest(layer: readonly Item[]): number {
  return Math.max(18, ...layer.map(({ node }) => node?.height ?? 18));
}

/** The middle of each layer. */
function heights(layers: readonly (readonly Item[])[]): readonly number[] {
  let top = MARGIN;
  return layers.map((layer) => {
    const height = tallest(layer);
    const middle = top + height / 2;
    top += height + GAP;
    return middle;
  });
}

/** Where an edge leaves a node or comes to it: on its lower (1) or upper (-1) border, towards where it goes. */
function border({ x, y }: Point, towards: Point, { node }: Item, side: 1 | -1): Point {
  const reach = (node?.width ?? 0) / 2 - 14;
  return { x: x + Math.max(-reach, Math.min(reach, (towards.x - x) / 2)), y: y + (side * (node?.height ?? 0)) / 2 };
}

function loopOf({ x, y }: Point, { width, height }: LayoutNode): Way {
  const right = x + width / 2;
  const points = [
    { x: right, y: y - height / 4 },
    { x: right + LOOP_REACH - 8, y },
    { x: right, y: y + height / 4 },
  ];
  return { points, label: { x: right + LOOP_REACH - 4, y }, isBack: false };
}
