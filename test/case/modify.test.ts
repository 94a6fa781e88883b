import { expect, test } from '@jest/globals';
import type { Activation } from '../../engine/case/command.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

const TEXT = `
  start -> user:A -> sub:Work -> user:Z -> end
  Work {
    start -> user:B -> sub:Deep -> end
    Deep {
      start -> user:C -> end
    }
  }
  Work ! timer(P5D) -> end:late
`;
const modify = (
  game: Play,
  {
    activate = [],
    terminate = [],
    move = [],
  }: Partial<{ activate: Activation[]; terminate: string[]; move: { key: string; to: string }[] }>,
) => game.ask({ type: 'modifyCase', activate, terminate: terminate as never, move: move as never });

test('an element can be begun by hand, with the scopes around it, their waits and variables', async () => {
  const { process } = await model(TEXT);
  const game = play(process);
  expect(modify(game, { activate: [{ elementId: 'C', variables: { Deep: { room: 3 }, C: { seat: 4 } } }] })).toBeUndefined();
  expect(game.trace()).toEqual(['start', 'A', 'Work', 'Deep', 'C']);
  expect(game.variables(game.living('C')[0]!.key)).toEqual({ room: 3, seat: 4 });
  expect(game.awaited('Work-timer')).toMatchObject({ kind: 'timer' });
  game.completeTask('C');
  expect(game.variables()).toEqual({});
  expect(game.living('Z')).toHaveLength(1);
});

test('a living scope is used again; where several live, one must be named', async () => {
  const { process } = await model(TEXT.replace('sub:Work', 'sub:Work{times: 2}'));
  const game = play(process).completeTask('A');
  expect(modify(game, { activate: [{ elementId: 'C' }] })).toMatchObject({
    refused: 'invalid',
    message: expect.stringContaining('several'),
  });
  const child = game.living('Work').find(({ loopCounter }) => loopCounter === 2)!;
  expect(modify(game, { activate: [{ elementId: 'C', ancestorKey: child.key }] })).toBeUndefined();
  expect(game.state.instances[game.living('Deep')[0]!.key]).toMatchObject({ scopeKey: child.key });
});

test('moving ends the one and begins the other in the same scope', async () => {
  const { process } = await model(TEXT);
  const game = play(process).completeTask('A');
  expect(modify(game, { move: [{ key: game.living('B')[0]!.key, to: 'C' }] })).toBeUndefined();
  expect(game.trace().slice(-3)).toEqual(['-B', 'Deep', 'C']);
  expect(game.living('Work')).toHaveLength(1);
});

test('a scope that is left empty ends with all that waited there, and so does the case', async () => {
  const { process } = await model(TEXT);
  const game = play(process).completeTask('A').completeTask('B');
  expect(modify(game, { terminate: [game.living('C')[0]!.key] })).toBeUndefined();
  expect(game.trace().slice(-3)).toEqual(['-C', '-Deep', '-Work']);
  expect(game.state.status).toBe('cancelled');
  expect(game.effects).toContainEqual(expect.objectContaining({ type: 'cancelTimer' }));
});

test('a move out of sub-processes leads to the innermost scope around both, and what is left empty ends', async () => {
  const { process } = await model(TEXT);
  const game = play(process).completeTask('A');
  modify(game, { activate: [{ elementId: 'C' }] });
  expect(modify(game, { move: [{ key: game.living('C')[0]!.key, to: 'B' }] })).toBeUndefined();
  expect(game.living('Deep')).toEqual([]);
  expect(game.living('B')).toHaveLength(2);
  expect(modify(game, { move: game.living('B').map(({ key }) => ({ key, to: 'Z' })) })).toBeUndefined();
  expect(game.living('Work')).toEqual([]);
  expect(game.living('Z')).toHaveLength(2);
});

test('nothing moves when one instruction cannot be right, and the reason is said', async () => {
  const { process } = await model(TEXT);
  const game = play(process);
  const before = JSON.stringify(game.state);
  for (const [instructions, words] of [
    [{ activate: [{ elementId: 'B' }, { elementId: 'Nobody' }] }, 'no element'],
    [{ activate: [{ elementId: 'start' }] }, 'start event'],
    [{ activate: [{ elementId: 'Work-timer' }] }, 'boundary event'],
    [{ activate: [{ elementId: 'B', ancestorKey: game.living('A')[0]!.key }] }, 'does not lie in the scope'],
    [{ activate: [{ elementId: 'B', variables: { A: { x: 1 } } }] }, "no scope 'A'"],
    [{ terminate: ['99'] }, 'no living element instance'],
    [{ terminate: [game.state.caseKey] }, 'cancel the case'],
    [{}, 'nothing to'],
  ] as const) {
    expect(modify(game, instructions as never)?.message).toContain(words);
  }
  expect(JSON.stringify(game.state)).toBe(before);
});

