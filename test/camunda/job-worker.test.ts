import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ADMINISTRATOR } from '../support/server.ts';
import { elementId, AT_ONCE, camundaClient, camundaSide, deployArrows, type Side, processId } from './client.ts';

let side: Side;
beforeAll(async () => {
  side = await camundaSide();
});
afterAll(() => side.stop());

type Worker = ReturnType<Side['camunda']['createJobWorker']>;

/** Waits until the elements that are asked for are there. */
async function until(processInstanceKey: string, element: string): Promise<void> {
  await side.camunda.searchElementInstances(
    // The key is one that the client itself was given.
    { filter: { elementId: elementId(element), state: 'COMPLETED', processInstanceKey: processInstanceKey as never } },
    { consistency: { waitUpToMs: 30_000, pollIntervalMs: 50 } },
  );
}

async function working(work: Promise<unknown>, ...workers: Worker[]): Promise<void> {
  try {
    await work;
  } finally {
    for (const worker of workers) worker.stop();
  }
}

test('the job worker of the client completes jobs that were there and jobs that come while it waits', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> service:Send{job: letters} -> end', { id: 'letters' });
  const first = await camunda.createProcessInstance({ processDefinitionId: processId('letters'), variables: { to: 'Ona' } });
  const seen: unknown[] = [];
  const worker = camunda.createJobWorker({
    jobType: 'letters',
    maxParallelJobs: 3,
    jobTimeoutMs: 30_000,
    pollTimeoutMs: 20_000,
    jobHandler: (job) => {
      seen.push(job.variables);
      return job.complete({ sent: true });
    },
  });
  await working(
    (async () => {
      await until(first.processInstanceKey, 'end');
      const second = await camunda.createProcessInstance({
        processDefinitionId: processId('letters'),
        variables: { to: 'Jonas' },
      });
      await until(second.processInstanceKey, 'end');
    })(),
    worker,
  );
  expect(seen).toEqual([{ to: 'Ona' }, { to: 'Jonas' }]);
  const sent = await camunda.searchVariables({ filter: { name: 'sent', value: 'true' } }, AT_ONCE);
  expect(sent.items).toHaveLength(2);
});

test('a job that fails with a back-off is given out again when it is over, and an error that it throws is caught', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> service:Ask{job: asks; retries: 3} -> end\n Ask ! error(gone) -> end:gone', {
    id: 'asks',
  });
  const { processInstanceKey } = await camunda.createProcessInstance({ processDefinitionId: processId('asks') });
  const tries: { readonly retries: number; readonly at: number }[] = [];
  const worker = camunda.createJobWorker({
    jobType: 'asks',
    maxParallelJobs: 1,
    jobTimeoutMs: 30_000,
    pollTimeoutMs: 20_000,
    jobHandler: (job) => {
      tries.push({ retries: job.retries, at: Date.now() });
      if (tries.length === 1) return job.fail({ errorMessage: 'busy', retries: job.retries - 1, retryBackOff: 300 });
      if (tries.length === 2) throw new Error('a bug in the handler');
      return job.error({ errorCode: 'gone' });
    },
  });
  await working(until(processInstanceKey, 'gone'), worker);
  expect(tries.map(({ retries }) => retries)).toEqual([3, 2, 1]);
  expect((tries[1]?.at ?? 0) - (tries[0]?.at ?? 0)).toBeGreaterThanOrEqual(300);
});

test('a server that ends answers the workers that wait for jobs', async () => {
  const ending = await camundaSide();
  const asking = { type: 'letters', timeout: 60_000, maxJobsToActivate: 1 };
  const poll = ending.camunda.activateJobs({ ...asking, requestTimeout: 600_000 });
  await ending.camunda.activateJobs({ ...asking, requestTimeout: 200 });
  const [answer] = await Promise.all([poll, ending.stop()]);
  expect(answer.jobs).toEqual([]);
});

test('two workers share the jobs and none is given to both', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> service:Work{job: shared} -> end', { id: 'shared' });
  const keys = await Promise.all(
    Array.from(
      { length: 12 },
      async () => (await camunda.createProcessInstance({ processDefinitionId: processId('shared') })).processInstanceKey,
    ),
  );
  const seen: string[] = [];
  const workers = ['one', 'two'].map((workerName) =>
    camundaClient(side.url, ADMINISTRATOR).createJobWorker({
      jobType: 'shared',
      workerName,
      maxParallelJobs: 2,
      jobTimeoutMs: 30_000,
      pollTimeoutMs: 20_000,
      jobHandler: (job) => {
        seen.push(job.jobKey);
        return job.complete();
      },
    }),
  );
  await working(Promise.all(keys.map((key) => until(key, 'end'))), ...workers);
  expect(new Set(seen).size).toBe(12);
  expect(seen).toHaveLength(12);
});

test('a long poll whose caller hangs up takes no job', async () => {
  const { camunda } = side;
  await deployArrows(camunda, 'start -> service:Work{job: abandoned} -> end', { id: 'abandoned' });
  const poll = camunda.activateJobs({ type: 'abandoned', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 30_000 });
  // A second answer on the same server shows that the first request has arrived and waits.
  await camunda.activateJobs({ type: 'abandoned', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 200 });
  poll.cancel();
  await expect(poll).rejects.toThrow();
  await camunda.activateJobs({ type: 'abandoned', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 200 });
  await camunda.createProcessInstance({ processDefinitionId: processId('abandoned') });
  // Longer than the poll that was hung up on would take to look again.
  await camunda.activateJobs({ type: 'of-nobody', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 600 });
  const { jobs } = await camunda.activateJobs({ type: 'abandoned', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 });
  expect(jobs).toHaveLength(1);
});
