import { expect, test } from '@jest/globals';
import type { Effect } from '../../engine/case/effect.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const CALL = `
  start -> call:Ask(advice){in topic: =subject; propagateIn: no; KEYS} -> user:After -> end
  Ask ! error(E) -> user:Mend -> end:m
  Ask ~ escalation(X) -> user:Told -> end:t
  Ask ! timer(P1D) -> end:late
`;
const begun = async (keys = '') =>
  play((await model(CALL.replace('KEYS', keys))).process, { variables: { subject: 'trees', secret: 1 } });
const sent = (game: Play, type: Effect['type']) => game.effects.filter((effect) => effect.type === type);
const key = (game: Play) => game.living('Ask')[0]!.key;

test('a call activity calls a process with the variables it is given, and goes on with what comes back', async () => {
  const game = await begun();
  expect(sent(game, 'callCase')).toMatchObject([
    {
      processId: 'advice',
      binding: { binding: 'latest' },
      variables: { topic: 'trees' },
      caller: { depth: 1, rootCaseKey: game.state.caseKey },
    },
  ]);
  game.do({ type: 'calledCompleted', elementInstanceKey: key(game), variables: { answer: 'plant' } });
  expect(game.variables()).toMatchObject({ answer: 'plant', subject: 'trees' });
  expect(game.living('After')).toHaveLength(1);
});

test('with output mappings, or without propagation, only what is asked for comes back', async () => {
  const mapped = await begun('out advice: =answer');
  mapped.do({ type: 'calledCompleted', elementInstanceKey: key(mapped), variables: { answer: 'plant', other: 1 } });
  expect(mapped.variables()).toEqual({ subject: 'trees', secret: 1, advice: 'plant' });
  const none = await begun('propagateOut: no');
  none.do({ type: 'calledCompleted', elementInstanceKey: key(none), variables: { answer: 'plant' } });
  expect(none.variables()).toEqual({ subject: 'trees', secret: 1 });
});

test('an error of the called case is caught at the call, or is an incident that calls anew', async () => {
  const threw = (code: string) => ({ type: 'calledThrew', kind: 'error', code, variables: {} }) as const;
  const game = await begun();
  game.do({ ...threw('E'), elementInstanceKey: key(game) });
  expect(game.living('Mend')).toHaveLength(1);
  expect(sent(game, 'tellCase')).toEqual([]);
  const other = await begun();
  other.do({ ...threw('F'), elementInstanceKey: key(other) });
  expect(other.incidents()).toEqual(['Ask: unhandledError']);
  const first = other.living('Ask')[0]!.calledCaseKey;
  other.resolve('Ask');
  expect(sent(other, 'callCase')).toHaveLength(1);
  expect(other.living('Ask')[0]!.calledCaseKey).not.toBe(first);
  expect(other.incidents()).toEqual([]);
});

test('an escalation of the called case reaches the call while it goes on', async () => {
  const game = await begun();
  game.do({ type: 'calledThrew', elementInstanceKey: key(game), kind: 'escalation', code: 'X', variables: {} });
  expect([game.living('Told').length, game.living('Ask').length]).toEqual([1, 1]);
});

test('when the call ends early, the called case is ended; and what it says then is too late', async () => {
  const game = await begun();
  const { calledCaseKey, key: at } = game.living('Ask')[0]!;
  game.fire('Ask-timer');
  expect(sent(game, 'tellCase')).toEqual([
    { type: 'tellCase', caseKey: calledCaseKey, command: { type: 'cancelCase', byCaller: true } },
  ]);
  expect(game.state.status).toBe('completed');
  expect(game.ask({ type: 'calledCompleted', elementInstanceKey: at, variables: {} })).toMatchObject({ refused: 'conflict' });
});

test('a called process that does not exist is an incident on the call', async () => {
  const game = await begun();
  game.do({ type: 'callRefused', elementInstanceKey: key(game), message: "there is no process 'advice'" });
  expect(game.incidents()).toEqual(['Ask: calledProcess']);
});

test('a called case tells its caller how it ended, and is not cancelled by anybody else', async () => {
  const { process } = await model(`
    start -> user:Think -> xor:ok -> end [default]
    ok -> throw.escalation:up(X) [= unsure] -> error(E)
  `);
  const caller = { caseKey: '1' as never, elementInstanceKey: '2' as never, rootCaseKey: '1' as never, depth: 1 };
  const told = (game: Play) => sent(game, 'tellCase').map((effect) => effect.type === 'tellCase' && effect.command);
  const well = play(process, { caller }).completeTask('Think', { answer: 1, unsure: false });
  expect(told(well)).toEqual([{ type: 'calledCompleted', elementInstanceKey: '2', variables: { answer: 1, unsure: false } }]);
  expect(sent(well, 'tellCase')).toMatchObject([{ caseKey: '1' }]);
  const badly = play(process, { caller });
  expect(badly.ask({ type: 'cancelCase' })).toMatchObject({ refused: 'conflict' });
  badly.completeTask('Think', { unsure: true });
  expect(told(badly)).toMatchObject([
    { kind: 'escalation', code: 'X' },
    { kind: 'error', code: 'E' },
  ]);
  expect(badly.state.status).toBe('cancelled');
  expect(play(process, { caller: { ...caller, depth: 16 } }).do({ type: 'cancelCase', byCaller: true }).state.status).toBe(
    'cancelled',
  );
});

test('sixteen calls in a row are as many as there may be', async () => {
  const { process } = await model(`start -> call:Again(self) -> end`);
  const caller = (depth: number) => ({
    caseKey: '1' as never,
    elementInstanceKey: '2' as never,
    rootCaseKey: '1' as never,
    depth,
  });
  expect(play(process, { caller: caller(15) }).incidents()).toEqual([]);
  expect(play(process, { caller: caller(16) }).incidents()).toEqual(['Again: limit']);
});

test('which version is called goes with the call, by its tag where it has one', async () => {
  const tagged = await begun('binding: versionTag 2');
  expect(sent(tagged, 'callCase')).toMatchObject([{ binding: { binding: 'versionTag', versionTag: '2' } }]);
  const plain = await begun('binding: deployment');
  expect(sent(plain, 'callCase').map((effect) => effect.type === 'callCase' && effect.binding)).toEqual([
    { binding: 'deployment' },
  ]);
});

test('all that the call sees goes with it when its model does not say less, with what the case is counted by', async () => {
  const { process } = await model('start -> sub:S{in room: =3} -> end\nS {\n start -> call:Ask(p) -> end\n}');
  const caller = { caseKey: '1' as never, elementInstanceKey: '2' as never, rootCaseKey: '5' as never, depth: 3 };
  const game = play(process, { variables: { subject: 'trees' }, dimensions: { service: 'x' }, caller });
  expect(sent(game, 'callCase')).toMatchObject([
    {
      processId: 'p',
      calledCaseKey: game.living('Ask')[0]!.calledCaseKey,
      variables: { subject: 'trees', room: 3 },
      dimensions: { service: 'x' },
      caller: { caseKey: game.state.caseKey, elementInstanceKey: key(game), rootCaseKey: '5', depth: 4 },
    },
  ]);
});

test('what a called case says after its call has ended is refused, also while the case goes on', async () => {
  const game = await begun();
  const elementInstanceKey = key(game);
  game.do({ type: 'calledCompleted', elementInstanceKey, variables: {} });
  expect(game.ask({ type: 'calledCompleted', elementInstanceKey, variables: {} })).toEqual({
    refused: 'notFound',
    message: 'nothing waits for the called case any more',
  });
  const after = game.living('After')[0]!.key;
  expect(game.ask({ type: 'callRefused', elementInstanceKey: after, message: '' })).toMatchObject({ refused: 'notFound' });
});

test('an escalation that nothing catches leaves the call as it is', async () => {
  const game = await begun();
  game.do({ type: 'calledThrew', elementInstanceKey: key(game), kind: 'escalation', code: 'Y', variables: {} });
  expect([game.incidents(), game.living('Ask').length, game.living('Told').length]).toEqual([[], 1, 0]);
});
