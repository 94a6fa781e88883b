/** Changes that mend a fault, each tried by exploring the changed net. */
import type { Order } from './faults.ts';
import type { Fix, GatewayKind } from './finding.ts';
import { nodeWords } from './fault-words.ts';
import { anyOf, before, exit, oneOf, withStep } from './scope-graph.ts';
import type { Exit, ScopeGraph, Step } from './scope-graph.ts';

export interface Proposal {
  readonly fix: Fix;
  readonly graph: ScopeGraph;
}

/** Splits that are looked at, nearest first. */
const MOST_SPLITS = 4;
const WORDS = { exclusiveGateway: 'an exclusive', parallelGateway: 'a parallel', inclusiveGateway: 'an inclusive' } as const;

/** What might mend a fault at an element, the most natural first. */
export function proposals(element: string, graph: ScopeGraph, order: Order): readonly Proposal[] {
  const step = graph.steps.get(element);
  if (!step) return [];
  const splits = splitsBefore(step, graph, order);
  const meeting = gatewayKind(step)
    ? otherKinds(step, splits).flatMap((to) => changeGateway(step, to, graph))
    : insertGateways(step, graph);
  const parting = splits.flatMap((split) => otherKinds(split, [step]).flatMap((to) => changeGateway(split, to, graph)));
  return [...meeting, ...parting, ...removals(step, graph, order)];
}

const GATEWAYS: readonly GatewayKind[] = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'];

function gatewayKind({ kind }: Step): GatewayKind | undefined {
  return GATEWAYS.find((gateway) => gateway === kind);
}

/** The gateways that split before a step, the nearest first. */
function splitsBefore(step: Step, graph: ScopeGraph, order: Order): readonly Step[] {
  const found = new Set<string>(order.before.get(step.id));
  for (const id of found) for (const earlier of order.before.get(id) ?? []) found.add(earlier);
  const splits = [...found]
    .flatMap((id) => graph.steps.get(id) ?? [])
    .filter((each) => each.outgoing.length > 1 && gatewayKind(each));
  return splits.filter(({ id }) => id !== step.id).slice(0, MOST_SPLITS);
}

/** Kinds that a gateway could have instead; those that it would share with its counterparts first. */
function otherKinds(step: Step, counterparts: readonly Step[]): readonly GatewayKind[] {
  const shared = counterparts.flatMap((other) => gatewayKind(other) ?? []);
  return [...new Set([...shared, ...GATEWAYS])].filter((kind) => kind !== step.kind);
}

function changeGateway(step: Step, to: GatewayKind, graph: ScopeGraph): readonly Proposal[] {
  if (!gatewayKind(step)) return [];
  const joins = step.incoming.length > 1 ? joiningAs(to) : ({ kind: 'each' } as const);
  const message = `Make the ${nodeWords(step)} ${WORDS[to]} gateway.`;
  const changed = withStep(graph, { ...step, kind: to, joins, exits: exitsAs(to, step) });
  return [{ fix: { kind: 'changeGateway', element: step.id, to, message }, graph: changed }];
}

function joiningAs(kind: GatewayKind): Step['joins'] {
  return { kind: kind === 'parallelGateway' ? 'all' : kind === 'inclusiveGateway' ? 'inclusive' : 'each' };
}

function exitsAs(kind: GatewayKind, { id, outgoing, defaultFlow }: Step): readonly Exit[] {
  if (kind === 'exclusiveGateway') return oneOf(id, outgoing);
  if (kind === 'parallelGateway' || outgoing.length < 2) return [exit(id, outgoing)];
  return anyOf(id, { always: [], options: outgoing.filter((flow) => flow !== defaultFlow), otherwise: defaultFlow });
}

/** Before a step that each token enters by itself: the ways into it meet in a gateway. */
function insertGateways(step: Step, graph: ScopeGraph): readonly Proposal[] {
  if (step.incoming.length < 2 || step.joins.kind !== 'each') return [];
  return (['parallelGateway', 'inclusiveGateway'] as const).map((gateway) => {
    const [id, joined] = [`gateway ${step.id}`, before(`joined ${step.id}`)];
    const made: Step = {
      ...{ id, name: '', kind: gateway, joins: joiningAs(gateway), incoming: step.incoming, outgoing: [joined] },
      ...{ exits: [exit(id, [joined])], spawns: [] },
    };
    const message = `Let the flows into the ${nodeWords(step)} meet in ${WORDS[gateway]} gateway before it.`;
    const changed = withStep(withStep(graph, { ...step, incoming: [joined] }), made);
    return { fix: { kind: 'insertGateway', element: step.id, gateway, message }, graph: changed };
  });
}

/** A way into a step that something else also leads to and whose source leads elsewhere too. */
function removals(step: Step, graph: ScopeGraph, order: Order): readonly Proposal[] {
  if (step.incoming.length < 2) return [];
  const sources = [...(order.before.get(step.id) ?? [])].flatMap((id) => graph.steps.get(id) ?? []);
  return step.incoming.flatMap((flow) => {
    const source = sources.find(({ outgoing }) => outgoing.includes(flow));
    if (!source || source.outgoing.length < 2) return [];
    const exits = source.exits.flatMap((way) => {
      const without = (flows: readonly string[]): readonly string[] => flows.filter((other) => other !== flow);
      const [always, options] = [without(way.always), without(way.options)];
      return always.length + options.length > 0 ? [{ ...way, always, options }] : [];
    });
    const open = withStep(graph, { ...source, exits, outgoing: source.outgoing.filter((other) => other !== flow) });
    const target = open.steps.get(step.id) ?? step;
    const changed = withStep(open, { ...target, incoming: target.incoming.filter((other) => other !== flow) });
    const message = `Remove the flow from the ${nodeWords(source)} to the ${nodeWords(step)} (${flow}), or lead it elsewhere.`;
    return [{ fix: { kind: 'removeFlow', flow, message }, graph: changed }];
  });
}
