import { beforeAll, describe, expect, it } from '@jest/globals';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { unusedNames } from '../../analytics/simulation/scenario-names.ts';
import { withTermInForce } from '../../analytics/simulation/term-in-force.ts';
import type { ScenarioSource } from '../../analytics/simulation/scenario.ts';
import { readService, SERVICES } from '../../api/demo/service-files.ts';
import { readModel } from '../../engine/model/compile.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { model } from '../support/model.ts';
import { scenarioOf } from './around-the-clock.ts';

const fixed = (value: number) => ({ kind: 'fixed' as const, value });
const work = { workMinutes: fixed(1) };
const { process } = await model(`
  start -> user:Check{groups: clerks; on creating: route} -> service:Look{job: look} -> xor:way -> user:Sign{groups: clerks} [= a] -> message:Wait(Answer) -> end
  way -> end:other [default]
`);

function unused(more: Partial<ScenarioSource>) {
  const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 2 }], activities: { Check: work }, ...more }, 1);
  return unusedNames(process, scenario).map(({ place, text }) => `${place}: ${text}`);
}

describe('what a scenario speaks of and its model does not have is said, with what there is instead', () => {
  it('for activities, events and ways, and for what is of another kind', () => {
    expect(
      unused({
        activities: { Chek: work, Sign: work, Look: work },
        events: { Wiat: { minutes: fixed(1) }, Check: { minutes: fixed(1) }, Wait: { minutes: fixed(1) } },
        branches: { weg: { shares: { a: 1 } }, Check: { repeats: fixed(2) }, way: { shares: { 'way--other': 1 } } },
      }),
    ).toEqual([
      'activities.Chek: The model has no "Chek"; of tasks for people it has Check, Sign.',
      'activities.Look: "Look" is none of the tasks for people; they are Check, Sign.',
      'events.Wiat: The model has no "Wiat"; of events that wait for a time or a message it has Wait.',
      'events.Check: "Check" is none of the events that wait for a time or a message; they are Wait.',
      'branches.Check: "Check" is none of the activities that are done several times; they are none.',
      'branches.weg: The model has no "weg"; of gateways that choose it has way.',
    ]);
  });

  it('for messages, job types, skills, roles and people; money may be said of what a machine does', () => {
    expect(
      unused({
        staff: [{ role: 'clerks', people: [{ id: 'ona', does: ['Check', 'Sgin'] }] }],
        activities: {
          Check: { ...work, roles: ['clerks', 'lawyers'], workMinutesByPerson: { jonas: fixed(1) } },
          Look: { ...work, cost: 2 },
        },
        messages: { Answr: { share: 1, afterWorkingDays: fixed(1) } },
        jobs: { look: { latencySeconds: fixed(0) }, route: { latencySeconds: fixed(0) }, luk: { latencySeconds: fixed(0) } },
      }),
    ).toEqual([
      'staff.0.people.0.does.Sgin: The model has no "Sgin"; of tasks for people it has Sign, Check.',
      'messages.Answr: The model has no "Answr"; of messages it has Answer.',
      'jobs.luk: The model has no "luk"; of job types it has route, look.',
      'activities.Check.roles.lawyers: Nobody in "staff" is the role "lawyers"; there are clerks.',
      'activities.Check.workMinutesByPerson.jonas: Nobody in "staff" is the person "jonas"; there are ona.',
    ]);
  });

  it('and the elements of a called process are named after it', async () => {
    const main = (await model('start -> call:Ask(other) -> end')).process;
    const other = { ...process, id: 'other' };
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 1 }], activities: { 'other/Check': work, Check: work } }, 1);
    expect(unusedNames(main, scenario, [other]).map(({ place }) => place)).toEqual(['activities.Check']);
  });

  it('the scenarios of the processes speak of nothing that neither of their models has', async () => {
    for (const service of SERVICES) {
      const { models, scenario } = await readService(service);
      const said = await Promise.all(
        [...models.values()].map(async (xml) => {
          const [found] = (await readModel(xml)).processes;
          return new Set(found && unusedNames(found, scenario).map(({ place }) => place));
        }),
      );
      const [first, ...others] = said;
      expect([...(first ?? [])].filter((place) => others.every((one) => one.has(place)))).toEqual([]);
    }
  });
});

