import { expect, test } from '@jest/globals';
import type { TermProfile } from '../../engine/case/state.ts';
import { play } from '../support/play.ts';
import { around } from '../model/bpmn-file.ts';
import { compiledXml } from '../model/compiled.ts';
import { model } from '../support/model.ts';

const profile: TermProfile = {
  id: 'request',
  legalAct: 'VIII-1234',
  validFrom: '2020-11-01',
  startsFrom: 'registered',
  days: 20,
  unit: 'working',
  extension: { days: 20, times: 1, noticeWithinDays: 2 },
  suspensionGrounds: ['court'],
  restartsOnClarification: true,
  forwardWithinDays: 5,
  forwardNoticeWithinDays: 3,
};
const day = (text: string) => Date.parse(`${text}T08:00:00Z`);
const received = { receivedAt: day('2024-05-09'), registeredAt: day('2024-05-14') };
const text = 'start -> user:A -> end';

test('the term of the real decision: registered 2024-05-14, 20 working days, 2024-06-11; from receipt it would be 2024-06-06', async () => {
  const { process } = await model(text);
  expect(play(process, { term: profile, dimensions: received, at: day('2024-05-14') }).state.term).toMatchObject({
    status: 'running',
    dueOn: '2024-06-11',
  });
  const fromReceipt = { ...profile, startsFrom: 'received' as const };
  expect(play(process, { term: fromReceipt, dimensions: received, at: day('2024-05-14') }).state.term?.dueOn).toBe('2024-06-06');
});

test('days under suspension are added, on a ground that the profile knows', async () => {
  const { process } = await model(text);
  const game = play(process, { term: profile, dimensions: received, at: day('2024-05-14') });
  expect(game.ask({ type: 'suspendTerm', ground: 'holiday' })).toMatchObject({ refused: 'invalid' });
  game.now = day('2024-05-20');
  game.do({ type: 'suspendTerm', ground: 'court' });
  expect(game.ask({ type: 'extendTerm', days: 5, reason: 'complex' })).toMatchObject({ refused: 'conflict' });
  game.now = day('2024-05-27');
  game.do({ type: 'resumeTerm' });
  expect(game.state.term).toMatchObject({ status: 'running', suspendedDays: 5, dueOn: '2024-06-18' });
});

test('a term is extended once, by no more than the law allows, with a notice due', async () => {
  const { process } = await model(text);
  const game = play(process, { term: profile, dimensions: received, at: day('2024-06-10') });
  expect(game.ask({ type: 'extendTerm', days: 21, reason: 'complex' })).toMatchObject({ refused: 'invalid' });
  game.do({ type: 'extendTerm', days: 20, reason: 'complex' });
  expect(game.state.term).toMatchObject({
    dueOn: '2024-07-10',
    noticeDueOn: '2024-06-12',
    extensions: 1,
    profile,
    startedAt: received.registeredAt,
  });
  expect(game.ask({ type: 'extendTerm', days: 1, reason: 'again' })).toMatchObject({ refused: 'conflict' });
});

test('a clarified request counts anew, by a person or by the model, and the case ends its term', async () => {
  const { process } = await model('start -> user:Ask{termChange: restart} -> user:B -> end');
  const game = play(process, { term: profile, dimensions: received, at: day('2024-05-14') });
  game.now = day('2024-06-03');
  game.completeTask('Ask');
  expect(game.state.term?.dueOn).toBe('2024-07-02');
  game.now = day('2024-06-04');
  game.do({ type: 'restartTerm' });
  expect(game.state.term?.dueOn).toBe('2024-07-03');
  game.completeTask('B');
  expect(game.state.term).toMatchObject({ status: 'ended', endedAt: day('2024-06-04') });
});

test('forwarding to the competent body leaves a notice due', async () => {
  const { process } = await model(text);
  const game = play(process, { term: profile, dimensions: received, at: day('2024-05-15') });
  game.do({ type: 'forwardTerm', to: 'NŽT' });
  expect(game.state.term).toMatchObject({ status: 'forwarded', forwardedTo: 'NŽT', noticeDueOn: '2024-05-20', profile });
});

test('a term that runs from registration begins when the case is registered', async () => {
  const { process } = await model(text);
  const game = play(process, { term: profile, dimensions: { receivedAt: day('2024-05-09') }, at: day('2024-05-09') });
  expect(game.state.term).toBeUndefined();
  game.now = day('2024-05-14');
  game.do({ type: 'registerCase', caseNumber: 'R-1', registeredAt: day('2024-05-14') });
  expect(game.state.dimensions.caseNumber).toBe('R-1');
  expect(game.state.term?.dueOn).toBe('2024-06-11');
});

const words = (refusal: { readonly message: string } | undefined) => refusal?.message;

