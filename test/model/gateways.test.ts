import { describe, expect, test } from '@jest/globals';
import type { FlowNode } from '../../engine/model/executable-process.ts';
import { compiled, node } from './compiled.ts';

/** `reach` as the lists of incoming flows by node: `{ A: [0, 1] }`. */
function reachOf(join: FlowNode): Readonly<Record<string, readonly number[]>> {
  if (!('join' in join)) throw new Error('no join');
  const bits = (set: bigint): readonly number[] => join.incoming.flatMap((_, bit) => ((set >> BigInt(bit)) & 1n ? [bit] : []));
  return Object.fromEntries([...join.join.reach].map(([id, set]) => [id, bits(set)]));
}

describe('a join knows from where its flows can still be reached', () => {
  test('in a block of two branches', async () => {
    const { process } = await compiled(`
      start -> or:split -> task:A [= a] -> or:join -> end
      split -> task:B [default] -> join
    `);
    expect(node(process, 'join').incoming).toEqual(['A--join', 'B--join']);
    expect(reachOf(node(process, 'join'))).toEqual({ A: [0], B: [1], split: [0, 1], start: [0, 1] });
    expect(node(process, 'split')).toMatchObject({ kind: 'inclusiveGateway', defaultFlow: 'split--B' });
    expect(node(process, 'split')).not.toHaveProperty('join');
    expect(process.root.joins).toEqual(['join']);
  });

  test('in a loop: what leads back through the join itself does not count', async () => {
    // start → join(0) → A → ok → end, and ok → B → join(1): after A all come back, but a token in start comes by flow 0 only.
    const { process } = await compiled(`
      start -> or:join -> task:A -> xor:ok
      ok -> end [= fine]
      ok -> task:B [default] -> join
    `);
    expect(reachOf(node(process, 'join'))).toEqual({ start: [0], A: [1], ok: [1], B: [1] });
  });

  test('two joins in each other’s loops', async () => {
    // one ← start, back; two ← one, A. From two the way leads to one by flow 1 or round through A to two itself.
    const { process } = await compiled(`
      start -> or:one -> complex:two(activationCount >= 1) -> xor:x
      x -> task:A [= again] -> two
      x -> task:back [= all] -> one
      x -> end [default]
    `);
    expect(node(process, 'one').incoming).toEqual(['start--one', 'back--one']);
    expect(reachOf(node(process, 'one'))).toEqual({ start: [0], back: [1], x: [1], two: [1], A: [1] });
    expect(node(process, 'two').incoming).toEqual(['one--two', 'A--two']);
    expect(reachOf(node(process, 'two'))).toEqual({ start: [0], one: [0], back: [0], x: [0, 1], A: [1] });
    expect(process.root.joins).toEqual(['one', 'two']);
  });

  test('over boundary events, links and sub-processes, not out of other scopes', async () => {
    const { process } = await compiled(`
      start -> and:fork -> sub:Part -> or:join -> end
      Part {
        start -> or:inner -> task:Deep -> inner
        Deep ! error -> end
      }
      Part ! timer:Late(P1D) -> throw.link:away(L)
      fork -> user:B -> join
      B ~ message:Hurry(Hurry) -> task:Rush -> terminate
      link:here(L) -> join
      eventsub:Handler {
        start.signal(stop) -> task:Aside -> end
      }
    `);
    expect(node(process, 'join').incoming).toEqual(['Part--join', 'B--join', 'here--join']);
    expect(reachOf(node(process, 'join'))).toEqual({
      Part: [0, 2],
      Late: [2],
      away: [2],
      here: [2],
      B: [1],
      fork: [0, 1, 2],
      start: [0, 1, 2],
    });
    expect(reachOf(node(process, 'inner'))).toEqual({ 'Part.start': [0], Deep: [1] });
    expect(node(process, 'Part')).toMatchObject({ inner: { id: 'Part', joins: ['inner'] } });
    expect(process.root.joins).toEqual(['join']);
  });

  test('by more than thirty-two flows', async () => {
    const branches = Array.from({ length: 40 }, (_, index) => `split -> task:T${String(index)} [= a] -> join`);
    const { process } = await compiled(`start -> or:split -> end:none [default]\nor:join -> end\n${branches.join('\n')}`);
    const reach = reachOf(node(process, 'join'));
    expect(reach['T39']).toEqual([39]);
    expect(reach['split']).toHaveLength(40);
  });
});

describe('gateways', () => {
  test('a complex gateway has an activation condition, one without passes each token', async () => {
    const { process } = await compiled('start -> complex:c(activationCount >= 2) -> complex:d -> end');
    expect(node(process, 'c')).toMatchObject({ kind: 'complexGateway', activation: { names: ['activationCount'] } });
    expect(node(process, 'd')).not.toHaveProperty('activation');
  });

  test.each([
    ['exclusive', { instantiates: 'exclusive' }],
    ['parallel', { instantiates: 'parallel' }],
  ])('an event gateway begins cases: %s', async (how, expected) => {
    const { process } = await compiled(`
      event:g{instantiate: ${how}} -> message:A(A){key: none} -> end
      g -> receive:B(B){key: none} -> end
      receive:C(C){instantiate: yes; key: none} -> end
    `);
    expect(node(process, 'g')).toMatchObject(expected);
    expect(process.root).toMatchObject({ startEvents: ['A', 'B', 'C'], begins: [] });
  });

  test('an event gateway inside a process begins nothing', async () => {
    const { process } = await compiled('start -> event:g -> timer:A(P1D) -> end\ng -> signal:B(b) -> end');
    expect(node(process, 'g')).not.toHaveProperty('instantiates');
    expect(process.root.startEvents).toEqual(['start']);
  });
});
