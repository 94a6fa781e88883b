import { makeMonthsAhead } from '../store/partitions.ts';
import { nextStartAt } from '../store/start-subscriptions.ts';
import { nextTimerAt } from '../store/timers.ts';
import { workOnBatches } from './batch.ts';
import { fireDue, type Failures } from './due.ts';
import type { Done } from './commit-group.ts';
import type { HandlerPool } from './handlers.ts';
import type { EngineNode } from './node.ts';
import { sweep } from './sweep.ts';

/** Longest pause between two looks at the database: what other nodes schedule is seen then. */
const POLL_MS = 1_000;
const SWEEP_EVERY_MS = 60_000;
const MONTHS_EVERY_MS = 12 * 3_600_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Wakes by itself for timers and jobs until it is stopped. */
export interface Worker {
  fireDue(): Promise<number>;
  run(): void;
  /** Stops naming new work and resolves when what is under way has ended. */
  stop(): Promise<void>;
}

export function worker(node: EngineNode, handlers: HandlerPool): Worker {
  const failures = backingOff();
  let looping: Promise<void> | undefined;
  let stopping = false;
  let woken = false;
  // Asked anew each time: both change while the loop waits.
  const isStopping = () => stopping;
  const isWoken = () => woken;
  let wake: () => void = () => undefined;

  let batching = true;
  let looksAgainAt = 0;

  /** While there is something to do; else a look now and then, for what other nodes have begun. */
  async function goOnWithBatches(): Promise<number> {
    if (!batching && performance.now() < looksAgainAt) return 0;
    looksAgainAt = performance.now() + POLL_MS;
    batching = false;
    const worked = await workOnBatches(node);
    batching ||= worked > 0;
    return worked;
  }

  function beginBatches(): void {
    batching = true;
    rouse();
  }

  function rouse(): void {
    woken = true;
    wake();
  }

  /** A step of this node that gives the worker something to do before its next look. */
  function watch({ step }: Done): void {
    const soon = node.clock.now() + POLL_MS;
    const matters = step.effects.some(
      (effect) =>
        (effect.type === 'scheduleTimer' && effect.dueAt <= soon) ||
        (effect.type === 'saveJob' && effect.row.status === 'available' && handlers.types.has(effect.row.type)),
    );
    if (matters) rouse();
  }

  async function loop(): Promise<void> {
    const sweeping = every(SWEEP_EVERY_MS, () => sweep(node));
    const partitioning = every(MONTHS_EVERY_MS, () => makeMonthsAhead(node.sql, node.clock.now()));
    await attempt('looking for what was left behind', () => sweep(node, 0));
    while (!isStopping()) {
      woken = false;
      await attempt('making partitions', partitioning);
      await attempt('firing what is due', () => fireDue(node, failures));
      const taken = await attempt('taking jobs', () => handlers.take());
      const worked = await attempt('working on batches', goOnWithBatches);
      await attempt('looking for what was left behind', sweeping);
      if (!isWoken() && !isStopping() && !taken && !worked) await pause(await untilNext());
    }
  }

  async function attempt<Value>(doing: string, work: () => Promise<Value>): Promise<Value | undefined> {
    if (isStopping()) return undefined;
    try {
      return await work();
    } catch (error) {
      node.background.fault(error, doing);
      await pause(POLL_MS);
      return undefined;
    }
  }

  async function untilNext(): Promise<number> {
    const times = await attempt('looking for the next timer', () => Promise.all([nextTimerAt(node.sql), nextStartAt(node.sql)]));
    const next = Math.min(...(times ?? []).map((at) => at ?? Infinity), Infinity);
    return Math.max(10, Math.min(POLL_MS, next - node.clock.now()));
  }

  function pause(pauseMs: number): Promise<void> {
    if (isStopping()) return Promise.resolve();
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
  }

  return {
    // Asked by a caller, everything has its chance again.
    async fireDue() {
      let worked = 0;
      for (let done = -1; done !== 0; worked += done) done = await workOnBatches(node);
      return worked + (await fireDue(node, noneTwice()));
    },
    run() {
      if (looping) return;
      stopping = false;
      node.watchers.add(watch);
      node.rousers.add(beginBatches);
      looping = loop();
    },
    async stop() {
      stopping = true;
      node.watchers.delete(watch);
      node.rousers.delete(beginBatches);
      rouse();
      await looping;
      looping = undefined;
      await handlers.idle();
      await node.background.drain();
    },
  };
}

/** Within one sweep, what has failed is not tried again. */
function noneTwice(): Failures {
  const failed = new Set<string>();
  return { left: () => [...failed], add: (key) => failed.add(key) };
}

/** Over the life of a node, what fails is tried again after 1, 2, 4… seconds, at last every five minutes. */
function backingOff(): Failures {
  const failed = new Map<string, { readonly times: number; readonly until: number }>();
  return {
    left: () => {
      const now = performance.now();
      for (const [key, { until }] of failed) if (until + LONGEST_PAUSE_MS < now) failed.delete(key);
      return [...failed].filter(([, { until }]) => until > now).map(([key]) => key);
    },
    add(key) {
      const times = (failed.get(key)?.times ?? 0) + 1;
      const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS);
      failed.set(key, { times, until: performance.now() + pauseMs });
    },
  };
}

/** The work, done at most once in so long; otherwise nothing. */
function every<Value>(pauseMs: number, work: () => Promise<Value>): () => Promise<Value | undefined> {
  let next = performance.now();
  return async () => {
    if (performance.now() < next) return undefined;
    next = performance.now() + pauseMs;
    return work();
  };
}
