/** Coverage on held-out time: told as of 24 instants in the later half of each log, from what was known then. EIGA_PRINT=1 prints the figures. */
import { describe, expect, test } from '@jest/globals';
import { simulate } from '../../../analytics/simulation/simulate.ts';
import { decisionsOf } from '../../../api/demo/decisions.ts';
import { readService } from '../../../api/demo/service-files.ts';
import { readModel } from '../../../engine/model/compile.ts';
import { describeWithLogs, referenceLog } from '../reference-logs.ts';
import { heldOut } from './held-out.ts';
import type { HeldOut } from './held-out.ts';

function holds(name: string, found: HeldOut, atLeast: number): void {
  if (process.env['EIGA_PRINT']) process.stdout.write(`${name}: ${JSON.stringify(found)}\n`);
  expect(found.n).toBeGreaterThan(atLeast);
  expect(found.coverage).toBeGreaterThanOrEqual(0.75);
  expect(found.coverage).toBeLessThanOrEqual(0.85);
  expect(Math.abs(found.said - found.coverage)).toBeLessThan(0.05);
}

describeWithLogs('the 80 % interval holds 80 ± 5 % of what came later, and says so itself', () => {
  // The largest takes half a minute.
  const large = process.env['EIGA_PRINT'] ? [['admin/BPI_2020_DomesticDeclarations.xes.gz', 6000] as const] : [];
  const logs = [['municipal/receipt.xes.gz', 200] as const, ['municipal/BPIC15_1.xes.gz', 1500] as const, ...large];
  test.each(logs)('%s', async (path, atLeast) => {
    holds(path, heldOut(await referenceLog(path)), atLeast);
  });
});

describe('the 80 % interval of cases of the engine', () => {
  test('holds 80 ± 5 % of building permits of the demo (seed 11)', async () => {
    const files = await readService('building-permit');
    const { processes } = await readModel(files.models.get('as-is') ?? '');
    const { log } = simulate({
      process: processes[0]!,
      scenario: files.scenario,
      seed: 11,
      cases: 600,
      decisionFor: decisionsOf(files.decisions),
      fromAt: Date.parse('2025-03-03T00:00:00Z'),
      ...(files.terms[0] && { term: files.terms[0] }),
    });
    holds('building-permit as-is', heldOut(log), 900);
  });
});
