import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AnalyticsJob, ComparisonQuestion, JobAnswer, JobKind, JobQuestion } from '../../../api/contract.ts';
import type { SimulationQuestion } from '../../../api/contract/simulations.ts';
import { call } from '../../api-client.ts';
import { useAnswer } from '../../queries.ts';

/** Looked at soon, since many answers are there within a second, then ever more rarely. */
const SOONEST_MS = 100;
const SELDOM_MS = 1_000;

type ComparisonAsked = ComparisonQuestion & { readonly kind: 'compare' };
type AnyQuestion = JobQuestion | ComparisonAsked | SimulationQuestion;
export type QuestionOf<Kind extends JobKind> = Extract<AnyQuestion, { readonly kind: Kind }>;

/** A long question on its way: how far it is, its answer as soon as there is one, what went wrong. */
export interface AskedJob<Kind extends JobKind = JobKind> {
  readonly job: AnalyticsJob | undefined;
  readonly answer: JobAnswer<Kind> | undefined;
  /** The server refused or did not answer; a job that failed tells so itself (`job.fault`). */
  readonly error: unknown;
  readonly isCancelled: boolean;
  readonly cancel: () => void;
  /** Asks the same question once more. */
  readonly again: () => void;
}

/**
 * Asks a long question and looks how far it is until it has ended. Another question in its place cancels it; whoever leaves the page and comes
 * back finds the same job, since equal questions are worked out once.
 * @param question undefined: nothing is asked
 */
export function useJob<Kind extends JobKind>(question: QuestionOf<Kind> | undefined): AskedJob<Kind> {
  const [round, setRound] = useState(0);
  const [cancelled, setCancelled] = useState<string>();
  const asked = useQuery({
    queryKey: ['askAnalyticsJob', question, round],
    queryFn: ({ signal }) => ask(question as AnyQuestion, signal),
    enabled: question !== undefined,
    staleTime: Infinity,
    gcTime: 0,
  });
  const id = asked.data?.id;
  const isCancelled = id !== undefined && cancelled === id;
  const looked = useAnswer(
    'getAnalyticsJob',
    { params: { id: id ?? '' } },
    {
      enabled: id !== undefined && !isCancelled && !hasEnded(asked.data),
      refetchInterval: (job) => (hasEnded(job) ? 0 : lookAgainMs(Date.now() - asked.dataUpdatedAt)),
    },
  );
  const job = id === undefined ? undefined : (looked.data ?? asked.data);
  const ended = isCancelled || hasEnded(job);

  const running = useRef<string>(undefined);
  useEffect(() => {
    const before = running.current;
    if (before !== undefined && before !== id) drop(before);
    running.current = ended ? undefined : id;
  }, [id, ended]);

  // The answer is of the kind that was asked for: the contract pairs them.
  const answer = job?.kind === question?.kind ? (job?.answer as JobAnswer<Kind> | undefined) : undefined;
  return {
    job,
    answer,
    error: answer === undefined ? (asked.error ?? looked.error) : null,
    isCancelled: isCancelled || job?.status === 'cancelled',
    cancel: () => {
      if (id === undefined || ended) return;
      setCancelled(id);
      drop(id);
    },
    again: () => {
      setRound(round + 1);
    },
  };
}

/** @param ageMs since it was asked */
function lookAgainMs(ageMs: number): number {
  return Math.min(SELDOM_MS, Math.max(SOONEST_MS, ageMs / 4));
}

/** Comparisons and simulations have doors of their own; once asked they are jobs like the others. */
function ask(question: AnyQuestion, signal: AbortSignal): Promise<AnalyticsJob> {
  switch (question.kind) {
    case 'compare': {
      const { kind: _kind, ...body } = question;
      return call('askComparison', { body }, signal);
    }
    case 'calibrate':
    case 'simulate':
    case 'improve':
      return call('askSimulation', { body: question }, signal);
    default:
      return call('askAnalyticsJob', { body: question }, signal);
  }
}

function hasEnded(job: AnalyticsJob | undefined): boolean {
  return job !== undefined && job.status !== 'waiting' && job.status !== 'running';
}

/** Nobody waits for it any more; when it is gone already, so much the better. */
function drop(id: string): void {
  call('cancelAnalyticsJob', { params: { id } }).catch(() => undefined);
}