describe('shares of ways for a certain past', () => {
  const text = `
    start -> xor:first -> or:some [= a] -> xor:last [= a] -> end [= a]
    first -> end:no [default]
    some -> end:other [= b]
    last -> end:late [default]`;
  const shares = { 'first--some': 1, 'first--no': 1 };
  type Given = NonNullable<NonNullable<ScenarioSource['branches']>[string]['given']>;
  const gapsOf = (given: Given, gateway = 'last', named = '') => {
    const branches = {
      [`${named}first`]: { shares },
      [`${named}${gateway}`]: { shares: { [gateway === 'last' ? 'last--end' : 'some--last']: 1 }, given },
    };
    const scenario = scenarioOf({ staff: [{ role: 'clerks', people: 1 }], activities: {}, branches }, 1);
    return named === '' ? scenarioGaps(chooser, scenario) : scenarioGaps(caller, scenario, [{ ...chooser, id: 'chooser' }]);
  };
  const past = (when: object, then: Record<string, number> = { 'last--late': 1 }) => [{ when: [when], shares: then }];
  let chooser: ExecutableProcess;
  let caller: ExecutableProcess;
  beforeAll(async () => {
    chooser = (await model(text)).process;
    caller = (await model('start -> call:Choose(chooser) -> end')).process;
  });

  it('ask about flows and gateways that are there and drawn by shares: each fault has its place and what is there instead', () => {
    expect(gapsOf(past({ flow: 'first--no' }))).toEqual([]);
    expect(gapsOf(past({ flow: 'frist--no' }))).toEqual([
      'branches.last.given.0.when.0: The model has no flow "frist--no"; name one of first--some, first--no, last--end, last--late.',
    ]);
    expect(gapsOf(past({ gateway: 'frist', times: 1 }))).toEqual([
      'branches.last.given.0.when.0: The model has no gateway "frist"; name one of first, last.',
    ]);
    expect(gapsOf(past({ flow: 'some--other' }))).toEqual([
      'branches.last.given.0.when.0: Of "some" the scenario has no shares, so nothing is known of its ways; name one of first--some, first--no, last--end, last--late.',
    ]);
    expect(gapsOf(past({ flow: 'first--no' }, { 'first--no': 1 }))).toEqual([
      'branches.last.given.0.shares: The flow "first--no" does not leave "last"; name one of last--end, last--late.',
    ]);
    expect(gapsOf(past({ flow: 'first--no' }, { 'some--last': 1 }), 'some')).toEqual([
      'branches.some.given: Of an inclusive gateway each way has a chance of its own; leave "given" out.',
    ]);
  });

  it('in a called process too, under its name', () => {
    expect(gapsOf(past({ flow: 'first--no' }), 'last', 'chooser/')).toEqual([]);
    expect(gapsOf(past({ gateway: 'some', times: 1 }), 'last', 'chooser/')).toEqual([
      'branches.chooser/last.given.0.when.0: Of "some" the scenario has no shares, so nothing is known of its ways; name one of first, last.',
    ]);
  });
});

describe('a scenario without a statutory term', () => {
  const term = {
    id: 'law',
    legalAct: 'Act',
    validFrom: '2020-01-01',
    startsFrom: 'received',
    days: 20,
    unit: 'working',
    suspensionGrounds: ['court'],
    restartsOnClarification: false,
  } as const;
  const plain = scenarioOf({ staff: [{ role: 'clerks', people: 1 }], activities: {} }, 1);

  it('takes that in force for its service, else that which the model names, and says so', () => {
    const byService = withTermInForce(plain, { termProfile: 'model' }, (name) => ({ ...term, id: name }));
    expect(byService.filled?.id).toBe(plain.service);
    expect(byService.scenario.term).toEqual({ ...term, id: plain.service });
    const byModel = withTermInForce(plain, { termProfile: 'model' }, (name) => (name === 'model' ? term : undefined));
    expect(byModel.scenario.term).toEqual(term);
    expect(withTermInForce(plain, {}, () => undefined)).toEqual({ scenario: plain });
  });

  it('and one with its own keeps it', () => {
    const own = { ...plain, term: { ...term, days: 5, suspensionGrounds: [] } };
    expect(withTermInForce(own, { termProfile: 'model' }, () => term)).toEqual({ scenario: own });
  });
});
