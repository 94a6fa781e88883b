/**
 * The model as a scenario has it simulated: where the scenario says how a gateway's ways share its cases, how long an event is awaited,
 * or that somebody does a task without a kind, the model says so too. Everything else, and what any of it means, is the engine's.
 */
import type { Expression } from '../../engine/feel/compile.ts';
import type { ExecutableProcess, FlowNode, SequenceFlow } from '../../engine/model/executable-process.ts';
import { feelOf } from './conditions.ts';
import { draw, weightedIndex } from './distributions.ts';
import type { CaseChance } from './run.ts';
import type { Branch, Scenario } from './scenario.ts';
import { MINUTE_MS } from './spans.ts';

/** @param chance of the case that is being stepped: its draws stand where the model has conditions and durations */
export function adaptedProcess(
  process: ExecutableProcess,
  { activities, branches, events }: Pick<Scenario, 'activities' | 'branches' | 'events'>,
  chance: () => CaseChance,
): ExecutableProcess {
  const nodes = new Map(process.nodes);
  const flows = new Map(process.flows);
  for (const node of process.nodes.values()) {
    if ((node.kind === 'task' || node.kind === 'manualTask') && activities[node.id] !== undefined)
      nodes.set(node.id, { ...node, kind: 'userTask', headers: {} });
    const event = events[node.id];
    if (event !== undefined && 'trigger' in node && node.trigger.kind === 'timer') {
      const timer = drawn(() => {
        const { random } = chance().stream(`event ${node.id}`);
        return isoDuration(draw(event.minutes, random));
      });
      const calendar = event.calendar === undefined ? 'wall' : 'working';
      nodes.set(node.id, { ...node, trigger: { kind: 'timer', form: 'duration', value: timer, calendar } } as typeof node);
    }
    const branch = branches[node.id];
    if (branch !== undefined) for (const flow of branching(node, branch, process.flows, chance)) flows.set(flow.id, flow);
  }
  return { ...process, nodes, flows };
}

/** The flows of a gateway with the scenario's conditions; a flow that the scenario does not name is not taken unless it is the default. */
function branching(
  node: FlowNode,
  { shares, rules }: Branch,
  flows: ReadonlyMap<string, SequenceFlow>,
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
  const weights = node.outgoing.map((flow) => shares?.[flow] ?? 0);
  let chosen: string | undefined;
  const choice = (flow: string): boolean => {
    if (flow === options[0]) chosen = node.outgoing[weightedIndex(weights, chance().stream(`gateway ${node.id}`).random)];
    return flow === chosen;
  };
  return options.flatMap((id) => {
    const flow = flows.get(id);
    return flow === undefined ? [] : [{ ...flow, condition: conditionOf(id) }];
  });
}

/** An expression whose value is drawn. It is evaluated once for each time that it is needed, as any other. */
function drawn(value: () => boolean | string): Expression {
  return { text: 'simulated', names: [], evaluate: value, value };
}

function isoDuration(minutes: number): string {
  return `PT${(Math.round(Math.max(0, minutes) * MINUTE_MS) / 1_000).toFixed(3)}S`;
}
