/** Long questions one after the other, as many at a time as there are processors to spare. */
import { availableParallelism } from 'node:os';
import type { JobStatus } from '../contract/analytics.ts';
import type { Fault, Order, Told } from './messages.ts';
import { inThread, type Running, type Said, STOPPED, threadProgram, WORK_LIMITS, type WorkLimits } from './thread.ts';

export interface QueueOptions {
  readonly onBug: (error: unknown) => void;
  /** The program of the threads, where it is not beside this one. */
  readonly program?: URL | undefined;
  readonly limits?: WorkLimits;
  /** By the wall, ms since 1970. */
  readonly now?: () => number;
}

/** One question, worked on for all who asked it. */
export class Work {
  status: JobStatus = 'waiting';
  progress: number | null = null;
  phase: string | null = null;
  told: Told | undefined;
  fault: Fault | undefined;
  startedAt: number | undefined;
  endedAt: number | undefined;
  /** Gone when it has ended: a log is large. */
  order: Order | undefined;
  running: Running | undefined;
  /** Called once, when it has ended in whatever way. */
  onEnd: () => void = () => undefined;

  constructor(order: Order) {
    this.order = order;
  }

  get isUnderWay(): boolean {
    return this.status === 'waiting' || this.status === 'running';
  }
}

export class WorkQueue {
  readonly now: () => number;
  private readonly waiting: Work[] = [];
  private readonly running = new Set<Work>();
  private readonly most = Math.max(1, availableParallelism() - 1);
  private readonly program: URL | undefined;
  private readonly options: QueueOptions;

  constructor(options: QueueOptions) {
    this.options = options;
    this.program = threadProgram(options.program);
    this.now = options.now ?? Date.now;
  }

  get length(): number {
    return this.waiting.length;
  }

  /** How many come before it. */
  aheadOf(work: Work): number {
    return Math.max(0, this.waiting.indexOf(work));
  }

  add(work: Work): void {
    this.waiting.push(work);
    this.startNext();
  }

  /** Nobody wants it any more. */
  async cancel(work: Work): Promise<void> {
    const { running } = work;
    this.end(work, 'cancelled');
    await running?.end();
  }

  /** Ends all threads; what was under way has failed. */
  async stop(): Promise<void> {
    const ending = [...this.running].flatMap(({ running }) => (running ? [running.end()] : []));
    for (const work of [...this.waiting.splice(0), ...this.running]) {
      work.fault = STOPPED;
      this.end(work, 'failed');
    }
    await Promise.all(ending);
  }

  private startNext(): void {
    while (this.running.size < this.most) {
      const work = this.waiting.shift();
      if (work?.order === undefined) return;
      this.running.add(work);
      work.status = 'running';
      work.startedAt = this.now();
      work.phase = 'reading';
      const { limits = WORK_LIMITS, onBug } = this.options;
      const hear = (said: Said): void => {
        this.hear(work, said);
      };
      work.running = inThread(this.program, work.order, limits, hear, onBug);
    }
  }

  private hear(work: Work, said: Said): void {
    if (work.status !== 'running') return;
    switch (said.says) {
      case 'progress':
        work.progress = said.progress;
        work.phase = said.phase;
        return;
      case 'preliminary':
        work.told = said.told;
        return;
      case 'done':
        work.told = said.told;
        this.end(work, 'done');
        return;
      case 'fault':
        work.fault = said.fault;
        this.end(work, 'failed');
        return;
      default:
        said satisfies never;
    }
  }

  private end(work: Work, status: JobStatus): void {
    work.status = status;
    work.endedAt = this.now();
    work.progress = status === 'done' ? 1 : null;
    work.phase = null;
    work.order = undefined;
    work.running = undefined;
    this.running.delete(work);
    const place = this.waiting.indexOf(work);
    if (place >= 0) this.waiting.splice(place, 1);
    work.onEnd();
    this.startNext();
  }
}
