/** Proposals that change the model: steps beside each other, an approval that never refuses left out. */
import { constant } from '../../../engine/feel/compile.ts';
import type { Json } from '../../../engine/errors.ts';
import type { ExecutableProcess, FlowNode, SequenceFlow, UserTask } from '../../../engine/model/executable-process.ts';
import type { Scenario, Value } from '../scenario.ts';
import { nameOf } from './proposal.ts';
import type { Change, Proposal } from './proposal.ts';

/**
 * Two tasks of which the second reads nothing that the first sets, as far as the model and the scenario say, are done at the same time.
 * What people read in forms is not known: the sentence says so.
 */
export function parallelise(process: ExecutableProcess, scenario: Scenario): readonly Proposal[] {
  return [...process.nodes.values()].flatMap((first): Proposal[] => {
    if (!isPlainUserTask(first) || first.incoming.length === 0) return [];
    const between = process.flows.get(first.outgoing[0] ?? '');
    const second = between && process.nodes.get(between.target);
    if (!between || !second || !isPlainUserTask(second) || second.incoming.length !== 1 || between.condition) return [];
    if (second.scope !== first.scope || countsTokens(process, first.scope) || depends(scenario, first, second)) return [];
    const names = [nameOf(process, first.id), nameOf(process, second.id)];
    const [fork, join] = [free(process, `${first.id}-fork`), free(process, `${first.id}-join`)];
    return [
      {
        kind: 'parallelise',
        key: 'improve.parallelise',
        params: { first: first.id, second: second.id, firstName: names[0]!, secondName: names[1]! },
        text: `Do "${names[0]!}" and "${names[1]!}" at the same time, if the second needs nothing from the first.`,
        changes: [
          { of: 'model', place: fork, from: null, to: `parallel gateway before ${first.id} and ${second.id}` },
          { of: 'model', place: join, from: null, to: `parallel gateway after ${first.id} and ${second.id}` },
          { of: 'model', place: between.id, from: `${first.id} to ${second.id}`, to: `${fork} to ${second.id}` },
        ],
        process: besideEachOther(process, first, second, between, fork, join),
        scenario,
      },
    ];
  });
}

/**
 * An approval that the scenario never lets refuse: all that it sets and the gateway after it asks for is always the same. It is left out
 * and what it sets stays as it always was.
 */
export function skipApprovals(process: ExecutableProcess, scenario: Scenario): readonly Proposal[] {
  return [...process.nodes.values()].flatMap((node): Proposal[] => {
    if (!isPlainUserTask(node)) return [];
    const gateway = process.nodes.get(process.flows.get(node.outgoing[0] ?? '')?.target ?? '');
    if (gateway?.kind !== 'exclusiveGateway' || gateway.outgoing.length < 2) return [];
    const sets = scenario.activities[node.id]?.sets ?? {};
    const asked = gateway.outgoing.flatMap((flow) => process.flows.get(flow)?.condition?.names ?? []);
    const values = Object.entries(sets).map(([name, value]) => [name, alwaysOf(value)] as const);
    const isOwn = asked.length > 0 && asked.every((name) => name in sets);
    if (!isOwn || values.some(([, value]) => value === undefined)) return [];
    const name = nameOf(process, node.id);
    const outputs = values.map(([target, value]) => ({ source: constant(value ?? null), target: [target] }));
    const nodes = new Map(process.nodes);
    nodes.set(node.id, { ...node, kind: 'task', outputs: [...node.outputs, ...outputs] });
    const { [node.id]: gone, ...activities } = scenario.activities;
    const changes: Change[] = [
      {
        of: 'model',
        place: node.id,
        from: 'user task',
        to: `left out; ${values.map(([key, value]) => `${key} = ${JSON.stringify(value)}`).join(', ')}`,
      },
      { of: 'scenario', place: `activities.${node.id}`, from: gone, to: null },
    ];
    return [
      {
        kind: 'skipApproval',
        key: 'improve.skipApproval',
        params: { activity: node.id, name },
        text: `Leave out "${name}": it never refuses.`,
        changes,
        process: { ...process, nodes },
        scenario: { ...scenario, activities },
      },
    ];
  });
}

