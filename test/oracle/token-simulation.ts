/**
 * bpmn-js-token-simulation as a player, without its page: its simulator on the elements of the file. What it does not know is kept from it:
 *
 * - quantities and complex gateways: it has no behaviour for them;
 * - conditional flows leaving activities: its ActivityBehavior takes every outgoing flow ("TODO: if a outgoing flow is conditional …");
 * - conditions: a person clicks the flows that a gateway takes; here they are set before each move from the variables;
 * - exceptions: an exclusive gateway without a flow to take swallows its token, an inclusive one throws, so a path ends before that.
 *
 * - two tokens on one flow into an inclusive gateway: its `_join` goes on before the first firing has put out its tokens, so it fires
 *   again though those are still to be waited for, or destroys the second token; a path ends there.
 *
 * It fires an inclusive join when a token arrives or ends, not when all rests, so it is held to the token game with `order: 'any'`.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BpmnModdle } from 'bpmn-moddle';
import { build } from 'esbuild';
import type { Player } from './match.ts';
import type { Picture } from './picture.ts';
import { type Graph, graphXml, type Values } from './random-graph.ts';
import { board } from './board.ts';
import { isDeadlocked, type Order, scopes } from './token-game.ts';

/** The marking is one of those that are kept from it. */
export const isUnknownToSimulation: NonNullable<Order['isOutside']> = (on, marking) =>
  scopes(marking).some(({ moving, waiting, stuck }) => {
    const tokens = [...moving, ...waiting].sort();
    const isInclusive = (flow: string): boolean => on.target(flow).kind === 'inclusive';
    return stuck.length > 0 || tokens.some((flow, index) => flow === tokens[index + 1] && isInclusive(flow));
  });

interface Element {
  readonly id: string;
  readonly type: string;
  readonly businessObject: unknown;
  readonly di: { readonly isExpanded: true };
  readonly parent: Element | undefined;
  readonly children: Element[];
  readonly attachers: Element[];
  readonly incoming: Element[];
  readonly outgoing: Element[];
  source?: Element;
  target?: Element;
}

interface SimulatorScope {
  readonly element: Element;
  readonly initiator: SimulatorScope | null;
  readonly children: readonly SimulatorScope[];
  readonly parent: SimulatorScope | null;
  readonly destroyed: boolean;
  readonly completed: boolean;
}

interface Subscription {
  readonly event: { readonly type: string };
  readonly scope: SimulatorScope;
  readonly element?: Element;
}

interface Simulator {
  reset(): void;
  setConfig(element: Element, config: object): void;
  waitAtElement(element: Element): void;
  findSubscription(filter: (subscription: Subscription) => boolean): Subscription | null;
  findScopes(filter: (scope: SimulatorScope) => boolean): SimulatorScope[];
  trigger(what: { readonly event: unknown; readonly scope: SimulatorScope }): unknown;
}

export type MakeSimulator = (elements: readonly Element[]) => Simulator;

const ENTRY = `
import { Injector } from 'didi';
import EventBus from 'diagram-js/lib/core/EventBus';
import SimulatorModule from 'bpmn-js-token-simulation/lib/simulator';
export function makeSimulator(elements) {
  const elementRegistry = {
    get: (id) => elements.find((element) => element.id === id),
    forEach: (each) => elements.forEach((element) => each(element)),
  };
  const core = { eventBus: ['type', EventBus], elementRegistry: ['value', elementRegistry] };
  const injector = new Injector([core, SimulatorModule]);
  injector.init();
  return injector.get('simulator');
}`;

/** Bundles the simulator, whose modules only a bundler can read, into a folder of the caller's. */
export async function loadSimulator(directory: string): Promise<MakeSimulator> {
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  const path = join(directory, 'simulator.mjs');
  await writeFile(path, outputFiles[0]?.contents ?? '');
  const loaded = (await import(pathToFileURL(path).href)) as { readonly makeSimulator: MakeSimulator };
  return loaded.makeSimulator;
}

