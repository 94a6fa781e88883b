/** Whether the server lives, takes work, and how far its demo is. */
import type { DemoStatus } from '../contract/status.ts';
import { statusOperations } from '../contract/status.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

export interface Condition {
  /** Whether the database answers now; never longer than a second. */
  isReady(): Promise<boolean>;
  demo(): DemoStatus;
  readonly version: string;
}

export function statusRoutes({ open }: Binder, condition: Condition): void {
  open(statusOperations.isLive, () => Promise.resolve({ status: 'live' as const }));
  open(statusOperations.isReady, async () => {
    if (!(await condition.isReady())) fail('notReady', 'The database does not answer, or the server is stopping.');
    return { status: 'ready' as const, version: condition.version };
  });
  open(statusOperations.getDemoStatus, () => Promise.resolve(condition.demo()));
}
