import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TENANT } from '../../api/main.ts';
import { blankCard, type CardTerm, type ServiceCard } from '../../programme/index.ts';
import { modelXml } from '../support/model.ts';
import { type Client, testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let analyst: Client;
beforeAll(async () => {
  server = await testServer();
  analyst = await server.as('analyst');
  await server.deploy({ name: 'a.bpmn', content: modelXml('start -> user:Check -> end', { id: 'permit-process' }) });
}, 60_000);
afterAll(() => server.stop());

const card = (code: string, more: Partial<ServiceCard> = {}): ServiceCard => ({
  ...blankCard(code, 'permits'),
  title: { lt: `Paslauga ${code}` },
  ...more,
});
const term: CardTerm = {
  id: 't-2020',
  legalAct: 'VIII-1234, 10 str.',
  validFrom: '2020-01-01',
  startsFrom: 'registered',
  days: 20,
  unit: 'working',
  suspensionGrounds: ['court'],
  restartsOnClarification: true,
};
const create = (of: ServiceCard) => analyst.send('POST', '/api/services', { body: { card: of } });
const codes = async (query: Record<string, string>) =>
  (await analyst.ask('listServices', { query })).items.map(({ code }) => code).sort();

describe('a service', () => {
  test('is kept in versions that say who changed what, and a change of an old version is refused', async () => {
    await analyst.ask('createService', { body: { card: card('V-1'), note: 'pirmoji' } });
    const second = card('V-1', { title: { lt: 'Nauja', en: 'New' } });
    const admin = await server.as('admin');
    const put = { params: { code: 'V-1' }, body: { version: 1, card: second } };
    expect(await admin.ask('changeService', put)).toMatchObject({ version: 2, changedBy: 'admin' });
    // The same card again is no version.
    expect(await admin.ask('changeService', { ...put, body: { version: 2, card: second } })).toMatchObject({ version: 2 });
    const late = await analyst.send('PUT', '/api/services/V-1', { body: { version: 1, card: card('V-1') } });
    expect([late.status, late.body]).toMatchObject([409, { code: 'conflict' }]);
    const { items } = await analyst.ask('listServiceVersions', { params: { code: 'V-1' } });
    expect(items.map(({ version, changedBy, note }) => [version, changedBy, note])).toEqual([
      [2, 'admin', undefined],
      [1, 'analyst', 'pirmoji'],
    ]);
    expect(items[0]?.changed).toEqual(['title']);
    expect(items[1]?.card.title).toEqual({ lt: 'Paslauga V-1' });
  });

  test('is refused with its place: code taken, unit, process and legal basis unknown, a field that no card has', async () => {
    await create(card('R-1'));
    const refusedFor = async (of: object) => {
      const answer = await create(of as ServiceCard);
      const { fields } = answer.body as { fields: { path: string }[] };
      return [answer.status, ...fields.map(({ path }) => path)];
    };
    expect(await refusedFor(card('R-1'))).toEqual([409, 'code']);
    const wrong = card('R-2', { owner: 'nobody', processId: 'none', terms: [term] });
    expect(await refusedFor(wrong)).toEqual([422, 'owner', 'processId', 'terms.0.legalAct']);
    expect(await refusedFor({ ...card('R-3'), colour: 'red' })).toEqual([400, 'card']);
    expect(await codes({ text: 'R-2' })).toEqual([]);
  });

  test('gives the engine its term under its code, and takes a term away that it no longer has', async () => {
    const legalActs = [{ title: 'VIII-1234' }];
    await analyst.ask('createService', { body: { card: card('T-1', { legalActs, terms: [term] }) } });
    const at = Date.parse('2026-03-01T10:00:00Z');
    const { calendars } = server.organisation;
    expect(calendars.termProfileOf(TENANT, 'T-1', at)).toEqual(term);
    await analyst.ask('changeService', { params: { code: 'T-1' }, body: { version: 1, card: card('T-1', { legalActs }) } });
    expect(calendars.termProfileOf(TENANT, 'T-1', at)).toBeUndefined();
  });

  test('leads to its process and the cases of it', async () => {
    const { process } = await analyst.ask('createService', { body: { card: card('P-1', { processId: 'permit-process' }) } });
    expect(process).toMatchObject({ processId: 'permit-process', version: 1, cases: 0, activeCases: 0 });
    const clerk = await server.as('clerk');
    const definition = { processId: 'permit-process' };
    await clerk.ask('startCase', { body: { definition, dimensions: { unit: 'permits', service: 'P-1' } } });
    const found = await analyst.ask('getService', { params: { code: 'P-1' } });
    expect(found.process).toMatchObject({ cases: 1, activeCases: 1 });
  });
});

describe('the catalogue', () => {
  test('is found by words without diacritics or endings, by code, and by what narrows it', async () => {
    await analyst.ask('createService', {
      body: { card: card('F-1', { title: { lt: 'Leidimas kirsti ąžuolus', en: 'Felling permit' }, persons: ['legal'] }) },
    });
    await analyst.ask('createService', {
      body: { card: card('F-2', { title: { lt: 'Pažyma' }, keywords: { lt: ['leidimų išdavimas'], en: [] }, kind: 'public' }) },
    });
    expect(await codes({ text: 'azuolus LEIDIMO' })).toEqual(['F-1']);
    expect(await codes({ text: 'leidimas' })).toEqual(['F-1', 'F-2']);
    expect(await codes({ text: 'felling' })).toEqual(['F-1']);
    expect(await codes({ text: 'f-2' })).toEqual(['F-2']);
    expect(await codes({ text: 'leidimas', persons: 'legal' })).toEqual(['F-1']);
    expect(await codes({ text: 'leidimas', kind: 'public' })).toEqual(['F-2']);
    expect(await codes({ text: 'leidimas', hasModel: 'true' })).toEqual([]);
    expect(await codes({ text: 'leidimas', gap: 'english' })).toEqual(['F-2']);
    expect(await codes({ owner: 'social' })).toEqual([]);
    const { items } = await analyst.ask('listServiceGaps', { query: { text: 'leidimas' } });
    expect(items.find(({ rule }) => rule === 'english')).toMatchObject({ services: 1, gaps: 1 });
    expect(items.find(({ rule }) => rule === 'cost')).toMatchObject({ services: 2, gaps: 2 });
  });

  test('goes out and comes in: tried first, all or nothing, with the line of each fault', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const ask = (text: string, apply: string) =>
      analyst.ask('importServices', { query: { format: 'csv', apply }, bytes: bytes(text) });
    const { body } = await analyst.send('GET', '/api/service-export?format=csv');
    const same = await ask(String(body), 'true');
    expect(same).toMatchObject({ added: [], changed: [], faultCount: 0 });
    expect(same.unchanged).toHaveLength((await codes({ limit: '1000' })).length);

    const head = 'code,title_lt,kind,persons,field,owner\n';
    const good = `${head}I-1,Viena,public,natural,waste,permits\n`;
    const bad = `${good}I-2,,public,natural,waste,permits\nI-3,Trys,public,natural,waste,nobody\nI-1,Vėl,public,natural,waste,permits\n`;
    const tried = await ask(bad, 'false');
    expect(tried.faults.map(({ line, rule, path }) => [line, rule, path])).toEqual([
      [3, 'missing', 'title'],
      [4, 'unknownUnit', 'owner'],
      [5, 'duplicateCode', 'code'],
    ]);
    const refused = await analyst.send('POST', '/api/service-import?format=csv&apply=true', { bytes: bytes(bad) });
    expect([refused.status, refused.body]).toMatchObject([422, { place: { line: 3 } }]);
    expect(await ask(good, 'false')).toMatchObject({ applied: false, added: ['I-1'] });
    expect(await codes({ text: 'I-1' })).toEqual([]);
    expect(await ask(good, 'true')).toMatchObject({ applied: true, added: ['I-1'] });
    expect(await codes({ text: 'I-1' })).toEqual(['I-1']);

    const jsonld = await analyst.send('GET', '/api/service-export?format=jsonld');
    const again = { query: { format: 'jsonld', apply: 'true' }, bytes: bytes(JSON.stringify(jsonld.body)) };
    expect(await analyst.ask('importServices', again)).toMatchObject({ added: [], changed: [], faultCount: 0 });
    const latin = await analyst.send('POST', '/api/service-import?format=csv', { bytes: Uint8Array.of(0xe0, 0x41) });
    expect(latin.status).toBe(422);
  });
});