export async function simulationPlayer(graph: Graph, makeSimulator: MakeSimulator): Promise<Player<SimulatorScope>> {
  const elements = await elementsOf(graph);
  const simulator = makeSimulator([...elements.values()]);
  const { nodes, outgoing } = board(graph);
  const element = (id: string): Element => {
    const found = elements.get(id);
    if (!found) throw new Error(`no element ${id}`);
    return found;
  };
  let values: Values = {};
  const choose = (changes: Values): void => {
    values = { ...values, ...changes };
    for (const { id, kind, default: fallback } of nodes.values()) {
      if (kind !== 'exclusive' && kind !== 'inclusive') continue;
      const valid = outgoing(id).filter(
        (flow) =>
          flow.id !== fallback &&
          (!flow.condition || ('variable' in flow.condition && (values[flow.condition.variable] ?? 0) > flow.condition.above)),
      );
      const ids = valid.length > 0 ? valid.map((flow) => flow.id) : fallback === undefined ? [] : [fallback];
      const taken = ids.map(element);
      simulator.setConfig(element(id), { activeOutgoing: kind === 'exclusive' ? taken[0] : taken });
    }
  };
  const trigger = (what: (subscription: Subscription) => boolean): void => {
    const subscription = simulator.findSubscription(what);
    if (!subscription) throw new Error('nothing to trigger');
    simulator.trigger(subscription);
  };
  const isAlive = (scope: SimulatorScope): boolean => !scope.destroyed && !scope.completed;
  const drawn = (scope: SimulatorScope): Picture<SimulatorScope> => {
    const held = scope.children.filter(isAlive);
    const of = (kinds: readonly string[]): SimulatorScope[] =>
      held.filter((child) => kinds.includes(nodes.get(child.element.id)?.kind ?? 'flow'));
    const waiting = of(['parallel', 'inclusive']).map(({ initiator }) => initiator?.element.id ?? '');
    const tasks = of(['user']).map((child) => child.element.id);
    const inner = of(['sub']).map(drawn);
    const tokens = { id: scope.element.id, moving: [], waiting, tasks, stuck: [], inner: inner.length, started: {} };
    const deadlocked = isDeadlocked({ ...tokens, inner: new Array<never>(inner.length) });
    return { id: scope.element.id, waiting, tasks, stuck: [], started: {}, deadlocked, inner, key: scope };
  };
  const picture = (): Picture<SimulatorScope> | undefined => {
    const [root] = simulator.findScopes(
      (scope) => scope.element.type === 'bpmn:Process' && isAlive(scope) && scope.children.some(isAlive),
    );
    return root && drawn(root);
  };
  return {
    begin(start) {
      simulator.reset();
      for (const { id, kind } of nodes.values()) if (kind === 'user') simulator.waitAtElement(element(id));
      choose(start);
      const start0 = graph.nodes.find(({ kind }) => kind === 'start');
      trigger((subscription) => subscription.element?.id === start0?.id);
      return Promise.resolve(picture());
    },
    move(scope, id, what, changes) {
      if (what === 'retry') throw new Error('the simulator has no incidents');
      choose(changes);
      trigger(({ event, scope: { element: at, parent } }) => event.type === 'continue' && at.id === id && parent === scope);
      return Promise.resolve(picture());
    },
  };
}

interface ModdleNode {
  readonly $type: string;
  readonly id: string;
  readonly flowElements?: readonly ModdleNode[];
  readonly sourceRef?: ModdleNode;
  readonly targetRef?: ModdleNode;
}

/** What bpmn-js would draw, as far as the simulator looks at it. */
async function elementsOf(graph: Graph): Promise<ReadonlyMap<string, Element>> {
  const { rootElement } = await new BpmnModdle().fromXML(graphXml(graph));
  const [process] = (rootElement as unknown as { readonly rootElements: readonly ModdleNode[] }).rootElements;
  const elements = new Map<string, Element>();
  const add = (node: ModdleNode, parent: Element | undefined): void => {
    const empty = { children: [], attachers: [], incoming: [], outgoing: [], di: { isExpanded: true as const } };
    const element: Element = { id: node.id, type: node.$type, businessObject: node, parent, ...empty };
    elements.set(node.id, element);
    parent?.children.push(element);
    for (const inner of node.flowElements ?? []) add(inner, element);
  };
  if (process) add(process, undefined);
  for (const flow of elements.values()) {
    const { sourceRef, targetRef } = flow.businessObject as ModdleNode;
    const [source, target] = [elements.get(sourceRef?.id ?? ''), elements.get(targetRef?.id ?? '')];
    if (!source || !target) continue;
    Object.assign(flow, { source, target });
    source.outgoing.push(flow);
    target.incoming.push(flow);
  }
  return elements;
}
