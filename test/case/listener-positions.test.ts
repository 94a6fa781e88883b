/** A listener at each position where one may stand: what waits for it, and what it may change. */
import { describe, expect, test } from '@jest/globals';
import { findingsOf, model } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

/** The listeners that are at work: `element job`. */
const atWork = (game: Play) =>
  Object.values(game.state.instances).flatMap(({ elementId, listener, job }) =>
    listener && job && job.status !== 'completed' ? `${elementId} ${job.type}` : [],
  );
const answer = (game: Play, at: string, variables = {}) => game.completeJob(at, variables);
/** What has happened to an element, in order. */
const story = (game: Play, at: string) =>
  game.log.flatMap((event) => ('elementId' in event && event.elementId === at ? event.type : []));

describe('the process itself', () => {
  test('begins nothing and waits for nothing before its start listeners, and ends after its end listeners', async () => {
    const { process } = await model(
      `start -> user:A -> end
       eventsub:Stop {
         start.message(Stop) -> end
       }`,
      { on: { start: 'one, two', end: 'last' } },
    );
    const game = play(process, { variables: { id: 'k' } });
    expect([atWork(game), game.trace(), game.living('process')[0]!.waits]).toEqual([['process one'], [], []]);
    answer(game, 'process', { opened: true });
    expect(atWork(game)).toEqual(['process two']);
    answer(game, 'process');
    expect([game.living('A').length, game.variables()]).toEqual([1, { id: 'k', opened: true }]);
    expect(game.living('process')[0]!.waits).toHaveLength(1);
    game.completeTask('A');
    expect([atWork(game), game.state.status, game.living('process')[0]!.waits]).toEqual([['process last'], 'active', []]);
    answer(game, 'process', { closed: true });
    expect(game.state.status).toBe('completed');
    expect(game.values.at(-1)).toMatchObject({ name: 'closed', value: true });
  });

  test('is held by an incident of a listener and goes on from there', async () => {
    const { process } = await model('start -> user:A -> end', { on: { start: '=opens', end: '=closes' } });
    const game = play(process);
    expect(game.incidents()).toEqual(['process: expression']);
    game.set({ opens: 'open' }).resolve('process');
    game.do({ type: 'failJob', jobKey: game.job('process').key, retries: 0, message: 'down', backOffMs: 0, variables: {} });
    expect(game.incidents()).toEqual(['process: jobNoRetries']);
    game.resolve('process');
    answer(game, 'process');
    game.completeTask('A');
    expect(game.incidents()).toEqual(['process: expression']);
    game.set({ closes: 'close' }).resolve('process');
    answer(game, 'process');
    expect(game.state.status).toBe('completed');
  });

  test('begins where its start said, also when that is elsewhere, and hands its event on', async () => {
    const { process } = await model('start.message:Go(Go) -> user:A -> user:B -> end', { on: { start: 'open' } });
    const game = play(process, { startEvent: 'Go', variables: { text: 'hi' } });
    answer(game, 'process');
    expect(game.trace()).toEqual(['Go', 'A']);
  });

  test('is cancelled with its listener', async () => {
    const game = play((await model('start -> end', { on: { start: 'open' } })).process);
    game.do({ type: 'cancelCase' });
    expect(game.state.status).toBe('cancelled');
    expect(game.log.map(({ type }) => type)).toContain('jobCancelled');
  });

  test('tells its caller only after its end listeners', async () => {
    const { process } = await model('start -> end', { on: { end: 'close' } });
    const caller = { caseKey: 'c', elementInstanceKey: 'e', rootCaseKey: 'c', depth: 1 } as never;
    const game = play(process, { caller });
    expect(game.effects.filter(({ type }) => type === 'tellCase')).toEqual([]);
    answer(game, 'process');
    expect(game.effects.filter(({ type }) => type === 'tellCase')).toHaveLength(1);
  });
});

