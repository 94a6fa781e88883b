import { expect, test } from '@jest/globals';
import type { StartCommand } from '../../engine/case/command.ts';
import { step, type Step } from '../../engine/case/step.ts';
import { subscriptionBucket } from '../../engine/case/waits.ts';
import { isRefusal, type Refusal } from '../../engine/errors.ts';
import type { DefinitionKey } from '../../engine/ids.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { calendar, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import { model } from '../support/model.ts';
import { CASE_KEY, play } from '../support/play.ts';

const start = (process: ExecutableProcess, command: Partial<StartCommand>): Step | Refusal =>
  step(
    process,
    undefined,
    {
      type: 'startCase',
      caseKey: CASE_KEY,
      tenantId: 'vilnius',
      definitionKey: '5' as DefinitionKey,
      variables: {},
      dimensions: {},
      ...command,
    },
    { now: 1000, calendar: calendar(LITHUANIAN_OFFICE) },
  );
const begun = (process: ExecutableProcess, command: Partial<StartCommand>): Step => {
  const result = start(process, command);
  if (isRefusal(result)) throw new Error(result.message);
  return result;
};
const living = ({ state }: Step) => Object.values(state.instances).map(({ elementId }) => elementId);

test('a new case says whose it is, of which version, since when, and what it is counted by', async () => {
  const { process } = await model('start -> user:A -> end');
  const { state, log } = begun(process, { dimensions: { service: 'trees' } });
  expect(state).toMatchObject({
    formatVersion: 1,
    caseKey: CASE_KEY,
    tenantId: 'vilnius',
    definitionKey: '5',
    status: 'active',
    version: 1,
    seq: log.length,
    dimensions: { service: 'trees' },
    startedAt: 1000,
    variables: {},
  });
  expect(log[0]).toMatchObject({ type: 'caseStarted', processId: 'process' });
  for (const absent of ['term', 'caller', 'conversation', 'endedAt', 'awaitedTerm'])
    expect(JSON.parse(JSON.stringify(state))).not.toHaveProperty(absent);
});

test('a process is not begun by what is no start event of its own, nor by itself when it has none of the kind', async () => {
  const { process } = await model('start.message:Asked(asked) -> user:A -> end');
  const refusal = { refused: 'invalid', message: "process 'process' has no start event that can be started like this" };
  expect(start(process, {})).toEqual(refusal);
  expect(start(process, { startEvent: 'A' })).toEqual(refusal);
  const { state, log } = begun(process, { startEvent: 'Asked', variables: { id: 3 } });
  expect(log.filter(({ type }) => type === 'variablesSet')).toHaveLength(1);
  expect(state.variables[CASE_KEY as string as never]).toEqual({ id: 3 });
  expect(living(begun(process, { activate: [{ elementId: 'A' }] }))).toEqual(['process', 'A']);
});

test('a case can begin elsewhere than at its start, in several places and with their variables', async () => {
  const { process } = await model('start -> user:A -> user:B -> sub:S -> end\nS {\n start -> user:C -> end\n}');
  const command = { activate: [{ elementId: 'B' }, { elementId: 'C', variables: { S: { room: 1 } } }] };
  const result = begun(process, command);
  expect(living(result)).toEqual(['process', 'B', 'S', 'C']);
  expect(Object.values(result.state.variables)).toEqual([{ room: 1 }]);
  expect(start(process, { activate: [{ elementId: 'Z' }] })).toEqual({
    refused: 'invalid',
    message: "the process has no element 'Z'",
  });
});

test('an instantiating receive task takes what its message brought; nothing else begins', async () => {
  const { process } = await model(`
    receive:R(asked){instantiate: yes; out topic: =text} -> user:A -> end
  `);
  const result = begun(process, { startEvent: 'R', variables: { text: 'trees' } });
  expect(living(result)).toEqual(['process', 'A']);
  expect(result.state.variables[CASE_KEY as string as never]).toMatchObject({ topic: 'trees' });
});

test('an exclusive event gateway that begins a case waits for nothing more; a parallel one waits for its other events', async () => {
  const text = (kind: string) => `
    event:g{instantiate: ${kind}} -> message:M1(one) -> user:A -> end
    g -> message:M2(two) -> user:B -> end:b
    g -> message:M3(three) -> user:C -> end:c
  `;
  const command = { startEvent: 'M2', variables: { id: 'k' } };
  expect(living(begun((await model(text('exclusive'))).process, command))).toEqual(['process', 'B']);
  const both = begun((await model(text('parallel'))).process, command);
  expect(living(both)).toEqual(['process', 'M1', 'M3', 'B']);
});

