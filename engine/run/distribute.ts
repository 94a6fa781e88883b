import { isRefusal, type Refusal } from '../errors.ts';
import type { CaseKey, SubscriptionKey } from '../ids.ts';
import { messageClaim, startClaim } from '../store/claims.ts';
import { bufferedMessages, settleMessage, type Message } from '../store/messages.ts';
import { messageStartsOf, startsNamed, type StartSubscription } from '../store/start-subscriptions.ts';
import { AT_ONCE, waiting, type NamedSubscription } from '../store/subscriptions.ts';
import type { Done } from './commit-group.ts';
import type { EngineNode } from './node.ts';
import { engineAccess, startCase } from './start.ts';

/**
 * Brings a kept message or signal to all who wait for it, then keeps it for its time to live or lets it go. May be done again after a
 * crash, or by two nodes at once: each delivery is claimed in its own transaction.
 * @param again what began to wait at or after the publishing of a signal is left out: it may be the outcome of a delivery before the crash
 * @returns the cases it reached or started.
 */
export async function distribute(node: EngineNode, message: Message, again = false): Promise<CaseKey[]> {
  node.distributing.add(message.messageKey);
  try {
    const reached = message.kind === 'signal' ? await toAll(node, message, again) : await toEachProcess(node, message);
    await settleMessage(node.sql, message, node.clock.now());
    return reached;
  } finally {
    node.distributing.delete(message.messageKey);
  }
}

/** A message reaches each process once: a case that waits for it, else a start event (Camunda 8's rule). */
async function toEachProcess(node: EngineNode, message: Message): Promise<CaseKey[]> {
  const reached = new Map<string, CaseKey>();
  if (message.correlationKey !== '') {
    for await (const subscription of all(node, message)) {
      if (reached.has(subscription.processId)) continue;
      const done = await deliver(node, message, subscription, subscription.processId);
      if (done) reached.set(subscription.processId, done.state.caseKey);
    }
  }
  for (const subscription of await startsNamed(node.sql, { ...message, kind: 'message' })) {
    if (reached.has(subscription.processId)) continue;
    const done = await startBy(node, message, subscription, subscription.processId);
    if (done) reached.set(subscription.processId, done.state.caseKey);
  }
  return [...reached.values()];
}

/** A signal reaches every subscription and every start event. Independent of each other, so they share commits. */
async function toAll(node: EngineNode, signal: Message, again: boolean): Promise<CaseKey[]> {
  const openedBefore = again ? { openedBefore: signal.publishedAt } : {};
  const reached: CaseKey[] = [];
  let group: NamedSubscription[] = [];
  const flush = async () => {
    const done = await Promise.all(group.map((one) => deliver(node, signal, one, one.subscriptionKey)));
    reached.push(...done.flatMap((one) => (one ? [one.state.caseKey] : [])));
    group = [];
  };
  for await (const subscription of all(node, { ...signal, ...openedBefore })) {
    group.push(subscription);
    if (group.length === 100) await flush();
  }
  await flush();
  for (const start of await startsNamed(node.sql, { ...signal, kind: 'signal' })) {
    const done = await startBy(node, signal, start, `${start.definitionKey} ${start.elementId}`);
    if (done) reached.push(done.state.caseKey);
  }
  return reached;
}

async function* all(node: EngineNode, awaited: Parameters<typeof waiting>[1]): AsyncGenerator<NamedSubscription> {
  for (let after: SubscriptionKey | undefined; ;) {
    const named = await waiting(node.sql, { ...awaited, ...(after === undefined ? {} : { after }) });
    yield* named;
    after = named.at(-1)?.subscriptionKey;
    if (named.length < AT_ONCE) return;
  }
}

async function deliver(
  node: EngineNode,
  message: Message,
  { caseKey, subscriptionKey }: Pick<NamedSubscription, 'caseKey' | 'subscriptionKey'>,
  claimant: string,
): Promise<Done | undefined> {
  return doneOf(
    await node.perform({
      access: engineAccess(message.tenantId),
      caseKey,
      command: { type: 'deliver', subscriptionKey, variables: message.variables },
      claims: [messageClaim(message, claimant)],
    }),
  );
}

async function startBy(
  node: EngineNode,
  message: Message,
  subscription: StartSubscription,
  claimant: string,
): Promise<Done | undefined> {
  const { tenantId, processId, elementId, definitionKey, part } = subscription;
  const compiled = await node.definitions.get(node.sql, tenantId, definitionKey);
  if (!compiled) return undefined;
  const { correlationKey } = message;
  return doneOf(
    await startCase(node, {
      access: engineAccess(tenantId),
      compiled,
      startEvent: elementId,
      part,
      variables: message.variables,
      ...(correlationKey === '' ? {} : { correlationKey }),
      claims: (caseKey) => [
        messageClaim(message, claimant),
        ...(correlationKey === '' ? [] : [startClaim(tenantId, processId, correlationKey, caseKey)]),
      ],
    }),
  );
}

function doneOf(answer: Done | Refusal): Done | undefined {
  return isRefusal(answer) ? undefined : answer;
}

/** A subscription has opened: the oldest message that was kept for it and that its process has not had goes there. @returns whether one did */
export async function deliverBuffered(
  node: EngineNode,
  opened: { readonly tenantId: string; readonly name: string; readonly correlationKey: string } & NamedSubscription,
): Promise<boolean> {
  const { processId: claimant } = opened;
  const messages = await bufferedMessages(node.sql, { ...opened, claimant, now: node.clock.now() });
  for (const message of messages) if (await deliver(node, message, opened, claimant)) return true;
  return false;
}

/** The case that a message with a key had started is over: a message kept meanwhile starts the next one. */
export async function startNext(
  node: EngineNode,
  ended: { readonly tenantId: string; readonly processId: string; readonly correlationKey: string },
): Promise<void> {
  const { tenantId, processId: claimant, correlationKey } = ended;
  for (const subscription of await messageStartsOf(node.sql, tenantId, claimant)) {
    const awaited = { tenantId, name: subscription.name, correlationKey, claimant, now: node.clock.now() };
    for (const message of await bufferedMessages(node.sql, awaited)) {
      if (await startBy(node, message, subscription, claimant)) return;
    }
  }
}
