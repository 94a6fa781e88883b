import { describe, expect, it } from '@jest/globals';
import { improve, proposalsFor, ranked } from '../../analytics/simulation/improvement/improve.ts';
import { figuresOf } from '../../analytics/simulation/figures.ts';
import { experiment, replication } from '../../analytics/simulation/replications.ts';
import type { ScenarioSource } from '../../analytics/simulation/scenario.ts';
import { readScenario } from '../../analytics/simulation/scenario.ts';
import { model } from '../support/model.ts';
import { ALWAYS, scenarioOf, START_AT } from './around-the-clock.ts';

const fixed = (hours: number) => ({ kind: 'fixed' as const, value: hours * 60 });
const work = (hours: number) => ({ workMinutes: fixed(hours) });
const order = async (
  text: string,
  source: Pick<ScenarioSource, 'staff' | 'activities'> & Partial<ScenarioSource>,
  perHour = 1,
) => ({
  process: (await model(text)).process,
  scenario: scenarioOf(source, perHour),
  seed: 1,
  cases: 60,
  replications: 4,
  fromAt: START_AT,
});
const saved = (found: ReturnType<typeof improve>, kind: string) => found.proposals.find((one) => one.kind === kind)?.savedDays;

describe('proposals', () => {
  it('end a batch: what is gathered for a day waits half a day less', async () => {
    const midnight = { ...ALWAYS, weekly: ALWAYS.weekly.map((one) => ({ ...one, to: '00:01' })) };
    const found = improve(
      await order(`start -> user:Sign{groups: heads} -> end`, {
        calendars: { midnight },
        staff: [{ role: 'heads', people: 30 }],
        activities: { Sign: { ...work(0), batch: { releases: [{ during: 'midnight' }] } } },
      }),
    );
    expect(found.proposals.map(({ kind, params }) => [kind, params])).toEqual([['endBatch', { activity: 'Sign', name: 'Sign' }]]);
    // Cases come evenly over the day, at any hour of it.
    expect(saved(found, 'endBatch')?.mean).toBeCloseTo(0.5, 1);
    expect(found.proposals[0]).toMatchObject({
      key: 'improve.endBatch',
      text: 'Do "Sign" as it comes, not in batches.',
      proven: true,
      changes: [{ of: 'scenario', place: 'activities.Sign.batch', to: null }],
      savedCost: { mean: 0, low: 0, high: 0, n: 4 },
    });
  });

  it('move a person from where little is done to where cases wait, and never one of another body', async () => {
    const source = {
      staff: [
        { role: 'idle', people: 3 },
        { role: 'busy', people: 1 },
        { role: 'others', people: 9, external: true },
      ],
      activities: { A: work(0.1), B: { workMinutes: { kind: 'exponential' as const, mean: 55 } }, C: work(0.1) },
    };
    const text = `start -> user:A{groups: idle} -> user:B{groups: busy} -> user:C{groups: others} -> end`;
    const one = await order(text, source);
    const found = improve(one);
    const moves = found.proposals.filter(({ kind }) => kind === 'movePerson');
    expect(moves.map(({ params }) => params)).toEqual([{ from: 'idle', to: 'busy' }]);
    expect(moves[0]).toMatchObject({
      changes: [
        { place: 'staff.0.people', from: 3, to: 2 },
        { place: 'staff.1.people', from: 1, to: 2 },
      ],
    });
    // What it saves is what the changed scenario, simulated by itself under the same seed, takes less.
    const [proposal] = proposalsFor(one, found.asIs).filter(({ kind }) => kind === 'movePerson');
    const after = experiment({ ...one, scenario: proposal!.scenario });
    const difference = (found.asIs.cycleTimeMs.mean! - after.cycleTimeMs.mean!) / 86_400_000;
    expect(moves[0]?.savedDays.mean).toBeCloseTo(difference, 9);
    expect(difference).toBeGreaterThan(0);
  });

  it('do two independent steps at the same time: exactly the shorter one is saved', async () => {
    const found = improve(
      await order(`start -> user:A{groups: clerks} -> user:B{groups: clerks} -> end`, {
        staff: [{ role: 'clerks', people: 50 }],
        activities: { A: work(3), B: work(2) },
      }),
    );
    const [proposal] = found.proposals;
    expect(proposal).toMatchObject({ kind: 'parallelise', params: { first: 'A', second: 'B' }, proven: true });
    expect(proposal?.savedDays.mean).toBeCloseTo(2 / 24, 9);
  });

  it('do so too where several ways lead to the first: it waits for none of the others', async () => {
    const text = `
      start -> xor:way -> user:X{groups: clerks} [= false] -> user:A{groups: clerks} -> user:B{groups: clerks} -> end
      way -> A [default]
    `;
    const activities = { X: work(1), A: work(3), B: work(2) };
    const branches = { way: { shares: { 'way--X': 1, 'way--A': 1 } } };
    const found = improve(await order(text, { staff: [{ role: 'clerks', people: 50 }], activities, branches }));
    const both = found.proposals.find(({ params }) => params['first'] === 'A');
    expect(both?.savedDays.mean).toBeCloseTo(2 / 24, 9);
    expect(both?.onTimeShare.n).toBe(0);
  });

  it('are none when cases would not come to their end any more', async () => {
    const one = await order(`start -> user:A{groups: clerks} -> user:B{groups: clerks} -> end`, {
      staff: [{ role: 'clerks', people: 50 }],
      activities: { A: work(3), B: work(2) },
    });
    const [proposal] = proposalsFor(one, experiment(one));
    const before = [figuresOf(replication(one, 0), one.process, one.scenario, 0)];
    expect(ranked(before, [[proposal!, before]])).toHaveLength(1);
    expect(ranked(before, [[proposal!, [{ ...before[0]!, open: 1 }]]])).toEqual([]);
    expect(ranked(before, [[proposal!, [{ ...before[0]!, incidents: { 'A: stopped': 2 } }]]])).toEqual([]);
  });

  it('leave the order where the second needs what the first sets, or could be cut off', async () => {
    const staff = [{ role: 'clerks', people: 50 }];
    const kinds = async (text: string, sets: ScenarioSource['activities'][string]['sets'] = {}) => {
      const one = await order(text, { staff, activities: { A: { ...work(3), sets }, B: work(2) } });
      return proposalsFor(one, experiment({ ...one, replications: 1, cases: 5 })).map(({ kind }) => kind);
    };
    const result = { kind: 'constant' as const, value: 1 };
    expect(await kinds(`start -> user:A{groups: clerks} -> user:B{groups: clerks; in x: =result} -> end`, { result })).toEqual(
      [],
    );
    expect(await kinds(`start -> user:A{groups: clerks} -> user:B{groups: clerks; in x: =other} -> end`, { result })).toEqual([
      'parallelise',
    ]);
    expect(await kinds(`start -> user:A{groups: clerks} -> user:B{groups: clerks} -> end\nA ! timer(P9D) -> end:late`)).toEqual(
      [],
    );
  });

  it('leave out an approval that never refuses, and only such a one', async () => {
    const text = `
      start -> user:Approve{groups: heads} -> xor:ok -> user:Do{groups: clerks} [= approved] -> end
      ok -> end:refused [default]
    `;
    const staff = [
      { role: 'heads', people: 20 },
      { role: 'clerks', people: 20 },
    ];
    const of = async (share: number) => {
      const sets = { approved: { kind: 'chance' as const, share } };
      return improve(await order(text, { staff, activities: { Approve: { ...work(4), sets }, Do: work(1) } }));
    };
    const always = await of(1);
    expect(always.proposals[0]).toMatchObject({ kind: 'skipApproval', params: { activity: 'Approve' }, proven: true });
    // Every case still goes the way of the approved ones.
    expect(always.proposals[0]?.savedDays.mean).toBeCloseTo(4 / 24, 9);
    expect((await of(0.99)).proposals.filter(({ kind }) => kind === 'skipApproval')).toEqual([]);
  });

  it('stand in the order of the days they save', async () => {
    const found = improve(
      await order(`start -> user:A{groups: a} -> user:B{groups: b} -> user:C{groups: c} -> end`, {
        staff: ['a', 'b', 'c'].map((role) => ({ role, people: 40 })),
        activities: { A: work(1), B: work(3), C: work(5) },
      }),
    );
    const days = found.proposals.filter(({ kind }) => kind === 'parallelise').map(({ savedDays }) => savedDays.mean);
    // Of 1 and 3 hours one is saved, of 3 and 5 three.
    expect(days.map((value) => Math.round((value ?? 0) * 24))).toEqual([3, 1]);
  });
});

it('a role of another body is one that the scenario says is external', () => {
  const scenario = readScenario({
    formatVersion: 1,
    service: 's',
    unit: 'u',
    arrivals: { perWorkingDay: 1 },
    staff: [{ role: 'a', people: 1 }],
    activities: {},
  });
  expect('staff' in scenario && scenario.staff[0]?.external).toBe(false);
});