describe('gateways, at their start', () => {
  test.each([
    ['an exclusive one chooses by what its listener found', 'xor', 1],
    ['an inclusive one as well', 'or', 1],
  ])('%s', async (_name, kind) => {
    const { process } = await model(`
      start -> ${kind}:g{on start: look} -> user:A [= found]
      g -> user:B [default]
      A -> end:a
      B -> end:b`);
    const game = play(process);
    expect([atWork(game), game.trace()]).toEqual([['g look'], ['start', 'g']]);
    answer(game, 'g', { found: true });
    expect([game.living('A').length, game.living('B').length, game.variables()]).toEqual([1, 0, {}]);
    expect(story(game, 'g').filter((type) => type.startsWith('element'))).toEqual([
      'elementEnabled',
      'elementActivating',
      'elementActivated',
      'elementCompleted',
    ]);
  });

  test('a parallel one joins before its listener and forks after it', async () => {
    const { process } = await model(`
      start -> and:f -> user:A -> and:j{on start: audit} -> user:C -> end
      f -> user:B -> j`);
    const game = play(process).completeTask('A');
    expect(atWork(game)).toEqual([]);
    game.completeTask('B');
    expect(atWork(game)).toEqual(['j audit']);
    answer(game, 'j');
    expect(game.living('C')).toHaveLength(1);
  });

  test('an inclusive join waits for its tokens, then for its listener, and only then goes on', async () => {
    const { process } = await model(`
      start -> or:f -> user:A [= true] -> or:j{on start: audit} -> end
      f -> user:B [= true] -> j`);
    const game = play(process).completeTask('A').completeTask('B');
    expect([atWork(game), game.state.status]).toEqual([['j audit'], 'active']);
    answer(game, 'j');
    expect(game.state.status).toBe('completed');
  });

  test('an event-based one waits for its events after its listener, with what that found', async () => {
    const { process } = await model(`
      start -> event:g{on start: look} -> message:Reply(reply){key: =key} -> end
      g -> timer:Late(P1D) -> end:l`);
    const game = play(process);
    expect(game.living('g')[0]!.waits).toEqual([]);
    answer(game, 'g', { key: 'k' });
    expect(game.living('g')[0]!.waits.map(({ kind }) => kind)).toEqual(['message', 'timer']);
    game.deliver('Reply', { said: 'yes' });
    expect([game.state.status, game.trace().slice(-2)]).toEqual(['completed', ['Reply', 'end']]);
  });
});

describe('events', () => {
  test('a start event goes on after its end listeners', async () => {
    const game = play((await model('start{on end: seen} -> user:A -> end')).process);
    expect([atWork(game), game.living('start')[0]!.status]).toEqual([['start seen'], 'completing']);
    answer(game, 'start', { n: 1 });
    expect([game.living('A').length, game.variables()]).toEqual([1, { n: 1 }]);
  });

  test.each(['throw:e', 'throw.message:e(Hello)', 'throw.signal:e(Stop)', 'throw.escalation:e(X)', 'throw.compensation:e'])(
    '%s does its deed between its listeners',
    async (written) => {
      const { process } = await model(`start -> ${written}{on start: before; on end: after} -> user:A -> end`);
      const game = play(process, { variables: { id: 'k' } });
      const deeds = () => game.log.filter(({ type }) => /Published|Broadcast|Thrown|Triggered/.test(type)).length;
      expect([atWork(game), deeds()]).toEqual([['e before'], 0]);
      answer(game, 'e');
      expect(atWork(game)).toEqual(['e after']);
      if (/message|signal|escalation/.test(written)) expect(deeds()).toBe(1);
      answer(game, 'e');
      expect(game.living('A')).toHaveLength(1);
    },
  );

  test.each([
    'end:e',
    'end.message:e(Hello)',
    'end.signal:e(Stop)',
    'end.escalation:e(X)',
    'end.compensation:e',
    'end.terminate:e',
  ])('%s ends the case after its listeners', async (written) => {
    const { process } = await model(`start -> ${written}{on start: before; on end: after}`);
    const game = play(process, { variables: { id: 'k' } });
    answer(game, 'e');
    expect([atWork(game), game.state.status]).toEqual([['e after'], 'active']);
    answer(game, 'e', { last: true });
    expect(game.state.status).toBe('completed');
  });

  test('a terminate end event ends the rest only when its listeners have answered', async () => {
    const { process } = await model(`
      start -> and:f -> user:A -> end.terminate:stop{on start: one; on end: two}
      f -> user:B -> end`);
    const game = play(process).completeTask('A');
    answer(game, 'stop');
    expect([atWork(game), game.living('B').length]).toEqual([['stop two'], 1]);
    answer(game, 'stop');
    expect([game.state.status, game.trace()]).toEqual(['completed', ['start', 'f', 'A', 'B', 'stop', '-B']]);
  });

  test('an error end event throws after its start listeners', async () => {
    const { process } = await model(`
      start -> sub:S -> end
      S {
        start -> end.error:fail(E){on start: note}
      }
      S ! error(E) -> user:Mend -> end:m`);
    const game = play(process);
    expect([atWork(game), game.living('Mend').length]).toEqual([['fail note'], 0]);
    answer(game, 'fail');
    expect(game.living('Mend')).toHaveLength(1);
  });

  test('an escalation that interrupts takes the end listeners of its event with it', async () => {
    const { process } = await model(`
      start -> sub:S -> end
      S {
        start -> throw.escalation:up(X){on end: never} -> end:s
      }
      S ! escalation(X) -> user:Care -> end:m`);
    const game = play(process);
    expect([atWork(game), game.living('Care').length]).toEqual([[], 1]);
  });

  test('links wait on both sides', async () => {
    const { process } = await model(`
      start -> throw.link:Out(L){on start: a; on end: b}
      link:In(L){on start: c; on end: d} -> user:A -> end`);
    const game = play(process);
    for (const expected of ['Out a', 'Out b', 'In c', 'In d']) {
      expect(atWork(game)).toEqual([expected]);
      answer(game, expected.split(' ')[0]!);
    }
    expect(game.living('A')).toHaveLength(1);
  });

  test.each([
    ['message:Reply(reply){key: =key', 'Reply', 'message'],
    ['timer:Late(duration =wait){', 'Late', 'timer'],
    ['signal:Stop(Stop){', 'Stop', 'signal'],
    ['condition:Ready(= ready){', 'Ready', 'condition'],
  ])('%s: waits with what its start listener found, and goes on after its end listener', async (written, at, kind) => {
    const separator = written.endsWith('{') ? '' : '; ';
    const { process } = await model(`start -> ${written}${separator}on start: look; on end: seen} -> user:A -> end`);
    const game = play(process, { variables: { ready: false } });
    expect([atWork(game), game.living(at)[0]!.waits]).toEqual([[`${at} look`], []]);
    answer(game, at, { key: 'k', wait: 'PT1H' });
    expect(game.living(at)[0]!.waits.map((wait) => wait.kind)).toEqual([kind]);
    if (kind === 'timer') game.fire(at);
    else if (kind === 'condition') game.set({ ready: true });
    else game.deliver(at, { brought: 1 });
    expect([atWork(game), game.living('A').length]).toEqual([[`${at} seen`], 0]);
    answer(game, at);
    expect(game.living('A')).toHaveLength(1);
    if (kind === 'message') expect(game.variables()).toEqual({ brought: 1, ready: false });
  });

  test.each(['!', '~'])('a boundary event (%s) goes on after its end listeners, with what it brought', async (how) => {
    const { process } = await model(`
      start -> user:A -> end
      A ${how} message:M(M){on end: seen} -> user:B -> end:b`);
    const game = play(process, { variables: { id: 'k' } }).deliver('M', { brought: 1 });
    expect([atWork(game), game.living('A').length, game.living('B').length]).toEqual([['M seen'], how === '!' ? 0 : 1, 0]);
    answer(game, 'M');
    expect([game.living('B').length, game.variables()]).toEqual([1, { id: 'k', brought: 1 }]);
  });
});

