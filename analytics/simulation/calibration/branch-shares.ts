/** Which way cases go, and how often they do what is done several times: from how those of a log went. */
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { isActivity } from '../../../engine/model/executable-process.ts';
import type { Branch } from '../scenario.ts';
import { decisions } from './decision-memory.ts';
import type { Replay } from './replay.ts';

export interface BranchShares {
  readonly branches: Readonly<Record<string, Branch>>;
  /** Gateways that no case came to. */
  readonly unseen: readonly string[];
  /** How often each flow was chosen. */
  readonly taken: ReadonlyMap<string, number>;
}

export function branchShares({ runs }: Replay, process: ExecutableProcess): BranchShares {
  const taken = new Map<string, number>();
  const visits = new Map<string, number>();
  const repeats = new Map<string, Map<number, number>>();
  for (const run of runs) {
    for (const flow of run.chosen) taken.set(flow, (taken.get(flow) ?? 0) + run.cases);
    for (const [element, n] of run.visits) visits.set(element, (visits.get(element) ?? 0) + n * run.cases);
    for (const [element, times] of run.repeats) {
      const counts = repeats.get(element) ?? new Map<number, number>();
      repeats.set(element, counts.set(times, (counts.get(times) ?? 0) + run.cases));
    }
  }
  const branches: Record<string, Branch> = {};
  const choosing = [...process.nodes.values()].filter(
    ({ kind, outgoing }) => (kind === 'exclusiveGateway' || kind === 'inclusiveGateway') && outgoing.length > 1,
  );
  const isSeen = ({ outgoing }: (typeof choosing)[number]): boolean => outgoing.some((flow) => taken.has(flow));
  for (const { id, kind, outgoing } of choosing)
    if (kind === 'inclusiveGateway' && outgoing.some((flow) => taken.has(flow))) {
      const shares = outgoing.map((flow) => [flow, Math.min(1, (taken.get(flow) ?? 0) / (visits.get(id) ?? 1))] as const);
      branches[id] = { shares: Object.fromEntries(shares) };
    }
  const exclusive = choosing.filter((node) => node.kind === 'exclusiveGateway' && isSeen(node)).map(({ id }) => id);
  for (const [id, { shares, given }] of decisions(runs, process, exclusive))
    branches[id] = { shares, ...(given.length === 0 ? {} : { given }) };
  for (const node of process.nodes.values()) {
    const counts = repeats.get(node.id);
    if (!isActivity(node) || node.loop === undefined || counts === undefined) continue;
    const sorted = [...counts].sort(([a], [b]) => a - b);
    const [values, weights] = [sorted.map(([value]) => value), sorted.map(([, weight]) => weight)];
    branches[node.id] = { repeats: { kind: 'empirical', values, weights } };
  }
  return { branches, unseen: choosing.filter((node) => !isSeen(node)).map(({ id }) => id), taken };
}
