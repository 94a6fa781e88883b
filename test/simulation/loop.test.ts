import { afterAll, describe, expect, it } from '@jest/globals';
import { decisionsOf } from '../../api/demo/decisions.ts';
import { enact } from '../../api/demo/enact.ts';
import type { EnactedCase } from '../../api/demo/enact.ts';
import { loop } from '../../api/demo/loop.ts';
import type { LoopReport } from '../../api/demo/loop.ts';
import { scriptOf } from '../../api/demo/script.ts';
import type { ScriptedCase } from '../../api/demo/script.ts';
import { readService } from '../../api/demo/service-files.ts';
import { calendarsOf } from '../../analytics/simulation/calendars.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import type { Database } from '../../database/connect.ts';
import { createEngine } from '../../engine/index.ts';
import type { Access, CaseKey, Engine } from '../../engine/index.ts';
import { caseKeyOf, isKey, objectOf } from '../../engine/ids.ts';
import { systemClock } from '../../engine/time/clock.ts';
import { model as modelOf } from '../support/model.ts';
import { freshDatabase, onBothDatabases } from '../support/postgres.ts';
import { scenarioOf, START_AT } from './around-the-clock.ts';

const PATIENCE_MS = 300_000;
const CASES = 120;
const permit = await readService('building-permit');
const [term] = permit.terms;
const model = (name: string) => ({ name: `${name}.bpmn`, content: permit.models.get(name) ?? '' });

async function looped(asIs: string, toBe: string, scenario: Scenario = permit.scenario, cases = CASES): Promise<LoopReport> {
  const database = await freshDatabase();
  try {
    const { forms } = permit;
    const report = await loop({
      database,
      asIs: model(asIs),
      toBe: model(toBe),
      forms,
      scenario,
      cases,
      seed: 1,
      ...(term && { term }),
    });
    if ('faults' in report) throw new Error(report.faults.join(' '));
    return report;
  } finally {
    await database.close();
  }
}

/** Architects enough, and the lawyer only in the mornings. */
function lawyersShort({ staff, calendars, ...scenario }: Scenario): Scenario {
  const { 'case-work': hours } = calendars;
  if (hours === undefined) throw new Error('The scenario has no calendar of case work.');
  const mornings = {
    ...hours,
    weekly: hours.weekly.filter(({ from }) => from === '09:00').map((work) => ({ ...work, to: '11:00' })),
  };
  return {
    ...scenario,
    calendars: { ...calendars, mornings },
    staff: staff.map((group) => {
      if (group.role === 'architecture') return { ...group, people: 5 };
      return group.role === 'lawyers' ? { ...group, calendar: 'mornings' } : group;
    }),
  };
}

describe('the loop through the real engine and store (seed 1)', () => {
  it(
    'proves that the to-be is faster, and names the bottleneck with its cause and cases',
    async () => {
      const report = await looped('as-is', 'to-be');
      expect(report.verdict).toBe('faster');
      expect(report.difference.highMs).toBeLessThan(0);
      expect([report.before.cases, report.after.cases, report.before.open, report.after.open]).toEqual([CASES, CASES, 0, 0]);
      expect(report.bottleneck).toMatchObject({ activity: 'check-documents', cause: 'contention' });
      expect(report.bottleneck?.waitingShare).toBeGreaterThan(0.25);
      expect(report.bottleneck?.cases).toBeGreaterThan(CASES / 2);
      expect(report.bottleneck?.longest[0]).toMatch(/^SLD-2025-\d{5}$/);
    },
    PATIENCE_MS,
  );

  it(
    'proves nothing when the as-is is its own to-be, and says the same again under the same seed',
    async () => {
      const report = await looped('as-is', 'as-is', permit.scenario, 60);
      expect(report.verdict).toBe('no proven change');
      expect(await looped('as-is', 'as-is', permit.scenario, 60)).toEqual(report);
    },
    PATIENCE_MS,
  );

  it(
    'says slower when the two are swapped, and finds another bottleneck where the staff is short elsewhere',
    async () => {
      const swapped = await looped('to-be', 'as-is', lawyersShort(permit.scenario));
      expect(swapped.verdict).toBe('slower');
      expect(swapped.after.bottleneck).toMatchObject({ activity: 'legal-review', cause: 'contention' });
    },
    PATIENCE_MS,
  );

  it('refuses a model that the scenario does not cover, and one that does not deploy, in sentences', async () => {
    const database = await freshDatabase();
    const { scenario, forms } = permit;
    const order = { database, toBe: model('to-be'), forms, cases: 5, seed: 1 };
    const bare = { ...scenario, activities: {} };
    const uncovered = await loop({ ...order, asIs: model('as-is'), scenario: bare });
    expect('faults' in uncovered && uncovered.faults[0]).toContain('as-is.bpmn: The scenario says nothing about the task');
    const broken = { name: 'as-is.bpmn', content: model('as-is').content.replace('sourceRef="received"', 'sourceRef="nobody"') };
    const refused = await loop({ ...order, asIs: broken, scenario });
    expect('faults' in refused && refused.faults.join(' ')).toContain('nobody');
    await database.close();
  });
});

