/** What the public pages are made from. */
import type { Engine } from '../../engine/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import type { KeptStandard, Programme } from '../../programme/index.ts';
import type { AskedLogs } from '../analytics-work/asked-log.ts';
import type { AnalyticsJobs } from '../analytics-work/jobs.ts';
import type { ProcessName } from '../answers/process-names.ts';
import type { Judgement } from '../answers/standards.ts';

export interface CitizenParts {
  /** Logs and long questions: for when an open case is expected to end. */
  readonly asked: AskedLogs;
  readonly jobs: AnalyticsJobs;
  /** Whether a standard is kept; undefined while its process has no cases. */
  readonly judge: (tenantId: string, standard: KeptStandard) => Promise<Judgement | undefined>;
  /** What processes are called. */
  readonly processNames: (tenantId: string, processIds: readonly string[]) => Promise<(processId: string) => ProcessName>;
  /** A bug that the page goes without an answer for. */
  readonly onBug: (error: unknown) => void;
  /** People reach us by https. */
  readonly secure: boolean;
  readonly programme: Programme;
  readonly organisation: Organisation;
  readonly engine: Engine;
  /** Whose services the public sees. */
  readonly tenantId: string;
}
