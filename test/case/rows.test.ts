import { expect, test } from '@jest/globals';
import type { DecisionRow, Effect, ElementInstanceRow, IncidentRow, JobRow, TaskRow } from '../../engine/case/effect.ts';
import { numberedKey, type DecisionKey } from '../../engine/ids.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

interface Rows {
  saveElementInstance: ElementInstanceRow;
  saveTask: TaskRow;
  saveJob: JobRow;
  saveIncident: IncidentRow;
  saveDecision: DecisionRow;
}
/** The rows of a kind that the last step saves, of one element. */
const rows = <Type extends keyof Rows>(game: Play, type: Type, elementId?: string): Rows[Type][] =>
  game.effects.flatMap((effect) => {
    if (effect.type !== type || !('row' in effect)) return [];
    return elementId === undefined || effect.row.elementId === elementId ? [effect.row as Rows[Type]] : [];
  });
const waits = (game: Play): Effect[] => game.effects.filter(({ type }) => /Timer|Subscription/.test(type));
const MINUTE = 60_000;

test.each(['A', 'end'])(
  '%s, gone through at once, is one row: begun and ended at that instant, by the flow it was come by',
  async (id) => {
    const game = play((await model('start -> task:A -> end')).process);
    const { now: at, state } = game;
    expect(rows(game, 'saveElementInstance', id)).toEqual([
      {
        key: expect.any(String),
        elementId: id,
        scopeKey: state.caseKey,
        status: 'completed',
        enabledAt: at,
        endedAt: at,
        suspendedMs: 0,
        hasIncident: false,
        flow: id === 'A' ? 'start--A' : 'A--end',
      },
    ]);
    expect(rows(game, 'saveElementInstance', 'start')[0]).toMatchObject({ flow: undefined });
  },
);

test("the case's own row begins with it and ends with it, completed or terminated", async () => {
  const { process } = await model('start -> user:A -> end');
  const game = play(process);
  const root = { key: game.state.caseKey, elementId: 'process', enabledAt: game.now, suspendedMs: 0, hasIncident: false };
  expect(rows(game, 'saveElementInstance', 'process')).toEqual([{ ...root, status: 'active' }]);
  const other = play(process).wait(MINUTE).do({ type: 'cancelCase' });
  expect(rows(other, 'saveElementInstance', 'process')).toEqual([{ ...root, status: 'terminated', endedAt: other.now }]);
  game.wait(MINUTE).completeTask('A');
  expect(rows(game, 'saveElementInstance', 'process')).toEqual([{ ...root, status: 'completed', endedAt: game.now }]);
});

test('the row of a task in a loop says its child, its claim, its start, its suspensions and its unit', async () => {
  const game = play((await model('start -> user:A{times: 1} -> end')).process);
  const enabledAt = game.now;
  const { key: taskKey } = game.task('A');
  const [child] = game.living('A').filter(({ loopCounter }) => loopCounter === 1);
  const row = {
    key: child!.key,
    elementId: 'A',
    scopeKey: child!.scopeKey,
    loopCounter: 1,
    enabledAt,
    suspendedMs: 0,
    hasIncident: false,
    status: 'active',
  };
  expect(rows(game, 'saveElementInstance', 'A').find(({ key }) => key === row.key)).toEqual(row);
  game.wait(MINUTE).do({ type: 'claimTask', taskKey, user: 'ona' });
  expect(rows(game, 'saveElementInstance')).toEqual([{ ...row, claimedAt: game.now }]);
  expect(rows(game, 'saveTask')).toEqual([{ ...game.task('A'), elementInstanceKey: row.key, elementId: 'A' }]);
  const claimedAt = game.now;
  game.wait(MINUTE).do({ type: 'startTask', taskKey });
  const startedAt = game.now;
  game.wait(MINUTE).do({ type: 'suspendTask', taskKey, reason: 'authority' });
  expect(game.task('A').suspension).toEqual({ reason: 'authority', since: game.now });
  game.wait(5 * MINUTE).do({ type: 'resumeTask', taskKey });
  expect(game.task('A')).not.toHaveProperty('suspension');
  game.actor = { user: 'jonas', unit: 'permits' };
  game.wait(MINUTE).completeTask('A');
  expect(rows(game, 'saveElementInstance').find(({ key }) => key === row.key)).toEqual({
    ...row,
    status: 'completed',
    claimedAt,
    startedAt,
    suspendedMs: 5 * MINUTE,
    endedAt: game.now,
    actor: 'ona',
    unit: 'permits',
  });
  expect(rows(game, 'saveTask')[0]).toMatchObject({ status: 'completed', completedAt: game.now, suspendedMs: 5 * MINUTE });
});

