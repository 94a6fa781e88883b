import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { AT_ONCE, camundaSide, deployArrows, refusalOf, type Side, processId } from './client.ts';

const HOUR = 3_600_000;
const MORNING = Date.UTC(2030, 2, 4, 7);
let side: Side;
beforeAll(async () => {
  side = await camundaSide({ environment: { EIGA_TEST_CLOCK: '1' } });
});
afterEach(() => side.camunda.resetClock());
afterAll(() => side.stop());

async function completed(processInstanceKey: string): Promise<string[]> {
  const filter = { processInstanceKey: processInstanceKey as never, state: 'COMPLETED' } as const;
  const found = await side.camunda.searchElementInstances(
    { filter, sort: [{ field: 'endDate' }, { field: 'elementInstanceKey' }] },
    AT_ONCE,
  );
  return (found.items ?? []).map(({ elementId }) => elementId);
}

test('pinning the clock forward fires the timers that are due, the earlier first', async () => {
  const { camunda } = side;
  await camunda.pinClock({ timestamp: MORNING });
  await deployArrows(
    camunda,
    `start -> user:Decide -> end
     Decide ! timer:Silence(PT3H) -> end:silent
     Decide ~ timer:Reminder(PT2H) -> end:reminded`,
    { id: 'terms' },
  );
  const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: processId('terms') });
  expect((await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).startDate).toBe(new Date(MORNING).toISOString());
  await camunda.pinClock({ timestamp: MORNING + HOUR });
  expect(await completed(processInstanceKey)).toEqual(['start']);
  await camunda.pinClock({ timestamp: MORNING + 5 * HOUR });
  expect(await camunda.getProcessInstance({ processInstanceKey }, AT_ONCE)).toMatchObject({
    state: 'COMPLETED',
    endDate: new Date(MORNING + 5 * HOUR).toISOString(),
  });
  expect(await completed(processInstanceKey)).toEqual(expect.arrayContaining(['Reminder', 'reminded', 'Silence', 'silent']));
});

test('a lease that is over by the pinned clock gives the job out again', async () => {
  const { camunda } = side;
  await camunda.pinClock({ timestamp: MORNING });
  await deployArrows(camunda, 'start -> service:Work{job: leased} -> end', { id: 'leased' });
  await camunda.createProcessInstance({ processDefinitionId: processId('leased') });
  const asking = { type: 'leased', timeout: HOUR, maxJobsToActivate: 1, requestTimeout: -1 };
  expect((await camunda.activateJobs(asking)).jobs[0]?.deadline).toBe(MORNING + HOUR);
  expect((await camunda.activateJobs(asking)).jobs).toHaveLength(0);
  await camunda.pinClock({ timestamp: MORNING + 2 * HOUR });
  expect((await camunda.activateJobs(asking)).jobs).toHaveLength(1);
});

test('without test mode nobody moves the clock', async () => {
  const plain = await camundaSide();
  try {
    expect(await refusalOf(plain.camunda.pinClock({ timestamp: MORNING }))).toMatchObject({ status: 403, title: 'Forbidden' });
    expect(await refusalOf(plain.camunda.resetClock())).toMatchObject({ status: 403 });
    expect(Math.abs(plain.engine.clock.now() - Date.now())).toBeLessThan(60_000);
  } finally {
    await plain.stop();
  }
});
