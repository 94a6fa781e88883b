/** A history of the reference model: cases that waited long under the as-is and little under the to-be, through the real engine. */
import { isRefusal } from '../../../engine/errors.ts';
import type { Access, CaseKey, Engine } from '../../../engine/index.ts';
import { pinnableClock } from '../../../engine/time/clock.ts';
import type { PinnableClock } from '../../../engine/time/clock.ts';
import { TENANT } from '../../../api/main.ts';
import { createEngine } from '../../../engine/index.ts';
import type { TestServer } from '../../support/server.ts';
import { modelFile } from './staff-page.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface Period {
  readonly cases: number;
  /** How long a case waits before it is checked; every case a little differently. */
  readonly waitingMs: number;
  readonly fromAt: number;
}

/** Deploys two versions and plays both periods to their end, in order of time. */
export async function playHistory(server: TestServer, before: Period, after: Period): Promise<void> {
  await playPeriod(server, 'as-is', before);
  await playPeriod(server, 'to-be', after);
}

/** Deploys a version, which may be there already, and plays a period to its end. */
export async function playPeriod(server: TestServer, version: 'as-is' | 'to-be', period: Period): Promise<void> {
  const clock = pinnableClock();
  const engine = createEngine({ database: server.database, clock });
  const access: Access = { tenantId: TENANT, units: 'all', actor: { user: 'clerk', unit: 'permits' } };
  const forms = [await modelFile('check.form'), await modelFile('sign.form')];
  try {
    clock.pin(period.fromAt);
    await engine.deploy(access, { resources: [await requestModel(version), ...forms] });
    await play(engine, clock, access, period, version === 'as-is' ? 'A' : 'B');
  } finally {
    await engine.stop();
  }
}

/** The reference model, or the one that differs from it in a word. */
export async function requestModel(version: 'as-is' | 'to-be'): Promise<{ readonly name: string; readonly content: string }> {
  const { name, content } = await modelFile('request.bpmn');
  return { name, content: content.replace('value="as-is"', `value="${version}"`) };
}

async function play(engine: Engine, clock: PinnableClock, access: Access, period: Period, letter: string): Promise<void> {
  for (let number = 0; number < period.cases; number++) {
    const startedAt = period.fromAt + number * 5 * HOUR_MS;
    clock.pin(startedAt);
    const dimensions = { caseNumber: `${letter}-${String(number)}`, unit: 'permits', receivedAt: startedAt };
    const started = await engine.start(access, { definition: { processId: 'request' }, variables: {}, dimensions });
    if (isRefusal(started)) throw new Error(started.message);
    // Case by case: the clock may go back for the next one, since cases know nothing of each other.
    const checkedAt = startedAt + period.waitingMs + (number % 7) * 6 * HOUR_MS;
    await work(engine, clock, access, started.caseKey, checkedAt);
    await work(engine, clock, access, started.caseKey, checkedAt + 4 * HOUR_MS);
  }
}

async function work(engine: Engine, clock: PinnableClock, access: Access, caseKey: CaseKey, at: number): Promise<void> {
  const { items } = await engine.search.tasks(access, {
    filter: [
      { field: 'caseKey', is: 'eq', value: caseKey },
      { field: 'status', is: 'eq', value: 'created' },
    ],
  });
  const taskKey = items[0]?.key;
  if (taskKey === undefined) throw new Error(`case ${caseKey} has no task at ${new Date(at).toISOString()}`);
  clock.pin(at);
  await engine.perform(access, caseKey, { type: 'claimTask', taskKey, user: 'clerk' });
  await engine.perform(access, caseKey, { type: 'startTask', taskKey });
  clock.pin(at + HOUR_MS);
  const done = await engine.perform(access, caseKey, {
    type: 'completeTask',
    taskKey,
    variables: { applicant: 'X', decision: 'Y' },
  });
  if (isRefusal(done)) throw new Error(done.message);
}

export { DAY_MS };
