/** Plays one random path of a graph by the token game and by another player, and compares what they show after every move. */
import { flat, markingPicture, type Picture, pictureText, scopeChains } from './picture.ts';
import { type Graph, randomChanges, randomValues, type Values } from './random-graph.ts';
import { board } from './board.ts';
import { begin, Endless, type Marking, move, type Order, Outside, text } from './token-game.ts';

/** Somebody else who plays cases of the graph. */
export interface Player<Key> {
  begin(values: Values): Promise<Picture<Key> | undefined>;
  /** Completes a user task, or tries a stuck element anew, with variables set before. */
  move(scope: Key, element: string, what: 'complete' | 'retry', changes: Values): Promise<Picture<Key> | undefined>;
}

export type Outcome =
  | { readonly result: 'agreed'; readonly moves: number; readonly last: string }
  /** Nothing to compare from there on: no rest within the bounds of the token game, or what the other is known not to play. */
  | { readonly result: 'endless' | 'outside'; readonly moves: number }
  | { readonly result: 'differs'; readonly moves: number; readonly story: string };

export interface Rules extends Order {
  readonly mostMoves: number;
  /** Also tries stuck elements anew. */
  readonly retries: boolean;
  /** The other shows no scopes: their content is compared in one. */
  readonly isFlat?: boolean;
}

export async function match<Key>(graph: Graph, player: Player<Key>, random: () => number, rules: Rules): Promise<Outcome> {
  const on = board(graph);
  const isOpen = [...on.nodes.values()].some(({ kind }) => kind === 'complex');
  const story: string[] = [];
  const values = randomValues(random);
  let moves = 0;
  const show = (marking: Marking): string => {
    const picture = markingPicture(on, marking);
    return pictureText(rules.isFlat && picture ? flat(picture) : picture);
  };
  try {
    let possible = begin(on, values, rules);
    story.push(`begin ${JSON.stringify(values)}`);
    let shown: Picture<Key> | undefined;
    let next = () => player.begin(values);
    for (;;) {
      shown = await next().catch((error: unknown) => {
        // With complex gateways the token game may rest in one order of arrival and the other run on in another.
        if (!(error instanceof Endless) || isOpen) throw error;
        throw new Error('the other finds no rest', { cause: error });
      });
      const seen = pictureText(shown);
      story.push(`  shown ${seen}`);
      const fitting = possible.filter((marking) => show(marking) === seen);
      if (fitting.length === 0) {
        const texts = new Set(possible.map((marking) => `  possible ${show(marking)}`));
        return { result: 'differs', moves, story: [...story, ...texts].join('\n') };
      }
      const options = scopeChains(shown).flatMap(({ chain, scope }) => [
        ...[...scope.tasks].sort().map((element) => ({ chain, scope, element, what: 'complete' as const })),
        ...(rules.retries ? [...scope.stuck].sort().map((element) => ({ chain, scope, element, what: 'retry' as const })) : []),
      ]);
      options.sort((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0));
      const option = options[Math.floor(random() * options.length)];
      if (!option || moves >= rules.mostMoves) return { result: 'agreed', moves, last: seen };
      const { chain, scope, element, what } = option;
      const changes = randomChanges(random);
      moves += 1;
      story.push(`${what} ${element} in${chain} ${JSON.stringify(changes)}`);
      possible = distinct(fitting).flatMap((marking) =>
        scopeChains(markingPicture(on, marking))
          .filter((each) => (rules.isFlat ? each.scope.tasks.includes(element) : each.chain === chain))
          .flatMap((each) => move(on, marking, { path: each.scope.key, element, what, changes }, rules)),
      );
      next = () => player.move(scope.key, element, what, changes);
    }
  } catch (error) {
    if (error instanceof Endless) return { result: 'endless', moves };
    if (error instanceof Outside) return { result: 'outside', moves };
    throw new Error(`${story.join('\n')}\n${String(error)}`, { cause: error });
  }
}

const distinct = (markings: readonly Marking[]): Marking[] => [
  ...new Map(markings.map((marking) => [text(marking), marking])).values(),
];
