/** Which nodes of a model can be at work at the same time, so that neither is before the other. */
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { innerOf, isActivity } from '../../../engine/model/executable-process.ts';

/** @returns whether two nodes are in different branches of a split, or in something that is done several times at once */
export function concurrentNodes(process: ExecutableProcess): (a: string, b: string) => boolean {
  const splits = [...process.nodes.values()].filter(
    ({ kind, outgoing }) =>
      outgoing.length > 1 && (isActivityKind(kind) || kind === 'parallelGateway' || kind === 'inclusiveGateway'),
  );
  /** By split, the branch of each node that is in one alone. */
  const branchesOf = splits.map(({ id, outgoing }) => {
    const reached = outgoing.map((flow) => reachedFrom(process, flow, id));
    const branchOf = new Map<string, number>();
    for (const [branch, nodes] of reached.entries())
      for (const node of nodes)
        if (!reached.every((other) => other.has(node))) branchOf.set(node, branchOf.has(node) ? -1 : branch);
    return branchOf;
  });
  const containerOf = new Map<string, string>();
  for (const node of process.nodes.values()) {
    const inner = innerOf(node);
    if (inner !== undefined) containerOf.set(inner.id, node.id);
  }
  /** The node itself and what it is in, from inside out. */
  const chainOf = (id: string): readonly string[] => {
    const container = containerOf.get(process.nodes.get(id)?.scope ?? '');
    return [id, ...(container === undefined ? [] : chainOf(container))];
  };
  const isSeveralAtOnce = (id: string): boolean => {
    const node = process.nodes.get(id);
    return node !== undefined && isActivity(node) && node.loop?.kind === 'multiInstance' && !node.loop.sequential;
  };
  return (a, b) => {
    const [mine, theirs] = [chainOf(a), chainOf(b)];
    if ([...mine, ...theirs].some(isSeveralAtOnce)) return true;
    return branchesOf.some((branchOf) =>
      mine.some((one) =>
        theirs.some((other) => {
          const [left, right] = [branchOf.get(one), branchOf.get(other)];
          return left !== undefined && right !== undefined && (left !== right || left < 0);
        }),
      ),
    );
  };
}

/** A task with several ways out takes all of them. */
function isActivityKind(kind: string): boolean {
  return kind.endsWith('Task') || kind === 'task' || kind === 'subProcess';
}

/** Without coming to a node again. */
function reachedFrom(process: ExecutableProcess, flow: string, without: string): ReadonlySet<string> {
  const found = new Set<string>();
  const next = [process.flows.get(flow)?.target];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (id === without || found.has(id)) continue;
    found.add(id);
    for (const way of process.nodes.get(id)?.outgoing ?? []) {
      const target = process.flows.get(way)?.target;
      if (target !== undefined) next.push(target);
    }
  }
  return found;
}
