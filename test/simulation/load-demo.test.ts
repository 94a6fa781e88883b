import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemo } from '../../api/demo/load-demo.ts';
import type { DemoPerson } from '../../api/demo-port.ts';
import { isRefusal } from '../../engine/errors.ts';
import { createEngine } from '../../engine/index.ts';
import type { CaseKey, Engine } from '../../engine/index.ts';
import { systemClock } from '../../engine/time/clock.ts';
import { askedLogs } from '../../api/analytics-work/asked-log.ts';
import { unitsView } from '../../api/answers/analytics-units.ts';
import { documentFigures } from '../../api/answers/desk.ts';
import { holdersView } from '../../api/answers/holders.ts';
import { indicatorMeter } from '../../api/answers/indicator-gauge.ts';
import { openLogs } from '../../logs/index.ts';
import { openProgramme } from '../../programme/index.ts';
import { openOrganisation } from '../../organisation/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import type { Database } from '../../database/connect.ts';
import { freshDatabase } from '../support/postgres.ts';

/** A Wednesday noon, so that the days of the last queue are days of work. */
const ENDS_AT = Date.parse('2026-06-10T09:00:00Z');
const DAY_MS = 86_400_000;
const access = { tenantId: 'default', units: 'all' } as const;
const cheap = { logN: 10, r: 8, p: 1 };

let database: Database;
let organisation: Organisation;
let engine: Engine;
let people: readonly DemoPerson[];
const fractions: number[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  organisation = await openOrganisation({ database, passwordCost: cheap });
  people = await loadDemo({
    database,
    organisation,
    tenantId: access.tenantId,
    endsAt: ENDS_AT,
    stopping: new AbortController().signal,
    progress: (fraction) => fractions.push(fraction),
  });
  engine = createEngine({ database, clock: systemClock });
}, 300_000);

afterAll(async () => {
  await engine.stop();
  await database.close();
});

