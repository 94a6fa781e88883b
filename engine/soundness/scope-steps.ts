/** The steps of a scope, read from the compiled process. Every choice is open; sub-processes, called cases and loops are single steps. */
import type { Expression } from '../feel/compile.ts';
import type { BoundaryEvent, ComplexGateway, ExecutableProcess, FlowNode, Throwing } from '../model/executable-process.ts';
import { innerOf, isActivity, triggersOf } from '../model/executable-process.ts';
import { anyOf, before, exit, oneOf } from './scope-graph.ts';
import type { Exit, Joining, Step } from './scope-graph.ts';

/** What the exploration of an inner scope has shown: whether it can complete as it should. */
export type Completes = (scopeId: string) => boolean;

/** All steps of a scope, boundary events that interrupt as exits of their activities; what tokens do not come to is left out. */
export function stepsOf(process: ExecutableProcess, scopeId: string, completes: Completes): Map<string, Step> {
  const nodes = [...process.nodes.values()].filter(({ scope }) => scope === scopeId);
  const linked = new Set(nodes.flatMap((node) => linksOf(node)));
  const steps = new Map<string, Step>();
  for (const node of nodes) {
    if (node.kind === 'eventSubProcess' || (isActivity(node) && node.forCompensation)) continue;
    if (node.kind === 'boundaryEvent' && (node.interrupting || isCompensation(node))) continue;
    // Its events begin the case: no token ever comes to the gateway itself.
    if (node.kind === 'eventBasedGateway' && node.instantiates && node.incoming.length === 0) continue;
    const incoming = linked.has(node.id) || node.kind === 'boundaryEvent' ? [...node.incoming, before(node.id)] : node.incoming;
    const ends = endsOf(node) ?? neverLeft(node, process, completes);
    steps.set(node.id, {
      ...nodeFacts(node),
      joins: joiningOf(node),
      incoming,
      exits: ends ? [] : exitsOf(node, process, completes),
      ...(node.kind === 'complexGateway' && { resets: resetOf(node, process) }),
      spawns: boundaryOf(node, process).flatMap(({ id, interrupting }) => (interrupting ? [] : [id])),
      ...(ends && { ends }),
    });
  }
  return steps;
}

function nodeFacts(node: FlowNode): Pick<Step, 'id' | 'name' | 'kind' | 'outgoing' | 'defaultFlow'> {
  const { id, name, kind, outgoing } = node;
  const defaultFlow = 'defaultFlow' in node ? node.defaultFlow : undefined;
  return { id, name, kind, outgoing, ...(defaultFlow !== undefined && { defaultFlow }) };
}

/** A sub-process that only errors end, and nothing here catches them: they end this scope too. */
function neverLeft(node: FlowNode, process: ExecutableProcess, completes: Completes): Step['ends'] {
  const inner = isActivity(node) ? innerOf(node) : undefined;
  if (!inner || completes(inner.id)) return undefined;
  return boundaryOf(node, process).some(({ interrupting }) => interrupting) ? undefined : 'abnormal';
}

function boundaryOf(node: FlowNode, process: ExecutableProcess): readonly BoundaryEvent[] {
  if (!isActivity(node)) return [];
  return node.boundary.flatMap((id) => {
    const event = process.nodes.get(id);
    return event?.kind === 'boundaryEvent' && !isCompensation(event) ? [event] : [];
  });
}

export function isCompensation({ trigger }: BoundaryEvent): boolean {
  return triggersOf(trigger).every(({ kind }) => kind === 'compensation');
}

function joiningOf(node: FlowNode): Joining {
  const several = node.incoming.length > 1;
  if (node.kind === 'parallelGateway' && several) return { kind: 'all' };
  if (node.kind === 'inclusiveGateway' && several) return { kind: 'inclusive' };
  if (node.kind === 'complexGateway' && node.activation)
    return { kind: 'complex', starts: (count) => evaluates(node.activation, true, count) !== false };
  const count = isActivity(node) ? (node.startQuantity ?? 1) : 1;
  return count > 1 ? { kind: 'tokens', count } : { kind: 'each' };
}

