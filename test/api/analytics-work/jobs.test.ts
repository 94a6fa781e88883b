/** Jobs with threads that misbehave: what a person is told, what is kept and for how long, what ends with the server. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { AnalyticsJobs, type Asked, type Job, KEPT_MS } from '../../../api/analytics-work/jobs.ts';
import { KeptAnswers } from '../../../api/analytics-work/kept-answers.ts';
import type { Setting } from '../../../api/analytics-work/setting.ts';
import { WORK_LIMITS } from '../../../api/analytics-work/thread.ts';
import { isRefusal } from '../../../engine/errors.ts';
import { LITHUANIAN_OFFICE } from '../../../engine/time/calendar.ts';

const ONA = { tenantId: 'here', user: 'ona' };
const JONAS = { tenantId: 'here', user: 'jonas' };
const SETTING: Setting = {
  elementNames: new Map(),
  unitNames: new Map(),
  places: { institutions: [], units: [] },
  zone: 'Europe/Vilnius',
  hours: 'none',
  calendars: { house: LITHUANIAN_OFFICE, units: new Map() },
  dueAt: new Map(),
};

const builder = new EventLogBuilder('started');
const log = (() => {
  builder.addRow(builder.addCase('a'), { activity: 'A', startedAt: 0, completedAt: 1 });
  return builder.build();
})();

/** A thread of these lines, which are given `parentPort`. */
function thread(lines: string): URL {
  return new URL(`data:text/javascript,import { parentPort } from 'node:worker_threads';${encodeURIComponent(lines)}`);
}
const tells = (said: object): string => `parentPort.once('message', () => parentPort.postMessage(${JSON.stringify(said)}));`;
const DONE = tells({ says: 'done', told: { answer: { kind: 'causes', view: {} }, cases: 1, left: 0 } });
const NEVER = `parentPort.on('message', () => undefined);`;

let open: AnalyticsJobs | undefined;
afterEach(() => open?.stop());

interface Bench {
  readonly jobs: AnalyticsJobs;
  readonly bugs: unknown[];
  readonly at: { now: number };
  readonly asks: (text: string, person?: typeof ONA) => Job;
}

function bench(lines: string, limits = WORK_LIMITS): Bench {
  const bugs: unknown[] = [];
  const at = { now: 1_000 };
  const kept = new KeptAnswers();
  const jobs = new AnalyticsJobs({ kept, program: thread(lines), limits, now: () => at.now, onBug: (error) => bugs.push(error) });
  open = jobs;
  const asks = (text: string, person = ONA): Job => {
    const job = jobs.ask(person, asked(text));
    if (isRefusal(job)) throw new Error(job.message);
    return job;
  };
  return { jobs, bugs, at, asks };
}

function asked(text: string): Asked {
  const order = () => ({ question: { kind: 'causes' as const }, log, selection: {}, setting: SETTING });
  const head = { source: { kind: 'log' as const, id: '1', name: 'a' }, asOf: '2026-01-01T00:00:00.000Z' };
  return { kind: 'causes', state: log.cases, text, keptMs: Infinity, order, head };
}

async function ended({ jobs }: Bench, { id }: Job): Promise<Job> {
  for (;;) {
    const job = jobs.find('here', id);
    if (job === undefined) throw new Error('The job is gone.');
    if (job.status !== 'waiting' && job.status !== 'running') return job;
    await new Promise(setImmediate);
  }
}

