import { expect, test } from '@jest/globals';
import { enablement } from '../../analytics/enablement.ts';
import { stream } from '../../analytics/lean/steps.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { rework } from '../../analytics/rework.ts';
import { traces } from '../../analytics/traces.ts';

const HOUR = 3_600_000;

/** Opinions of three bodies at once; then the second body is asked again. */
function opinions() {
  const builder = new EventLogBuilder('started');
  const index = builder.addCase('1');
  builder.addRow(index, { activity: 'register', enabledAt: 0, startedAt: 0, completedAt: HOUR });
  for (const [loopCounter, from, hours] of [
    [1, 1, 2],
    [2, 1, 3],
    [3, 1, 4],
    [2, 6, 2],
  ] as const)
    builder.addRow(index, {
      activity: 'opinion',
      loopCounter,
      enabledAt: from * HOUR,
      startedAt: from * HOUR,
      completedAt: (from + hours) * HOUR,
    });
  builder.describeCase(index, { status: 'completed', startedAt: 0, completedAt: 8 * HOUR });
  return builder.build();
}

test('opinions asked of three bodies are no rework; one asked of the same body again is', () => {
  const log = opinions();
  expect(rework(log, traces(log))).toMatchObject({ events: 1, cases: 1, selfLoops: { repeat: 0, redo: 0, unknown: 0 } });
});

test('the value stream tells executions, cases, repeats, hands and what was done again', () => {
  const log = opinions();
  const facts = { opinion: { valueClass: 'VA', legalBasis: 'Act 1', cost: 2 } } as const;
  const found = stream(log, enablement(log), (row) =>
    log.activities[log.activityOf[row]!] === 'opinion' ? facts.opinion : undefined,
  );
  expect([found.n, found.touchMs / HOUR, found.againMs / HOUR]).toEqual([1, 12, 2]);
  expect(found.steps).toEqual([
    expect.objectContaining({ activity: 'register', valueClass: null, n: 1, cases: 1, repeats: 0, cost: 0 }),
    {
      activity: 'opinion',
      kind: 'work',
      valueClass: 'VA',
      legalBasis: 'Act 1',
      n: 4,
      cases: 1,
      repeats: 1,
      waiting: { n: 4, ms: 0, workingMs: null },
      processing: { n: 4, ms: 11 * HOUR, workingMs: null },
      cost: 8,
    },
  ]);
});