test('several places are begun in the order they were asked for, and the log says what was done', async () => {
  const { process } = await model(TEXT);
  const game = play(process);
  const [a] = game.living('A');
  expect(modify(game, { activate: [{ elementId: 'Z' }, { elementId: 'B' }], move: [{ key: a!.key, to: 'A' }] })).toBeUndefined();
  expect(game.trace().slice(2)).toEqual(['-A', 'Z', 'Work', 'A', 'B']);
  expect(game.log.find(({ type }) => type === 'caseModified')).toMatchObject({
    activated: ['Z', 'B', 'A'],
    terminated: ['A'],
  });
});

test('a called case is not ended by a change, since its caller waits for it', async () => {
  const { process } = await model(TEXT);
  const caller = { caseKey: '1' as never, elementInstanceKey: '2' as never, rootCaseKey: '1' as never, depth: 1 };
  const game = play(process, { caller });
  expect(modify(game, { terminate: [game.living('A')[0]!.key] })).toEqual({
    refused: 'conflict',
    message: 'nothing would be left of the case, which case 1 has called; change that one',
  });
  const command = { type: 'modifyCase', activate: [{ elementId: 'Z' }], terminate: [], move: [], variables: { x: 1 } } as const;
  expect(game.do(command).variables()).toEqual({ x: 1 });
});

test('an event sub-process, a compensation activity and what lies in a loop are not begun by hand', async () => {
  const { process } = await model(`
    start -> task:Book -> sub:Each{times: 2} -> end
    Each {
      start -> user:B -> end
    }
    Book ! compensation -> task:Undo{compensates: yes}
    eventsub:Stop {
      start.signal(stop) -> user:Clear -> end
    }
  `);
  const game = play(process);
  const words = (elementId: string) => modify(game, { activate: [{ elementId }] })?.message;
  expect(words('Stop')).toBe("'Stop' is an event sub-process; begin an element in it");
  expect(words('Undo')).toBe("'Undo' is a compensation activity; it begins by a compensation alone");
  expect(words('Stop.start.signal')).toBe("'Stop.start.signal' is a start event; begin what comes after it");
  expect(
    modify(game, { terminate: game.living('Each').flatMap(({ key, loopCounter }) => (loopCounter ? [key] : [])) }),
  ).toBeUndefined();
  const again = play(process);
  const body = again.living('Each').find((one) => one.body)!;
  expect(modify(again, { terminate: [body.key] })).toBeUndefined();
  expect(again.state.status).toBe('cancelled');
  const other = play((await model('start -> user:A -> sub:Each{times: 2} -> end\nEach {\n start -> user:B -> end\n}')).process);
  expect(modify(other, { activate: [{ elementId: 'B' }] })?.message).toBe(
    "'B' lies in 'Each', which is done several times; begin that one",
  );
  expect(modify(other, { activate: [{ elementId: 'Each' }] })).toBeUndefined();
  expect(other.living('B')).toHaveLength(2);
});

test('ending one of two leaves the scope to the other; ending what is around another ends both', async () => {
  const { process } = await model(
    'start -> sub:S -> user:Z -> end\nS {\n start -> and:f -> user:A -> end\n f -> user:B -> end:b\n}',
  );
  const game = play(process);
  expect(modify(game, { terminate: [game.living('A')[0]!.key] })).toBeUndefined();
  expect(game.completeTask('B').living('Z')).toHaveLength(1);
  const both = play(process);
  const [scope, a] = [both.living('S')[0]!.key, both.living('A')[0]!.key];
  expect(modify(both, { activate: [{ elementId: 'Z' }], terminate: [scope, a] })).toBeUndefined();
  expect(both.trace().slice(-4)).toEqual(['-A', '-B', '-S', 'Z']);
});

test('moving stays in the very scope, where several of its kind live', async () => {
  const { process } = await model(TEXT.replace('sub:Work', 'sub:Work{times: 2}'));
  const game = play(process).completeTask('A');
  const [, b] = game.living('B');
  expect(modify(game, { move: [{ key: b!.key, to: 'Deep' }] })).toBeUndefined();
  expect(game.living('Deep')).toMatchObject([{ scopeKey: b!.scopeKey }]);
});

test('a refusal says of what kind it is; what has completed and may still be undone does not live', async () => {
  const { process } = await model(`
    start -> task:Book -> user:A -> sub:Each{times: 2} -> end
    Each {
      start -> user:B -> end
    }
    Book ! compensation -> task:Undo{compensates: yes}
  `);
  const game = play(process);
  const booked = Object.values(game.state.instances).find(({ elementId }) => elementId === 'Book')!;
  expect(booked.status).toBe('completed');
  const refusals = [
    modify(game, { terminate: [booked.key] }),
    modify(game, { terminate: [game.state.caseKey] }),
    modify(game, {}),
    modify(game, { activate: [{ elementId: 'B' }] }),
    modify(game, { activate: [{ elementId: 'Undo' }] }),
    modify(game, { activate: [{ elementId: 'A', variables: { Each: { x: 1 } } }] }),
    modify(game, { activate: [{ elementId: 'Nobody' }] }),
    modify(game, { activate: [{ elementId: 'A', ancestorKey: booked.key }] }),
  ];
  expect(refusals.map((refusal) => refusal?.refused)).toEqual(['notFound', ...Array.from({ length: 7 }, () => 'invalid')]);
});
