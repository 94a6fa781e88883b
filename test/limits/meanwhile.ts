import type { TestServer } from '../support/server.ts';

export interface Meanwhile<Answer> {
  readonly answer: Answer;
  /** Until the answer was there, counted in the same way. */
  readonly tookMs: number;
  /** The longest that another request waited in that time; what other programs took of the machine meanwhile does not count. */
  readonly slowestMs: number;
}

const PAUSE_MS = 5;

/** Does something to a server while somebody else keeps asking it whether it lives. */
export async function meanwhile<Answer>(server: TestServer, work: () => Promise<Answer>): Promise<Meanwhile<Answer>> {
  const other = server.anonymous();
  let slowestMs = 0;
  let isOver = false;
  async function keepAsking(): Promise<void> {
    while (!isOver) {
      // From when it was to be asked: a server that is busy then does not even hear it.
      const toAskAt = performance.now() + PAUSE_MS;
      const used = process.cpuUsage();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      await other.send('GET', '/health/live');
      const { user, system } = process.cpuUsage(used);
      slowestMs = Math.max(slowestMs, Math.min(performance.now() - toAskAt, (user + system) / 1_000));
    }
  }
  await other.send('GET', '/health/live');
  const asking = keepAsking();
  const startedAt = performance.now();
  const used = process.cpuUsage();
  const answer = await work().finally(() => (isOver = true));
  const { user, system } = process.cpuUsage(used);
  const tookMs = Math.min(performance.now() - startedAt, (user + system) / 1_000);
  await asking;
  return { answer, tookMs, slowestMs };
}
