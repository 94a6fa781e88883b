import { expect, test } from '@jest/globals';
import { assign, createActor, initialTransition, sendTo, setup, transition, type SnapshotFrom } from 'xstate';
import { caseLogic, type CaseEvent, type CaseInput } from '../../engine/case/case-logic.ts';
import type { Effect } from '../../engine/case/effect.ts';
import { numberedKey, type CaseKey, type DefinitionKey } from '../../engine/ids.ts';
import { calendar, LITHUANIAN_OFFICE } from '../../engine/time/calendar.ts';
import { model } from '../support/model.ts';

const AT = Date.parse('2026-03-02T07:00:00Z');
const input: CaseInput = {
  at: AT,
  start: {
    type: 'startCase',
    caseKey: numberedKey<CaseKey>(5, 1),
    tenantId: '<default>',
    definitionKey: numberedKey<DefinitionKey>(1, 0),
    variables: {},
    dimensions: {},
  },
};
const office = calendar(LITHUANIAN_OFFICE);

test('a case runs as an actor, persists as JSON and goes on from there', async () => {
  const { process } = await model('start -> user:A -> end');
  const effects: Effect[] = [];
  const actor = createActor(
    caseLogic(process, office, (effect) => effects.push(effect)),
    { input },
  ).start();
  const persisted = JSON.parse(JSON.stringify(actor.getPersistedSnapshot())) as ReturnType<typeof actor.getPersistedSnapshot>;
  actor.stop();
  const task = Object.values(actor.getSnapshot().context.instances).flatMap((instance) => instance.task ?? [])[0]!;
  const again = createActor(caseLogic(process, office), { snapshot: persisted, input }).start();
  again.send({ type: 'completeTask', taskKey: task.key, variables: { done: true }, at: AT + 1000 });
  expect(again.getSnapshot().status).toBe('done');
  expect(again.getSnapshot().context.status).toBe('completed');
  expect(effects.map(({ type }) => type)).toContain('saveTask');
});

test('the pure transition gives back the effects as actions and a refusal without a change', async () => {
  const { process } = await model('start -> user:A -> end');
  const logic = caseLogic(process, office);
  const [started, opened] = initialTransition(logic, input);
  expect(opened.map(({ type }) => type)).toContain('saveTask');
  const [refused, none] = transition(logic, started, { type: 'resumeTerm', at: AT });
  expect(refused.refusal).toMatchObject({ refused: 'conflict' });
  expect(refused.context).toBe(started.context);
  expect(none).toEqual([]);
});

test('a parent machine invokes a case, passes commands on to it and goes on when it is done', async () => {
  const { process } = await model('start -> user:Check -> xor:ok -> end [default]\nok -> error(E) [= bad]');
  const tasks: string[] = [];
  const request = caseLogic(process, office, (effect) => {
    if (effect.type === 'saveTask' && effect.row.status === 'created') tasks.push(effect.row.key);
  });
  const parent = setup({
    types: { context: {} as { letters: number }, events: {} as { type: 'ask'; command: CaseEvent } },
    actors: { request },
  }).createMachine({
    context: { letters: 0 },
    initial: 'examining',
    states: {
      examining: {
        invoke: { id: 'request', src: 'request', input, onDone: { target: 'answered', actions: assign({ letters: 1 }) } },
        on: { ask: { actions: sendTo('request', ({ event }) => event.command) } },
      },
      answered: { type: 'final' },
    },
  });
  const actor = createActor(parent).start();
  const child = () => actor.getSnapshot().children.request?.getSnapshot() as SnapshotFrom<typeof request>;
  actor.send({ type: 'ask', command: { type: 'resumeTerm', at: AT } });
  expect(child().refusal?.refused).toBe('conflict');
  // The parent is persisted with the case in it, and both go on.
  const persisted = JSON.parse(JSON.stringify(actor.getPersistedSnapshot())) as never;
  actor.stop();
  const again = createActor(parent, { snapshot: persisted }).start();
  again.send({
    type: 'ask',
    command: { type: 'completeTask', taskKey: tasks[0] as never, variables: { bad: false }, at: AT + 1 },
  });
  expect(again.getSnapshot()).toMatchObject({ value: 'answered', context: { letters: 1 }, status: 'done' });
});
