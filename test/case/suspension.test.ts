import { describe, expect, test } from '@jest/globals';
import type { Command } from '../../engine/case/command.ts';
import type { CaseKey, ElementInstanceKey } from '../../engine/ids.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const HOUR_MS = 3_600_000;
const suspended: Command = { type: 'suspendCase', reason: 'applicant' };
const SUSPENDED = { refused: 'conflict', message: 'the case is suspended; resume it first' };

/** One of everything that a case can wait for. */
const WAITING = `
  start -> and:fork -> user:A -> end
  fork -> service:B -> end:b
  fork -> timer:T(PT2H) -> end:t
  fork -> message:M(go){key: =id} -> end:m
  fork -> condition:C(=hot) -> end:c
  fork -> call:Call(p) -> end:l
  fork -> adhoc:P{active: =["Q"]} -> end:p
  P {
    user:Q
    user:R
  }
`;

async function waiting(): Promise<Play> {
  return play((await model(WAITING)).process, { variables: { id: 'k', hot: false } });
}

function effectsOf(game: Play): string[] {
  return game.effects.map((effect) => {
    if (!('row' in effect)) return effect.type === 'tellCase' ? `${effect.type} ${effect.command.type}` : effect.type;
    const name = 'elementId' in effect.row ? effect.row.elementId : '';
    return `${effect.type} ${name}${'suspended' in effect.row ? ' suspended' : ''}`;
  });
}

