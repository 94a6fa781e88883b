import { subscriptionBucket } from '../case/waits.ts';
import { isRefusal, refuse, type Refusal, type Variables } from '../errors.ts';
import { numberedKey, type CaseKey, type MessageKey } from '../ids.ts';
import type { Access } from '../store/access.ts';
import { keepMessage, type Message } from '../store/messages.ts';
import { unacceptable } from './acceptable.ts';
import type { MessageRequest, Published } from './contract.ts';
import { distribute, type Distributed, type Distribution } from './distribute.ts';
import type { EngineNode } from './node.ts';

/**
 * Publishes a message: to all who wait for it now, and for its time to live to those who begin to. For a case that waits and is suspended it
 * is kept until that is resumed.
 */
export async function publishMessage(node: EngineNode, access: Access, request: MessageRequest): Promise<Published | Refusal> {
  const sent = await send(node, access, request);
  return isRefusal(sent) ? sent : { messageKey: sent.messageKey, caseKeys: sent.reached };
}

/** Publishes a message that somebody must be waiting for, who is not suspended. */
export async function correlateMessage(
  node: EngineNode,
  access: Access,
  request: Omit<MessageRequest, 'timeToLiveMs'>,
): Promise<(Published & { readonly caseKey: CaseKey }) | Refusal> {
  const sent = await send(node, access, { ...request, timeToLiveMs: 0 }, { notHeld: true });
  if (isRefusal(sent)) return sent;
  const { messageKey, reached, suspended } = sent;
  const [caseKey] = reached;
  if (caseKey !== undefined) return { messageKey, caseKeys: reached, caseKey };
  const [waiting] = suspended;
  const what = `message '${request.name}' with key '${request.correlationKey}'`;
  return refuse(
    'notFound',
    waiting === undefined
      ? `nothing waits for ${what}`
      : `case ${waiting} waits for ${what} but is suspended; send it when it is resumed, or publish it and it is kept until then`,
  );
}

async function send(
  node: EngineNode,
  access: Access,
  request: MessageRequest,
  how?: Distribution,
): Promise<({ readonly messageKey: MessageKey } & Distributed) | Refusal> {
  const refusal = unacceptable(request.variables);
  if (refusal) return refusal;
  const message = await messageOf(node, access, { kind: 'message', ...request });
  if (!(await keepMessage(node.sql, message)))
    return refuse('conflict', `a message '${request.name}' with id '${request.messageId ?? ''}' is published already`);
  return { messageKey: message.messageKey, ...(await distribute(node, message, how)) };
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
