/** What both players show after each move: where the tokens are, scope by scope. */
import type { CaseState, ElementInstance } from '../../engine/case/state.ts';
import { type Graph, isActivity } from './random-graph.ts';
import type { Board } from './board.ts';
import { Endless, isDeadlocked, type Marking, type Scope } from './token-game.ts';

export interface Picture<Key = unknown> {
  readonly id: string;
  /** Flows whose tokens wait at a join; activities whose tokens wait for more of them (startQuantity). */
  readonly waiting: readonly string[];
  readonly tasks: readonly string[];
  /** Elements that found no flow to take. */
  readonly stuck: readonly string[];
  readonly deadlocked: boolean;
  /** Complex gateways that wait for reset, with the flows they have had a token from. */
  readonly started: Readonly<Record<string, readonly string[]>>;
  readonly inner: readonly Picture<Key>[];
  /** How the player itself finds this scope. */
  readonly key: Key;
}

/** The text of a picture; the same for the same tokens in any order. Without a picture the case has completed. */
export function pictureText(picture: Picture | undefined): string {
  if (!picture) return 'completed';
  const { id, waiting, tasks, stuck, started, deadlocked, inner } = picture;
  const parts = [
    ...named('waiting', waiting),
    ...named('tasks', tasks),
    ...named('stuck', stuck),
    ...Object.entries(started)
      .flatMap(([gateway, flows]) => named(`${gateway} started by`, flows))
      .sort(),
    ...(deadlocked ? ['deadlock'] : []),
    ...inner.map(pictureText).sort(),
  ];
  return `${id}{${parts.join('; ')}}`;
}

const named = (name: string, tokens: readonly string[]): string[] =>
  tokens.length > 0 ? [`${name} ${[...tokens].sort().join(' ')}`] : [];

/** The token game's picture; a scope's key is its path from the root. */
export function markingPicture(on: Board, { root }: Marking): Picture<readonly number[]> | undefined {
  const shownAt = (flow: string): string => {
    const target = on.target(flow);
    return isActivity(target) ? target.id : flow;
  };
  const drawn = (scope: Scope, path: readonly number[]): Picture<readonly number[]> => ({
    id: scope.id,
    waiting: scope.waiting.map(shownAt),
    tasks: scope.tasks,
    stuck: scope.stuck,
    started: scope.started,
    deadlocked: isDeadlocked(scope),
    inner: scope.inner.map((inner, index) => drawn(inner, [...path, index])),
    key: path,
  });
  return root && drawn(root, []);
}

/**
 * The engine's picture, from the state of the case alone; a scope's key is its element instance.
 *
 * @throws Endless when the case ran into the limit of moves in one step.
 */
export function casePicture(graph: Graph, state: CaseState): Picture<ElementInstance> | undefined {
  if (state.status === 'completed') return undefined;
  const scopes = new Set<string>();
  const note = ({ id, nodes }: Graph): void => {
    scopes.add(id);
    for (const { inner } of nodes) if (inner) note(inner);
  };
  note(graph);
  const instances = Object.values(state.instances);
  const drawn = (scope: ElementInstance): Picture<ElementInstance> => {
    const held = instances.filter(({ scopeKey }) => scopeKey === scope.key);
    const isStuck = ({ incident }: ElementInstance): boolean => incident?.kind === 'condition';
    const odd = held.find(({ incident }) => incident && incident.kind !== 'condition' && incident.kind !== 'deadlock');
    if (odd?.incident?.kind === 'limit') throw new Endless();
    if (odd) throw new Error(`${odd.elementId} has an incident ${odd.incident?.kind ?? ''}`);
    return {
      id: scope.elementId,
      waiting: Object.entries(scope.marks ?? {}).flatMap(([flow, count]) => new Array<string>(count).fill(flow)),
      tasks: held.filter((instance) => instance.task && !isStuck(instance)).map(({ elementId }) => elementId),
      stuck: held.filter(isStuck).map(({ elementId }) => elementId),
      started: scope.gateways ?? {},
      deadlocked: scope.incident?.kind === 'deadlock',
      inner: held.filter((instance) => scopes.has(instance.elementId) && !isStuck(instance)).map(drawn),
      key: scope,
    };
  };
  const root = instances.find(({ scopeKey }) => scopeKey === undefined);
  if (!root) throw new Error(`a case that is ${state.status} has no scope`);
  return drawn(root);
}

/** A picture without scopes, for those who cannot show them: everything in the outermost. */
export function flat<Key>(picture: Picture<Key>): Picture<Key> {
  const scopes = scopeChains(picture).map(({ scope }) => scope);
  return {
    ...picture,
    waiting: [],
    tasks: scopes.flatMap(({ tasks }) => tasks),
    stuck: [
      ...scopes.flatMap(({ stuck }) => stuck),
      ...scopes.filter(({ deadlocked }) => deadlocked).map(({ id }) => `${id}: deadlock`),
    ],
    started: {},
    deadlocked: false,
    inner: [],
  };
}

/** Every scope of a picture with the texts of the scopes around it: equal chains are interchangeable. */
export function scopeChains<Key>(
  picture: Picture<Key> | undefined,
): readonly { readonly chain: string; readonly scope: Picture<Key> }[] {
  const chained = (scope: Picture<Key>, around: string): { chain: string; scope: Picture<Key> }[] => {
    const chain = `${around} / ${pictureText(scope)}`;
    return [{ chain, scope }, ...scope.inner.flatMap((inner) => chained(inner, chain))];
  };
  return picture ? chained(picture, '') : [];
}
