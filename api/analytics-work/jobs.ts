/** Long questions as jobs of people: the same question is worked on once, whoever asks it, and its answer is kept for a while. */
import { randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../../engine/errors.ts';
import type { JobKind, JobStatus } from '../contract/analytics.ts';
import type { Problem } from '../contract/values.ts';
import { fail, problem, ProblemError } from '../problem.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { Fault, Order, Told } from './messages.ts';
import { type QueueOptions, Work, WorkQueue } from './work-queue.ts';

export interface JobsOptions extends QueueOptions {
  readonly kept: KeptAnswers;
}

/** What is asked, and by what it is known again. */
export interface Asked {
  readonly kind: JobKind;
  /** Made anew whenever the log changes. */
  readonly state: object;
  /** The whole question. */
  readonly text: string;
  /** How old an answer may be that was found before. */
  readonly keptMs: number;
  readonly order: () => Order;
  readonly head: JobHead;
}

export interface JobHead {
  readonly source: { readonly kind: 'process' | 'log'; readonly id: string; readonly name: string };
  readonly asOf: string;
}

export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly user: string;
  readonly status: JobStatus;
  readonly progress: number | null;
  readonly phase: string | null;
  readonly ahead: number;
  readonly head: JobHead;
  /** The whole question, as it was asked. */
  readonly question: string;
  readonly told: Told | undefined;
  readonly fault: Fault | undefined;
  readonly askedAt: number;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly keptUntilAt: number | undefined;
}

/** Of one person, waiting or running. */
export const MOST_OF_PERSON = 4;
export const KEPT_MS = 900_000;
const MOST_WAITING = 100;
const MOST_KEPT = 200;
const SWEEP_MS = 60_000;

interface Person {
  readonly tenantId: string;
  readonly user: string;
}

/** What a person has of a work. */
interface Handle extends Person {
  readonly id: string;
  readonly asked: Asked;
  readonly work: Work;
  /** The work's head: that of whoever asked first. */
  readonly head: JobHead;
  readonly askedAt: number;
  cancelledAt?: number;
}

interface Shared {
  readonly work: Work;
  readonly head: JobHead;
}

export class AnalyticsJobs {
  private readonly handles = new Map<string, Handle>();
  private readonly queue: WorkQueue;
  /** Views do not wait behind long questions. */
  private readonly views: WorkQueue;
  private readonly kept: KeptAnswers;
  private readonly sweeper: NodeJS.Timeout;

  constructor({ kept, ...options }: JobsOptions) {
    this.kept = kept;
    this.queue = new WorkQueue(options);
    this.views = new WorkQueue(options);
    this.sweeper = setInterval(() => {
      this.sweep();
    }, SWEEP_MS).unref();
  }

  /** The job of this question, the one that the person has already if there is one. */
  ask(person: Person, asked: Asked): Job | Refusal {
    this.sweep();
    const { work, head } = this.workOf(asked);
    const own = [...this.handles.values()].filter((one) => isOf(one, person));
    const known = own.find((one) => one.work === work && one.cancelledAt === undefined);
    if (known) return this.jobOf(known);
    const isNew = this.followers(work).length === 0 && work.status === 'waiting';
    const refusal = work.isUnderWay ? this.tooMany(own, isNew) : undefined;
    if (refusal) {
      if (isNew) this.forget(asked);
      return refusal;
    }
    const handle: Handle = { ...person, id: randomUUID(), asked, work, head, askedAt: this.queue.now() };
    this.handles.set(handle.id, handle);
    if (isNew) this.queue.add(work);
    return this.jobOf(handle);
  }

  find(tenantId: string, id: string): Job | undefined {
    this.sweep();
    const handle = this.handles.get(id);
    return handle?.tenantId === tenantId ? this.jobOf(handle) : undefined;
  }

  /** Newest first. */
  list(person: Person): readonly Job[] {
    this.sweep();
    const own = [...this.handles.values()].filter((one) => isOf(one, person));
    return own.reverse().map((one) => this.jobOf(one));
  }

