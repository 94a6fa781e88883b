/** The explorer beside a token game by brute force, on graphs without structure. */
import { expect, test } from '@jest/globals';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import { explore } from '../../engine/soundness/explore.ts';
import type { Exploration, Search } from '../../engine/soundness/explore.ts';
import { reduce } from '../../engine/soundness/reduce.ts';
import { scopeGraphs } from '../../engine/soundness/scope-graphs.ts';
import { netOf } from '../../engine/soundness/scope-net.ts';
import { randomNumbers } from '../support/seed.ts';
import { nextOf, playAll, text } from './naive-game.ts';
import type { Game } from './naive-game.ts';
import { randomScope, scopeOf } from './random-scope.ts';
import type { Kind, RandomScope } from './random-scope.ts';

const GRAPHS = Number(process.env['EIGA_GRAPHS'] ?? 250);
const limits = { states: 3_000, attempts: 100_000 };

function graphOf(scope: RandomScope) {
  const [graph] = scopeGraphs(scope.process, { scope: scope.process.root }, () => true);
  if (!graph) throw new Error('no graph');
  return graph;
}

/** What both must say alike. Beside a token that waits to end all, nobody need look for second tokens. */
function verdict(scope: RandomScope, found: Game | Exploration) {
  const isGame = 'deadlocks' in found;
  const hasTerminate = [...scope.kinds.values()].includes('terminate');
  return {
    mayNotEnd: isGame ? found.deadlocks || found.endless : found.stuck.length > 0 || found.endless !== undefined,
    dead: [...scope.kinds.keys()].filter((node) => !found.alive.has(node)),
    completes: found.completes,
    unsafe: hasTerminate ? undefined : isGame ? found.unsafe : isCrowded(found),
  };
}

/** The brute force counts tokens on flows; an end event reached by two flows at once is a matter of the explorer alone. */
function isCrowded({ crowded, net }: Exploration): boolean | 'ends' {
  if (crowded.size === 0) return false;
  return [...crowded.keys()].every((place) => net.places[place]?.kind === 'done') ? 'ends' : true;
}

function compare(scope: RandomScope, game: Game, which: object): void {
  const drawn = netOf(graphOf(scope));
  const searches: readonly (readonly [string, typeof drawn, Omit<Search, 'limits'>])[] = [
    ['as drawn', drawn, { order: 'breadth', partial: false }],
    ['partial', drawn, { order: 'breadth', partial: true }],
    ['reduced', reduce(drawn), { order: 'breadth', partial: true }],
    ['reduced, in depth', reduce(drawn), { order: 'depth', partial: true }],
  ];
  for (const [how, net, search] of searches) {
    const found = explore(net, { ...search, limits });
    if (!found.complete) continue;
    const expected = verdict(scope, game);
    const said = verdict(scope, found);
    // Two flows into one end: second tokens on flows may or may not be there besides.
    const unsafe = said.unsafe === 'ends' ? expected.unsafe : said.unsafe;
    expect({ ...which, how, ...said, unsafe }).toEqual({ ...which, how, ...expected });
  }
}

const KINDS: Readonly<Record<string, Kind>> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'task',
  xor: 'exclusiveGateway',
  and: 'parallelGateway',
  or: 'inclusiveGateway',
};

function written(nodes: string, edges: string): RandomScope {
  const kinds = nodes.split(' ').map((node): readonly [string, Kind] => {
    const [id = '', kind = ''] = node.split(':');
    return [id, KINDS[kind] ?? 'task'];
  });
  const pairs = edges.split(' ').map((edge, index) => {
    const [source = '', target = ''] = edge.split('>');
    return { id: `f${String(index)}`, source, target };
  });
  return scopeOf(new Map(kinds), pairs);
}

test.each([
  ['an endless loop beside a branch that ends', 'n0:start a:and m:xor b:task c:task e:end', 'n0>a a>m m>b b>m a>c c>e'],
  [
    'a token that comes to a join always, and perhaps once more by an inclusive split',
    'n0:start n1:task n2:or n3:and n4:task n5:xor n6:and e1:end e2:end',
    'n0>n1 n1>n2 n1>n3 n1>n4 n1>n5 n5>n6 n3>e1 n3>e2 n2>n4 n4>n6 n6>e2',
  ],
  [
    'a choice that an inclusive join sees: before it the join may go on, after it must wait',
    'n0:start a:and y:task c:xor x:task z:task w:task k:and m:xor j:or t:task e:end',
    'n0>a a>y a>c y>m c>x x>j c>z c>w z>k w>k k>m m>j j>t t>e',
  ],
])('%s is judged as brute force does', (which, nodes, edges) => {
  const scope = written(nodes, edges);
  const game = playAll(scope);
  expect(game.complete).toBe(true);
  compare(scope, game, { which });
});

test('whatever is left out of a search, deadlocks, dead nodes, second tokens and ends are those of all markings', () => {
  const { seed, random } = randomNumbers();
  const compared = { graphs: 0, faulty: 0 };
  for (let number = 0; number < GRAPHS; number++) {
    const scope = randomScope(random, 3 + Math.floor(random() * 8), random() < 0.6);
    const game = playAll(scope);
    if (!game.complete) continue;
    compare(scope, game, { seed, number });
    compared.graphs++;
    if (game.deadlocks || game.unsafe || game.endless) compared.faulty++;
  }
  expect(compared.graphs).toBeGreaterThan(GRAPHS / 2);
  expect(compared.faulty).toBeGreaterThan(compared.graphs / 3);
});

test('every trace is a game: each step is a move that the marking before it allows', () => {
  const { seed, random } = randomNumbers();
  let checked = 0;
  for (let number = 0; number < GRAPHS / 2; number++) {
    const scope = randomScope(random, 3 + Math.floor(random() * 7), random() < 0.5);
    for (const { rule, trace } of checkSoundness(scope.process, limits).findings) {
      let tokens: ReadonlyMap<string, number> = new Map([['n0', 1]]);
      for (const { element, marking } of trace) {
        const after = new Map(Object.entries(marking));
        // A gateway or task that is shown half way: the game moves it at once.
        const isHalf = [...after.keys()].some(
          (at) => scope.kinds.has(at) && !scope.edges.some(({ id }) => id === `!${at}`) && !isHost(scope, at),
        );
        if (isHalf) break;
        const possible = nextOf(scope, tokens).filter((move) => move.element === element);
        const shown = possible.map((move) => text(move.tokens));
        const halves = possible.flatMap((move) => nextOf(scope, move.tokens).filter((next) => next.element === element));
        expect({ seed, number, rule, element, shown: [...shown, ...halves.map((move) => text(move.tokens))] }).toMatchObject({
          shown: expect.arrayContaining([text(after)]),
        });
        tokens = after;
        checked++;
      }
    }
  }
  expect(checked).toBeGreaterThan(GRAPHS);
});

function isHost({ edges }: RandomScope, task: string): boolean {
  return edges.some(({ id, source }) => source === task && id.startsWith('!'));
}
