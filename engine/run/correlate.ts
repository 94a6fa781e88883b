import { subscriptionBucket } from '../case/waits.ts';
import { isRefusal, refuse, type Refusal, type Variables } from '../errors.ts';
import { numberedKey, type CaseKey, type MessageKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import { keepMessage, type Message } from '../store/messages.ts';
import { unacceptable } from './acceptable.ts';
import type { MessageRequest, Published } from './contract.ts';
import { distribute } from './distribute.ts';
import type { EngineNode } from './node.ts';

/** Publishes a message: to all who wait for it now, and for its time to live to those who begin to. */
export async function publishMessage(node: EngineNode, access: Access, request: MessageRequest): Promise<Published | Refusal> {
  const refusal = unacceptable(request.variables);
  if (refusal) return refusal;
  const message = await messageOf(node, access, { kind: 'message', ...request });
  if (!(await keepMessage(node.sql, message)))
    return refuse('conflict', `a message '${request.name}' with id '${request.messageId ?? ''}' is published already`);
  const caseKeys = await distribute(node, message);
  return { messageKey: message.messageKey, caseKeys };
}

/** Publishes a message that somebody must be waiting for. */
export async function correlateMessage(
  node: EngineNode,
  access: Access,
  request: Omit<MessageRequest, 'timeToLiveMs'>,
): Promise<(Published & { readonly caseKey: CaseKey }) | Refusal> {
  const published = await publishMessage(node, access, { ...request, timeToLiveMs: 0 });
  if (isRefusal(published)) return published;
  const [caseKey] = published.caseKeys;
  if (caseKey === undefined)
    return refuse('notFound', `nothing waits for message '${request.name}' with key '${request.correlationKey}'`);
  return { ...published, caseKey };
}

/** Sends a signal to everything of the tenant that waits for it now; it is not kept for later. */
export async function broadcastSignal(
  node: EngineNode,
  access: Access,
  name: string,
  variables: Variables,
): Promise<{ readonly signalKey: MessageKey }> {
  const message = await messageOf(node, access, { kind: 'signal', name, correlationKey: '', variables, timeToLiveMs: 0 });
  await keepMessage(node.sql, message);
  await distribute(node, message);
  return { signalKey: message.messageKey };
}

async function messageOf(node: EngineNode, access: Access, request: MessageRequest & Pick<Message, 'kind'>): Promise<Message> {
  const { kind, name, correlationKey, variables, messageId, timeToLiveMs } = request;
  const bucket = subscriptionBucket(name, correlationKey);
  const now = node.clock.now();
  return {
    bucket,
    tenantId: access.tenantId,
    messageKey: numberedKey<MessageKey>(await node.numbers.next(), bucket),
    kind,
    name,
    correlationKey,
    ...(messageId === undefined ? {} : { messageId }),
    variables,
    publishedAt: now,
    expiresAt: now + timeToLiveMs,
  };
}