test('cases that talk over message flows know each other by the first one of their conversation', async () => {
  const { processes } = await model(`
    pool:Citizen {
      start -> throw.message:Ask(asked) -> message:Answer(answered){key: none} -> end
    }
    pool:Office {
      start.message:Asked(asked) -> user:Think -> throw.message:Tell(answered) -> end
    }
    Ask ~> Asked
    Tell ~> Answer
  `);
  const [citizen, office] = processes;
  const asking = begun(citizen!, {});
  expect(asking.effects.find(({ type }) => type === 'publishMessage')).toMatchObject({ name: 'asked', correlationKey: CASE_KEY });
  expect(asking.effects.find(({ type }) => type === 'openSubscription')).toMatchObject({
    kind: 'message',
    target: 'Answer',
    name: 'answered',
    correlationKey: CASE_KEY,
    bucket: subscriptionBucket('answered', CASE_KEY),
  });
  const answering = begun(office!, { startEvent: 'Asked', conversation: '77' });
  const task = Object.values(answering.state.instances).flatMap(({ task }) => task ?? [])[0]!;
  const told = step(
    office!,
    answering.state,
    { type: 'completeTask', taskKey: task.key, variables: {} },
    { now: 2000, calendar: calendar(LITHUANIAN_OFFICE) },
  );
  if (isRefusal(told)) throw new Error(told.message);
  expect(told.effects.find(({ type }) => type === 'publishMessage')).toMatchObject({ name: 'answered', correlationKey: '77' });
});

test('nothing can be asked of a case that does not exist, or is over', async () => {
  const { process } = await model('start -> user:A -> end');
  const context = { now: 1, calendar: calendar(LITHUANIAN_OFFICE) };
  expect(step(process, undefined, { type: 'cancelCase' }, context)).toEqual({
    refused: 'notFound',
    message: 'there is no such case',
  });
  const game = play(process).completeTask('A');
  expect(game.ask({ type: 'cancelCase' })).toEqual({ refused: 'conflict', message: 'the case is completed' });
});

test('what is asked of things that are not there, or not any more, is refused by name', async () => {
  const { process } = await model('start -> user:A -> end\nA ~ timer:T(PT1H) -> end:t\nA ~ message:M(go){key: =id} -> end:m');
  const game = play(process, { variables: { id: 'k' } });
  const [timer, message] = [game.awaited('T').key, game.awaited('M').key];
  expect(game.ask({ type: 'resolveIncident', incidentKey: '99' as never })).toEqual({
    refused: 'notFound',
    message: 'there is no open incident 99',
  });
  expect(game.ask({ type: 'setVariables', scopeKey: '99' as never, variables: {}, local: true })).toEqual({
    refused: 'notFound',
    message: 'there is no living element instance 99',
  });
  expect(game.ask({ type: 'fireTimer', timerKey: timer as never })).toEqual({
    refused: 'conflict',
    message: 'the timer is not due yet',
  });
  expect(game.ask({ type: 'deliver', subscriptionKey: timer as never, variables: {} })).toEqual({
    refused: 'invalid',
    message: `${timer} is a timer`,
  });
  expect(game.awaited('T')).not.toHaveProperty('part');
  game.fire('T');
  expect(game.ask({ type: 'fireTimer', timerKey: timer as never })).toEqual({
    refused: 'notFound',
    message: `nothing waits for ${timer} any more`,
  });
  game.deliver('M').deliver('M');
  expect(game.awaited('M').key).toBe(message);
  expect(game.ask({ type: 'claimTask', taskKey: '99' as never, user: 'ona' })).toEqual({
    refused: 'notFound',
    message: 'there is no open task 99',
  });
  game.do({ type: 'claimTask', taskKey: game.task('A').key, user: 'ona' });
  expect(game.ask({ type: 'claimTask', taskKey: game.task('A').key, user: 'jonas' })).toEqual({
    refused: 'conflict',
    message:
      "the task is claimed (assigned to ona): 'claim' is not possible now; " +
      'possible: assign, update, complete, cancel, start, unassign',
  });
});
