import { describe, expect, test } from '@jest/globals';
import { layeredLayout } from '../../../modeler/features/process-map/layered-layout.ts';
import type { Layout, LayoutEdge } from '../../../modeler/features/process-map/layered-layout.ts';

const node = (id: string) => ({ id, width: 100, height: 40 });
const edge = (from: string, to: string, weight = 1): LayoutEdge => ({ from, to, weight, labelWidth: 30 });

function at(layout: Layout, id: string): { readonly x: number; readonly y: number } {
  const place = layout.nodes.get(id);
  if (!place) throw new Error(`${id} is not drawn`);
  return place;
}

/** Deterministic numbers below 1. */
function numbers(seed: number): () => number {
  // A small seed would begin with small numbers.
  let state = (seed * 104_729_003) % 2_147_483_647;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('the drawing in layers', () => {
  test('goes down along what is frequent and up only along ways back', () => {
    const edges = [edge('a', 'b', 10), edge('b', 'c', 10), edge('c', 'b', 2), edge('c', 'd', 8)];
    const layout = layeredLayout(['d', 'b', 'c', 'a'].map(node), edges);
    const order = ['a', 'b', 'c', 'd'].map((id) => at(layout, id).y);
    expect([...order].sort((one, other) => one - other)).toEqual(order);
    expect(layout.edges.map(({ isBack }) => isBack)).toEqual([false, false, true, false]);
    const back = layout.edges[2]?.points ?? [];
    expect(back[0]!.y).toBeGreaterThan(back.at(-1)!.y);
  });

  test('puts a line of steps on one line', () => {
    const layout = layeredLayout(['a', 'b', 'c'].map(node), [edge('a', 'b'), edge('b', 'c')]);
    expect(new Set(['a', 'b', 'c'].map((id) => Math.round(at(layout, id).x))).size).toBe(1);
  });

  test('crosses nothing where nothing need cross', () => {
    const layout = layeredLayout(['a', 'b', 'c', 'd'].map(node), [edge('a', 'd'), edge('b', 'c')]);
    expect(Math.sign(at(layout, 'a').x - at(layout, 'b').x)).toBe(Math.sign(at(layout, 'd').x - at(layout, 'c').x));
  });

  test('keeps a loop to itself beside its step, inside the drawing', () => {
    const layout = layeredLayout([node('a'), node('b')], [edge('a', 'a', 3), edge('a', 'b')]);
    const loop = layout.edges[0];
    expect(loop?.label.x).toBeGreaterThan(at(layout, 'a').x + 50);
    expect((loop?.label.x ?? Infinity) + 30).toBeLessThan(layout.width);
  });

  test('lets no two steps lie on another, in graphs of any kind', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = numbers(seed);
      const count = 2 + Math.floor(next() * 25);
      const ids = Array.from({ length: count }, (_, index) => `n${String(index)}`);
      const edges = Array.from({ length: count * 2 }, () =>
        edge(ids[Math.floor(next() * count)]!, ids[Math.floor(next() * count)]!, 1 + Math.floor(next() * 50)),
      );
      const layout = layeredLayout(ids.map(node), edges);
      const places = ids.map((id) => at(layout, id));
      for (const [index, one] of places.entries()) {
        expect(one.x - 50 >= 0 && one.x + 50 <= layout.width && one.y + 20 <= layout.height).toBe(true);
        for (const other of places.slice(index + 1))
          if (Math.abs(one.y - other.y) < 40)
            expect({ seed, apart: Math.abs(one.x - other.x) >= 100 - 1e-6 }).toEqual({ seed, apart: true });
      }
      expect(layout.edges.length).toBe(edges.length);
    }
  });

  test('of nothing is empty', () => {
    const layout = layeredLayout([], []);
    expect(layout.nodes.size).toBe(0);
    expect([layout.width, layout.height].every(Number.isFinite)).toBe(true);
  });
});
