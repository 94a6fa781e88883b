/** How the cases of a log went through the gateways of a model: its traces replayed by optimal alignments. */
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { conform, isNotComparable } from '../../conformance/conform.ts';
import type { ConformOptions } from '../../conformance/conform.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { Branch } from '../scenario.ts';

export interface BranchShares {
  readonly branches: Readonly<Record<string, Branch>>;
  /** Of the replay; null when the model cannot be replayed. */
  readonly fitness: number | null;
  /** Gateways that no case came to. */
  readonly unseen: readonly string[];
}

export function branchShares(
  log: EventLog,
  process: ExecutableProcess,
  options: Pick<ConformOptions, 'mapping' | 'progress'>,
): BranchShares {
  const taken = new Map<string, number>();
  const visits = new Map<string, number>();
  const found = conform(log, process, {
    ...options,
    proves: false,
    onAligned({ alignment, cases, net }) {
      for (const move of alignment.moves) {
        if (move.kind === 'log') continue;
        const { flows, element } = net.transitions[move.transition]!;
        for (const flow of flows) taken.set(flow, (taken.get(flow) ?? 0) + cases);
        visits.set(element, (visits.get(element) ?? 0) + cases);
      }
    },
  });
  if (isNotComparable(found)) return { branches: {}, fitness: null, unseen: [] };
  const branches: Record<string, Branch> = {};
  const unseen: string[] = [];
  for (const node of process.nodes.values()) {
    if ((node.kind !== 'exclusiveGateway' && node.kind !== 'inclusiveGateway') || node.outgoing.length < 2) continue;
    const counts = node.outgoing.map((flow) => [flow, taken.get(flow) ?? 0] as const);
    if (counts.every(([, count]) => count === 0)) {
      unseen.push(node.id);
      continue;
    }
    const of = node.kind === 'inclusiveGateway' ? (visits.get(node.id) ?? 0) : counts.reduce((sum, [, count]) => sum + count, 0);
    branches[node.id] = {
      shares: Object.fromEntries(counts.map(([flow, count]) => [flow, of === 0 ? 0 : Math.min(1, count / of)])),
    };
  }
  return { branches, fitness: found.fitness, unseen };
}
