import { expect, test } from '@jest/globals';
import { bottlenecks } from '../../analytics/bottlenecks.ts';
import { discover } from '../../analytics/discovery/discover.ts';
import { predict } from '../../analytics/open-cases/predict.ts';
import { waitingCauses } from '../../analytics/waiting-causes.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { randomLog } from './random-log.ts';

const log = randomLog(4, 1_500);

const DAY = 86_400_000;

/** A case each day, of one step that takes ten days. */
function house() {
  const builder = new EventLogBuilder('started');
  for (let day = 0; day < 200; day++) {
    const ends = day + 10 < 200 ? { completedAt: (day + 10) * DAY } : {};
    const index = builder.addCase(String(day));
    builder.addRow(index, { activity: 'decide', enabledAt: day * DAY, startedAt: day * DAY, ...ends });
    builder.describeCase(index, { status: day + 10 < 200 ? 'completed' : 'open', startedAt: day * DAY, ...ends });
  }
  return builder.build(200 * DAY);
}

/** Steps in their order, with the shares that were told of each. */
function told(ask: (tell: (step: string, done: number, of: number) => void) => void): ReadonlyMap<string, readonly number[]> {
  const shares = new Map<string, number[]>();
  ask((step, done, of) => {
    const known = shares.get(step);
    if (known) known.push(done / of);
    else shares.set(step, [done / of]);
  });
  return shares;
}

function expectGrowing(shares: readonly number[]): void {
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares[0]).toBeGreaterThanOrEqual(0);
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
}

test.each([
  [
    'causes',
    ['causes'],
    (tell: Tell) =>
      waitingCauses(log, {
        progress: (done, of) => {
          tell('causes', done, of);
        },
      }),
  ],
  ['bottlenecks', ['causes', 'replaying', 'bottlenecks', 'segments'], (tell: Tell) => bottlenecks(log, { onStep: tell })],
  ['predictions', ['comparing', 'calibrating'], (tell: Tell) => predict(house(), 200 * DAY, { onStep: tell })],
  [
    'discovery',
    ['mining'],
    (tell: Tell) =>
      discover(log, {
        noise: 0,
        progress: (done, of) => {
          tell('mining', done, of);
        },
      }),
  ],
])('%s tell how far each of their steps is, never back', (_, steps, ask) => {
  const shares = told(ask);
  expect([...shares.keys()]).toEqual(steps);
  for (const one of shares.values()) expectGrowing(one);
  expect([...shares.values()].some((one) => new Set(one).size > 2)).toBe(true);
});

test('discovery without noise ends when each activity has its place', () => {
  const shares: number[] = [];
  discover(log, { noise: 0, progress: (done, of) => shares.push(done / of) });
  expect(shares.at(-1)).toBe(1);
});

type Tell = (step: string, done: number, of: number) => void;