describe('the loop of the other services (seed 1, 60 + 60 cases)', () => {
  it.each([
    ['interlibrary-loan', 'faster'],
    ['special-needs-assessment', 'faster'],
    ['waste-fee-adjustment', 'faster'],
  ] as const)(
    '%s: the cases of both models run to their end, decisions included, and the change is judged %s',
    async (service, verdict) => {
      const { models, forms, decisions, scenario, terms } = await readService(service);
      const named = (name: string) => ({ name: `${name}.bpmn`, content: models.get(name) ?? '' });
      const database = await freshDatabase();
      try {
        const [first] = terms;
        const order = { database, forms, decisions, scenario, cases: 60, seed: 1, ...(first && { term: first }) };
        const report = await loop({ ...order, asIs: named('as-is'), toBe: named('to-be') });
        if ('faults' in report) throw new Error(report.faults.join(' '));
        expect([report.before.cases, report.after.cases, report.before.open, report.after.open]).toEqual([60, 60, 0, 0]);
        expect(report.verdict).toBe(verdict);
        expect(report.reasons.length).toBeGreaterThan(0);
      } finally {
        await database.close();
      }
    },
    PATIENCE_MS,
  );

  it('refuses a model whose decision is left out', async () => {
    const { models, forms, scenario } = await readService('waste-fee-adjustment');
    const database = await freshDatabase();
    const toBe = { name: 'to-be.bpmn', content: models.get('to-be') ?? '' };
    const refused = await loop({ database, asIs: toBe, toBe, forms, scenario, cases: 3, seed: 1 });
    expect('faults' in refused && refused.faults.join(' ')).toContain("decision 'fee-adjustment'");
    await database.close();
  });
});

const CALLED = {
  main: `
    start -> user:Take{groups: clerks} -> call:Each(review){times: 3; in depth: =2; out grade: =grade} -> call:Count(sum) -> call:Ask(inquiry) -> end
    Each ! timer(PT9H) -> user:Hurry{groups: clerks} -> end:late
    Ask ! error:Wrong(E) -> user:Mend{groups: clerks} -> end:mended`,
  review: 'start -> user:Look{groups: experts} -> call:Second(inquiry) -> end\nSecond ! error:Doubt(E) -> end:doubted',
  inquiry: 'start -> user:Answer{groups: experts} -> xor:good -> end.error:Bad(E) [= not(good)]\ngood -> end:fine [default]',
  sum: 'start -> script:Add{feel: =1 + 1; result: two} -> end',
};
const anyMinutes = (mean: number) => ({ workMinutes: { kind: 'exponential' as const, mean } });
const CALLING = scenarioOf(
  {
    staff: [
      { role: 'clerks', people: 2 },
      { role: 'experts', people: 4 },
    ],
    activities: {
      Take: anyMinutes(20),
      Hurry: anyMinutes(20),
      Mend: anyMinutes(20),
      'review/Look': { ...anyMinutes(60), sets: { grade: { kind: 'number', of: { kind: 'uniform', min: 1, max: 5 } } } },
      'inquiry/Answer': { ...anyMinutes(30), sets: { good: { kind: 'chance', share: 0.8 } } },
    },
  },
  0.6,
);

const SIMULATED: Access = { tenantId: 'simulation', units: 'all' };

