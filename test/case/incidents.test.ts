import { expect, test } from '@jest/globals';
import { DecisionError } from '../../engine/decision/decision-error.ts';
import type { Variables } from '../../engine/errors.ts';
import { numberedKey, type DecisionKey } from '../../engine/ids.ts';
import { model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

/** The sentences of the incidents that the last step raised. */
const said = (game: Play) =>
  game.effects.flatMap((effect) =>
    effect.type === 'saveIncident' && effect.row.resolvedAt === undefined ? [effect.row.message] : [],
  );
const GRADE = {
  decisionKey: numberedKey<DecisionKey>(9, 0),
  version: 1,
  evaluate: ({ n }: Variables) => {
    if (n === 13) throw new DecisionError('grade', 'the table has no rule for 13');
    return { value: n ?? null, evaluated: [], notes: [] };
  },
};
const decisionFor = (id: string) => (id === 'grade' ? GRADE : undefined);

/** The model, what is wrong, where, of which kind, in which words; then what mends it, and the elements that follow. */
const PROBLEMS: readonly [string, Variables, string, string, Variables, string[]][] = [
  [
    'start -> xor:g{name: Is it ok} -> task:A [= n = 1] -> end',
    { n: 2 },
    'g: condition',
    "no condition of gateway 'Is it ok' holds and it has no default flow",
    { n: 1 },
    ['A', 'end'],
  ],
  [
    'start -> task:T -> task:A [= n = 1] -> end',
    { n: 2 },
    'T: condition',
    "no condition of the flows leaving 'T' holds and there is no default flow",
    { n: 1 },
    ['A', 'end'],
  ],
  [
    'start -> or:g{name: Which} -> task:A [=n] -> end',
    { n: [true] },
    'g: condition',
    "the condition 'n' of flow g--A at 'Which' gives a list, not true or false",
    { n: true },
    ['A', 'end'],
  ],
  [
    'start -> or:g -> task:A [=n] -> end',
    { n: null },
    'g: condition',
    "the condition 'n' of flow g--A at 'g' gives null, not true or false",
    { n: true },
    ['A', 'end'],
  ],
  [
    'start -> condition:C(=n) -> end',
    { n: 3 },
    'C: condition',
    "the condition 'n' gives a number, not true or false",
    { n: true },
    ['end'],
  ],
  [
    'start -> timer:T(duration =n) -> end',
    { n: 'soon' },
    'T: timer',
    "the timer of 'T' needs an ISO 8601 duration, 'soon' is none",
    { n: 'PT1H' },
    [],
  ],
  [
    'start -> timer:T(date =n) -> end',
    { n: `x${'y'.repeat(200)}` },
    'T: timer',
    `the timer of 'T' needs an ISO 8601 date, 'x${'y'.repeat(99)}' is none`,
    { n: '2026-03-03' },
    [],
  ],
  [
    'start -> user:A -> end\nA ~ timer:T(cycle =n) -> end:t',
    { n: 'R2' },
    'A: timer',
    "the timer of 'T' needs an ISO 8601 cycle, 'R2' is none",
    { n: 'R2/PT1H' },
    [],
  ],
  [
    'start -> timer:T(duration =n) -> end',
    { n: 5 },
    'T: timer',
    "the timer of 'T' needs an ISO 8601 text, 'n' gives none",
    { n: 'PT1H' },
    [],
  ],
  [
    'start -> message:M(go) -> end',
    { id: true },
    'M: correlation',
    "'M' waits for message 'go', but its correlation key is neither a text nor a number",
    { id: 7 },
    [],
  ],
  [
    'start -> message:M(go) -> end',
    { id: '' },
    'M: correlation',
    "'M' waits for message 'go', but its correlation key is neither a text nor a number",
    { id: 'k' },
    [],
  ],
  [
    'start -> signal:M(=n) -> end',
    { n: '' },
    'M: correlation',
    "'M' waits for a message or signal without a name",
    { n: 'go' },
    [],
  ],
  [
    'start -> throw.signal:M(=n){name: Tell all} -> end',
    { n: 4 },
    'M: correlation',
    "'Tell all' throws a message or signal without a name",
    { n: 'go' },
    ['end'],
  ],
  [
    'start -> throw.signal:M(=n) -> end',
    { n: '' },
    'M: correlation',
    "'M' throws a message or signal without a name",
    { n: 'go' },
    ['end'],
  ],
  [
    'start -> throw.message:M(go){key: =n; name: Tell} -> end',
    { n: true },
    'M: correlation',
    "the correlation key of 'Tell' is neither a text nor a number",
    { n: 5 },
    ['end'],
  ],
  ['start -> service:J{job: =n} -> end', { n: '' }, 'J: expression', "the job type of 'J' is not a text", { n: 'x' }, []],
  [
    'start -> service:J{job: =n; name: Do it} -> end',
    { n: 1 },
    'J: expression',
    "the job type of 'Do it' is not a text",
    { n: 'x' },
    [],
  ],
  [
    'start -> service:J{retries: =n} -> end',
    { n: 0 },
    'J: expression',
    "the retries of 'J' are not a whole number of 1 or more",
    { n: 1 },
    [],
  ],
  [
    'start -> service:J{retries: =n; name: Do it} -> end',
    { n: 1.5 },
    'J: expression',
    "the retries of 'Do it' are not a whole number of 1 or more",
    { n: '4' },
    [],
  ],
  [
    'start -> user:A{each: x in =n; name: Ask all} -> end',
    { n: 3 },
    'A: expression',
    "the input collection 'n' of 'Ask all' is not a list",
    { n: [] },
    ['end'],
  ],
  [
    'start -> user:A{times: =n} -> end',
    { n: -1 },
    'A: expression',
    "the loop cardinality of 'A' is not a whole number of 0 or more",
    { n: 0 },
    ['end'],
  ],
  [
    'start -> user:A{times: =n} -> end',
    { n: 1.5 },
    'A: expression',
    "the loop cardinality of 'A' is not a whole number of 0 or more",
    { n: 1 },
    ['A'],
  ],
  [
    'start -> user:A{times: =n} -> end',
    { n: 'two' },
    'A: expression',
    "the loop cardinality of 'A' is not a whole number of 0 or more",
    { n: 2 },
    ['A', 'A'],
  ],
  [
    'start -> task:A{times: =n; name: Ask all} -> end',
    { n: 1001 },
    'A: limit',
    "'Ask all' has 1001 items, more than the 1000 allowed",
    { n: 0 },
    ['end'],
  ],
  ['start -> user:A{assignee: =n} -> end', { n: 1 }, 'A: assignment', "the assignee of 'A' is not a text", { n: 'ona' }, []],
  [
    'start -> user:A{due: =n; name: Look} -> end',
    { n: 'soon' },
    'A: assignment',
    "the due date of 'Look' is not an ISO 8601 date: 'soon'",
    { n: '' },
    [],
  ],
  [
    'start -> user:A{followUp: =n} -> end',
    { n: 'x'.repeat(101) },
    'A: assignment',
    `the follow-up date of 'A' is not an ISO 8601 date: '${'x'.repeat(100)}'`,
    { n: null },
    [],
  ],
  [
    'start -> user:A{groups: =n} -> end',
    { n: ['clerks', 1] },
    'A: assignment',
    "the candidate groups of 'A' are not a list of texts",
    { n: ['clerks'] },
    [],
  ],
  [
    'start -> user:A{users: =n; name: Look} -> end',
    { n: 1 },
    'A: assignment',
    "the candidate users of 'Look' are not a list of texts",
    { n: null },
    [],
  ],
  [
    'start -> user:A{priority: =n} -> end',
    { n: 101 },
    'A: assignment',
    "the priority of 'A' is not a whole number from 0 to 100",
    { n: 100 },
    [],
  ],
  [
    'start -> user:A{priority: =n; name: Look} -> end',
    { n: -1 },
    'A: assignment',
    "the priority of 'Look' is not a whole number from 0 to 100",
    { n: '0' },
    [],
  ],
  [
    'start -> user:A{priority: =n} -> end',
    { n: 0.5 },
    'A: assignment',
    "the priority of 'A' is not a whole number from 0 to 100",
    { n: null },
    [],
  ],
  ['start -> call:A(=n) -> end', { n: 1 }, 'A: calledProcess', "'A' names no process to call", { n: 'p' }, []],
  ['start -> call:A(=n){name: Ask} -> end', { n: '' }, 'A: calledProcess', "'Ask' names no process to call", { n: 'p' }, []],
  ['start -> rule:A(=n){result: r} -> end', { n: 1 }, 'A: decision', "'A' names no decision", { n: 'grade' }, ['end']],
  [
    'start -> rule:A(=n){name: Grade; result: r} -> end',
    { n: 'none' },
    'A: decision',
    "'Grade' asks for decision 'none', which is not deployed",
    { n: 'grade' },
    ['end'],
  ],
  ['start -> rule:A(grade){result: r} -> end', { n: 13 }, 'A: decision', 'the table has no rule for 13', { n: 12 }, ['end']],
  [
    'start -> adhoc:P{active: =n} -> end\nP {\n user:A\n}',
    { n: 'A' },
    'P: expression',
    "the list of active elements of 'P' is no list",
    { n: ['A'] },
    ['A'],
  ],
  [
    'start -> adhoc:P{active: =n; name: Pick} -> end\nP {\n user:A\n}',
    { n: ['A', 'b'.repeat(61), 'c'] },
    'P: expression',
    `'Pick' has no element '${'b'.repeat(60)}' that can be begun`,
    { n: ['A'] },
    ['A'],
  ],
  [
    'start -> adhoc:P{active: =["A"]; until: =n} -> end\nP {\n task:A\n}',
    { n: 1 },
    'P: condition',
    "the condition 'n' gives a number, not true or false",
    { n: true },
    ['end'],
  ],
  [
    'start -> task:A{repeat: =n} -> end',
    { n: 1 },
    'A: condition',
    "the condition 'n' gives a number, not true or false",
    { n: false },
    ['end'],
  ],
  [
    'start -> script:A{feel: =1 + n; result: m; out o: =m} -> end',
    { n: true },
    'A: expression',
    '"+" has no meaning between a number and a boolean, in: 1 + n',
    { n: 1 },
    ['end'],
  ],
];

/** Expressions that fail, wherever a model has one: the model with `=1 + n` and the kind of incident. */
const FAILING: readonly [string, string][] = [
  ['service:A{job: =1 + n}', 'expression'],
  ['service:A{retries: =1 + n}', 'expression'],
  ['user:A{assignee: =1 + n}', 'assignment'],
  ['user:A{groups: =1 + n}', 'assignment'],
  ['user:A{due: =1 + n}', 'assignment'],
  ['user:A{priority: =1 + n}', 'assignment'],
  ['timer:A(duration =1 + n)', 'timer'],
  ['message:A(=1 + n)', 'correlation'],
  ['message:A(go){key: =1 + n}', 'correlation'],
  ['throw.message:A(=1 + n)', 'correlation'],
  ['throw.message:A(go){key: =1 + n}', 'correlation'],
  ['call:A(=1 + n)', 'calledProcess'],
  ['rule:A(=1 + n){result: r}', 'decision'],
  ['script:A{feel: =1 + n; result: r}', 'expression'],
  ['user:A{each: x in =1 + n}', 'expression'],
  ['user:A{times: =1 + n}', 'expression'],
  ['task:A{in x: =1 + n}', 'mapping'],
  ['task:A{out x: =1 + n}', 'mapping'],
  ['task:A{times: 1; collect: all from =1 + n}', 'mapping'],
  ['condition:A(=1 + n > 3)', 'condition'],
  ['adhoc:A{active: =1 + n} -> end\nA {\n user:B\n}\nstart -> user:C', 'expression'],
];

test.each(FAILING)('%s: an expression that fails is an incident (%s), with the reason and the expression', async (node, kind) => {
  const game = play((await model(`start -> ${node} -> end`)).process, { variables: { n: true, id: 'k' } });
  expect(game.incidents()).toEqual([`A: ${kind}`]);
  expect(said(game)[0]).toMatch(/"\+" has no meaning between a number and .*, in: 1 \+ n/);
});

test.each(PROBLEMS.map((row) => [row[2], row[3], JSON.stringify(row[1]), row] as const))(
  '%s: %s, with %s; the incident says it in these words, and resolving it goes on',
  async (_where, _words, _with, [text, variables, where, words, mended, follows]) => {
    const game = play((await model(text)).process, { variables, decisionFor });
    expect(game.incidents()).toEqual([where]);
    expect(said(game)).toEqual([words]);
    const before = game.trace().length;
    const [at = ''] = where.split(':');
    for (const { key } of game.living(at)) if (game.state.variables[key]?.['n'] !== undefined) throw new Error('n is local');
    game.set(mended).resolve(at);
    expect(game.incidents()).toEqual([]);
    expect(game.trace().slice(before)).toEqual(follows);
  },
);

test('an error that nothing catches is said with its code, and can be tried again', async () => {
  const game = play((await model('start -> error:Stop(E){name: Give up}')).process);
  expect(game.incidents()).toEqual(['Stop: unhandledError']);
  expect(said(game)).toEqual(["no boundary event catches error 'E' of 'Give up'"]);
  game.resolve('Stop');
  expect(game.incidents()).toEqual(['Stop: unhandledError']);
});

test('a job that fails without a word says so itself; what a worker says of an error is told with its code', async () => {
  const game = play((await model('start -> service:J -> end')).process);
  const { key: jobKey } = game.job('J');
  game.do({ type: 'failJob', jobKey, retries: 0, message: '', backOffMs: 0, variables: {} });
  expect(said(game)).toEqual(['the job failed and has no retries left']);
  game.resolve('J');
  game.do({ type: 'throwJobError', jobKey, code: 'E', message: 'no answer', variables: {} });
  expect(said(game)).toEqual(["no boundary event catches error 'E': no answer"]);
  game.resolve('J');
  game.do({ type: 'throwJobError', jobKey, code: 'E', message: '', variables: {} });
  expect(said(game)).toEqual(["no boundary event catches error 'E'"]);
});

test('a timer whose cycle cannot be read any more fires this time, and is an incident on what it was set at', async () => {
  const { process } = await model('start -> user:A -> end\nA ~ timer:T(cycle =n) -> user:B -> end:t');
  const game = play(process, { variables: { n: 'R5/PT1H' } });
  game.set({ n: 'never' }).fire('T');
  expect(game.incidents()).toEqual(['A: timer']);
  expect(said(game)).toEqual(["the timer of 'T' needs an ISO 8601 cycle, 'never' is none"]);
  expect(game.living('B')).toHaveLength(1);
  expect(() => game.awaited('T')).toThrow();
});

test('a loop whose condition cannot be evaluated goes on when that is mended', async () => {
  const { process } = await model('start -> user:A{times: 2; sequential: yes; until: =n} -> end');
  const game = play(process, { variables: { n: 'x' } }).completeTask('A');
  expect(game.incidents()).toEqual(['A: condition']);
  expect(said(game)).toEqual(["the condition 'n' gives a string, not true or false"]);
  game.set({ n: false }).resolve('A');
  expect(game.living('A')).toHaveLength(2);
  game.set({ n: true }).completeTask('A');
  expect(game.state.status).toBe('completed');
});

test('a join whose conditions cannot be evaluated at its reset holds its scope, and goes on when that is mended', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> complex:join(activationCount >= 1) -> user:C [= if waitingForStart then true else n] -> end
    fork -> user:B -> join
  `);
  const game = play(process, { variables: { n: 1 } })
    .completeTask('A')
    .completeTask('B');
  expect(game.incidents()).toEqual(['process: condition']);
  game.set({ n: true });
  game.do({ type: 'resolveIncident', incidentKey: game.living('process')[0]!.incident!.key });
  expect(game.incidents()).toEqual([]);
  expect(game.living('C')).toHaveLength(2);
  const alone = play(process, { variables: { n: 1 } });
  expect(alone.completeTask('A').completeTask('C').completeTask('B').incidents()).toEqual(['process: condition']);
});

test('tokens that wait at a join for ever are told with the flows they came by', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> and:join -> end
    fork -> user:B -> xor:x -> join [= n]
    x -> end:other [default]
  `);
  const game = play(process, { variables: { n: false } })
    .completeTask('A')
    .completeTask('B');
  expect(said(game)).toEqual(['tokens wait at a join (A--join), and nothing is left that could complete it']);
});

