/** The program of a thread that works on one long question; thread.ts starts it. */
import { parentPort } from 'node:worker_threads';
import type { Order, ThreadSays } from './messages.ts';
import { workOn } from './work-on.ts';

function tell(said: ThreadSays): void {
  parentPort?.postMessage(said);
}

parentPort?.once('message', (order: Order) => {
  workOn(order, tell).catch((error: unknown) => {
    tell({ says: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
});