function exitsOf(node: FlowNode, process: ExecutableProcess, completes: Completes): readonly Exit[] {
  switch (node.kind) {
    case 'exclusiveGateway':
    case 'eventBasedGateway':
      return oneOf(node.id, node.outgoing);
    case 'inclusiveGateway':
      return anyOf(
        node.id,
        conditionsOf(node, process, ({ constant }) => constant),
      );
    case 'complexGateway':
      return anyOf(
        node.id,
        conditionsOf(node, process, (condition) => evaluates(condition, true)),
      );
    case 'intermediateThrowEvent':
      return [exit(node.id, [...node.outgoing, ...linksOf(node).map(before)])];
    default:
      return isActivity(node) ? activityExits(node, process, completes) : [exit(node.id, node.outgoing)];
  }
}

function activityExits(
  node: Extract<FlowNode, { readonly boundary: readonly string[] }>,
  process: ExecutableProcess,
  completes: Completes,
): readonly Exit[] {
  const inner = innerOf(node);
  const interrupted = boundaryOf(node, process)
    .filter(({ interrupting }) => interrupting)
    .map((event) => exit(event.id, event.outgoing));
  if (inner && interrupted.length > 0 && !completes(inner.id)) return interrupted;
  const taken = anyOf(
    node.id,
    conditionsOf(node, process, ({ constant }) => constant),
    node.completionQuantity,
  );
  return [...(taken.length > 0 ? taken : [exit(node.id, [])]), ...interrupted];
}

/** Outgoing flows by what is known of their conditions. */
function conditionsOf(
  node: FlowNode & { readonly defaultFlow?: string },
  process: ExecutableProcess,
  known: (condition: Expression) => unknown,
): { readonly always: readonly string[]; readonly options: readonly string[]; readonly otherwise?: string | undefined } {
  const others = node.outgoing.filter((flow) => flow !== node.defaultFlow);
  const valueOf = (flow: string): unknown => {
    const condition = process.flows.get(flow)?.condition;
    return condition ? known(condition) : true;
  };
  const always = others.filter((flow) => valueOf(flow) === true);
  const options = others.filter((flow) => valueOf(flow) !== true && valueOf(flow) !== false);
  return { always, options, otherwise: node.defaultFlow };
}

/** At a reset no flow need be taken; one whose condition hangs on data is taken to be of the start alone. */
function resetOf(node: ComplexGateway, process: ExecutableProcess): Exit {
  const { always } = conditionsOf(node, process, (condition) => evaluates(condition, false));
  return { ...exit(node.id, always), fewest: 0 };
}

/** What an expression on the phase and the tokens of a complex gateway says; undefined when it hangs on anything else. */
function evaluates(expression: Expression | undefined, waitingForStart: boolean, activationCount?: number): unknown {
  const facts = new Map<string, boolean | number>([['waitingForStart', waitingForStart]]);
  if (activationCount !== undefined) facts.set('activationCount', activationCount);
  if (!expression || expression.names.some((name) => !facts.has(name)) || /\b(?:now|today)\b/.test(expression.text))
    return undefined;
  try {
    return expression.evaluate({ read: (name) => facts.get(name), now: 0, zone: 'UTC' });
  } catch {
    return undefined; // an incident in a case, not a matter of tokens
  }
}

/** The nodes that a node's links lead to. */
function linksOf(node: FlowNode): readonly string[] {
  if (node.kind !== 'intermediateThrowEvent') return [];
  return resultsOf(node.result).flatMap((result) => (result.kind === 'link' ? [result.target] : []));
}

function endsOf(node: FlowNode): Step['ends'] {
  if (node.kind !== 'endEvent') return undefined;
  const kinds = new Set(resultsOf(node.result).map(({ kind }) => kind));
  if (kinds.has('error') || kinds.has('cancel')) return 'abnormal';
  return kinds.has('terminate') ? 'scope' : 'token';
}

function resultsOf(result: Throwing): readonly Throwing[] {
  return result.kind === 'multiple' ? result.results : [result];
}