  /** Ends the work unless somebody else wants it too; forgets what has ended. False when there is no such job. */
  async cancel(tenantId: string, id: string): Promise<boolean> {
    const handle = this.handles.get(id);
    if (handle?.tenantId !== tenantId) return false;
    const { work } = handle;
    if (endOf(handle) !== undefined) this.handles.delete(id);
    else {
      handle.cancelledAt = this.queue.now();
      if (this.followers(work).length === 0) await this.queue.cancel(work);
    }
    return true;
  }

  /** A view, worked out in a thread for whoever waits for it. @throws ProblemError with what to do when there is no answer */
  view(order: Order): Promise<Told> {
    if (this.views.length >= MOST_WAITING)
      fail('limit', `${String(MOST_WAITING)} questions are waiting. Ask again later.`, { status: 429 });
    const work = new Work(order);
    return new Promise((resolve, reject) => {
      work.onEnd = () => {
        if (work.told) resolve(work.told);
        else reject(new ProblemError(problemOfFault(work.fault)));
      };
      this.views.add(work);
    });
  }

  /** Ends all threads. */
  async stop(): Promise<void> {
    clearInterval(this.sweeper);
    await Promise.all([this.queue.stop(), this.views.stop()]);
  }

  /** The work of the same question, unless that came to nothing. */
  private workOf(asked: Asked): Shared {
    const fresh = (): Shared => ({ work: new Work(asked.order()), head: asked.head });
    const once = (): Shared => this.kept.once(asked.state, textOf(asked), fresh, asked.keptMs);
    const found = once();
    if (found.work.status !== 'failed' && found.work.status !== 'cancelled') return found;
    this.forget(asked);
    return once();
  }

  private forget(asked: Asked): void {
    this.kept.forget(asked.state, textOf(asked));
  }

  private followers(work: Work): readonly Handle[] {
    return [...this.handles.values()].filter((one) => one.work === work && one.cancelledAt === undefined);
  }

  private tooMany(own: readonly Handle[], isNew: boolean): Refusal | undefined {
    const underWay = own.filter((one) => endOf(one) === undefined).length;
    if (underWay >= MOST_OF_PERSON)
      return refuse('limit', `${String(MOST_OF_PERSON)} of your questions are under way. Wait for one of them, or cancel one.`);
    if (isNew && this.queue.length >= MOST_WAITING)
      return refuse('limit', `${String(MOST_WAITING)} questions are waiting. Ask again later.`);
    return undefined;
  }

  /** Forgets what ended long ago, and the oldest when there is too much. */
  private sweep(): void {
    const ended = [...this.handles.values()].filter((one) => endOf(one) !== undefined);
    const surplus = ended.length - MOST_KEPT;
    for (const [place, handle] of ended.entries()) {
      if (place >= surplus && (endOf(handle) ?? 0) + KEPT_MS > this.queue.now()) continue;
      this.handles.delete(handle.id);
      if (this.followers(handle.work).length === 0 && !handle.work.isUnderWay) this.forget(handle.asked);
    }
  }

  private jobOf(handle: Handle): Job {
    const { id, user, asked, work, head, askedAt } = handle;
    const status = handle.cancelledAt === undefined ? work.status : 'cancelled';
    const isRunning = status === 'running';
    const endedAt = endOf(handle);
    return {
      id,
      user,
      kind: asked.kind,
      status,
      progress: isRunning || status === 'done' ? work.progress : null,
      phase: isRunning ? work.phase : null,
      ahead: status === 'waiting' ? this.queue.aheadOf(work) : 0,
      head,
      question: asked.text,
      told: isRunning || status === 'done' ? work.told : undefined,
      fault: status === 'failed' ? work.fault : undefined,
      askedAt,
      startedAt: work.startedAt,
      endedAt,
      keptUntilAt: endedAt === undefined ? undefined : endedAt + KEPT_MS,
    };
  }
}

function problemOfFault(fault: Fault | undefined): Problem {
  if (fault === undefined || fault.code === 'crash') return problem('fault', 'The server made a mistake; it is in its log.');
  return problem(fault.code === 'stopped' ? 'notReady' : 'limit', `${fault.message} ${fault.remedy}`);
}

function textOf({ text }: Asked): string {
  return `job ${text}`;
}

function isOf(handle: Handle, { tenantId, user }: Person): boolean {
  return handle.tenantId === tenantId && handle.user === user;
}

function endOf({ cancelledAt, work }: Handle): number | undefined {
  return cancelledAt ?? work.endedAt;
}