test('who completes a task that nobody holds is the one who asked; a worker did a job, and of what units say nothing is kept there', async () => {
  const game = play((await model('start -> user:A -> service:B -> end')).process);
  game.actor = { user: 'jonas', unit: 'permits' };
  game.completeTask('A');
  expect(rows(game, 'saveElementInstance', 'A')[0]).toMatchObject({ actor: 'jonas', unit: 'permits' });
  const { key: jobKey } = game.job('B');
  game.do({ type: 'activateJob', jobKey, worker: 'w1', timeoutMs: MINUTE });
  const startedAt = game.now;
  game.wait(MINUTE).completeJob('B');
  const [row] = rows(game, 'saveElementInstance', 'B');
  expect(row).toMatchObject({ actor: 'w1', startedAt, endedAt: game.now });
  expect(row).toMatchObject({ unit: undefined });
});

test('a suspended task that is interrupted has waited until then', async () => {
  const { process } = await model('start -> user:A -> end\nA ! timer:T(PT1H) -> end:t');
  const game = play(process);
  const { key: taskKey } = game.task('A');
  game.do({ type: 'claimTask', taskKey, user: 'ona' }).do({ type: 'startTask', taskKey });
  game.wait(MINUTE).do({ type: 'suspendTask', taskKey, reason: 'applicant' }).fire('T');
  expect(rows(game, 'saveTask')).toEqual([expect.objectContaining({ status: 'cancelled', suspendedMs: 59 * MINUTE })]);
  expect(rows(game, 'saveTask')[0]).toMatchObject({ suspension: undefined });
  expect(rows(game, 'saveElementInstance', 'A')).toEqual([
    expect.objectContaining({ status: 'terminated', endedAt: game.now, suspendedMs: 59 * MINUTE }),
  ]);
});

test('the row of a job has its lease, and what went wrong last; a new activation begins with a new lease', async () => {
  const game = play((await model('start -> service:B{job: work; retries: 2} -> end')).process);
  const { key: jobKey } = game.job('B');
  const { key: elementInstanceKey } = game.living('B')[0]!;
  const at = { key: jobKey, elementInstanceKey, elementId: 'B', type: 'work', createdAt: game.now };
  expect(rows(game, 'saveJob')).toEqual([{ ...at, status: 'available', retries: 2, lease: 0, availableAt: game.now }]);
  game.wait(MINUTE).do({ type: 'activateJob', jobKey, worker: 'w1', timeoutMs: MINUTE });
  const startedAt = game.now;
  const leased = { ...at, status: 'activated', retries: 2, lease: 1, availableAt: at.createdAt, worker: 'w1', startedAt };
  expect(rows(game, 'saveJob')).toEqual([{ ...leased, deadlineAt: game.now + MINUTE }]);
  game.wait(10).do({ type: 'updateJob', jobKey, retries: 5 });
  expect(rows(game, 'saveJob')).toEqual([{ ...leased, retries: 5, deadlineAt: startedAt + MINUTE }]);
  game.do({ type: 'updateJob', jobKey, timeoutMs: 5 });
  expect(rows(game, 'saveJob')).toEqual([{ ...leased, retries: 5, deadlineAt: game.now + 5 }]);
  game.wait(4);
  expect(game.ask({ type: 'timeOutJob', jobKey })?.message).toBe('the lease of the job has not ended yet');
  game.wait(1).do({ type: 'timeOutJob', jobKey });
  const free = { ...at, status: 'available', lease: 1, startedAt };
  expect(rows(game, 'saveJob')).toEqual([{ ...free, retries: 5, availableAt: at.createdAt }]);
  game.do({ type: 'activateJob', jobKey, worker: 'w2', timeoutMs: MINUTE });
  game.do({ type: 'failJob', jobKey, lease: 2, retries: 4, message: 'down', backOffMs: 50, variables: { tried: 1 } });
  expect(rows(game, 'saveJob')).toEqual([{ ...free, lease: 2, retries: 4, availableAt: game.now + 50, errorMessage: 'down' }]);
  expect(game.variables(elementInstanceKey)).toEqual({ tried: 1 });
  expect(game.ask({ type: 'activateJob', jobKey, worker: 'w', timeoutMs: 1 })?.message).toBe(
    'the job waits for its back-off to end',
  );
  game.wait(50).do({ type: 'activateJob', jobKey, worker: 'w3', timeoutMs: MINUTE });
  game.do({ type: 'throwJobError', jobKey, code: 'E', message: 'bad', variables: {} });
  expect(rows(game, 'saveJob')).toEqual([
    { ...free, status: 'errorThrown', lease: 3, retries: 4, availableAt: game.now, errorMessage: 'bad', errorCode: 'E' },
  ]);
  expect(rows(game, 'saveElementInstance', 'B')).toMatchObject([{ hasIncident: true, startedAt }]);
  game.wait(MINUTE).resolve('B');
  expect(rows(game, 'saveJob')).toEqual([{ ...free, lease: 3, retries: 4, availableAt: game.now }]);
  expect(rows(game, 'saveElementInstance', 'B')).toMatchObject([{ hasIncident: false }]);
});