/** Nothing but a task with one way out. */
function isPlainUserTask(node: FlowNode): node is UserTask {
  return (
    node.kind === 'userTask' &&
    node.outgoing.length === 1 &&
    node.boundary.length === 0 &&
    node.loop === undefined &&
    node.compensation === undefined &&
    node.forCompensation === undefined &&
    node.startQuantity === undefined &&
    node.completionQuantity === undefined
  );
}

/** Gateways that ask which tokens may still come have worked that out for the model as it is. */
function countsTokens(process: ExecutableProcess, scope: string): boolean {
  return [...process.nodes.values()].some(
    (node) => node.scope === scope && (node.kind === 'inclusiveGateway' || node.kind === 'complexGateway'),
  );
}

function depends({ activities }: Scenario, first: UserTask, second: UserTask): boolean {
  const written = new Set([
    ...Object.keys(activities[first.id]?.sets ?? {}),
    ...first.outputs.flatMap(({ target }) => target.slice(0, 1)),
  ]);
  const { assignee, candidateGroups, candidateUsers, priority, dueDate, followUpDate } = second;
  const expressions = [
    assignee,
    candidateGroups,
    candidateUsers,
    priority,
    dueDate,
    followUpDate,
    ...second.inputs.map(({ source }) => source),
  ];
  // A change of the statutory term, or a withdrawal, is an order of its own.
  if ([first, second].some((node) => node.termChange !== undefined || node.withdraws)) return true;
  return expressions.some((expression) => expression?.names.some((name) => written.has(name)));
}

function besideEachOther(
  process: ExecutableProcess,
  first: UserTask,
  second: UserTask,
  between: SequenceFlow,
  fork: string,
  join: string,
): ExecutableProcess {
  const nodes = new Map(process.nodes);
  const flows = new Map(process.flows);
  const base = { scope: first.scope, inputs: [], outputs: [], kind: 'parallelGateway' as const };
  const [toFirst, fromFirst, fromSecond] = [`${fork}--${first.id}`, `${first.id}--${join}`, `${second.id}--${join}`];
  const after = second.outgoing[0]!;
  // A task goes on with each token that comes; a parallel gateway would wait for one on each way.
  const merge = first.incoming.length > 1 ? free(process, `${first.id}-merge`) : undefined;
  const entry = merge ?? fork;
  const toFork = `${entry}--${fork}`;
  if (merge !== undefined) {
    nodes.set(merge, { ...base, kind: 'exclusiveGateway', id: merge, name: '', incoming: first.incoming, outgoing: [toFork] });
    flows.set(toFork, { id: toFork, source: merge, target: fork });
  }
  const incoming = merge === undefined ? first.incoming : [toFork];
  nodes.set(fork, { ...base, id: fork, name: '', incoming, outgoing: [toFirst, between.id] });
  nodes.set(join, { ...base, id: join, name: '', incoming: [fromFirst, fromSecond], outgoing: [after] });
  nodes.set(first.id, { ...first, incoming: [toFirst], outgoing: [fromFirst] });
  nodes.set(second.id, { ...second, outgoing: [fromSecond] });
  for (const id of first.incoming) flows.set(id, { ...flows.get(id)!, target: entry });
  flows.set(between.id, { ...between, source: fork });
  flows.set(toFirst, { id: toFirst, source: fork, target: first.id });
  flows.set(fromFirst, { id: fromFirst, source: first.id, target: join });
  flows.set(fromSecond, { id: fromSecond, source: second.id, target: join });
  flows.set(after, { ...flows.get(after)!, source: join });
  return { ...process, nodes, flows };
}

function free(process: ExecutableProcess, wanted: string): string {
  let id = wanted;
  for (let count = 2; process.nodes.has(id); count++) id = `${wanted}-${String(count)}`;
  return id;
}

/** What is always drawn; undefined when it varies. */
function alwaysOf(value: Value): Json | undefined {
  switch (value.kind) {
    case 'constant':
      return value.value;
    case 'chance': {
      const shares = typeof value.share === 'number' ? [value.share] : value.share;
      return shares.every((share) => share === 1) ? true : shares.every((share) => share === 0) ? false : undefined;
    }
    case 'choice': {
      const possible = value.options.filter(({ weight }) => weight > 0);
      return possible.length === 1 ? possible[0]!.value : undefined;
    }
    case 'number':
      return value.of.kind === 'fixed' ? value.of.value : undefined;
    default:
      return value satisfies never;
  }
}