describe('a suspended case', () => {
  test('says why and since when, and refuses all that would move it', async () => {
    const game = (await waiting()).do(suspended);
    expect(game.state).toMatchObject({ status: 'suspended', suspension: { reason: 'applicant', since: game.now } });
    const [task, job] = [game.task('A').key, game.job('B').key];
    const rootKey = game.state.caseKey as string as ElementInstanceKey;
    const elementInstanceKey = game.living('Call')[0]!.key;
    const timer = game.awaited('T');
    const message = game.awaited('M');
    game.now += 3 * HOUR_MS;
    const refused: Command[] = [
      { type: 'claimTask', taskKey: task, user: 'ona' },
      { type: 'updateTask', taskKey: task, changes: { priority: 3 } },
      { type: 'completeTask', taskKey: task, variables: {} },
      { type: 'activateJob', jobKey: job, worker: 'w', timeoutMs: 1 },
      { type: 'completeJob', jobKey: job, variables: {} },
      { type: 'fireTimer', timerKey: timer.key as never },
      { type: 'deliver', subscriptionKey: message.key as never, variables: {} },
      { type: 'setVariables', scopeKey: rootKey, variables: { hot: true }, local: true },
      { type: 'activateElements', key: game.living('P')[0]!.key, elements: [{ elementId: 'R' }] },
      { type: 'modifyCase', activate: [{ elementId: 'A' }], terminate: [], move: [] },
      { type: 'calledCompleted', elementInstanceKey, variables: {} },
    ];
    for (const command of refused) expect([command.type, game.ask(command)]).toEqual([command.type, SUSPENDED]);
    expect(game.ask(suspended)).toMatchObject({ refused: 'conflict', message: 'the case is suspended already' });
    expect(game.migrate(game.process)).toEqual(SUSPENDED);
  });

  test('has no timer that runs and no job that is given out; both go on with it', async () => {
    const game = (await waiting()).do(suspended);
    expect(effectsOf(game)).toEqual(['saveJob B suspended', 'cancelTimer', 'tellCase suspendCase']);
    game.wait(HOUR_MS).do({ type: 'resumeCase' });
    expect(game.state).not.toHaveProperty('suspension');
    const effects = effectsOf(game);
    expect(effects).toEqual(expect.arrayContaining(['saveJob B', 'saveTask A', 'scheduleTimer', 'tellCase resumeCase']));
    expect(effects.filter((effect) => effect.includes('suspended'))).toEqual([]);
    expect(game.effects).toContainEqual(
      expect.objectContaining({ row: expect.objectContaining({ elementId: 'process', suspendedMs: HOUR_MS }) }),
    );
    const { dueAt } = game.awaited('T') as { dueAt?: number };
    expect(game.effects).toContainEqual(expect.objectContaining({ type: 'scheduleTimer', dueAt }));
  });

  test('that is resumed goes on where it stood: a timer that was due meanwhile fires, a condition that nobody touched does not', async () => {
    const game = (await waiting()).do({ ...suspended, note: 'Asked for the plan of the house' });
    game.wait(3 * HOUR_MS).do({ type: 'resumeCase' });
    expect(game.trace()).not.toContain('c');
    game.do({ type: 'fireTimer', timerKey: game.awaited('T').key as never });
    game.deliver('M').set({ hot: true }).completeTask('A').completeJob('B').completeTask('Q');
    game.do({ type: 'calledCompleted', elementInstanceKey: game.living('Call')[0]!.key, variables: {} });
    expect(game.state.status).toBe('completed');
  });

  test('can be cancelled, and what lived in it was suspended until then', async () => {
    const game = (await waiting()).wait(HOUR_MS).do(suspended).wait(HOUR_MS).do({ type: 'cancelCase' });
    expect(game.state.status).toBe('cancelled');
    expect(game.log.filter(({ type }) => type.startsWith('case')).map(({ type }) => type)).toEqual([
      'caseStarted',
      'caseCalled',
      'caseSuspended',
      'caseResumed',
      'caseCancelled',
    ]);
    for (const effect of game.effects) {
      if (effect.type === 'saveElementInstance')
        expect([effect.row.elementId, effect.row.suspendedMs]).toEqual([effect.row.elementId, HOUR_MS]);
    }
    expect(effectsOf(game)).toContain('tellCase cancelCase');
    expect(effectsOf(game)).not.toContain('tellCase resumeCase');
  });

  test('is registered, and its statutory term goes on: that runs by law', async () => {
    const { process } = await model('start -> user:A -> end');
    const term = {
      id: 't',
      legalAct: 'act',
      validFrom: '2020-01-01',
      startsFrom: 'registered',
      days: 20,
      unit: 'working',
      suspensionGrounds: ['documents'],
      restartsOnClarification: true,
      extension: { days: 10, times: 1, noticeWithinDays: 2 },
    } as const;
    const game = play(process, { term }).do(suspended);
    game.do({ type: 'registerCase', caseNumber: 'L-1', registeredAt: game.now });
    const due = game.state.term?.dueOn;
    game.wait(48 * HOUR_MS);
    expect(game.state.term).toMatchObject({ status: 'running', dueOn: due });
    game.do({ type: 'suspendTerm', ground: 'documents' }).do({ type: 'resumeTerm' });
    expect(game.state).toMatchObject({ status: 'suspended', term: { status: 'running', dueOn: due } });
    game.do({ type: 'restartTerm' }).do({ type: 'extendTerm', days: 5, reason: 'complex' });
    game.do({ type: 'forwardTerm', to: 'ministry' }).do({ type: 'resumeCase' });
    expect(game.state).toMatchObject({ status: 'active', term: { status: 'forwarded' } });
  });

  test('keeps a note where values are kept, not in the event log, and hides it from expressions', async () => {
    const game = (await waiting()).do({ ...suspended, note: 'Ona has no passport' });
    expect(JSON.stringify(game.log)).not.toContain('passport');
    expect(game.values.at(-1)).toMatchObject({ name: '$suspension', value: 'Ona has no passport' });
    expect(game.variables()).toEqual({ id: 'k', hot: false });
    game.do({ type: 'resumeCase' });
    expect(game.values.at(-1)).toMatchObject({ name: '$suspension', value: null });
  });

  test('has no condition looked at because of a note: one that time has made true waits for a change of variables', async () => {
    const { process } = await model(
      'start -> user:A -> end\nA ~ condition:C(=today() > date("2026-03-02")) -> task:late -> end:c',
    );
    const game = play(process).wait(48 * HOUR_MS);
    game.do({ ...suspended, note: 'a word' }).do({ type: 'resumeCase' });
    expect(game.trace()).not.toContain('late');
    expect(game.set({ any: 1 }).trace()).toContain('late');
  });
});

