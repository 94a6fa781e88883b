/** The desk over HTTP: intake, registration delay, extension and forwarding with their notices, documents per case, absences. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseKey } from '../../engine/index.ts';
import { eraseOld } from '../../api/erasure.ts';
import { TENANT } from '../../api/main.ts';
import { blankCard, openProgramme, type ServiceCard } from '../../programme/index.ts';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let clerk: Client;
let admin: Client;

const DAY_MS = 86_400_000;
const TERM = {
  id: 'permit-law',
  legalAct: 'VAĮ',
  validFrom: '2020-01-01',
  startsFrom: 'registered',
  days: 20,
  unit: 'working',
  extension: { days: 10, times: 1, noticeWithinDays: 2 },
  suspensionGrounds: ['court'],
  restartsOnClarification: true,
  forwardWithinDays: 5,
  forwardNoticeWithinDays: 3,
} as const;
const documents = (...names: readonly string[]): ServiceCard['documents'] =>
  names.map((lt) => ({ name: { lt }, from: 'person' as const }));
const CARD: ServiceCard = {
  ...blankCard('STA-02', 'permits'),
  title: { lt: 'Leidimas' },
  status: 'active',
  legalActs: [{ title: 'VAĮ' }],
  documents: documents('Prašymas', 'Planas', 'Išrašas', 'Sutikimas'),
  terms: [{ ...TERM, suspensionGrounds: [...TERM.suspensionGrounds] }],
  processId: 'permit',
};
const asked = (more: object = {}) => ({
  service: CARD.code,
  channel: 'email',
  applicantKind: 'natural',
  applicant: { name: 'Jonas Jonaitis' },
  documents: CARD.documents.map(({ name }) => name.lt),
  ...more,
});
const takeIn = (more: object = {}) => clerk.ask('takeIn', { body: asked(more) });
const deploy = (end: string) =>
  server.deploy({ name: 'permit.bpmn', content: modelXml(`start -> user:Check{groups: permits} -> ${end}`, { id: 'permit' }) });

beforeAll(async () => {
  server = await testServer();
  clerk = await server.as('clerk');
  admin = await server.as('admin');
  await deploy('end');
  await admin.ask('createService', { body: { card: CARD } });
}, 60_000);
afterAll(() => server.stop());

describe('intake', () => {
  test('gives numbers one after the other, starts the term of the card at registration, and keeps receipt apart from it', async () => {
    const receivedAt = new Date(Date.now() - 3 * DAY_MS).toISOString();
    const [one, other] = [await takeIn({ receivedAt }), await takeIn()];
    const numbers = [one, other].map(({ caseNumber }) => Number(caseNumber.split('-').at(-1)));
    expect(one.caseNumber).toMatch(/^STA-\d{4}-\d{5}$/);
    expect(numbers[1]).toBe((numbers[0] ?? 0) + 1);
    const detail = await clerk.ask('getCase', { params: { caseKey: one.caseKey } });
    expect(detail.receivedAt).toBe(receivedAt);
    expect(detail.registeredAt).toBe(one.registeredAt);
    expect(detail).toMatchObject({ channel: 'email', applicantKind: 'natural', unit: 'permits', institution: 'municipality' });
    expect([detail.term?.days, detail.term?.dueOn]).toEqual([20, one.dueOn]);
    expect(one.code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
  });

  test('refuses what is incomplete, from the future, for nobody of the kind, or of another unit; and takes it when told to', async () => {
    const refused = async (more: object) => (await clerk.send('POST', '/api/desk/cases', { body: asked(more) })).status;
    expect(await refused({ documents: ['Prašymas'] })).toBe(422);
    expect(await refused({ documents: ['Nuotrauka'] })).toBe(422);
    expect(await refused({ receivedAt: new Date(Date.now() + DAY_MS).toISOString() })).toBe(422);
    expect(await refused({ applicantKind: 'legal' })).toBe(422);
    expect(await refused({ unit: 'social' })).toBe(422);
    const taken = await takeIn({ documents: ['Prašymas'], isIncomplete: true });
    expect(taken.missing).toEqual(['Planas', 'Išrašas', 'Sutikimas']);
  });

  test('measures the delay of registration by channel, and tells no group under five', async () => {
    const receivedAt = () => new Date(Date.now() - 10 * DAY_MS).toISOString();
    for (let index = 0; index < 5; index++) await takeIn({ channel: 'post', receivedAt: receivedAt() });
    await takeIn({ channel: 'phone' });
    // What has just happened comes into the figures within seconds.
    const figures = async () => (await admin.ask('getIntakeFigures', { query: { by: 'channel' } })).registration;
    let registration = await figures();
    const of = (channel: string) => registration.find(({ group }) => group === channel);
    for (const untilAt = Date.now() + 10_000; of('phone') === undefined && Date.now() < untilAt;) registration = await figures();
    expect(of('post')?.n).toBe(5);
    expect(Math.round((of('post')?.medianMs ?? 0) / DAY_MS)).toBe(10);
    expect(of('post')?.inTimeShare).toBe(0);
    expect(of('phone')).toMatchObject({ n: 1, medianMs: null });
    // All five of the post brought everything; of the six e-mails, two and one of the tests before, one did not.
    expect(of('post')?.completeShare).toBe(1);
    for (let index = 0; index < 3; index++) await takeIn();
    for (const untilAt = Date.now() + 10_000; (of('email')?.n ?? 0) < 6 && Date.now() < untilAt;) registration = await figures();
    expect(of('email')).toMatchObject({ n: 6, completeShare: 5 / 6 });
  });
});

describe('the term', () => {
  test('that is extended leaves a notice due within two working days, until it is noted as sent', async () => {
    const { caseKey, dueOn } = await takeIn();
    const params = { caseKey };
    const { term } = await clerk.ask('extendTerm', { params, body: { days: 10, reason: 'Ekspertizė' } });
    expect((term?.dueOn ?? '') > (dueOn ?? '')).toBe(true);
    const due = await clerk.ask('getCorrespondence', { params });
    expect(due.notices).toEqual([{ kind: 'extensionNotice', dueOn: term?.noticeDueOn }]);
    expect((await clerk.ask('listNotices')).items.map((one) => one.caseKey)).toContain(caseKey);
    const sent = await clerk.ask('writeLetter', { params, body: { kind: 'extensionNotice', text: 'Pranešta raštu' } });
    expect(sent.notices).toEqual([]);
    expect((await clerk.ask('listNotices')).items.map((one) => one.caseKey)).not.toContain(caseKey);
    const again = await clerk.send('POST', `/api/desk/cases/${caseKey}/letters`, { body: { kind: 'extensionNotice' } });
    expect(again.status).toBe(409);
  });

  test('is forwarded within five working days of receipt, with a notice within three more', async () => {
    const { caseKey } = await takeIn();
    const params = { caseKey };
    expect((await clerk.ask('getCorrespondence', { params })).forwardBy).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const { term } = await clerk.ask('forwardTerm', { params, body: { to: 'UAB „Vandenys“' } });
    expect([term?.status, term?.forwardedTo]).toEqual(['forwarded', 'UAB „Vandenys“']);
    const after = await clerk.ask('getCorrespondence', { params });
    expect(after.forwardBy).toBeUndefined();
    expect(after.notices).toEqual([{ kind: 'forwardingNotice', dueOn: term?.noticeDueOn }]);
  });
});

test('documents demanded per case fall from 4 to 1 when the institution gets three itself: counted, not declared', async () => {
  const before = (await admin.ask('getIntakeFigures')).documents.find(({ version }) => version === 1);
  expect(before?.demandedPerCase).toBe(4);
  await deploy('script:Registers{feel: =1; result: x} -> end');
  const version = (await admin.ask('getService', { params: { code: CARD.code } })).version;
  const own = CARD.documents.map((one, index) =>
    index === 0 ? one : { ...one, from: 'institution', register: 'Registrų centras' },
  );
  await admin.ask('changeService', { params: { code: CARD.code }, body: { version, card: { ...CARD, documents: own } } });
  const taken = await Promise.all(Array.from({ length: 5 }, () => takeIn({ documents: ['Prašymas'] })));
  const params = { caseKey: taken[0]?.caseKey ?? '' };
  const asking = () => clerk.ask('writeLetter', { params, body: { kind: 'documentsAsked', documents: ['Prašymas'] } });
  await asking();
  // What is asked for twice is one document.
  expect((await asking()).demanded).toBe(1);
  const after = (await admin.ask('getIntakeFigures')).documents.find((one) => one.version === 2);
  expect(after).toMatchObject({ cases: 5, demandedPerCase: 1, askedLaterPerCase: 0.2 });
  for (const { caseKey } of taken) {
    const { items } = await clerk.ask('listTasks', { query: { caseKey } });
    await clerk.ask('completeTask', { params: { taskKey: items[0]?.taskKey ?? '' }, body: { variables: {} } });
  }
  const journeys = async () => (await admin.ask('getIntakeFigures')).journeys.find((one) => one.version === 2);
  let journey = await journeys();
  for (const untilAt = Date.now() + 10_000; journey?.cases !== 5 && Date.now() < untilAt;) journey = await journeys();
  expect(journey).toMatchObject({ processId: 'permit', unitsPerCase: 1, handoversPerCase: 0 });
});

describe('a complaint', () => {
  const letter = (caseKey: string, body: object) => clerk.send('POST', `/api/desk/cases/${caseKey}/letters`, { body });
  const complaint = (more: object = {}) => ({ kind: 'complaint', topic: 'time', text: 'Laukiu jau mėnesį', ...more });

  test('is noted with the day it came, stands among what is due, and is answered the oldest first, once', async () => {
    const { caseKey } = await takeIn({ documents: ['Prašymas'], receivedAt: new Date(Date.now() - 30 * DAY_MS).toISOString() });
    const params = { caseKey };
    const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
    expect((await letter(caseKey, { kind: 'complaintAnswered', finding: 'upheld', text: 'Atsiprašome' })).status).toBe(409);
    await letter(caseKey, complaint({ receivedOn: day(1), topic: 'conduct' }));
    await letter(caseKey, complaint({ receivedOn: day(29) }));
    const due = await clerk.ask('getCorrespondence', { params });
    const calendar = server.organisation.calendars.calendarOf(TENANT, 'permits');
    expect(due.complaints).toMatchObject([
      // By the 20th working day after the day on which it came.
      { topic: 'time', dueOn: calendar.addWorkingDays(day(29), 20), isLate: calendar.addWorkingDays(day(29), 20) < day(0) },
      { topic: 'conduct', dueOn: calendar.addWorkingDays(day(1), 20), isLate: false },
    ]);
    const listed = async () => (await clerk.ask('listNotices')).items.filter((one) => one.caseKey === caseKey);
    expect(await listed()).toMatchObject([{ kind: 'complaint' }, { kind: 'complaint' }]);
    await letter(caseKey, { kind: 'complaintAnswered', finding: 'upheld', text: 'Atsiprašome: paspartinsime' });
    const after = await clerk.ask('getCorrespondence', { params });
    expect(after.complaints.map(({ topic, answered }) => [topic, answered?.finding])).toEqual([
      ['time', 'upheld'],
      ['conduct', undefined],
    ]);
    expect(await listed()).toHaveLength(1);
  });

  test('is refused without its topic or words, from before the request, from tomorrow, and where three wait already', async () => {
    const { caseKey } = await takeIn({ documents: ['Prašymas'] });
    const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
    const refused = [
      [400, { kind: 'complaint', text: 'Be temos' }],
      [400, complaint({ text: ' ' })],
      [400, complaint({ finding: 'upheld' })],
      [400, { kind: 'told', text: 'x', topic: 'time' }],
      [422, complaint({ receivedOn: day(40) })],
      [422, complaint({ receivedOn: day(-2) })],
    ] as const;
    for (const [status, body] of refused) expect([body, (await letter(caseKey, body)).status]).toEqual([body, status]);
    for (const status of [200, 200, 200, 409]) expect((await letter(caseKey, complaint())).status).toBe(status);
  });

  test('is counted by its case, once, for the indicator of complaints', async () => {
    const { caseKey } = await takeIn({ documents: ['Prašymas'] });
    await letter(caseKey, complaint());
    await letter(caseKey, complaint());
    const counted = await server.organisation.letters.complaints(TENANT);
    expect(counted.get(caseKey as CaseKey)).toEqual({ received: 2, unanswered: 2 });
    expect([...(await server.organisation.letters.complaints('another')).keys()]).toEqual([]);
  });

  test('stands beside time and work done again in the league of units', async () => {
    const league = async () => {
      const { view } = await admin.ask('compareUnits', { query: { processId: 'permit', version: '2' } });
      const figures = view.units.find(({ unit }) => unit === 'permits')?.figures;
      return [figures?.firstTimeRight, figures?.complaints];
    };
    expect(await league()).toEqual([1, 0]);
    const { items } = await clerk.ask('listCases', { query: { processId: 'permit', status: 'completed' } });
    const { caseKey = '' } = items.find((one) => one.processVersion === 2) ?? {};
    await letter(caseKey, complaint());
    // Of the five that are completed.
    expect(await league()).toEqual([1, 0.2]);
  });
});

describe('what an ended case says of people', () => {
  const erase = (caseKey: string, who = admin) => who.send('POST', `/api/desk/cases/${caseKey}/erasure`);
  const everything = async () => {
    const { rows } = await server.database.knex.raw<{ rows: { table_name: string }[] }>(
      `SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'case_key'`,
    );
    const kept = await Promise.all(rows.map(({ table_name }) => server.database.knex(table_name).select()));
    return JSON.stringify(kept);
  };

  test('is erased with letters, code and visits wherever it is kept; times and the count of documents stay', async () => {
    const secret = { applicant: { name: 'Slapukė Slaptaitė', contact: 'slapta@example.lt' }, subject: 'Slaptas kiemas' };
    const taken = await takeIn({ ...secret, documents: ['Prašymas'], isIncomplete: true });
    const params = { caseKey: taken.caseKey };
    await clerk.ask('writeLetter', { params, body: { kind: 'documentsAsked', documents: ['Slaptaitės pažyma', 'Planas'] } });
    await clerk.ask('writeLetter', { params, body: { kind: 'told', text: 'Gerbiama p. Slaptaite' } });
    await clerk.ask('writeLetter', { params, body: { kind: 'complaint', topic: 'conduct', text: 'Slaptaitė skundžiasi' } });
    const enter = () => server.organisation.caseCodes.enter(TENANT, taken.caseNumber, taken.code, '::1');
    const visit = await enter();
    const before = await clerk.ask('getCorrespondence', { params });
    expect([before.demanded, before.erasedAt]).toEqual([3, undefined]);
    expect((await erase(taken.caseKey)).status).toBe(409);
    const { items } = await clerk.ask('listTasks', { query: { caseKey: taken.caseKey } });
    for (const { taskKey } of items) {
      await clerk.ask('completeTask', { params: { taskKey }, body: { variables: { opinion: 'Slaptaitei leisti' } } });
    }
    expect(await everything()).toMatch(/Slapt/);
    expect((await erase(taken.caseKey, clerk)).status).toBe(403);

    expect((await erase(taken.caseKey)).status).toBe(200);
    expect(await everything()).not.toMatch(/Slap|slapt/);
    const after = await clerk.ask('getCorrespondence', { params });
    expect([after.demanded, after.asked, after.letters.length, after.hasCode]).toEqual([3, 2, before.letters.length, false]);
    expect(after.erasedAt).toBeDefined();
    // What it was about is left, and nobody's words.
    expect(after.letters.at(-1)).toMatchObject({ kind: 'complaint', topic: 'conduct', text: '' });
    expect(await enter()).toEqual({ outcome: 'wrong' });
    expect(visit.outcome === 'entered' && (await server.organisation.caseCodes.caseOf(TENANT, visit.token))).toBeUndefined();
    expect((await clerk.ask('getCaseVariables', { params })).variables).toEqual({});
    const detail = await clerk.ask('getCase', { params });
    expect([detail.status, detail.caseNumber]).toEqual(['completed', taken.caseNumber]);
    for (const path of ['letters', 'code', 'erasure'])
      expect(
        (
          await admin.send(
            'POST',
            `/api/desk/cases/${taken.caseKey}/${path}`,
            path === 'letters' ? { body: { kind: 'told', text: 'x' } } : {},
          )
        ).status,
      ).toBe(path === 'erasure' ? 200 : 409);
  });

  test('is erased by itself once it has been kept long enough, and not a day before', async () => {
    const taken = await takeIn({ applicant: { name: 'Senoji Senutė' }, documents: ['Prašymas'], isIncomplete: true });
    for (const { taskKey } of (await clerk.ask('listTasks', { query: { caseKey: taken.caseKey } })).items)
      await clerk.ask('completeTask', { params: { taskKey }, body: { variables: {} } });
    const { database, organisation, engine } = server;
    const rooms = { engine, organisation, programme: openProgramme({ database, organisation, engine }) };
    const { endedAt = '' } = await clerk.ask('getCase', { params: { caseKey: taken.caseKey } });
    await eraseOld(rooms, TENANT, Date.parse(endedAt));
    expect(await everything()).toMatch(/Senut/);
    expect(await eraseOld(rooms, TENANT, Date.parse(endedAt) + 1)).toBe(1);
    expect(await everything()).not.toMatch(/Senut/);
    expect(await eraseOld(rooms, TENANT, Date.now() + 1)).toBe(0);
  });
});

describe('absence', () => {
  const today = (days = 0) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

  test('gives the stand-in the work list of whom she stands in for, and takes it back', async () => {
    const { caseKey } = await takeIn({ documents: ['Prašymas'] });
    const { items } = await clerk.ask('listTasks', { query: { caseKey } });
    const params = { taskKey: items[0]?.taskKey ?? '' };
    await clerk.ask('claimTask', { params });
    const neighbour = await server.as('neighbour');
    const seen = async (whose: string) => (await neighbour.ask('listTasks', { query: { caseKey, whose } })).items.length;
    expect(await seen('mine')).toBe(0);
    await clerk.ask('addAbsence', { body: { user: 'clerk', from: today(-1), to: today(1), standIn: 'neighbour' } });
    expect(await seen('mine')).toBe(1);
    await neighbour.ask('startTask', { params });
    expect((await neighbour.ask('listAbsences')).items.map(({ user }) => user)).toEqual(['clerk']);
    await clerk.ask('removeAbsence', { params: { user: 'clerk', from: today(-1) } });
    expect(await seen('mine')).toBe(0);
  });

  test('is refused where it overlaps another one, where the stand-in is away herself, and where it is somebody else’s', async () => {
    await clerk.ask('addAbsence', { body: { user: 'clerk', from: '2090-03-01', to: '2090-03-10' } });
    const add = async (body: object, who = clerk) => (await who.send('POST', '/api/absences', { body })).status;
    expect(await add({ user: 'clerk', from: '2090-03-10', to: '2090-03-12' })).toBe(409);
    expect(await add({ user: 'clerk', from: '2090-03-12', to: '2090-03-11' })).toBe(422);
    expect(await add({ user: 'colleague', from: '2090-03-05', to: '2090-03-06' })).toBe(403);
    const manager = await server.as('manager');
    expect(await add({ user: 'colleague', from: '2090-03-05', to: '2090-03-06', standIn: 'clerk' }, manager)).toBe(409);
    expect(await add({ user: 'colleague', from: '2090-03-05', to: '2090-03-06', standIn: 'colleague' }, manager)).toBe(422);
    const both = { user: 'colleague', from: '2090-04-01', to: '2090-04-02' };
    const raced = await Promise.all([add(both, manager), add(both, manager)]);
    expect(raced.sort()).toEqual([201, 409]);
  });
});

test('institutions and units are a tree without circles, each unit below one of its own institution', async () => {
  await admin.ask('saveInstitution', {
    params: { institution: 'waters' },
    body: { name: 'UAB „Vandenys“', kind: 'company', parent: 'municipality' },
  });
  const put = async (path: string, body: object) => (await admin.send('PUT', path, { body })).status;
  expect(await put('/api/institutions/municipality', { name: 'Savivaldybė', parent: 'waters' })).toBe(422);
  expect(await put('/api/units/pumps', { name: 'Siurblinė', institution: 'nowhere' })).toBe(422);
  expect(await put('/api/units/pumps', { name: 'Siurblinė', institution: 'waters', parent: 'permits' })).toBe(422);
  expect(await put('/api/units/pumps', { name: 'Siurblinė', institution: 'waters' })).toBe(200);
  expect(await put('/api/units/valves', { name: 'Sklendės', institution: 'waters', parent: 'pumps' })).toBe(200);
  expect(await put('/api/units/pumps', { name: 'Siurblinė', parent: 'valves' })).toBe(422);
  const { institutions } = await clerk.ask('getOrganisation');
  const waters = institutions.find(({ institution }) => institution === 'waters');
  expect(waters?.units.map(({ unit, parent }) => [unit, parent])).toEqual([
    ['pumps', undefined],
    ['valves', 'pumps'],
  ]);
  expect((await server.organisation.people.units(TENANT)).find(({ unit }) => unit === 'permits')?.institution).toBe(
    'municipality',
  );
});
