/**
 * When open cases are expected to end: what analytics foretold last, kept. A page never waits for a forecast; the first that asks for
 * one has it made beside, in a thread.
 */
import { isRefusal } from '../../../engine/errors.ts';
import type { AskedLogs } from '../../analytics-work/asked-log.ts';
import type { AnalyticsJobs } from '../../analytics-work/jobs.ts';

/** When it will have ended with a probability of one half, and of nine tenths. */
export interface Expected {
  readonly p50At: number;
  readonly p90At: number;
}

export interface ExpectedDates {
  /** `none`: nothing to compare with. `beingMade`: not foretold yet; it is being done. */
  of(tenantId: string, processId: string, caseKey: string): Expected | 'none' | 'beingMade';
}

interface Kept {
  byCase: ReadonlyMap<string, Expected> | undefined;
  /** Cases that were open then. */
  known: ReadonlySet<string>;
  madeAt: number;
  /** When a case that came after the forecast may have one made again. */
  againMs: number;
  jobId: string | undefined;
}

const KEPT_MS = 15 * 60_000;
/** After a refusal or a fault, and for a case that came after the forecast: this, or so many times what the last one took. */
const AGAIN_MS = 2_000;
const AGAIN_TIMES = 5;
const MOST_PROCESSES = 500;
const MOST_CASES = 1_000_000;
/** No person has such a name: the jobs are nobody's. */
const PUBLIC = '*public*';

export function expectedDates(
  logs: AskedLogs,
  jobs: AnalyticsJobs,
  onBug: (error: unknown) => void,
  now: () => number = Date.now,
): ExpectedDates {
  const kept = new Map<string, Kept>();

  async function begin(entry: Kept, tenantId: string, processId: string): Promise<void> {
    const log = await logs.open({ tenantId, units: 'all' }, { processId });
    if (isRefusal(log)) return;
    const job = jobs.ask(
      { tenantId, user: PUBLIC },
      {
        kind: 'predict',
        state: log.log.cases,
        text: JSON.stringify(['public', log.fingerprint]),
        keptMs: KEPT_MS,
        order: () => ({
          question: { kind: 'predict', asked: { limit: MOST_CASES } },
          log: log.log,
          selection: {},
          setting: log.setting,
        }),
        head: { source: log.source, asOf: log.asOf },
      },
    );
    if (!isRefusal(job)) entry.jobId = job.id;
  }

  function take(entry: Kept, tenantId: string): void {
    if (entry.jobId === undefined) return;
    const job = jobs.find(tenantId, entry.jobId);
    if (job?.status === 'waiting' || job?.status === 'running') return;
    entry.jobId = undefined;
    entry.againMs = Math.max(AGAIN_MS, AGAIN_TIMES * ((job?.endedAt ?? 0) - (job?.startedAt ?? 0)));
    const answer = job?.told?.answer;
    if (job?.status !== 'done' || answer?.kind !== 'predict') return;
    entry.known = new Set(answer.view.openCases.map((one) => one.caseKey));
    entry.byCase = new Map(
      answer.view.openCases.flatMap(({ caseKey, p50, p90 }) =>
        p50 === null || p90 === null ? [] : [[caseKey, { p50At: Date.parse(p50), p90At: Date.parse(p90) }] as const],
      ),
    );
  }

  return {
    of(tenantId, processId, caseKey) {
      const name = JSON.stringify([tenantId, processId]);
      const entry = kept.get(name) ?? {
        byCase: undefined,
        known: new Set(),
        madeAt: -Infinity,
        againMs: AGAIN_MS,
        jobId: undefined,
      };
      kept.set(name, entry);
      const [oldest] = kept.keys();
      if (kept.size > MOST_PROCESSES && oldest !== undefined) kept.delete(oldest);
      take(entry, tenantId);
      const isKnown = entry.known.has(caseKey);
      if (entry.jobId === undefined && now() - entry.madeAt >= (isKnown ? KEPT_MS : entry.againMs)) {
        entry.madeAt = now();
        // Whatever goes wrong, the page goes without.
        begin(entry, tenantId, processId).catch(onBug);
      }
      const expected = entry.byCase?.get(caseKey);
      if (expected !== undefined) return expected;
      return isKnown ? 'none' : 'beingMade';
    },
  };
}