describe('a thread', () => {
  test('that throws, or ends by itself, is a failed job, and the fault is in the log of the server', async () => {
    for (const lines of [
      `parentPort.once('message', () => { throw new Error('bug'); });`,
      `parentPort.once('message', () => process.exit(0));`,
      tells({ says: 'failed', message: 'bug' }),
    ]) {
      const one = bench(lines);
      const job = await ended(one, one.asks('q'));
      expect([job.status, job.fault?.code, one.bugs.length]).toEqual(['failed', 'crash', 1]);
      await one.jobs.stop();
    }
  });

  test('that takes all its memory fails by that, and harms nobody', async () => {
    const hungry = `parentPort.once('message', () => { const all = []; for (;;) all.push(new Array(10000).fill({})); });`;
    const one = bench(hungry, { ...WORK_LIMITS, memoryMb: 24 });
    const job = await ended(one, one.asks('q'));
    expect(job.fault).toMatchObject({ code: 'memory', message: expect.stringContaining('24 MB') });
    expect(one.bugs).toEqual([]);
  });

  test('that never answers is ended when its time is over', async () => {
    const one = bench(`parentPort.once('message', () => { for (;;); });`, { ...WORK_LIMITS, waitingMs: 200 });
    expect((await ended(one, one.asks('q'))).fault?.code).toBe('time');
  });

  test('says how far it is, and a first answer before the last', async () => {
    const told = { answer: { kind: 'discover', view: {} }, cases: 1, left: 0 };
    const one = bench(
      tells({ says: 'preliminary', told }) + tells({ says: 'progress', progress: 0.5, phase: 'aligning' }) + NEVER,
    );
    const { id } = one.asks('q');
    for (;;) {
      const job = one.jobs.find('here', id);
      if (job?.phase === 'aligning') {
        expect(job).toMatchObject({ status: 'running', progress: 0.5, told });
        break;
      }
      await new Promise(setImmediate);
    }
  });
});

describe('a question', () => {
  test('that failed is worked on anew when it is asked again', async () => {
    const one = bench(`parentPort.once('message', () => { throw new Error('bug'); });`);
    const first = await ended(one, one.asks('q'));
    expect(one.asks('q').id).not.toBe(first.id);
  });

  test('of two people is worked on once, and goes on when one of them gives it up', async () => {
    const one = bench(NEVER);
    const [first, second] = [one.asks('q', ONA), one.asks('q', JONAS)];
    await one.jobs.cancel('here', first.id);
    expect([one.jobs.find('here', first.id)?.status, one.jobs.find('here', second.id)?.status]).toEqual(['cancelled', 'running']);
    // Whoever gave it up may ask again and has it as it is.
    expect(one.asks('q', ONA)).toMatchObject({ status: 'running', startedAt: second.startedAt });
    await one.jobs.cancel('here', second.id);
    expect(one.asks('q', ONA).status).toBe('running');
  });

  test('waits until a thread is free, and says how many come before it', async () => {
    const one = bench(NEVER);
    const jobs = Array.from({ length: 4 }, (_, index) => one.asks(`q${String(index)}`));
    const running = jobs.filter(({ status }) => status === 'running').length;
    const waiting = jobs.filter(({ status }) => status === 'waiting');
    expect(waiting.map(({ ahead }) => ahead)).toEqual(waiting.map((_, place) => place));
    expect(running + waiting.length).toBe(4);
    expect(one.jobs.ask(ONA, asked('q5'))).toMatchObject({ refused: 'limit' });
    expect(one.asks('q5', JONAS).status).toBe('waiting');
    await one.jobs.cancel('here', jobs[0]!.id);
    expect(one.jobs.find('here', jobs[running]!.id)?.status).toBe('running');
  });

  test('is answered for 15 minutes after its end, and then forgotten', async () => {
    const one = bench(DONE);
    const { id } = await ended(one, one.asks('q'));
    one.at.now += KEPT_MS - 1;
    expect(one.jobs.find('here', id)).toMatchObject({ status: 'done', keptUntilAt: 1_000 + KEPT_MS });
    one.at.now += 1;
    expect(one.jobs.find('here', id)).toBeUndefined();
    expect(one.asks('q').status).not.toBe('done');
  });

  test('is one of two hundred at most that are kept', async () => {
    const one = bench(DONE);
    const ids: string[] = [];
    for (let index = 0; index < 202; index++) {
      const user = `u${String(index % 2)}`;
      const job = one.asks('q', { tenantId: 'here', user: `${user}-${String(index)}` });
      if (index === 0) await ended(one, job);
      ids.push(job.id);
    }
    expect(ids.map((id) => one.jobs.find('here', id) !== undefined)).toEqual(ids.map((_, index) => index >= 2));
  });

  test('that is under way when the server stops has failed, and its thread is ended', async () => {
    const one = bench(NEVER);
    const jobs = [one.asks('q'), one.asks('p'), one.asks('r')];
    await one.jobs.stop();
    for (const { id } of jobs) expect(one.jobs.find('here', id)).toMatchObject({ status: 'failed', fault: { code: 'stopped' } });
  });
});