describe('the time of a suspension', () => {
  test('is no waiting and no work of whatever lived then; a task that was suspended itself has it once', async () => {
    const { process } = await model('start -> and:fork -> user:A -> end\nfork -> user:B -> end:b\nfork -> service:C -> end:c');
    const game = play(process);
    const { key: taskKey } = game.task('B');
    for (const type of ['claimTask', 'startTask'] as const) game.wait(10).do({ type, taskKey, user: 'ona' });
    game.do({ type: 'suspendTask', taskKey, reason: 'authority' });
    game.wait(5).do(suspended).wait(100).do({ type: 'resumeCase' });
    game.wait(5).do({ type: 'resumeTask', taskKey });
    expect([game.task('A').suspendedMs, game.task('B').suspendedMs, game.living('C')[0]?.suspendedMs]).toEqual([100, 110, 100]);
    game.do(suspended).wait(7).do({ type: 'resumeCase' });
    expect([game.task('A').suspendedMs, game.task('B').suspendedMs, game.living('C')[0]?.suspendedMs]).toEqual([107, 117, 107]);
    game.completeTask('A');
    expect(game.effects).toContainEqual(
      expect.objectContaining({
        type: 'saveElementInstance',
        row: expect.objectContaining({ elementId: 'A', suspendedMs: 107 }),
      }),
    );
  });

  test('is not counted by what came later, nor by what is only kept to be compensated', async () => {
    const { process } = await model(`
      start -> task:Book -> user:A -> user:B -> end
      Book ! compensation -> user:Unbook{compensates: yes}
    `);
    const game = play(process).do(suspended).wait(100).do({ type: 'resumeCase' }).completeTask('A');
    expect(game.task('B').suspendedMs).toBe(0);
    expect(Object.values(game.state.instances).find(({ elementId }) => elementId === 'Book')).not.toHaveProperty('suspendedMs');
  });
});

describe('a called case', () => {
  const caller = {
    caseKey: '1' as CaseKey,
    elementInstanceKey: '2' as ElementInstanceKey,
    rootCaseKey: '1' as CaseKey,
    depth: 1,
  };
  const byCaller = { byCaller: true } as const;

  test('stands still with the one that called it, and is resumed with that one alone', async () => {
    const game = play((await model('start -> user:A -> end')).process, { caller });
    game.do({ ...suspended, ...byCaller });
    expect(game.ask({ type: 'resumeCase' })?.message).toBe('the case is suspended with case 1, which called it; resume that one');
    expect(game.do({ type: 'resumeCase', ...byCaller }).state.status).toBe('active');
  });

  test('that was suspended by itself stays so when its caller is resumed', async () => {
    const game = play((await model('start -> user:A -> end')).process, { caller }).do(suspended);
    expect(game.ask({ ...suspended, ...byCaller })).toMatchObject({ refused: 'conflict' });
    expect(game.ask({ type: 'resumeCase', ...byCaller })?.message).toBe('the case was suspended by itself');
    expect(game.do({ type: 'resumeCase' }).state.status).toBe('active');
  });

  test('that has ended is told nothing, although its call may be compensated', async () => {
    const { process } = await model(`
      start -> call:Call(p) -> user:A -> end
      Call ! compensation -> task:Undo{compensates: yes}
    `);
    const game = play(process);
    game.do({ type: 'calledCompleted', elementInstanceKey: game.living('Call')[0]!.key, variables: {} }).do(suspended);
    expect(effectsOf(game)).toEqual([]);
  });

  test('ends with its caller also while it is suspended', async () => {
    const game = play((await model('start -> user:A -> end')).process, { caller }).do(suspended);
    expect(game.do({ type: 'cancelCase', ...byCaller }).state.status).toBe('cancelled');
  });
});

test('a case that is not suspended cannot be resumed', async () => {
  const game = play((await model('start -> user:A -> end')).process);
  expect(game.ask({ type: 'resumeCase' })).toEqual({ refused: 'conflict', message: 'the case is not suspended' });
  game.completeTask('A');
  expect(game.ask(suspended)).toEqual({ refused: 'conflict', message: 'the case is completed' });
});