describe('the demo municipality', () => {
  it('has people of every role, whose passwords open the door and differ', async () => {
    expect(new Set(people.flatMap(({ roles }) => roles))).toEqual(new Set(['analyst', 'manager', 'administrator', 'clerk']));
    expect(new Set(people.map(({ password }) => password)).size).toBe(people.length);
    const found = await organisation.people.list(access.tenantId);
    expect(found.map(({ user }) => user).sort()).toEqual(people.map(({ user }) => user).sort());
  });

  it('has two versions of each changed service, the request and what two elderships made of it, deployed when they came into force', async () => {
    const { items } = await engine.search.definitions(access, { limit: 20 });
    const versions = items.map(({ processId, version, versionTag }) => [processId, version, versionTag].join(' ')).sort();
    const changed = ['building-permit', 'interlibrary-loan', 'special-needs-assessment', 'waste-fee-adjustment'];
    const pairs = changed.flatMap((service) => [`${service} 1 as-is`, `${service} 2 to-be`]);
    const made = ['tree-felling-centre 1 ', 'tree-felling-lakes 1 '];
    expect(versions).toEqual([...pairs, ...made, 'unified-request 1 reference'].sort());
    for (const { deployedAt } of items) expect(deployedAt).toBeLessThan(ENDS_AT);
  });

  it('ends today: the last requests are of these days, and nothing has happened after now', async () => {
    let lastAt = 0;
    let cases = 0;
    await engine.history(access, undefined, (batch) => {
      for (const { startedAt, endedAt, instances } of batch) {
        cases += 1;
        lastAt = Math.max(lastAt, startedAt, endedAt ?? 0, ...instances.map((instance) => instance.enabledAt));
      }
    });
    expect(cases).toBeGreaterThan(400);
    expect(lastAt).toBeLessThanOrEqual(ENDS_AT);
    expect(lastAt).toBeGreaterThan(ENDS_AT - 3 * DAY_MS);
  });

  it('has open cases with terms ahead, tasks in queues that nobody has taken, and no incident', async () => {
    const open = await engine.search.cases(access, { filter: [{ field: 'status', is: 'eq', value: 'active' }], limit: 1000 });
    expect(open.total).toBeGreaterThan(10);
    const ahead = open.items.filter(({ dueOn }) => dueOn !== undefined && dueOn > '2026-06-10');
    expect(ahead.length).toBeGreaterThan(open.items.length / 2);
    const queue = await engine.search.tasks(access, { filter: [{ field: 'status', is: 'eq', value: 'created' }], limit: 1000 });
    const groups = new Set(queue.items.flatMap(({ candidateGroups }) => candidateGroups));
    for (const unit of ['front-desk', 'architecture']) expect(groups).toContain(unit);
    expect((await engine.search.incidents(access, {})).total).toBe(0);
  });

  it('has cases of every service before and after its change, and decisions with the rules that matched', async () => {
    const { items } = await engine.search.definitions(access, { limit: 20 });
    for (const { definitionKey } of items) {
      const of = await engine.search.cases(access, {
        filter: [{ field: 'definitionKey', is: 'eq', value: definitionKey }],
        limit: 1,
      });
      expect(of.total).toBeGreaterThan(30);
    }
    const decided = await engine.search.decisionInstances(access, { limit: 500 });
    expect(new Set(decided.items.map(({ decisionId }) => decisionId))).toEqual(
      new Set(['assessment-triage', 'kind-of-help', 'waiting-priority', 'needed-specialists', 'fee-adjustment']),
    );
  });

  it('has a service in several units of which one is slow, and cases that cross institutions and wait where they wait', async () => {
    const asked = askedLogs(openLogs(database, engine), organisation);
    const open = async (processId: string) => {
      const found = await asked.open(access, { processId });
      if (isRefusal(found)) throw new Error(found.message);
      return found;
    };
    const requests = await open('unified-request');
    const { step, units } = unitsView(requests.log, requests.setting, { by: 'unit' });
    expect(step?.element).toBe('check-request');
    const standing = new Map(units.map(({ unit, figures }) => [unit, figures?.standing]));
    expect([standing.get('eldership-lakes'), standing.get('eldership-centre')]).toEqual(['slower', 'not distinct']);
    const byInstitution = unitsView(requests.log, requests.setting, { by: 'institution' });
    const institutions = byInstitution.units.flatMap(({ unit, figures }) => (figures && unit !== null ? [unit] : []));
    expect(institutions.sort()).toEqual(['eigupio-vandenys', 'eigupis', 'eigupis-elderships']);

    const assessments = await open('special-needs-assessment');
    const view = holdersView(assessments.log, assessments.setting);
    const shares = new Map(view.institutions.map(({ institution, figures }) => [institution, figures?.waitingShare ?? 0]));
    expect([...shares.keys()].sort()).toEqual(['eigupis-ppt', 'eigupis-social-centre']);
    // The social pedagogues are free when they are asked: the family waits at the psychological service.
    expect(shares.get('eigupis-ppt')).toBeGreaterThan(0.5);
    expect(shares.get('eigupis-social-centre')).toBeLessThan(0.05);
    expect(view.crossing).toBeGreaterThan(40);
    const all = [...view.institutions, ...view.outside].reduce((sum, { figures }) => sum + (figures?.heldMs ?? 0), 0);
    expect(all / view.leadMs).toBeCloseTo(1, 3);
  });

  it('has two waves of one survey, and a change plan with one measure that is proved and one that is not', async () => {
    const { plan, surveys } = openProgramme({ database, organisation, engine, clock: { now: () => ENDS_AT } });
    const waves = await surveys.waves(access.tenantId);
    const campaigns = waves.filter(({ body, answers }) => body.kind === 'campaign' && answers >= 379);
    expect(campaigns).toHaveLength(2);
    // The widest gap leads to the service of which it is true beyond doubt.
    for (const { wave } of campaigns) {
      const { gaps = [] } = (await surveys.results(access.tenantId, wave)) ?? {};
      expect([gaps[0]?.dimension, gaps[0]?.services[0]]).toMatchObject(['responsiveness', { service: 'ARC-01', isLow: true }]);
    }
    const meter = indicatorMeter(askedLogs(openLogs(database, engine), organisation), surveys);
    const measures = await plan.measures(access.tenantId, meter);
    const changes = measures.map(({ body, standing }) => [body.effect?.indicator?.change, standing.overdue]);
    expect(changes).toEqual([
      ['better', false],
      ['not proven', true],
      [undefined, false],
    ]);
    const recommendations = await plan.recommendations(access.tenantId);
    expect(recommendations.map(({ body }) => [body.status, body.evidence[0]?.kind])).toEqual([
      ['accepted', 'bottleneck'],
      ['accepted', 'survey'],
    ]);
  });

  it('has few complaints, more of them where it took long, and some that nobody has answered; a permit takes one document instead of four', async () => {
    const complaints = await organisation.letters.complaints(access.tenantId);
    const own = await openLogs(database, engine).own.all(access.tenantId);
    const cases = own.flatMap(({ log: { cases: all } }) => {
      const took = all.keys.map((_, index) => (all.completedAt[index] ?? NaN) - (all.startedAt[index] ?? NaN));
      const ended = took.filter((ms) => !Number.isNaN(ms)).sort((a, b) => a - b);
      const slow = ended[Math.floor(ended.length * 0.75)] ?? 0;
      return all.keys.map((key, index) => ({ isSlow: (took[index] ?? 0) >= slow, isComplained: complaints.has(key as CaseKey) }));
    });
    const shareOf = (those: typeof cases) => those.filter(({ isComplained }) => isComplained).length / those.length;
    expect(shareOf(cases)).toBeGreaterThan(0.01);
    expect(shareOf(cases)).toBeLessThan(0.04);
    const [slow, others] = [true, false].map((isSlow) => shareOf(cases.filter((one) => one.isSlow === isSlow)));
    expect(slow).toBeGreaterThan(2 * (others ?? 0));
    const unanswered = [...complaints.values()].filter((one) => one.unanswered > 0).length;
    expect(unanswered).toBeGreaterThan(0);
    expect(unanswered).toBeLessThan(complaints.size / 2);
    const demanded = await organisation.letters.demanded(access.tenantId);
    const documents = await documentFigures(engine, access, demanded, (own) => ({ own }));
    const permits = documents.filter(({ processId }) => processId === 'building-permit');
    expect(permits.map(({ demandedPerCase }) => demandedPerCase)).toEqual([4, 1]);
  });

  it('says how far it is, never going back', () => {
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.length).toBeGreaterThan(20);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });
});

it('breaks off when the server stops', async () => {
  const other = await freshDatabase();
  const stopping = AbortSignal.abort(new Error('stopping'));
  const place = { database: other, organisation: await openOrganisation({ database: other, passwordCost: cheap }) };
  const load = loadDemo({ ...place, tenantId: 'default', endsAt: ENDS_AT, stopping, progress: () => undefined });
  await expect(load).rejects.toThrow('stopping');
  await other.close();
}, 120_000);
