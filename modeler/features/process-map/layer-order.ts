/** The order within layers: by the middle of the neighbours, down and up, and by exchange of neighbours, as long as less crosses (Gansner and others 1993). */
import type { Item } from './layout-item.ts';

const SWEEPS = 16;
type Layers = readonly (readonly Item[])[];

/** Each layer in an order in which few edges cross, which is written into `place`, too. */
export function orderLayers(layers: Layers): Layers {
  let now = layers.map((layer) => placed(layer));
  let [best, fewest] = [now, crossingsOf(now)];
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const side = sweep % 2 === 0 ? 'above' : 'below';
    const swept = (side === 'above' ? now : [...now].reverse()).map((layer) => byNeighbours(layer, side));
    now = (side === 'above' ? swept : swept.reverse()).map(exchanged);
    const crossings = crossingsOf(now);
    if (crossings < fewest) [fewest, best] = [crossings, now];
  }
  return best.map((layer) => placed(layer));
}

function placed(layer: readonly Item[]): readonly Item[] {
  for (const [place, item] of layer.entries()) item.place = place;
  return layer;
}

/** By the weighted mean of where the neighbours of one side are; an item without any stays. */
function byNeighbours(layer: readonly Item[], side: 'above' | 'below'): readonly Item[] {
  const wished = layer.map((item) => {
    const weights = item[side].reduce((sum, { weight }) => sum + weight, 0);
    const sum = item[side].reduce((all, { item: other, weight }) => all + weight * other.place, 0);
    return { item, wish: weights === 0 ? item.place : sum / weights };
  });
  return placed(wished.sort((a, b) => a.wish - b.wish).map(({ item }) => item));
}

/** Exchanges neighbours where that alone lets fewer edges cross. */
function exchanged(layer: readonly Item[]): readonly Item[] {
  const order = [...layer];
  for (let isBetter = true, rounds = 0; isBetter && rounds < 4; rounds++) {
    isBetter = false;
    for (const [place, one] of order.slice(0, -1).entries()) {
      const left = order[place] ?? one;
      const right = order[place + 1];
      if (!right || crossed(left, right) <= crossed(right, left)) continue;
      [order[place], order[place + 1], isBetter] = [right, left, true];
    }
  }
  return placed(order);
}

/** Edges that cross when one item is directly left of another. */
function crossed(left: Item, right: Item): number {
  let count = 0;
  for (const side of ['above', 'below'] as const)
    for (const a of left[side]) for (const b of right[side]) if (a.item.place > b.item.place) count++;
  return count;
}

/** Crossings between neighbouring layers, counted with a tree of the ends seen so far (Barth, Mutzel and Jünger 2002). */
export function crossingsOf(layers: Layers): number {
  let count = 0;
  for (const [index, layer] of layers.entries()) {
    const tree = new Int32Array((layers[index + 1]?.length ?? 0) + 1);
    let seen = 0;
    for (const { below } of layer) {
      for (const { item } of below) count += seen - sumTo(tree, item.place + 1);
      for (const { item } of below) add(tree, item.place + 1);
      seen += below.length;
    }
  }
  return count;
}

function sumTo(tree: Int32Array, place: number): number {
  let sum = 0;
  for (let at = place; at > 0; at -= at & -at) sum += tree[at] ?? 0;
  return sum;
}

function add(tree: Int32Array, place: number): void {
  for (let at = place; at < tree.length; at += at & -at) tree[at] = (tree[at] ?? 0) + 1;
}
