/** One thread for one long question: within limits of time and memory, ended when it has answered or is no longer wanted. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Fault, LogOrder, Order, ThreadSays } from './messages.ts';
import { sharedLog } from './shared-log.ts';
import { workOn } from './work-on.ts';

export const WORK_LIMITS = {
  /** By the clock on the wall. */
  waitingMs: 600_000,
  /** Beside the log's own columns, which all threads share. */
  memoryMb: 1_024,
};
export type WorkLimits = typeof WORK_LIMITS;

/** The bundled program of the thread, beside the bundle that this file is in; see build.js. */
const PROGRAM = new URL('./analytics-worker.js', import.meta.url);

/** Where there is no program (the sources run as they are) undefined: the work is done here, and nobody else has a turn meanwhile. */
export function threadProgram(given: URL | undefined): URL | undefined {
  return given ?? (existsSync(PROGRAM) ? PROGRAM : undefined);
}

/** What a thread says, but that its bugs are faults too. */
export type Said = Exclude<ThreadSays, { readonly says: 'failed' }>;

export interface Running {
  /** Nothing is said after it. */
  end(): Promise<void>;
}

/** @param say is told at last `done` or `fault`, once; @param onBug what the server's log is to have */
export function inThread(
  program: URL | undefined,
  order: Order,
  limits: WorkLimits,
  say: (said: Said) => void,
  onBug: (error: unknown) => void,
): Running {
  let isOver = false;
  const running = program === undefined ? here(order, heard, bug) : startThread(program, order, limits, heard, bug);

  function heard(said: ThreadSays): void {
    if (isOver) return;
    if (said.says === 'failed') {
      bug(new Error(said.message));
      return;
    }
    if (said.says === 'done' || said.says === 'fault') void end();
    say(said);
  }

  function bug(error: unknown): void {
    if (isOver) return;
    onBug(error);
    heard({ says: 'fault', fault: CRASHED });
  }

  async function end(): Promise<void> {
    isOver = true;
    await running.end();
  }
  return { end };
}

function here(order: Order, heard: (said: ThreadSays) => void, bug: (error: unknown) => void): Running {
  const begun = setImmediate(() => void workOn(order, heard).catch(bug));
  return {
    end() {
      clearImmediate(begun);
      return Promise.resolve();
    },
  };
}

function startThread(
  program: URL,
  order: Order,
  limits: WorkLimits,
  heard: (said: ThreadSays) => void,
  bug: (error: unknown) => void,
): Running {
  const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb }, execArgv: [] });
  const timer = setTimeout(() => {
    heard({ says: 'fault', fault: tookTooLong(limits) });
  }, limits.waitingMs);
  worker.on('message', heard);
  worker.on('error', (error: Error & { code?: string }) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') heard({ says: 'fault', fault: outOfMemory(limits) });
    else bug(error);
  });
  worker.on('exit', () => {
    bug(new Error('The thread of a long question has ended by itself.'));
  });
  worker.postMessage('simulation' in order ? order : withSharedLogs(order));
  return {
    async end() {
      clearTimeout(timer);
      await worker.terminate();
    },
  };
}

function withSharedLogs(order: LogOrder): LogOrder {
  const { log, before = log, rowAttributes, question } = order;
  const shared = sharedLog(log, rowAttributes);
  const asked =
    question.kind === 'calibrate'
      ? { ...question, called: question.called.map((one) => ({ ...one, log: sharedLog(one.log) })) }
      : question;
  return { ...order, question: asked, log: shared, before: before === log ? shared : sharedLog(before, rowAttributes) };
}

const SMALLER = 'Ask about fewer cases: a shorter period, one unit, or fewer activities.';

const CRASHED: Fault = {
  code: 'crash',
  message: 'The server made a mistake while working on it; it is in its log.',
  remedy: 'Ask again; when it fails again, tell those who run the server.',
  elements: [],
};

export const STOPPED: Fault = {
  code: 'stopped',
  message: 'The server was stopped before it was done.',
  remedy: 'Ask again.',
  elements: [],
};

function outOfMemory({ memoryMb }: WorkLimits): Fault {
  return { code: 'memory', message: `It takes more than ${String(memoryMb)} MB of memory.`, remedy: SMALLER, elements: [] };
}

function tookTooLong({ waitingMs }: WorkLimits): Fault {
  return { code: 'time', message: `It takes more than ${String(waitingMs / 60_000)} minutes.`, remedy: SMALLER, elements: [] };
}
