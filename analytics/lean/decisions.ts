/**
 * Decisions that always fall the same way: after somebody's work a gateway asks for one of several ways, and the log shows which was
 * gone. A check that never finds anything and an approval that never refuses are lean's excess processing (Liker, The Toyota Way, 2004, ch. 3).
 */
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Traces } from '../traces.ts';

export interface Decision {
  /** Whose outcome the gateway asks about: elements. */
  readonly activity: string;
  readonly gateway: string;
  /** How often it could be seen which way was gone; how often not (a case that is still open, ways that meet at once). */
  readonly n: number;
  readonly nUnknown: number;
  /** By outgoing flow; `next`: the recorded elements that it leads to first, none when it leads to an end. The commonest first. */
  readonly ways: readonly { readonly flow: string; readonly next: readonly string[]; readonly n: number }[];
  /**
   * When all n went one way: at most this share goes another one, with 95 % certainty (Clopper and Pearson 1934: 1 − 0.05^(1/n)).
   * null when more than one way was gone, and when n is 0.
   */
  readonly othersAtMost: number | null;
}

/** Every task of a person that an exclusive gateway with two ways or more follows, in document order. */
export function decisions(log: EventLog, traces: Traces, process: ExecutableProcess): readonly Decision[] {
  const codes = new Map(log.activities.map((activity, code) => [activity, code]));
  return [...process.nodes.values()].flatMap((node): Decision[] => {
    if (node.kind !== 'userTask' || node.outgoing.length !== 1) return [];
    const gateway = process.nodes.get(process.flows.get(node.outgoing[0]!)?.target ?? '');
    if (gateway?.kind !== 'exclusiveGateway' || gateway.outgoing.length < 2) return [];
    const ways = gateway.outgoing.map((flow) => ({ flow, ...firstRecorded(process, flow, codes) }));
    const counts = new Map<string, number>();
    let nUnknown = 0;
    const asked = codes.get(node.id);
    if (asked !== undefined) {
      for (const next of nextOf(log, traces, asked, ways)) {
        if (next === undefined) nUnknown++;
        else counts.set(next, (counts.get(next) ?? 0) + 1);
      }
    }
    const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const told = ways.map(({ flow, next }) => ({ flow, next: [...next], n: counts.get(flow) ?? 0 })).sort((a, b) => b.n - a.n);
    const othersAtMost = n > 0 && told[0]?.n === n ? 1 - 0.05 ** (1 / n) : null;
    return [{ activity: node.id, gateway: gateway.id, n, nUnknown, ways: told, othersAtMost }];
  });
}

interface Way {
  readonly flow: string;
  readonly next: ReadonlySet<string>;
  /** It may come to an end before anything that a log records. */
  readonly ends: boolean;
}

/** What a log records first behind a flow: activities and events that it has ever seen. */
function firstRecorded(process: ExecutableProcess, flow: string, recorded: ReadonlyMap<string, number>): Omit<Way, 'flow'> {
  const next = new Set<string>();
  const seen = new Set<string>();
  const open = [process.flows.get(flow)?.target ?? ''];
  let ends = false;
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = process.nodes.get(id);
    if (!node) continue;
    if (recorded.has(id)) next.add(id);
    else if (node.outgoing.length === 0) ends = true;
    else for (const out of node.outgoing) open.push(process.flows.get(out)?.target ?? '');
  }
  return { next, ends };
}

/** For each execution of an activity the flow that was gone after it; undefined where the log leaves it open. */
function* nextOf(log: EventLog, { rows, first }: Traces, asked: number, ways: readonly Way[]): Generator<string | undefined> {
  const waysOf = new Map<string, readonly Way[]>();
  for (const id of new Set(ways.flatMap(({ next }) => [...next])))
    waysOf.set(
      id,
      ways.filter(({ next }) => next.has(id)),
    );
  const ending = ways.filter(({ ends }) => ends);
  for (let index = 0; index < log.cases.count; index++) {
    const isOver = !Number.isNaN(log.cases.completedAt[index]!);
    for (let place = first[index]!; place < first[index + 1]!; place++) {
      if (log.activityOf[rows[place]!] !== asked) continue;
      let found: readonly Way[] | undefined;
      for (let after = place + 1; after < first[index + 1]! && !found; after++)
        found = waysOf.get(log.activities[log.activityOf[rows[after]!]!] ?? '');
      const possible = found ?? (isOver ? ending : []);
      yield possible.length === 1 ? possible[0]!.flow : undefined;
    }
  }
}
