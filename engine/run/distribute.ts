import { SUSPENDED } from '../case/suspension.ts';
import { isRefusal, type Refusal } from '../errors.ts';
import type { CaseKey, SubscriptionKey } from '../ids.ts';
import { messageClaim, startClaim } from '../store/claims.ts';
import { bufferedMessages, settleMessage, type Message } from '../store/messages.ts';
import type { MissedDelivery } from '../store/recovery.ts';
import { messageStartsOf, startsNamed, type StartSubscription } from '../store/start-subscriptions.ts';
import { AT_ONCE, waiting, type NamedSubscription } from '../store/subscriptions.ts';
import type { Done } from './commit-group.ts';
import type { EngineNode } from './node.ts';
import { engineAccess, startCase } from './start.ts';

export interface Distributed {
  /** The cases it reached or started. */
  readonly reached: readonly CaseKey[];
  /** Suspended cases that wait for it, in whose process nothing else did. */
  readonly suspended: readonly CaseKey[];
}

export interface Distribution {
  /** What began to wait at or after the publishing of a signal is left out: it may be the outcome of a delivery before a crash. */
  readonly again?: true;
  /** Whoever sent it is told that a case is suspended, and sends it again. */
  readonly notHeld?: true;
}

/**
 * Brings a kept message or signal to all who wait for it, then keeps it for its time to live or lets it go. A message for a case that is
 * suspended is kept until that is resumed or over, however short its time to live: that is for those who do not wait for it yet. May be done again after a
 * crash, or by two nodes at once: each delivery is claimed in its own transaction.
 */
export async function distribute(node: EngineNode, message: Message, how: Distribution = {}): Promise<Distributed> {
  node.distributing.add(message.messageKey);
  try {
    if (message.kind === 'signal') {
      const reached = await toAll(node, message, how.again);
      await settleMessage(node.sql, message, node.clock.now());
      return { reached, suspended: [] };
    }
    const distributed = await toEachProcess(node, message);
    await settleMessage(node.sql, message, node.clock.now(), distributed.suspended.length > 0 && !how.notHeld);
    return distributed;
  } finally {
    node.distributing.delete(message.messageKey);
  }
}

/** A message reaches each process once: a case that waits for it, suspended or not, else a start event (Camunda 8's rule). */
async function toEachProcess(node: EngineNode, message: Message): Promise<Distributed> {
  const reached = new Map<string, CaseKey>();
  const suspended = new Map<string, CaseKey>();
  if (message.correlationKey !== '') {
    for await (const subscription of all(node, message)) {
      if (reached.has(subscription.processId)) continue;
      const answer = await deliver(node, message, subscription, subscription.processId);
      if (answer === SUSPENDED) suspended.set(subscription.processId, subscription.caseKey);
      else if (!isRefusal(answer)) reached.set(subscription.processId, answer.state.caseKey);
    }
  }
  for (const processId of reached.keys()) suspended.delete(processId);
  for (const subscription of await startsNamed(node.sql, { ...message, kind: 'message' })) {
    if (reached.has(subscription.processId) || suspended.has(subscription.processId)) continue;
    const done = await startBy(node, message, subscription, subscription.processId);
    if (done) reached.set(subscription.processId, done.state.caseKey);
  }
  return { reached: [...reached.values()], suspended: [...suspended.values()] };
}

/** A signal reaches every subscription and every start event. Independent of each other, so they share commits. */
async function toAll(node: EngineNode, signal: Message, again?: true): Promise<CaseKey[]> {
  const openedBefore = again ? { openedBefore: signal.publishedAt } : {};
  const reached: CaseKey[] = [];
  let group: NamedSubscription[] = [];
  const flush = async () => {
    const done = await Promise.all(group.map((one) => deliver(node, signal, one, one.subscriptionKey)));
    reached.push(...done.flatMap((one) => (isRefusal(one) ? [] : [one.state.caseKey])));
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

function deliver(
  node: EngineNode,
  message: Message,
  { caseKey, subscriptionKey }: Pick<NamedSubscription, 'caseKey' | 'subscriptionKey'>,
  claimant: string,
): Promise<Done | Refusal> {
  return node.perform({
    access: engineAccess(message.tenantId),
    caseKey,
    command: { type: 'deliver', subscriptionKey, variables: message.variables },
    claims: [messageClaim(message, claimant)],
  });
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
  const answer = await startCase(node, {
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
  });
  return isRefusal(answer) ? undefined : answer;
}

/** A subscription has opened: the oldest message that was kept for it and that its process has not had goes there. @returns whether one did */
export async function deliverBuffered(node: EngineNode, opened: MissedDelivery): Promise<boolean> {
  const { processId: claimant } = opened;
  const messages = await bufferedMessages(node.sql, { ...opened, claimant, now: node.clock.now() });
  for (const message of messages) if (!isRefusal(await deliver(node, message, opened, claimant))) return true;
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