test('a step with more than 10,000 arrivals says that nothing waits in a loop', async () => {
  const game = play((await model('start -> xor:a -> task:B -> xor:b -> a [=true]\nb -> end [default]')).process);
  expect(said(game)).toEqual(['more than 10000 elements in one step: probably a loop in which nothing waits']);
});

test('a called case that ends with an error which nothing catches, and a call that cannot be made anew, are said at the call', async () => {
  const { process } = await model('start -> call:A(=n){name: Ask} -> end');
  const game = play(process, { variables: { n: 'p' } });
  const elementInstanceKey = game.living('A')[0]!.key;
  game.do({ type: 'calledThrew', elementInstanceKey, kind: 'error', code: 'E', variables: {} });
  expect(said(game)).toEqual(["the case called by 'Ask' ended with error 'E', which nothing catches"]);
  game.set({ n: 0 }).resolve('A');
  expect([game.incidents(), said(game)]).toEqual([['A: calledProcess'], ["'Ask' names no process to call"]]);
  game.set({ n: 'q' }).resolve('A');
  expect(game.effects).toContainEqual(expect.objectContaining({ type: 'callCase', processId: 'q' }));
  game.do({ type: 'callRefused', elementInstanceKey, message: "there is no process 'q'" });
  expect(said(game)).toEqual(["there is no process 'q'"]);
});

test('what an event has thrown before its incident is not thrown again when that is resolved', async () => {
  const { process } = await model('start -> throw.multiple:Say(signal =first; signal =second; signal third){name: Say} -> end');
  const names = (game: Play) => game.effects.flatMap((effect) => (effect.type === 'broadcastSignal' ? [effect.name] : []));
  const game = play(process, { variables: { first: 'one', second: 2 } });
  expect([game.incidents(), names(game)]).toEqual([['Say: correlation'], ['one']]);
  game.set({ second: 'two' }).resolve('Say');
  expect([game.state.status, names(game)]).toEqual(['completed', ['two', 'third']]);
});
