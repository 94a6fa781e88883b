import type { Variables } from '../../errors.ts';
import type { ElementInstanceKey } from '../../ids.ts';
import type { ComplexGateway } from '../../model/executable-process.ts';
import { childrenOf, instanceOf, newKey, record, touch, type Draft } from '../draft.ts';
import { mayStillCome } from '../join.ts';
import { pass, sendFirst, split } from '../moves.ts';
import { terminate } from '../terminate.ts';
import type { ElementInstance } from '../state.ts';
import { isTrue } from '../variables.ts';
import type { Semantics } from './semantics.ts';

/**
 * A complex gateway (BPMN 2.0.2 §13.4.5, table 13.5): begins when its activation condition holds of the tokens that have come, then
 * waits for its reset, until no token can come any more by the flows it has had none from.
 */
export const complexGateway: Semantics<ComplexGateway> = {
  gathers(draft, node, { scopeKey, flow }) {
    if (!node.activation || flow === undefined) return true;
    record(draft, { type: 'tokenMarked', scopeKey, flow });
    touch(draft, scopeKey);
    return waitsForStart(node, instanceOf(draft, scopeKey)) && !isHeld(draft, node, scopeKey);
  },
  enter(draft, node, visit) {
    const { key, scopeKey } = visit;
    const scope = instanceOf(draft, scopeKey);
    const flows = waiting(node, scope);
    const facts = factsOf(node, scope);
    if (node.activation && flows.length > 0) {
      if (!isTrue(draft, node.activation, scopeKey, facts)) {
        if (draft.state.instances[key]) terminate(draft, key);
        return;
      }
    }
    const taken = split(draft, node, scopeKey, facts);
    if (flows.length > 0) {
      record(draft, { type: 'tokensJoined', scopeKey, flows });
      record(draft, { type: 'gatewayActivated', scopeKey, gateway: node.id, flows });
    }
    pass(draft, visit, taken);
  },
  rests(draft, node, scope) {
    const consumed = scope.gateways?.[node.id];
    if (!consumed) return false;
    const here = waiting(node, scope);
    if (node.join && mayStillCome(draft, node, node.join, scope, [...here, ...consumed])) return false;
    const taken = split(draft, node, scope.key, factsOf(node, scope), 'perhaps none');
    const flows = here.filter((flow) => !consumed.includes(flow));
    if (flows.length > 0) record(draft, { type: 'tokensJoined', scopeKey: scope.key, flows });
    record(draft, { type: 'gatewayReset', scopeKey: scope.key, gateway: node.id });
    if (taken.length > 0) pass(draft, { key: newKey(draft), node: node.id, scopeKey: scope.key }, taken);
    // Tokens that came a second time by the same flow may be enough to begin again, before any that the reset sends comes back here.
    if (flows.length < here.length || here.some((flow) => (scope.marks?.[flow] ?? 0) > 1)) {
      sendFirst(draft, { node: node.id, scopeKey: scope.key });
    }
    touch(draft, scope.key);
    return true;
  },
};

/** An incident holds it until somebody resolves it, whatever comes meanwhile. */
function isHeld(draft: Draft, node: ComplexGateway, scopeKey: ElementInstanceKey): boolean {
  return childrenOf(draft, scopeKey).some(({ elementId, incident }) => elementId === node.id && incident !== undefined);
}

function waitsForStart(node: ComplexGateway, scope: ElementInstance): boolean {
  return scope.gateways?.[node.id] === undefined;
}

/** Its incoming flows that have a token. */
function waiting(node: ComplexGateway, scope: ElementInstance): readonly string[] {
  return node.incoming.filter((flow) => (scope.marks?.[flow] ?? 0) > 0);
}

/** What its expressions may ask besides variables. */
function factsOf(node: ComplexGateway, scope: ElementInstance): Variables {
  const activationCount = node.incoming.reduce((sum, flow) => sum + (scope.marks?.[flow] ?? 0), 0);
  return { activationCount, waitingForStart: waitsForStart(node, scope) };
}
