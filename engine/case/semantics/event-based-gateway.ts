import type { EventBasedGateway } from '../../model/executable-process.ts';
import { nodeOf, record, type Draft } from '../draft.ts';
import { activate, begin, send } from '../moves.ts';
import type { ElementInstance } from '../state.ts';
import type { Variables } from '../../errors.ts';
import { closeWaits, planWaits } from '../waits.ts';
import type { Semantics } from './semantics.ts';

/** An event-based gateway (BPMN 2.0.2 §13.4.4): waits for all its targets at once; the first to come is taken, the others are given up. */
export const eventBasedGateway: Semantics<EventBasedGateway> = {
  enter(draft, node, visit) {
    begin(draft, visit);
    const targets = node.outgoing.map((flow) => draft.process.flows.get(flow)?.target ?? flow);
    activate(draft, visit, planWaits(draft, targets, visit.key));
  },
};

/** One of the gateway's targets has been triggered: the token goes on there. */
export function leaveBy(draft: Draft, gateway: ElementInstance, target: string, variables: Variables): void {
  const { key, elementId, scopeKey } = gateway;
  if (scopeKey === undefined) return;
  const node = nodeOf(draft, elementId);
  const flow = node.outgoing.find((id) => draft.process.flows.get(id)?.target === target);
  closeWaits(draft, draft.state.instances[key] ?? gateway);
  record(draft, { type: 'elementCompleted', key, elementId });
  send(draft, { node: target, scopeKey, variables, ...(flow === undefined ? {} : { flow }) });
}
