/** The token game itself, beside small graphs whose course the standard tells. */
import { describe, expect, test } from '@jest/globals';
import { board, must } from './board.ts';
import { markingPicture, pictureText } from './picture.ts';
import type { Condition, Flow, Graph, Node } from './random-graph.ts';
import { begin, type Marking, move, type Order } from './token-game.ts';

const KINDS = { A: 'user', B: 'user', C: 'user', D: 'user', L: 'user', s: 'start', e: 'end', t: 'terminate' } as const;
const GATEWAYS = { x: 'exclusive', p: 'parallel', o: 'inclusive', c: 'complex' } as const;

/** `A>p1 A>p1` …: a flow each, ids in order (f0, f1 …); `!` marks a default flow, `?` one on `v0 > 0`. The first letter tells the kind. */
function graph(text: string, changes: Readonly<Record<string, Partial<Node>>> = {}, id = 'process'): Graph {
  const flows = text.split(' ').map((part, index): Flow & { isDefault: boolean } => {
    const [source = '', target = ''] = part.replace(/[!?]$/, '').split('>');
    const condition: Condition | undefined = part.endsWith('?') ? { variable: 'v0', above: 0 } : undefined;
    return { id: `f${index}`, source, target, isDefault: part.endsWith('!'), ...(condition && { condition }) };
  });
  const kindOf = (name: string): Node['kind'] => {
    const found = Object.entries({ ...KINDS, ...GATEWAYS }).find(([letter]) => name.startsWith(letter));
    return must(found)[1];
  };
  const nodes = [...new Set(flows.flatMap(({ source, target }) => [source, target]))].map((name): Node => {
    const fallback = flows.find(({ source, isDefault }) => isDefault && source === name);
    const plain = { id: name, kind: kindOf(name), startQuantity: 1, completionQuantity: 1, activation: 1 };
    return { ...plain, ...(fallback && { default: fallback.id }), ...changes[name] };
  });
  return { id, nodes, flows };
}

/** What is shown at rest, first and after each completion of a task of the outermost or an only inner scope. */
function course(of: Graph, tasks: string, v0 = 0, order: Order = { order: 'rest' }): string[] {
  const on = board(of);
  const show = (markings: readonly Marking[]): string =>
    [...new Set(markings.map((marking) => pictureText(markingPicture(on, marking))))].sort().join(' or ');
  let markings = begin(on, { v0 }, order);
  const shown = [show(markings)];
  for (const element of tasks) {
    markings = markings.flatMap((marking) => {
      const path = must(marking.root).tasks.includes(element) ? [] : [0];
      return move(on, marking, { path, element, what: 'complete', changes: {} }, order);
    });
    shown.push(show(markings));
  }
  return shown;
}

describe('the token game', () => {
  test('joins in parallel by distinct flows, and leaves what is too much (table 13.1)', () => {
    expect(course(graph('s>A A>A A>p1 A>B B>p1 p1>D'), 'AAB')).toEqual([
      'process{tasks A}',
      'process{waiting f2; tasks A B}',
      'process{waiting f2 f2; tasks A B B}',
      'process{waiting f2; tasks A B D}',
    ]);
  });

  test('takes the first flow that holds at an exclusive gateway, else the default, else none (table 13.2)', () => {
    const of = graph('s>x1 x1>A! x1>B? x1>C?');
    expect([course(of, '', 1), course(of, '', 0)]).toEqual([['process{tasks B}'], ['process{tasks A}']]);
    expect(course(graph('s>x1 x1>B? x1>C?'), '')).toEqual(['process{stuck x1}']);
  });

  test('waits at an inclusive join for a token that can only come by an empty flow (table 13.3)', () => {
    expect(course(graph('s>p1 p1>A p1>B A>o1 B>o1 o1>D'), 'AB')).toEqual([
      'process{tasks A B}',
      'process{waiting f3; tasks B}',
      'process{tasks D}',
    ]);
  });

  test('does not wait for a token that can come by a marked flow as well, or only through the join (table 13.3)', () => {
    const both = graph('s>p1 p1>A p1>B A>o1 B>x1 x1>x2! x1>o1? x2>o1 x1>A? o1>e');
    expect(course(both, 'A')).toEqual(['process{tasks A B}', 'process{tasks B}']);
    const through = graph('s>p1 p1>A p1>o1 A>o1 o1>L L>o1');
    expect(course(through, 'A')).toEqual(['process{waiting f2; tasks A}', 'process{tasks L}']);
  });

  test('starts a complex gateway by its condition and resets it when nothing more is expected (table 13.5)', () => {
    const of = graph('s>p1 p1>A p1>B p1>C A>c1 B>c1 C>c1 c1>D', { c1: { activation: 2 } });
    expect(course(of, 'ABC')).toEqual([
      'process{tasks A B C}',
      'process{waiting f4; tasks B C}',
      'process{tasks C D; c1 started by f4 f5}',
      'process{tasks D D}',
    ]);
  });

  test('lets a gateway that nothing can reach reset at once, and leaves open whether it does so in a scope at its end', () => {
    expect(course(graph('s>c1 c1>A'), '')).toEqual(['process{tasks A A}']);
    const ends = graph('s>c1 c1>e');
    const flow = must(ends.flows[1]);
    const split = { ...ends, nodes: [...ends.nodes, { ...must(ends.nodes[0]), id: 'A', kind: 'user' as const }] };
    const flows = [
      must(ends.flows[0]),
      { ...flow, condition: { waitingForStart: true } },
      { id: 'f2', source: 'c1', target: 'A', condition: { waitingForStart: false } },
    ];
    expect(course({ ...split, flows }, '')).toEqual(['completed or process{tasks A}']);
  });

  test('counts tokens in and out of activities (13.3.2)', () => {
    const of = graph('s>A A>B B>e', { A: { completionQuantity: 3 }, B: { startQuantity: 2 } });
    expect(course(of, 'AB')).toEqual(['process{tasks A}', 'process{waiting B; tasks B}', 'process{waiting B; deadlock}']);
  });

  test('ends a sub-process by terminate and goes on after it (13.5.6)', () => {
    const inner = graph('s>p1 p1>A p1>B B>t', {}, 'sub');
    const flows: Flow[] = [
      { id: 'g0', source: 's0', target: 'sub' },
      { id: 'g1', source: 'sub', target: 'D' },
    ];
    const plain = { startQuantity: 1, completionQuantity: 1, activation: 1 };
    const nodes: Node[] = [
      { ...plain, id: 's0', kind: 'start' },
      { ...plain, id: 'sub', kind: 'sub', inner },
      { ...plain, id: 'D', kind: 'user' },
    ];
    expect(course({ id: 'process', nodes, flows }, 'BD')).toEqual(['process{sub{tasks A B}}', 'process{tasks D}', 'completed']);
  });

  test('lets an inclusive join fire before or after a token that turns away from it, when the order is open', () => {
    const of = graph('s>x0 x0>p1 p1>o1 p1>x1 x1>x2! x1>x0? x2>o1 o1>D');
    expect(course(of, '')).toEqual(['process{tasks D}']);
    expect(course(of, '', 0, { order: 'any' })).toEqual(['process{tasks D D} or process{tasks D}']);
  });
});
