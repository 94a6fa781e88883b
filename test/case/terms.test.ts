import { expect, test } from '@jest/globals';
import type { TermProfile } from '../../engine/case/state.ts';
import { play } from '../support/play.ts';
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
  expect(game.state.term).toMatchObject({ dueOn: '2024-07-10', noticeDueOn: '2024-06-12', extensions: 1 });
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
  expect(game.state.term).toMatchObject({ status: 'forwarded', forwardedTo: 'NŽT', noticeDueOn: '2024-05-20' });
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
