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

test('who acts, called cases and decisions reach the case; a start that is refused is an error', async () => {
  const { process } = await model('start -> rule:D(d){result: r} -> call:C(p) -> user:A -> end');
  const decisionFor = () => ({ decisionKey: '9' as never, version: 1, evaluate: () => ({ value: 7, evaluated: [], notes: [] }) });
  const done: string[] = [];
  const logic = caseLogic(process, office, ({ type }) => done.push(type), {
    newCaseKey: () => numberedKey<CaseKey>(8, 1),
    decisionFor,
  });
  const actor = createActor(logic, { input: { ...input, actor: { user: 'ona' } } }).start();
  const instances = () => Object.values(actor.getSnapshot().context.instances);
  expect(instances().find(({ elementId }) => elementId === 'C')).toMatchObject({ calledCaseKey: numberedKey<CaseKey>(8, 1) });
  expect(actor.getSnapshot().context.variables[input.start.caseKey as string as never]).toEqual({ r: 7 });
  const { key: elementInstanceKey } = instances().find(({ elementId }) => elementId === 'C')!;
  actor.send({ type: 'calledCompleted', elementInstanceKey, variables: {}, at: AT });
  const taskKey = instances().flatMap(({ task }) => task ?? [])[0]!.key;
  const saved: Effect[] = [];
  const [next, actions] = transition(logic, actor.getSnapshot(), {
    type: 'completeTask',
    taskKey,
    variables: {},
    at: AT + 5,
    actor: { user: 'jonas', unit: 'permits' },
  });
  for (const { params } of actions as unknown as { params: Effect }[]) saved.push(params);
  expect(next).toMatchObject({ status: 'done', context: { endedAt: AT + 5 } });
  expect(saved).toContainEqual(
    expect.objectContaining({ row: expect.objectContaining({ elementId: 'A', actor: 'jonas', unit: 'permits' }) }),
  );
  actor.send({ type: 'cancelCase', at: AT });
  expect(actor.getSnapshot().status).toBe('stopped');
  expect(done).toEqual(expect.arrayContaining(['saveDecision', 'callCase', 'saveElementInstance']));
  expect(() => initialTransition(logic, { ...input, start: { ...input.start, startEvent: 'none' } })).toThrow('no start event');
  const plain = createActor(caseLogic(process, office), { input }).start();
  expect(Object.values(plain.getSnapshot().context.instances).map(({ incident }) => incident?.kind)).toContain('decision');
});