test('what a term does not allow is refused with the reason', async () => {
  const { process } = await model(text);
  const { extension: _none, forwardNoticeWithinDays: _days, ...plain } = profile;
  const bare = play(process, {
    term: { ...plain, suspensionGrounds: [], restartsOnClarification: false },
    dimensions: received,
    at: day('2024-05-15'),
  });
  expect(words(bare.ask({ type: 'extendTerm', days: 1, reason: 'x' }))).toBe('this term cannot be extended');
  expect(words(bare.ask({ type: 'restartTerm' }))).toBe('this term is not counted anew when a request is clarified');
  expect(words(bare.ask({ type: 'suspendTerm', ground: 'court' }))).toBe(
    "'court' is no ground for suspending this term; grounds: none",
  );
  expect(words(bare.ask({ type: 'resumeTerm' }))).toBe("the term is running: 'resume' is not possible now");
  bare.do({ type: 'forwardTerm', to: 'NŽT' });
  expect(bare.state.term).not.toHaveProperty('noticeDueOn');
  const game = play(process, { term: profile, dimensions: received, at: day('2024-05-15') });
  expect(words(game.ask({ type: 'suspendTerm', ground: 'sun' }))).toBe(
    "'sun' is no ground for suspending this term; grounds: court",
  );
  for (const days of [0, 21]) {
    expect(words(game.ask({ type: 'extendTerm', days, reason: 'x' }))).toBe(
      `this term can be extended by 1 to 20 days, not by ${days}`,
    );
  }
  game.do({ type: 'extendTerm', days: 1, reason: 'x' });
  expect(game.state.term?.dueOn).toBe('2024-06-12');
  expect(words(game.ask({ type: 'extendTerm', days: 1, reason: 'x' }))).toBe(
    'this term has been extended 1 times already, no more is allowed',
  );
  expect(words(play(process).ask({ type: 'restartTerm' }))).toBe('this case has no statutory term');
  game.do({ type: 'suspendTerm', ground: 'court' });
  expect(game.state.term?.suspension).toEqual({ ground: 'court', since: game.now });
  game.do({ type: 'resumeTerm' });
  expect(game.state.term).not.toHaveProperty('suspension');
});

test('a term in calendar days ends on its day, or on the next working day; suspended days are counted by the calendar', async () => {
  const { process } = await model(text);
  const calendarDays = { ...profile, unit: 'calendar' as const, days: 10, startsFrom: 'received' as const };
  const at = (from: string) => play(process, { term: calendarDays, dimensions: { receivedAt: day(from) }, at: day(from) });
  // Thursday 9 May 2024 and ten days is Sunday the 19th; Friday the 10th leads to Monday the 20th itself.
  expect([at('2024-05-09').state.term?.dueOn, at('2024-05-10').state.term?.dueOn]).toEqual(['2024-05-20', '2024-05-20']);
  const game = at('2024-05-10');
  game.now = day('2024-05-14');
  game.do({ type: 'suspendTerm', ground: 'court' });
  game.now = day('2024-05-17');
  game.do({ type: 'resumeTerm' });
  expect(game.state.term).toMatchObject({ suspendedDays: 3, dueOn: '2024-05-23' });
});

test('a model suspends and resumes the term by its elements, where that is possible', async () => {
  const { process } = await model(
    'start -> user:Ask{termChange: suspend} -> user:Wait{termChange: resume} -> user:More{termChange: resume} -> end',
  );
  const game = play(process, { term: profile, dimensions: received, at: day('2024-05-20') }).completeTask('Ask');
  expect(game.state.term).toMatchObject({ status: 'suspended', suspension: { ground: 'process', since: game.now } });
  game.now = day('2024-05-22');
  game.completeTask('Wait');
  expect(game.state.term).toMatchObject({ status: 'running', suspendedDays: 2, dueOn: '2024-06-13' });
  game.completeTask('More');
  expect(game.log.filter(({ type }) => type === 'termResumed')).toHaveLength(1);
});

test('a term from the receipt runs from the registration when no receipt is known; a case is registered once', async () => {
  const { process } = await model(text);
  const term = { ...profile, startsFrom: 'received' as const };
  const game = play(process, { term, at: day('2024-05-14') });
  expect(game.state.term).toBeUndefined();
  game.do({ type: 'registerCase', caseNumber: 'R-1', registeredAt: day('2024-05-14') });
  expect(game.state.term).toMatchObject({ dueOn: '2024-06-11', startedAt: day('2024-05-14') });
  expect(game.state).not.toHaveProperty('awaitedTerm');
  expect(words(game.ask({ type: 'registerCase', caseNumber: 'R-2', registeredAt: 1 }))).toBe('the case is registered already');
});

test('an activity of several instances changes the term when it is done, not with each of them', async () => {
  const xml = around(
    't',
    '<bpmn:userTask id="t"><bpmn:extensionElements><eiga:termChange onComplete="restart"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask><bpmn:userTask id="z"/>',
  ).replace('targetRef="end"', 'targetRef="z"');
  const { process } = await compiledXml(xml);
  const game = play(process, { term: profile, dimensions: received, at: day('2024-05-14') });
  game.now = day('2024-05-20');
  const restarts = () => game.log.filter(({ type }) => type === 'termRestarted').length;
  expect(game.completeTask('t').log.length).toBeGreaterThan(0);
  expect(restarts()).toBe(0);
  game.completeTask('t');
  expect(restarts()).toBe(1);
});

test('a term in calendar days that was suspended has all the days of the suspension added', async () => {
  const { process } = await model(text);
  const term = { ...profile, unit: 'calendar' as const };
  const game = play(process, { term, dimensions: received, at: day('2024-05-14') });
  const before = game.state.term!.dueOn;
  game.now = day('2024-05-17'); // a Friday
  game.do({ type: 'suspendTerm', ground: 'court' });
  game.now = day('2024-05-20');
  game.do({ type: 'resumeTerm' });
  expect([before, game.state.term]).toMatchObject(['2024-06-03', { suspendedDays: 3, dueOn: '2024-06-06' }]);
});