test('a worker that a newer lease has overtaken is told so, and a job in a state that does not allow it says which', async () => {
  const game = play((await model('start -> service:B -> end')).process);
  const { key: jobKey } = game.job('B');
  expect(game.ask({ type: 'completeJob', jobKey, lease: 7, variables: {} })).toEqual({
    refused: 'conflict',
    message: "the job's lease 7 is over: it has been given out again",
  });
  expect(game.ask({ type: 'timeOutJob', jobKey })).toEqual({
    refused: 'conflict',
    message: "the job is available: 'timeOut' is not possible now",
  });
  expect(game.ask({ type: 'updateJob', jobKey: '99' as never })).toEqual({
    refused: 'notFound',
    message: 'there is no open job 99',
  });
});

test('an incident is a row with its job, its sentence and its instants; resolved, it keeps when it was raised', async () => {
  const game = play((await model('start -> service:B -> end')).process);
  const { key: jobKey } = game.job('B');
  const { key: elementInstanceKey } = game.living('B')[0]!;
  game.wait(MINUTE).do({ type: 'failJob', jobKey, retries: 0, message: 'down', backOffMs: 0, variables: {} });
  const { key, raisedAt } = game.living('B')[0]!.incident!;
  const row = { key, elementInstanceKey, elementId: 'B', jobKey, kind: 'jobNoRetries', raisedAt: game.now };
  expect(raisedAt).toBe(game.now);
  expect(rows(game, 'saveIncident')).toEqual([{ ...row, message: 'down' }]);
  game.wait(MINUTE).resolve('B');
  expect(rows(game, 'saveIncident')).toEqual([{ ...row, resolvedAt: game.now }]);
});

test('an incident ends with its element, also within the step that raised it; one without a job names none', async () => {
  const { process } = await model(`
    start -> user:A -> and:fork -> xor:g -> task:B [=n = 1] -> end
    fork -> xor:h -> user:C [=n = 2] -> terminate:Stop
    h -> terminate:Now [default]
  `);
  const later = play(process, { variables: { n: 2 } }).completeTask('A');
  const [raised] = rows(later, 'saveIncident');
  const words = "no condition of gateway 'g' holds and it has no default flow";
  const { key, elementInstanceKey } = raised!;
  const row = { key, elementInstanceKey, elementId: 'g', kind: 'condition', raisedAt: later.now };
  expect(raised).toEqual({ ...row, message: words });
  later.wait(MINUTE).completeTask('C');
  expect(rows(later, 'saveIncident')).toEqual([{ ...row, resolvedAt: later.now }]);
  const atOnce = play(process, { variables: { n: 3 } }).completeTask('A');
  expect(rows(atOnce, 'saveIncident')).toEqual([{ ...row, message: words, resolvedAt: atOnce.now }]);
});

