import { Worker } from 'node:worker_threads';
import type { ReaderAnswer, ReaderQuestion } from './reader-messages.ts';

/** What one file may take, and what the thread may keep. */
export const READING_LIMITS = {
  /** Computing, as far as the machine gave any: what other programs take does not count. */
  computingMs: 2_000,
  /** By the clock on the wall, whatever else the machine does. */
  waitingMs: 10_000,
  memoryMb: 768,
};

export type ReadingLimits = typeof READING_LIMITS;

/** How a question ended. */
export type Ended = 'told' | 'time' | 'memory';

/** After this long without a question the thread ends and gives its memory back. */
const IDLE_MS = 10_000;
const LOOK_MS = 50;

/** One thread, started when first asked, ended with whatever does not end by itself, and started again. Ask one thing at a time. */
export interface ReaderThread {
  /**
   * @param isLast is given each answer in turn. @returns how it ended; answers may have been told before it ran out of time or memory
   * @throws Error for a bug in the thread
   */
  ask(question: ReaderQuestion, isLast: (answer: ReaderAnswer) => boolean): Promise<Ended>;
  end(): Promise<void>;
}

export function readerThread(program: URL, limits: ReadingLimits): ReaderThread {
  let worker: Promise<Worker> | undefined;
  let idle: NodeJS.Timeout | undefined;

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    await ending?.then((thread) => thread.terminate()).catch(() => undefined);
  }

  return {
    async ask(question, isLast) {
      clearTimeout(idle);
      const thread = await (worker ??= started(program, limits)).catch((error: unknown) => {
        worker = undefined;
        throw error;
      });
      thread.ref();
      const ended = await answered(thread, question, isLast, limits).catch(async (error: unknown) => {
        await end();
        throw error;
      });
      if (ended !== 'told') await end();
      else {
        thread.unref();
        idle = setTimeout(() => void end(), IDLE_MS).unref();
      }
      return ended;
    },
    end,
  };
}

function started(program: URL, { memoryMb }: ReadingLimits): Promise<Worker> {
  const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: memoryMb }, execArgv: [] });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', () => {
      worker.off('error', reject);
      // Between two questions nothing is listened for, and what a dying thread says must not end the program.
      worker.on('error', () => undefined);
      resolve(worker);
    });
  });
}

function answered(
  worker: Worker,
  question: ReaderQuestion,
  isLast: (answer: ReaderAnswer) => boolean,
  limits: ReadingLimits,
): Promise<Ended> {
  const startedAt = performance.now();
  const used = process.cpuUsage();
  return new Promise((resolve, reject) => {
    const done = (finish: () => void): void => {
      clearInterval(look);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const onMessage = (answer: ReaderAnswer): void => {
      if (answer.kind === 'failed')
        done(() => {
          reject(new Error(`The reader of files failed: ${answer.message}`));
        });
      else if (isLast(answer))
        done(() => {
          resolve('told');
        });
    };
    const onError = (error: Error & { code?: string }): void => {
      done(() => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve('memory');
        else reject(error);
      });
    };
    const onExit = (): void => {
      done(() => {
        reject(new Error('The reader of files has ended.'));
      });
    };
    const look = setInterval(() => {
      const { user, system } = process.cpuUsage(used);
      const waitedMs = performance.now() - startedAt;
      const isOver = waitedMs > limits.waitingMs || Math.min(waitedMs, (user + system) / 1_000) > limits.computingMs;
      if (isOver)
        done(() => {
          resolve('time');
        });
    }, LOOK_MS);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(question);
  });
}