describe('scopes', () => {
  test('an event sub-process begins after its start listeners with what its event brought, and its scope waits for its end listeners', async () => {
    const { process } = await model(`
      start -> user:A -> end
      eventsub:Late{on start: open; on end: close} {
        start.message:Begin(Late) -> user:B -> end
      }`);
    const game = play(process, { variables: { id: 'k' } }).deliver('Begin', { brought: 1 });
    expect([atWork(game), game.living('A').length, game.living('B').length]).toEqual([['Late open'], 0, 0]);
    answer(game, 'Late');
    expect(game.variables(game.living('B')[0]!.key)).toEqual({ id: 'k', brought: 1 });
    game.completeTask('B');
    expect([atWork(game), game.state.status]).toEqual([['Late close'], 'active']);
    answer(game, 'Late');
    expect(game.state.status).toBe('completed');
  });

  test('a sub-process at its end listeners begins none of its event sub-processes, but its boundary events still end it', async () => {
    const { process } = await model(`
      start -> sub:S{on end: close} -> end
      S {
        start -> end:s
        eventsub:Late {
          start.message:Begin(Late) -> user:B -> end
        }
      }
      S ! timer:T(P1D) -> end:t`);
    const game = play(process, { variables: { id: 'k' } });
    expect(game.living('S')[0]!.waits.map(({ target }) => target)).toEqual(['T']);
    game.fire('T');
    expect([game.state.status, game.trace().slice(-3)]).toEqual(['completed', ['-S', 'T', 't']]);
  });

  test('ad-hoc sub-processes and transactions have them too', async () => {
    const { process } = await model(`
      start -> adhoc:H{active: =["A"]; on start: one; on end: two} -> transaction:T{on start: three; on end: four} -> end
      H {
        task:A
      }
      T {
        start -> task:B -> end
      }`);
    const game = play(process);
    for (const expected of ['H one', 'H two', 'T three', 'T four']) {
      expect(atWork(game)).toEqual([expected]);
      answer(game, expected.split(' ')[0]!);
    }
    expect(game.state.status).toBe('completed');
  });

  test('a compensation activity has listeners, and what threw the compensation waits for them', async () => {
    const { process } = await model(`
      start -> task:A -> throw.compensation:Back -> user:B -> end
      A ! compensation -> task:Undo{compensates: yes; on start: before; on end: after}`);
    const game = play(process);
    answer(game, 'Undo');
    expect([atWork(game), game.living('B').length]).toEqual([['Undo after'], 0]);
    answer(game, 'Undo');
    expect(game.living('B')).toHaveLength(1);
  });
});

