/** How long messages are awaited, and which share of them ever comes, from a log. */
import type { ExecutableProcess, FlowNode } from '../../../engine/model/executable-process.ts';
import type { WorkingCalendar } from '../../../engine/time/calendar.ts';
import { COMPLETED, CANCELLED } from '../../log/event-log.ts';
import type { EventLog } from '../../log/event-log.ts';
import type { ScenarioSource } from '../scenario.ts';
import { MINUTE_MS } from '../spans.ts';
import { fit } from './fit.ts';

/** Messages of which so many come in certain hours are written by people with such hours. */
const IN_HOURS = 0.95;
const NEAR_MINUTES = 5 / 60;

export interface Heard {
  readonly log: EventLog;
  readonly process: ExecutableProcess;
  /** What the log calls an element, if it has it. */
  readonly codeOf: (node: FlowNode) => number | undefined;
  readonly enabledAt: Float64Array;
  /** How often each flow was chosen. */
  readonly taken: ReadonlyMap<string, number>;
  /** By name: hours in which messages may come. */
  readonly hours: ReadonlyMap<string, WorkingCalendar>;
}

/** @returns undefined when the log does not have it */
export function awaited(node: FlowNode, heard: Heard): NonNullable<ScenarioSource['events']>[string] | undefined {
  const { log, process, codeOf, enabledAt, taken, hours } = heard;
  const code = codeOf(node);
  if (code === undefined) return undefined;
  const gateways = node.incoming.flatMap((flow) => {
    const source = process.nodes.get(process.flows.get(flow)?.source ?? '');
    return source?.kind === 'eventBasedGateway' ? [source] : [];
  });
  const codes = new Set(gateways.map(codeOf).filter((one) => one !== undefined));
  const spans: (readonly [from: number, to: number])[] = [];
  let cancelled = 0;
  for (let index = 0; index < log.cases.count; index++) {
    const [first, end] = [log.cases.firstRow[index]!, log.cases.firstRow[index + 1]!];
    for (let row = first; row < end; row++) {
      if (log.activityOf[row] !== code) continue;
      if (log.ending[row] === CANCELLED) cancelled += 1;
      const to = log.completedAt[row]!;
      if (log.ending[row] !== COMPLETED || Number.isNaN(to)) continue;
      // Where the gateway before it is seen, the case waited there; the event itself is over at once.
      let from = enabledAt[row]!;
      for (let before = first; before < end; before++)
        if (codes.has(log.activityOf[before]!) && log.completedAt[before] === to) from = enabledAt[before]!;
      if (from <= to) spans.push([from, to]);
    }
  }
  if (spans.length === 0) return undefined;
  const within = [...hours].find(
    ([, one]) => spans.filter(([, to]) => one.nextWorkingInstant(to) - to < MINUTE_MS).length >= IN_HOURS * spans.length,
  );
  const minutes = spans.map(([from, to]) => (within ? within[1].workingMsBetween(from, to) : to - from) / MINUTE_MS);
  return {
    share: shareOf(node, gateways, taken, spans.length, cancelled),
    minutes: fit(minutes, NEAR_MINUTES).distribution,
    ...(within ? { calendar: within[0] } : {}),
  };
}

/** Of the cases that waited for it, those to which it came before anything else did. */
function shareOf(
  node: FlowNode,
  gateways: readonly FlowNode[],
  taken: ReadonlyMap<string, number>,
  came: number,
  cancelled: number,
): number {
  if (gateways.length === 0) return came / (came + cancelled);
  const of = (flows: readonly string[]): number => flows.reduce((sum, flow) => sum + (taken.get(flow) ?? 0), 0);
  const waited = of(gateways.flatMap(({ outgoing }) => outgoing));
  const mine = of(node.incoming.filter((flow) => gateways.some(({ outgoing }) => outgoing.includes(flow))));
  return waited === 0 ? 1 : Math.min(1, mine / waited);
}
