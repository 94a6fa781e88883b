/** Replications side by side in worker threads; what they come to does not depend on how many there are. */
import { Worker } from 'node:worker_threads';

/** What a thread says; `Answer` is the program's own. */
export type Told<Answer> =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly message: string };

export interface Threads<Setup, Answer> {
  /** The bundled program; it is given `setup` as workerData and then the number of a replication at a time. */
  readonly program: URL;
  readonly setup: Setup;
  readonly replications: number;
  readonly threads: number;
  /** From 0 to 1, of all. */
  readonly onProgress?: ((share: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told of each as it comes, in no order. */
  readonly onAnswer: (answer: Answer, replication: number) => void;
}

/** @throws Error what a thread ran into, or the signal's reason; all threads have ended then */
export async function inThreads<Setup, Answer>(order: Threads<Setup, Answer>): Promise<void> {
  const { program, setup, replications, onProgress, signal, onAnswer } = order;
  signal?.throwIfAborted();
  const shares = new Float64Array(replications);
  let next = 0;
  const workers = Array.from({ length: Math.max(1, Math.min(order.threads, replications)) }, () => {
    return new Worker(program, { workerData: setup, execArgv: [] });
  });
  const work = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let current = -1;
      const give = (): void => {
        if (next >= replications) {
          resolve();
          return;
        }
        current = next++;
        worker.postMessage(current);
      };
      worker.on('error', reject);
      worker.on('exit', () => {
        reject(new Error('A thread of the simulation has ended too early.'));
      });
      worker.on('message', (told: Told<Answer>) => {
        if (told.kind === 'failed') {
          reject(new Error(told.message));
          return;
        }
        shares[current] = told.kind === 'done' ? 1 : told.share;
        onProgress?.(shares.reduce((sum, share) => sum + share, 0) / replications);
        if (told.kind === 'progress') return;
        onAnswer(told.answer, current);
        give();
      });
      give();
    });
  const aborted = new Promise<never>((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('The simulation was cancelled.'));
    });
  });
  try {
    await Promise.race([Promise.all(workers.map(work)), aborted]);
  } finally {
    await Promise.allSettled(workers.map((worker) => worker.terminate()));
  }
}