describe('while a listener is at work', () => {
  test('an element that is ended takes the listener with it', async () => {
    const { process } = await model(`
      start -> sub:S -> end
      S {
        start -> xor:g{on start: look} -> end:s
      }
      S ! timer:T(P1D) -> end:t`);
    const game = play(process).fire('T');
    expect(game.log.filter(({ type }) => type === 'jobCancelled')).toHaveLength(1);
    expect(game.state.status).toBe('completed');
  });

  test('the case goes on in another version and the listener answers there', async () => {
    const written = 'start -> xor:g{on start: look} -> user:A -> end';
    const game = play((await model(written)).process);
    const to = (await model(written.replace('user:A', 'user:B -> user:C'), { versionTag: '2' })).process;
    expect(game.migrate(to)).toBeUndefined();
    answer(game, 'g');
    expect(game.living('B')).toHaveLength(1);
  });

  test('a modification moves a token away from it', async () => {
    const game = play((await model('start -> xor:g{on start: look} -> user:A -> end')).process);
    game.do({ type: 'modifyCase', activate: [], terminate: [], move: [{ key: game.living('g')[0]!.key, to: 'A' }] });
    expect([atWork(game), game.living('A').length]).toEqual([[], 1]);
  });

  test('the work of a listener is not the work of the element: its instants stay those of its own job', async () => {
    const game = play((await model('start -> service:Do{job: work; on start: one; on end: two} -> end')).process);
    const rows = () =>
      game.effects.flatMap((effect) =>
        effect.type === 'saveElementInstance' && effect.row.elementId === 'Do' ? effect.row : [],
      );
    const work = (worker: string) => {
      game.wait(1000).do({ type: 'activateJob', jobKey: game.job('Do').key, worker, timeoutMs: 9000 });
      const at = game.now;
      game.wait(1000).completeJob('Do');
      return at;
    };
    work('first');
    expect(rows().at(-1)).toMatchObject({ startedAt: undefined });
    const startedAt = work('worker');
    work('last');
    expect(rows().at(-1)).toMatchObject({ status: 'completed', startedAt, actor: 'worker' });
  });
});

test.each([
  ['start{on start: x} -> end', 'start'],
  ['start -> user:A -> end\nA ! timer:T(P1D){on start: x} -> end:t', 'T'],
  ['start -> task:A -> end\nA ! compensation:C{on end: x} -> task:U{compensates: yes}', 'C'],
  ['start -> xor:g{on end: x} -> end', 'g'],
  ['start -> complex:g(= true){on start: x} -> end', 'g'],
  ['start -> sub:S -> end\nS ! error -> end:e\nS {\nstart -> end.error:f(E){on end: x}\n}', 'f'],
  ['start -> task:A{on creating: x} -> end', 'A'],
])('%s: it cannot listen then, and is refused by name', async (written, element) => {
  const findings = (await findingsOf(written)).filter(({ severity }) => severity === 'error');
  expect(findings.map((finding) => `${finding.rule} ${finding.element}`)).toEqual([`unsupported/listener-event ${element}`]);
});

test('two listeners of one type at one moment are a finding', async () => {
  expect((await findingsOf('start -> user:A{on end: x, x} -> end')).map(({ rule }) => rule)).toEqual(['listener-twice']);
});

test.each(['start', 'end'])(
  'in a version without its listener an element goes on as soon as that has answered (%s)',
  async (moment) => {
    const on = { [moment]: 'look' };
    const game = play((await model(`start -> task:A{on ${moment}: look} -> user:B -> end`, { on })).process);
    if (moment === 'start') answer(game, 'process');
    const to = (await model('start -> task:A -> user:B -> end', { versionTag: '2' })).process;
    expect([atWork(game), game.migrate(to)]).toEqual([['A look'], undefined]);
    answer(game, 'A');
    game.completeTask('B');
    expect(game.state.status).toBe('completed');
  },
);
