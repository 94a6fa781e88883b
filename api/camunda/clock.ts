/** The engine's clock, for process tests: stopped at an instant, and let go again. */
import { z } from 'zod';
import type { PinnableClock } from '../../engine/time/clock.ts';
import type { Endpoints } from './endpoint.ts';
import { reject } from './problem.ts';
import { int64 } from './request-values.ts';

const LATEST = Date.UTC(9999, 0, 1);
const pin = z.strictObject({ timestamp: int64.pipe(z.int().min(0).max(LATEST)) });

/** @param clock absent outside test mode: then nobody moves time. */
export function clockEndpoints({ on }: Endpoints, clock: PinnableClock | undefined): void {
  const testClock = (): PinnableClock =>
    clock ?? reject('Forbidden', 'The clock can be pinned only in test mode (EIGA_TEST_CLOCK=1).');
  on({ method: 'PUT', path: '/clock', needs: 'organisation.change', body: pin }, async ({ engine, body }) => {
    testClock().pin(body.timestamp);
    await engine.fireDue();
    return undefined;
  });
  on({ method: 'POST', path: '/clock/reset', needs: 'organisation.change', body: z.strictObject({}) }, async ({ engine }) => {
    testClock().reset();
    await engine.fireDue();
    return undefined;
  });
}