/** What the engine has stored of each case, and of those that it called, is what was simulated. */
async function expectTheSame(engine: Engine, cases: readonly ScriptedCase[], enacted: readonly EnactedCase[]): Promise<void> {
  expect(enacted).toHaveLength(cases.length);
  for (const [index, { state, called }] of cases.entries()) {
    const { caseKey, called: calledKeys } = enacted[index]!;
    const real = [caseKey, ...calledKeys];
    const simulated = [state, ...called.map((call) => call.state)];
    expect(real).toHaveLength(simulated.length);
    for (const [of, key] of real.entries()) {
      const { definitionKey: _of, ...first } = simulated[of]!;
      const { definitionKey: _, ...stored } = (await engine.state(SIMULATED, key))!;
      expect(withoutKeys(stored, real)).toEqual(
        withoutKeys(
          JSON.parse(JSON.stringify(first)),
          simulated.map((one) => one.caseKey),
        ),
      );
    }
  }
}

/** The keys of a case's objects by their number, so that two cases with other keys can be compared; in those that it calls too. */
function withoutKeys(value: unknown, cases: readonly CaseKey[]): unknown {
  const named = (text: string) => {
    const of = isKey(text) ? cases.indexOf(caseKeyOf(text)) : -1;
    return of < 0 ? text : `#${String(of)}.${String(objectOf(text))}`;
  };
  if (typeof value === 'string') return named(value);
  if (Array.isArray(value)) return value.map((item) => withoutKeys(item, cases));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [named(name), withoutKeys(item, cases)]));
}

onBothDatabases((_, open) => {
  let database: Database | undefined;
  let engine: Engine | undefined;
  afterAll(async () => {
    await engine?.stop();
    await database?.close();
  });

  it.each([
    ['building-permit', 'as-is', 35],
    ['interlibrary-loan', 'to-be', 8],
    ['special-needs-assessment', 'to-be', 25],
    ['waste-fee-adjustment', 'to-be', 9],
  ] as const)(
    'one interpreter: what the engine has stored of every case of %s, %s, open ones too, is what was simulated',
    async (service, name, days) => {
      database ??= await open();
      const { models, forms, decisions, scenario, terms } = await readService(service);
      const [profile] = terms;
      await engine?.stop();
      engine = createEngine({ database, clock: systemClock, ...(profile && { termProfileOf: () => profile }) });
      const access = SIMULATED;
      const content = models.get(name) ?? '';
      const deployed = await engine.deploy(access, { resources: [{ name: `${name}.bpmn`, content }, ...forms, ...decisions] });
      if (!('definitions' in deployed)) throw new Error('refused');
      const definitionKey = deployed.definitions[0]!.definitionKey;
      const process = await engine.process(access, definitionKey);
      const fromAt = Date.parse('2025-03-03T00:00:00Z');
      const { cases } = scriptOf({
        process: process!,
        scenario,
        seed: 2,
        cases: 25,
        fromAt,
        untilAt: fromAt + days * 86_400_000,
        decisionFor: decisionsOf(decisions),
        ...(profile && { term: profile }),
      });
      expect(new Set(cases.map(({ state }) => state.status))).toEqual(new Set(['active', 'completed']));
      const enacted = await enact({ engine, access, cases, definitionOf: () => definitionKey });
      await expectTheSame(engine, cases, enacted);
    },
    PATIENCE_MS,
  );

  it(
    'one interpreter: the cases that a case calls too, called by called ones, several at once, thrown out of and cut off',
    async () => {
      database ??= await open();
      await engine?.stop();
      const calendar = calendarsOf(CALLING).named('office');
      engine = createEngine({ database, clock: systemClock, calendarOf: () => calendar });
      const models = await Promise.all(Object.entries(CALLED).map(([id, text]) => modelOf(text, { id })));
      const resources = models.map(({ xml }, index) => ({ name: `${String(index)}.bpmn`, content: xml }));
      const deployed = await engine.deploy(SIMULATED, { resources });
      if (!('definitions' in deployed)) throw new Error(JSON.stringify(deployed.findings));
      const [process, ...called] = models.map((one) => one.process);
      const untilAt = START_AT + 60 * 3_600_000;
      const { cases } = scriptOf({ process: process!, called, scenario: CALLING, seed: 3, cases: 30, fromAt: START_AT, untilAt });
      const all = cases.flatMap((one) => one.called.map(({ caller: by, state }) => ({ by, ...state })));
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set(['active', 'completed', 'cancelled']));
      expect(all.some(({ by }) => by > 0)).toBe(true);
      const definitionKey = deployed.definitions.find(({ processId }) => processId === 'main')!.definitionKey;
      const enacted = await enact({ engine, access: SIMULATED, cases, definitionOf: () => definitionKey });
      await expectTheSame(engine, cases, enacted);
    },
    PATIENCE_MS,
  );
});
