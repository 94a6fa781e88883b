import type { CaseName } from '../store/cases.ts';
import { leftMail, mailId } from '../store/case-mail.ts';
import { pendingMessages } from '../store/messages.ts';
import { missedDeliveries, missedStarts } from '../store/recovery.ts';
import { bring } from './calls.ts';
import { deliverBuffered, distribute, startNext } from './distribute.ts';
import type { EngineNode } from './node.ts';

const BATCH = 200;

/** What another node is distributing right now is given this long before it counts as left behind. */
const GRACE_MS = 10_000;

/**
 * Finds what a node that died had committed but not followed up: messages not distributed, kept messages whose subscription has opened
 * or whose start is free; mail between cases. Everything it does is claimed, so sweeping too often does no harm.
 * @param graceMs 0 at the start of a node, which is when something is most likely left behind
 * @returns how many it found.
 */
export async function sweep(node: EngineNode, graceMs = GRACE_MS): Promise<number> {
  const now = node.clock.now();
  const pending = await pendingMessages(node.sql, now - graceMs, BATCH);
  const left = pending.filter((message) => !node.distributing.has(message.messageKey));
  for (const message of left) await attempt(node, () => distribute(node, message, { again: true }));
  const mail = (await leftMail(node.sql, now - graceMs, BATCH)).filter((one) => !node.distributing.has(mailId(one)));
  for (const one of mail) await attempt(node, () => bring(node, one));
  const deliveries = await missedDeliveries(node.sql, now, BATCH);
  for (const delivery of deliveries) await attempt(node, () => deliverBuffered(node, delivery));
  const starts = await missedStarts(node.sql, now, BATCH);
  for (const missed of starts) await attempt(node, () => startNext(node, missed));
  return left.length + mail.length + deliveries.length + starts.length;
}

/** The case has been resumed: what came for it meanwhile and was kept. */
export async function sweepCase(node: EngineNode, { tenantId, caseKey }: CaseName): Promise<void> {
  const now = node.clock.now();
  for (const one of await leftMail(node.sql, now, BATCH, caseKey))
    if (one.tenantId === tenantId) await attempt(node, () => bring(node, one));
  // What goes on waiting after a message gets the next one too.
  for (let brought = true; brought;) {
    brought = false;
    for (const delivery of await missedDeliveries(node.sql, now, BATCH, caseKey))
      if (await attempt(node, () => deliverBuffered(node, delivery))) brought = true;
  }
}

/** One whose step has a fault does not keep the rest from being brought. */
async function attempt<Value>(node: EngineNode, work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    node.background.fault(error, 'bringing what was left behind');
    return undefined;
  }
}
