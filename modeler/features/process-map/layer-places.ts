/** Where the items of ordered layers lie: each as near to its neighbours above and below as the order and the room between let it. */
import type { Item } from './layout-item.ts';

const BETWEEN = 18;
const SWEEPS = 64;

export function placeInLayers(layers: readonly (readonly Item[])[]): void {
  for (const layer of layers) {
    let x = 0;
    for (const item of layer) {
      item.x = x + item.width / 2;
      x += item.width + BETWEEN;
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const side = sweep % 2 === 0 ? 'above' : 'below';
    for (const layer of side === 'above' ? layers : [...layers].reverse()) settle(layer, side, sweep >= SWEEPS / 2);
  }
}

/**
 * The least sum of squared distances to what the items wish for, under the order and the least distances: isotonic regression by pooling
 * adjacent violators (Barlow and others 1972), after the distances are taken off.
 */
function settle(layer: readonly Item[], side: 'above' | 'below', isBoth: boolean): void {
  const blocks: { sum: number; weight: number; readonly items: (readonly [Item, number])[] }[] = [];
  let offset = 0;
  let before: Item | undefined;
  for (const item of layer) {
    if (before) offset += (before.width + item.width) / 2 + BETWEEN;
    before = item;
    const { at, weight } = wish(item, side, isBoth);
    let block: (typeof blocks)[number] = { sum: weight * (at - offset), weight, items: [[item, offset]] };
    for (let last = blocks.at(-1); last && last.sum / last.weight > block.sum / block.weight; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, items: [...last.items, ...block.items] };
    }
    blocks.push(block);
  }
  for (const { sum, weight, items } of blocks) for (const [item, own] of items) item.x = sum / weight + own;
}

/** The weighted mean of its neighbours; without any it would stay, without insisting on it. */
function wish(item: Item, side: 'above' | 'below', isBoth: boolean): { at: number; weight: number } {
  let [sum, weight] = [0, 0];
  for (const { item: other, weight: pull } of isBoth ? [...item.above, ...item.below] : item[side]) {
    sum += pull * other.x;
    weight += pull;
  }
  return weight === 0 ? { at: item.x, weight: 0.01 } : { at: sum / weight, weight };
}
