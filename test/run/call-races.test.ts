import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from '../../database/connect.ts';
import type { CaseKey, Engine } from '../../engine/index.ts';
import { startChild } from '../support/child.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { ALL, deployed, engineOn, expectLogged, started, taskAt, type Bench } from './engine-on.ts';

/** Two nodes on one server. */
let first: Bench;
let second: Bench;
let shared: FreshDatabase;

const ROUNDS = 200;
/** Rounds that go on side by side. */
const AT_ONCE = 25;

beforeAll(async () => {
  shared = await freshDatabase();
  first = engineOn(shared);
  second = engineOn(await connect({ url: shared.url }));
  await deployed(first.engine, 'child', 'start -> user:Do -> end');
  const bound = 'start -> user:Before -> call:Ask(Review){binding: deployment} -> end\nglobal.user:Review';
  await deployed(first.engine, 'bound-caller', bound);
  await deployed(first.engine, 'caller', 'start -> user:Before -> call:Ask(child) -> end');
}, 60_000);

afterAll(async () => {
  await first.engine.stop();
  await second.engine.stop();
  await second.database.close();
  await shared.close();
  expect([...first.faults, ...second.faults]).toEqual([]);
});

async function settle(): Promise<void> {
  for (const { engine } of [first, second, first]) await engine.fireDue();
}

async function calledBy(key: CaseKey): Promise<CaseKey[]> {
  const { items } = await first.engine.search.cases(ALL, { filter: [{ field: 'callerCaseKey', is: 'eq', value: key }] });
  return items.map(({ caseKey }) => caseKey);
}

/** Plays the rounds, some at once; then nothing is on its way, and every case of every round has ended. */
async function rounds(
  play: (round: number) => Promise<CaseKey>,
): Promise<{ readonly caller: string; readonly called: readonly string[] }[]> {
  const callers: CaseKey[] = [];
  for (let round = 0; round < ROUNDS; round += AT_ONCE)
    callers.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => play(round + index)))));
  await settle();
  expect(await shared.knex('case_mail').select('*')).toEqual([]);
  expect(await shared.knex('element_instances').whereNull('ended_at').select('case_key', 'element_id')).toEqual([]);
  expect(await shared.knex('tasks').whereNotIn('status', ['completed', 'cancelled']).select('case_key')).toEqual([]);
  const { items } = await first.engine.search.cases(ALL, { limit: 10_000 });
  for (const key of callers.slice(0, AT_ONCE))
    for (const one of [key, ...(await calledBy(key))]) await expectLogged(first.engine, one);
  return callers.map((key) => ({
    caller: items.find(({ caseKey }) => caseKey === key)?.status ?? '',
    called: items.filter(({ callerCaseKey }) => callerCaseKey === key).map(({ status }) => status),
  }));
}

function nodes(round: number): readonly [Engine, Engine] {
  return round % 2 ? [first.engine, second.engine] : [second.engine, first.engine];
}

test('completing the called case races cancelling its caller: both end, and never one without the other', async () => {
  const ends = await rounds(async (round) => {
    const [one, other] = nodes(round);
    const caller = await started(first.engine, 'caller');
    const before = await taskAt(first.engine, caller, 'Before');
    await first.engine.perform(ALL, caller, { type: 'completeTask', taskKey: before, variables: {} });
    const [called] = await calledBy(caller);
    if (called === undefined) throw new Error('nothing was called');
    const taskKey = await taskAt(first.engine, called, 'Do');
    await Promise.all([
      one.perform(ALL, called, { type: 'completeTask', taskKey, variables: {} }),
      other.perform(ALL, caller, { type: 'cancelCase' }),
    ]);
    return caller;
  });
  const kinds = new Set(ends.map(({ caller, called }) => `${caller} ${called.join()}`));
  for (const kind of kinds) expect(['completed completed', 'cancelled completed', 'cancelled cancelled']).toContain(kind);
  expect(ends).toHaveLength(ROUNDS);
}, 120_000);

test('calling races cancelling: what is called after all is ended too', async () => {
  const ends = await rounds(async (round) => {
    const [one, other] = nodes(round);
    const caller = await started(first.engine, 'caller');
    const taskKey = await taskAt(first.engine, caller, 'Before');
    await Promise.all([
      one.perform(ALL, caller, { type: 'completeTask', taskKey, variables: {} }),
      other.perform(ALL, caller, { type: 'cancelCase' }),
    ]);
    return caller;
  });
  expect(new Set(ends.map(({ caller }) => caller))).toEqual(new Set(['cancelled']));
  for (const { called } of ends) expect(called.filter((status) => status !== 'cancelled')).toEqual([]);
}, 120_000);

test('a call that a killed node had committed and not begun is begun once, though two nodes find it at once', async () => {
  const caller = await started(first.engine, 'bound-caller');
  const taskKey = await taskAt(first.engine, caller, 'Before');
  const blocker = await connect({ url: shared.url });
  const held = await blocker.knex.transaction();
  // Looking up what the call is bound to waits for this: the step is committed, the called case has not begun.
  await held.raw('LOCK TABLE deployment_definitions IN ACCESS EXCLUSIVE MODE');
  const child = await startChild('test/run/calling-node.ts', [shared.url, caller, taskKey]);
  let said: string | undefined;
  void child.line().then(
    (line) => (said = line),
    (error: unknown) => (said = String(error)),
  );
  while ((await shared.knex('case_mail').select('*')).length === 0 && said === undefined) await new Promise(setImmediate);
  expect(said).toBeUndefined();
  expect(await child.kill()).toBe('SIGKILL');
  await held.rollback();
  await blocker.close();
  expect(await calledBy(caller)).toEqual([]);
  const next = [engineOn(shared), engineOn(await connect({ url: shared.url }))];
  const now = Date.now() + 1;
  for (const { clock, engine } of next) {
    clock.pin(now);
    engine.run();
  }
  while ((await shared.knex('case_mail').select('*')).length > 0) await new Promise(setImmediate);
  for (const { engine } of next) await engine.stop();
  await next[1]?.database.close();
  expect(next.flatMap(({ faults }) => faults)).toEqual([]);
  const [called, ...others] = await calledBy(caller);
  expect(others).toEqual([]);
  const state = await first.engine.state(ALL, caller);
  expect(Object.values(state?.instances ?? {}).map(({ calledCaseKey }) => calledCaseKey)).toContain(called);
  for (const key of [caller, called as CaseKey]) await expectLogged(first.engine, key);
}, 60_000);
