import { describe, expect, it } from '@jest/globals';
import { decisionsOf } from '../../api/demo/decisions.ts';
import { readService } from '../../api/demo/service-files.ts';
import { scenarioGaps } from '../../analytics/simulation/scenario-gaps.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import type { Variables } from '../../engine/errors.ts';
import { model } from '../support/model.ts';
import { scenarioOf, START_AT } from './around-the-clock.ts';

const SIZE = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="sizes" name="Sizes" namespace="t">
  <decision id="size" name="Size">
    <decisionTable hitPolicy="FIRST">
      <input id="in"><inputExpression id="e"><text>amount</text></inputExpression></input>
      <output id="out" name="size"/>
      <rule id="r1"><inputEntry id="r1i"><text>&gt; 100</text></inputEntry><outputEntry id="r1o"><text>"big"</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="r2i"><text>-</text></inputEntry><outputEntry id="r2o"><text>"small"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>`;
const routed = `
  start -> rule:Weigh(size){result: size} -> xor:which -> user:Big{groups: clerks} [= size = "big"] -> end
  which -> user:Small{groups: clerks} [default] -> end:done
`;
const scenario = scenarioOf(
  {
    staff: [{ role: 'clerks', people: 1 }],
    activities: {
      Big: { workMinutes: { kind: 'fixed', value: 1 } },
      Small: { workMinutes: { kind: 'fixed', value: 1 } },
    },
    cases: { sets: { amount: { kind: 'constant', value: 101 } } },
  },
  1,
);

describe('a simulated decision', () => {
  it('routes as its table says', async () => {
    const { process } = await model(routed);
    const order = { process, scenario, seed: 1, cases: 2, fromAt: START_AT };
    const { incidents, log } = simulate({ ...order, decisionFor: decisionsOf([{ name: 'size.dmn', content: SIZE }]) });
    expect(incidents).toEqual([]);
    expect(Array.from(log.activityOf, (code) => log.activities[code]).filter((name) => name !== 'Weigh')).toEqual(['Big', 'Big']);
  });

  it('stops the case where there is no such decision', async () => {
    const { process } = await model(routed);
    const { incidents } = simulate({ process, scenario, seed: 1, cases: 1, fromAt: START_AT });
    expect(incidents).toEqual([expect.objectContaining({ elementId: 'Weigh', message: expect.stringContaining("'size'") })]);
  });

  it('of a file that does not compile is refused with the reason', () => {
    expect(() => decisionsOf([{ name: 'size.dmn', content: SIZE.replace('&gt; 100', '&gt; (') }])).toThrow(/^size\.dmn: .+/);
  });
});

it('a model asks the scenario for the jobs of its rule tasks, and is told that what it calls is not simulated', async () => {
  const { process } = await model('start -> rule:Weigh{job: weigh} -> call:Other(other) -> end');
  const gaps = scenarioGaps(process, scenario).join(' ');
  expect(gaps).toContain('the job type "weigh"');
  expect(gaps).toContain('"Other" calls');
});

describe('the decisions of the services', () => {
  const evaluated = async (service: 'special-needs-assessment' | 'waste-fee-adjustment', id: string, inputs: Variables) => {
    const found = decisionsOf((await readService(service)).decisions)(id, { binding: 'latest' });
    return found?.evaluate(inputs, { now: START_AT, zone: 'Europe/Vilnius' }).value;
  };
  const child = { reason: 'learning', age: 9, concerns: ['learning'], assessedBefore: false };
  const unknown = { declaredUnused: null, electricityKwh: null, residentsDeclared: null, residentsBilled: 3 };

  it.each([
    [
      'a child who is to begin school',
      { reason: 'school-readiness', age: 6 },
      'assessment',
      90,
      ['psychologist', 'special-pedagogue'],
    ],
    ['three concerns', { concerns: ['learning', 'speech', 'family'] }, 'assessment', 80, null],
    ['a small child', { reason: 'speech', concerns: [], age: 4 }, 'assessment', 70, ['speech-therapist']],
    ['behaviour alone', { reason: 'behaviour', concerns: ['behaviour'] }, 'consultation', 50, ['psychologist']],
    ['a repetition within two years', { reason: 'repeat', assessedBefore: true }, 'consultation', 30, null],
    ['a later repetition', { reason: 'repeat' }, 'assessment', 30, ['psychologist', 'special-pedagogue']],
  ] as const)('triage: %s', async (_, differs, help, priority, specialists) => {
    const triage = await evaluated('special-needs-assessment', 'assessment-triage', { ...child, ...differs });
    expect(triage).toMatchObject({ help, priority, ...(specialists && { specialists }) });
  });

  it.each([
    ['a confirmed accident', { ground: 'accident', accidentConfirmed: true }, 'rule', 'granted', 100, 100],
    ['an accident that nobody confirms', { ground: 'accident', accidentConfirmed: false }, 'clerk', 'open', 0, 0],
    [
      'unused, and next to no electricity',
      { ground: 'unused', declaredUnused: true, electricityKwh: 3 },
      'rule',
      'granted',
      100,
      0,
    ],
    ['unused, but a little more', { ground: 'unused', declaredUnused: true, electricityKwh: 3.1 }, 'clerk', 'open', 0, 0],
    ['declared unused, but lived in', { ground: 'unused', declaredUnused: true, electricityKwh: 31 }, 'rule', 'refused', 0, 0],
    ['fewer residents', { ground: 'fewer-residents', residentsDeclared: 2 }, 'rule', 'granted', 0, 0],
    ['as many residents', { ground: 'fewer-residents', residentsDeclared: 3 }, 'clerk', 'open', 0, 0],
    ['anything else', { ground: 'other' }, 'clerk', 'open', 0, 0],
  ] as const)('fee: %s', async (_, differs, route, outcome, variablePart, fixedPart) => {
    const fee = await evaluated('waste-fee-adjustment', 'fee-adjustment', { ...unknown, ...differs });
    expect(fee).toEqual({ route, outcome, variablePart, fixedPart });
  });
});
