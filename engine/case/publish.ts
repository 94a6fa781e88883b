import type { Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import type { FlowNode, Throwing } from '../model/executable-process.ts';
import { record, type Draft } from './draft.ts';
import type { Visit } from './moves.ts';
import { Problem } from './problem.ts';
import { evaluate, visible } from './variables.ts';
import { conversationOf } from './waits.ts';

type Published = Extract<Throwing, { readonly kind: 'signal' | 'message' }>;

/**
 * Hands a message or signal to the world: with the element's own input variables, or with all that it sees when its model names none.
 * @throws Problem 'correlation'
 */
export function publish(draft: Draft, node: FlowNode, visit: Visit, result: Published): void {
  const own = node.inputs.length > 0;
  const scope = own ? visit.key : visit.scopeKey;
  const name = evaluate(draft, result.name, scope, 'correlation');
  if (typeof name !== 'string' || name === '') {
    throw new Problem('correlation', `'${node.name || node.id}' throws a message or signal without a name`);
  }
  const variables: Variables = own ? (draft.state.variables[visit.key] ?? {}) : visible(draft.state, visit.scopeKey);
  const at = { key: visit.key, elementId: node.id, name };
  if (result.kind === 'signal') {
    record(draft, { type: 'signalBroadcast', ...at });
    draft.sent.push({ type: 'broadcastSignal', name, variables });
    return;
  }
  if (result.conversation) return sendMessage(draft, at, conversationOf(draft), result.timeToLiveMs, variables);
  const key = result.correlationKey ? evaluate(draft, result.correlationKey, scope, 'correlation') : '';
  if (typeof key !== 'string' && typeof key !== 'number') {
    throw new Problem('correlation', `the correlation key of '${node.name || node.id}' is neither a text nor a number`);
  }
  sendMessage(draft, at, String(key), result.timeToLiveMs, variables);
}

function sendMessage(
  draft: Draft,
  at: { readonly key: ElementInstanceKey; readonly elementId: string; readonly name: string },
  correlationKey: string,
  timeToLiveMs: number,
  variables: Variables,
): void {
  record(draft, { type: 'messagePublished', ...at });
  draft.sent.push({ type: 'publishMessage', name: at.name, correlationKey, timeToLiveMs, variables });
}
