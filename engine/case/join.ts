import { childrenOf, instanceOf, type Draft } from './draft.ts';
import type { FlowNode, Join } from '../model/executable-process.ts';
import type { ElementInstance } from './state.ts';

/**
 * Whether a token may still come to a join by an incoming flow that it has none from (BPMN 2.0.2 table 13.3, both halves): some other
 * token of the scope has a way there, and none to a flow that has one already.
 * @param marked incoming flows that have a token; for a complex gateway also those it had one from before
 */
export function mayStillCome(
  draft: Draft,
  node: FlowNode,
  { reach }: Join,
  scope: ElementInstance,
  marked: readonly string[],
): boolean {
  const has = bits(node, (flow) => marked.includes(flow));
  const lacks = bits(node, (flow) => !marked.includes(flow));
  return positions(draft, node, scope).some((position) => {
    const ways = reach.get(position) ?? 0n;
    return (ways & lacks) !== 0n && (ways & has) === 0n;
  });
}

/** Of the many joins that a model may have, those with tokens in front of them or a reset to come. */
export function joinsThatWait(draft: Draft, { marks = {}, gateways = {} }: ElementInstance): ReadonlySet<string> {
  return new Set([...Object.keys(marks).map((flow) => draft.process.flows.get(flow)?.target ?? flow), ...Object.keys(gateways)]);
}

export function hasWaiting({ marks = {}, gateways = {} }: ElementInstance): boolean {
  return Object.keys(marks).length + Object.keys(gateways).length > 0;
}

function bits(node: FlowNode, wanted: (flow: string) => boolean): bigint {
  return node.incoming.reduce((all, flow, index) => (wanted(flow) ? all | (1n << BigInt(index)) : all), 0n);
}

/** The nodes at which the scope's other tokens are: in living instances, or waiting in front of other joins. */
function positions(draft: Draft, join: FlowNode, scope: ElementInstance): readonly string[] {
  const waiting = Object.keys(instanceOf(draft, scope.key).marks ?? {}).map(
    (mark) => draft.process.flows.get(mark)?.target ?? mark,
  );
  return [...childrenOf(draft, scope.key).map(({ elementId }) => elementId), ...waiting.filter((id) => id !== join.id)];
}
