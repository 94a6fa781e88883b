import { pendingMessages } from '../store/messages.ts';
import { missedDeliveries, missedStarts } from '../store/recovery.ts';
import { deliverBuffered, distribute, startNext } from './distribute.ts';
import type { EngineNode } from './node.ts';

const BATCH = 200;

/** What another node is distributing right now is given this long before it counts as left behind. */
const GRACE_MS = 10_000;

/**
 * Finds what a node that died had committed but not followed up: messages not distributed, kept messages whose subscription has opened
 * or whose start is free. Everything it does is claimed, so sweeping too often does no harm.
 * @param graceMs 0 at the start of a node, which is when something is most likely left behind
 * @returns how many it found.
 */
export async function sweep(node: EngineNode, graceMs = GRACE_MS): Promise<number> {
  const now = node.clock.now();
  const pending = await pendingMessages(node.sql, now - graceMs, BATCH);
  const left = pending.filter((message) => !node.distributing.has(message.messageKey));
  for (const message of left) await distribute(node, message, true);
  const deliveries = await missedDeliveries(node.sql, now, BATCH);
  for (const delivery of deliveries) await deliverBuffered(node, delivery);
  const starts = await missedStarts(node.sql, now, BATCH);
  for (const missed of starts) await startNext(node, missed);
  return left.length + deliveries.length + starts.length;
}
