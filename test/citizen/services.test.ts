import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadServices } from '../../api/demo/services.ts';
import { UNITS } from '../../api/demo/town.ts';
import { TENANT } from '../../api/main.ts';
import { axeFindings } from '../modeler/support/axe.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { testServer, type TestServer } from '../support/server.ts';

const TODAY = { id: 't', legalAct: 'LR statybos įstatymas, 27 str.', validFrom: '2017-01-01' } as const;
let server: TestServer;
let browser: TestBrowser;
beforeAll(async () => {
  server = await testServer();
  const { organisation, engine, database } = server;
  for (const unit of UNITS) await organisation.people.saveUnit(TENANT, unit);
  // Forms and decisions are no part of a scheme, and a process without a model is no fault of a page.
  for (const process of [
    'building-permit',
    'unified-request',
    'interlibrary-loan',
    'special-needs-assessment',
    'waste-fee-adjustment',
    'tree-felling-centre',
  ]) {
    const permit = process === 'building-permit';
    const content = permit
      ? (await readFile(new URL('../../processes/building-permit/to-be.bpmn', import.meta.url), 'utf8')).replaceAll(
          /<zeebe:formDefinition [^>]*>/g,
          '',
        )
      : modelOf(process);
    await server.deploy({ name: `${process}.bpmn`, content });
  }
  const term = {
    ...TODAY,
    startsFrom: 'registered',
    days: 20,
    unit: 'working',
    suspensionGrounds: [],
    restartsOnClarification: true,
  } as const;
  await loadServices({ database, organisation, engine, tenantId: TENANT, terms: new Map([['building-permit', [term]]]) });
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const modelOf = (id: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="s"><bpmn:outgoing>f</bpmn:outgoing></bpmn:startEvent>
<bpmn:endEvent id="e"><bpmn:incoming>f</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="e"/></bpmn:process></bpmn:definitions>`;

async function read(path: string, headers: Record<string, string> = {}) {
  const { status, headers: said, body } = await server.anonymous().send('GET', path, { headers });
  return { status, policy: said.get('content-security-policy') ?? '', text: String(body) };
}

describe('the catalogue of the demo municipality', () => {
  test('has 279 services with owners, six with a model, three elderships and a company among the owners, and gaps of many kinds', async () => {
    const analyst = await server.as('analyst');
    const { items, all, withModel, withGaps } = await analyst.ask('listServices', { query: { limit: '1000' } });
    expect([all, withModel]).toEqual([279, 6]);
    expect(withGaps).toBeGreaterThan(50);
    expect(withGaps).toBeLessThan(279);
    const owners = new Set(items.map(({ owner }) => owner));
    for (const owner of ['eldership-centre', 'eldership-lakes', 'eldership-forest', 'water-company'])
      expect(owners).toContain(owner);
    expect(new Set(items.map(({ title }) => title.lt)).size).toBe(279);
    const gaps = (await analyst.ask('listServiceGaps')).items.filter(({ services }) => services > 0);
    expect(gaps.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['responsible', 'cost', 'english', 'longSentence', 'abbreviation']),
    );
  });

  test('is searched and filtered within a second', async () => {
    const analyst = await server.as('analyst');
    for (const query of [
      { text: 'leidimas kirsti medzius' },
      { owner: 'water-company', hasModel: 'false' },
      { gap: 'longSentence' },
    ]) {
      const begunAt = performance.now();
      const { total } = await analyst.ask('listServices', { query });
      const tookMs = performance.now() - begunAt;
      expect({ query, found: total > 0, slow: tookMs > 1000 }).toEqual({ query, found: true, slow: false });
    }
  });
});

describe('the public pages', () => {
  test('list what is in use, narrowed by words without diacritics, by person and field', async () => {
    const all = await read('/services?lang=lt');
    expect(all.status).toBe(200);
    expect(all.text).toContain('Savivaldybė');
    const found = await read('/services?lang=lt&q=medzius+kirsti&persons=legal&field=environment');
    expect(found.text).toContain('Leidimas kirsti, genėti ar persodinti saugotinus medžius');
    expect(found.text).toContain('Rasta paslaugų: 1');
    expect((await read('/services?q=xyzzy&lang=en')).text).toContain('We found no such services');
    const draft = (await (await server.as('analyst')).ask('listServices', { query: { status: 'draft' } })).items[0];
    expect((await read(`/services/${encodeURIComponent(draft?.code ?? '')}`)).status).toBe(404);
  });

  test('say who, documents, term, fee, channels, result, appeal, scheme and steps, in the language asked for', async () => {
    const { text } = await read('/services/ARC-01', { 'accept-language': 'en' });
    const wanted = [
      ...['Building permit', 'Design of the building', '20 working days', 'Free of charge', 'At the one-stop desk'],
      ...['If you disagree', '<svg', 'Take in the request with a guided check', '3.5', 'No'],
    ];
    expect(wanted.filter((words) => !text.includes(words))).toEqual([]);
    expect(text).toContain('<html lang="en">');
    expect((await read('/services/ARC-01?lang=lt', { 'accept-language': 'en' })).text).toContain('20 darbo dienų');
    const { text: svg } = await read('/services/ARC-01/scheme.svg?lang=lt');
    expect(svg.startsWith('<svg xmlns')).toBe(true);
  });

  test('let nothing in that was written into an address, and answer what is not there', async () => {
    const { text, policy } = await read('/services?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&lang=%22%3E');
    expect(text).not.toContain('<script');
    expect(policy).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    for (const path of ['/services/none', '/services/%E0%A4%A', '/services/a/b', '/services/none/scheme.svg', '/services/'])
      expect({ path, status: (await read(path)).status }).toEqual({ path, status: 404 });
  });

  test.each(['lt', 'en'])(
    'have no finding of axe, need no script, and fit a telephone, in %s',
    async (language) => {
      const page = await browser.open();
      for (const path of ['/services', '/services/ARC-01', '/services/CM-08', '/services/none']) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(`${server.url}${path}?lang=${language}`);
        expect({ path, findings: await axeFindings(page) }).toEqual({ path, findings: [] });
        expect(await page.locator('script').count()).toBe(0);
        expect(await page.locator('h1').count()).toBe(1);
        await page.setViewportSize({ width: 360, height: 740 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(
          true,
        );
      }
      // The form works by itself, and the other language keeps what was asked.
      await page.goto(`${server.url}/services?lang=${language}`);
      await page.locator('#q').fill('santuoka');
      await page.locator('#q').press('Enter');
      await page.getByRole('link', { name: language === 'lt' ? 'English' : 'Lietuvių kalba' }).click();
      expect(await page.locator('#q').inputValue()).toBe('santuoka');
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language === 'lt' ? 'en' : 'lt');
      await page.context().close();
    },
    90_000,
  );
});
