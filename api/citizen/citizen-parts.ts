/** What the public pages are made from. */
import type { Engine } from '../../engine/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import type { Programme } from '../../programme/index.ts';
import type { AskedLogs } from '../analytics-work/asked-log.ts';
import type { AnalyticsJobs } from '../analytics-work/jobs.ts';

export interface CitizenParts {
  /** Logs and long questions: for when an open case is expected to end. */
  readonly asked: AskedLogs;
  readonly jobs: AnalyticsJobs;
  /** People reach us by https. */
  readonly secure: boolean;
  readonly programme: Programme;
  readonly organisation: Organisation;
  readonly engine: Engine;
  /** Whose services the public sees. */
  readonly tenantId: string;
}
