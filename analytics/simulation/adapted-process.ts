/**
 * The model as a scenario has it simulated: where the scenario says how a gateway's ways share its cases, how long an event is awaited,
 * or that somebody does a task without a kind, the model says so too. Everything else, and what any of it means, is the engine's.
 */
import { constant } from '../../engine/feel/compile.ts';
import type { Expression } from '../../engine/feel/compile.ts';
import type { ExecutableProcess, FlowNode, SequenceFlow } from '../../engine/model/executable-process.ts';
import { isActivity } from '../../engine/model/executable-process.ts';
import { feelOf } from './conditions.ts';
import { Decided } from './decided.ts';
import type { Distribution } from './distributions.ts';
import { draw, weightedIndex } from './distributions.ts';
import type { CaseChance } from './run.ts';
import type { Branch, Scenario } from './scenario.ts';
import { MINUTE_MS } from './spans.ts';

/**
 * @param chance of the case that is being stepped: its draws stand where the model has conditions and durations
 * @param named what the scenario calls an element of this process
 */
export function adaptedProcess(
  process: ExecutableProcess,
  { activities, branches, events }: Pick<Scenario, 'activities' | 'branches' | 'events'>,
  chance: () => CaseChance,
  named: (id: string) => string = (id) => id,
): ExecutableProcess {
  const nodes = new Map(process.nodes);
  const flows = new Map(process.flows);
  const known = new WeakMap<CaseChance, Decided>();
  const decidedBy = (of: CaseChance): Decided => {
    const decided = known.get(of) ?? new Decided((flow) => process.flows.get(flow)?.source);
    known.set(of, decided);
    return decided;
  };
  for (const node of process.nodes.values()) {
    const name = named(node.id);
    if ((node.kind === 'task' || node.kind === 'manualTask') && activities[name] !== undefined)
      nodes.set(node.id, { ...node, kind: 'userTask', headers: {} });
    // Who does it is said: the model's own answer may need data that the scenario does not have.
    const roles = activities[name]?.roles;
    if (node.kind === 'userTask' && roles !== undefined) nodes.set(node.id, { ...node, candidateGroups: constant(roles) });
    const event = events[name];
    if (event !== undefined && 'trigger' in node && node.trigger.kind === 'timer') {
      const timer = drawn(() => {
        const { random } = chance().stream(`event ${node.id}`);
        return isoDuration(draw(event.minutes, random));
      });
      const calendar = event.calendar === undefined ? 'wall' : 'working';
      nodes.set(node.id, { ...node, trigger: { kind: 'timer', form: 'duration', value: timer, calendar } } as typeof node);
    }
    // The letter finds its case by itself: what it would be known by may need data that the scenario does not have.
    if (event !== undefined && 'trigger' in node && node.trigger.kind === 'message')
      nodes.set(node.id, { ...node, trigger: { ...node.trigger, correlationKey: constant(node.id) } });
    const branch = branches[name];
    if (branch?.repeats !== undefined) nodes.set(node.id, repeated(nodes.get(node.id) ?? node, branch.repeats, chance));
    else if (branch !== undefined)
      for (const flow of branching(node, branch, process.flows, decidedBy, chance)) flows.set(flow.id, flow);
  }
  return { ...process, nodes, flows };
}

/** Done as often as is drawn: for a list of so many numbers, in the place of things of which nothing is known. */
function repeated(node: FlowNode, times: Distribution, chance: () => CaseChance): FlowNode {
  if (!isActivity(node) || node.loop === undefined) return node;
  const inputCollection = drawn(() => {
    const n = Math.max(0, Math.round(draw(times, chance().stream(`repeats ${node.id}`).random)));
    return Array.from({ length: n }, (_, index) => String(index + 1));
  });
  if (node.loop.kind === 'standard') return { ...node, loop: { kind: 'multiInstance', sequential: true, inputCollection } };
  const { cardinality: _number, completionCondition: _enough, ...loop } = node.loop;
  return { ...node, loop: { ...loop, inputCollection } };
}

/** The flows of a gateway with the scenario's conditions; a flow that the scenario does not name is not taken unless it is the default. */
function branching(
  node: FlowNode,
  { shares, given, rules }: Branch,
  flows: ReadonlyMap<string, SequenceFlow>,
  decidedBy: (of: CaseChance) => Decided,
  chance: () => CaseChance,
): readonly SequenceFlow[] {
  const defaultFlow = 'defaultFlow' in node ? node.defaultFlow : undefined;
  const options = node.outgoing.filter((flow) => flow !== defaultFlow);
  const conditionOf = (flow: string): Expression => {
    if (rules !== undefined) return rules[flow] === undefined ? drawn(() => false) : feelOf(rules[flow]);
    const weight = shares?.[flow] ?? 0;
    if (node.kind === 'inclusiveGateway') return drawn(() => chance().stream(`flow ${flow}`).random.next() < weight);
    return drawn(() => choice(flow));
  };
  // The first of the ways is asked about first, each time that a token comes: then the choice is made.
  const weightsOf = (by: Branch['shares']): readonly number[] => node.outgoing.map((flow) => by?.[flow] ?? 0);
  const usual = weightsOf(shares);
  const special = (given ?? []).map((one) => ({ when: one.when, weights: weightsOf(one.shares) }));
  let chosen: string | undefined;
  const choose = (): string | undefined => {
    const own = chance();
    const decided = decidedBy(own);
    const weights = special.find(({ when }) => when.every((question) => decided.isSo(question)))?.weights ?? usual;
    const flow = node.outgoing[weightedIndex(weights, own.stream(`gateway ${node.id}`).random)];
    if (flow !== undefined) decided.note(node.id, flow);
    return flow;
  };
  const choice = (flow: string): boolean => {
    if (flow === options[0]) chosen = choose();
    return flow === chosen;
  };
  return options.flatMap((id) => {
    const flow = flows.get(id);
    return flow === undefined ? [] : [{ ...flow, condition: conditionOf(id) }];
  });
}

/** An expression whose value is drawn. It is evaluated once for each time that it is needed, as any other. */
function drawn(value: () => boolean | string | string[]): Expression {
  return { text: 'simulated', names: [], evaluate: value, value };
}

function isoDuration(minutes: number): string {
  return `PT${(Math.round(Math.max(0, minutes) * MINUTE_MS) / 1_000).toFixed(3)}S`;
}