test('timers and subscriptions are opened and closed by their keys; what opened and closed within a step never was', async () => {
  const { process } = await model(`
    start -> user:A -> message:M(go){key: =id} -> user:B -> throw.signal:Now(stop) -> end
    A ~ timer:T(R/PT1H) -> end:t
    B ! signal:S(stop) -> end:s
    B ~ timer:U(PT1H) -> end:u
  `);
  const game = play(process, { variables: { id: 'k' } });
  const due = game.now + 60 * MINUTE;
  const timer = game.awaited('T').key;
  const elementInstanceKey = game.living('A')[0]!.key;
  expect(waits(game)).toEqual([{ type: 'scheduleTimer', timerKey: timer, elementInstanceKey, target: 'T', dueAt: due }]);
  game.fire('T');
  expect(waits(game)).toEqual([
    { type: 'scheduleTimer', timerKey: timer, elementInstanceKey, target: 'T', dueAt: due + 60 * MINUTE },
  ]);
  game.completeTask('A');
  const message = game.awaited('M');
  const bucket = message.kind === 'message' ? message.bucket : -1;
  const subscription = { subscriptionKey: message.key, elementInstanceKey: game.living('M')[0]!.key, target: 'M', name: 'go' };
  expect(waits(game)).toEqual([
    { type: 'cancelTimer', timerKey: timer },
    { type: 'openSubscription', ...subscription, kind: 'message', correlationKey: 'k', bucket },
  ]);
  game.deliver('M');
  expect(waits(game)).toEqual([
    { type: 'closeSubscription', subscriptionKey: message.key, bucket },
    expect.objectContaining({ type: 'openSubscription', kind: 'signal', name: 'stop', correlationKey: '', target: 'S' }),
    expect.objectContaining({ type: 'scheduleTimer', target: 'U' }),
  ]);
  const opened = play((await model('start -> sub:W -> end\nW ! timer(PT1H) -> end:t\nW {\n start -> task:X -> end\n}')).process);
  expect(waits(opened)).toEqual([]);
});

test('a decision that a task asked for is a row with its key, its instant and all it evaluated; the log has the rules', async () => {
  const decisionKey = numberedKey<DecisionKey>(9, 0);
  const result = {
    value: 'b',
    evaluated: [
      {
        decisionId: 'grade',
        name: 'Grade',
        kind: 'decisionTable' as const,
        matched: [{ ruleId: 'r3', ruleIndex: 3, outputs: [] }],
        value: 'b',
      },
    ],
    notes: [],
  };
  const { process } = await model('start -> user:A -> rule:D(grade){result: mark; in points: =n} -> end');
  const asked: unknown[] = [];
  const deployed = {
    decisionKey,
    version: 1,
    evaluate: (inputs: unknown, at: unknown) => {
      asked.push(inputs, at);
      return result as never;
    },
  };
  const game = play(process, { variables: { n: 5 }, decisionFor: () => deployed })
    .wait(MINUTE)
    .completeTask('A');
  const [row] = rows(game, 'saveElementInstance', 'D');
  expect(rows(game, 'saveDecision')).toEqual([
    {
      key: expect.any(String),
      decisionKey,
      elementInstanceKey: row!.key,
      elementId: 'D',
      evaluatedAt: game.now,
      result,
    },
  ]);
  expect(asked).toEqual([
    { points: 5, n: 5 },
    { now: game.now, zone: 'Europe/Vilnius' },
  ]);
  expect(game.log.find(({ type }) => type === 'decisionEvaluated')).toMatchObject({
    key: row!.key,
    elementId: 'D',
    decisions: [{ decisionId: 'grade', matched: [3] }],
  });
  expect(game.variables()).toEqual({ n: 5, mark: 'b' });
});
