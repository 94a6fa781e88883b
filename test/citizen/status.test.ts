/** /status in a real browser and over plain HTTP: who comes in, who does not, what is told, how a request is withdrawn. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TENANT } from '../../api/main.ts';
import { blankCard, type ServiceCard } from '../../programme/index.ts';
import { bundle } from '../support/child.ts';
import { modelXml } from '../support/model.ts';
import { axeFindings } from '../modeler/support/axe.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let browser: TestBrowser;
let first: { caseKey: string; caseNumber: string; code: string };

const TERM = {
  id: 'any',
  legalAct: 'VAĮ 10 str.',
  validFrom: '2020-01-01',
  startsFrom: 'registered',
  days: 20,
  unit: 'working',
  extension: { days: 20, times: 1, noticeWithinDays: 2 },
  suspensionGrounds: ['court'],
  restartsOnClarification: true,
  forwardWithinDays: 5,
  forwardNoticeWithinDays: 3,
} as const;

const CARD: ServiceCard = {
  ...blankCard('SOC-07', 'permits'),
  title: { lt: 'Pagalba į namus', en: 'Help at home' },
  status: 'active',
  persons: ['natural'],
  legalActs: [{ title: 'VAĮ 10 str.' }],
  documents: [
    { name: { lt: 'Prašymas', en: 'Request' }, from: 'person' },
    { name: { lt: 'Gydytojo išrašas', en: "Doctor's extract" }, from: 'person' },
    { name: { lt: 'Gyvenamoji vieta', en: 'Residence' }, from: 'institution', register: 'Gyventojų registras' },
  ],
  terms: [{ ...TERM, suspensionGrounds: [...TERM.suspensionGrounds] }],
};

const INTAKE = {
  service: 'SOC-07',
  channel: 'desk',
  applicantKind: 'natural',
  applicant: { name: 'Ona Onaitė', contact: 'ona@example.lt' },
} as const;

beforeAll(async () => {
  server = await testServer({
    environment: { EIGA_TEST_CLOCK: '1' },
    analyticsWorker: pathToFileURL(await bundle('api/analytics-work/worker.ts')),
  });
  const { organisation } = server;
  for (const [unit, name, nameEn] of [
    ['front-desk', 'Vieno langelio skyrius', 'One-stop desk'],
    ['social-care', 'Socialinės paramos skyrius', 'Social care'],
  ] as const)
    await organisation.people.saveUnit(TENANT, { unit, institution: 'municipality', name, nameEn });
  const folder = new URL('../../processes/unified-request/', import.meta.url);
  const forms = await Promise.all(
    ['check-request', 'decide', 'examine', 'forward', 'register'].map(async (name) => ({
      name: `${name}.form`,
      content: await readFile(new URL(`forms/${name}.form`, folder), 'utf8'),
    })),
  );
  await server.deploy({ name: 'model.bpmn', content: await readFile(new URL('model.bpmn', folder), 'utf8') }, ...forms);
  await (await server.as('admin')).ask('createService', { body: { card: CARD } });
  first = await takeIn();
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function takeIn(more: object = {}) {
  const admin = await server.as('admin');
  return admin.ask('takeIn', { body: { ...INTAKE, documents: ['Prašymas'], isIncomplete: true, unit: 'permits', ...more } });
}

/** As a browser does, but that it stops where it is led elsewhere. */
async function send(path: string, cookie: string, form?: Record<string, string>) {
  const response = await fetch(new URL(path, server.url), {
    method: form === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: { origin: server.url, cookie },
    ...(form !== undefined && { body: new URLSearchParams(form) }),
  });
  const { status, headers } = response;
  return {
    status,
    to: headers.get('location'),
    text: (await response.text()).replace(/\s+/g, ' '),
    cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '',
  };
}
const post = (path: string, form: Record<string, string>, cookie = '') => send(path, cookie, form);
const read = (path: string, cookie: string) => send(path, cookie);
const enter = (number: string, code: string) => post('/status?lang=en', { number, code });

/** The code for the next time, as the page tells it. */
const codeIn = (text: string): string => /<strong class="code">([a-z2-9]{5}-[a-z2-9]{5})</.exec(text)?.[1] ?? '';

/** Has come in and seen the first page. */
async function visiting({ caseNumber, code }: { caseNumber: string; code: string }): Promise<string> {
  const { cookie } = await enter(caseNumber, code);
  await read('/status/case', cookie);
  return cookie;
}

/** Works the case's open task off, as the administrator. */
async function work(caseKey: string, variables: object) {
  const admin = await server.as('admin');
  const { items } = await admin.ask('listTasks', { query: { caseKey } });
  const params = { taskKey: items[0]?.taskKey ?? '' };
  await admin.ask('claimTask', { params });
  await admin.ask('startTask', { params });
  await admin.ask('completeTask', { params, body: { variables } });
}

describe('number and code', () => {
  test('let the applicant in, however the code is typed; the cookie is hers alone and the code stands nowhere', async () => {
    const typed = first.code.toUpperCase().replace('-', ' ');
    const entered = await enter(first.caseNumber.toLowerCase(), typed);
    expect([entered.status, entered.to]).toEqual([303, '/status/case?lang=en']);
    const { text } = await read('/status/case?lang=en', entered.cookie);
    expect(text).toContain(first.caseNumber);
    expect(text).not.toContain(first.code);
    first = { ...first, code: codeIn(text) };
    const { rows } = await server.database.knex.raw<{ rows: object[] }>('SELECT * FROM case_codes');
    expect(JSON.stringify(rows)).not.toContain(first.code.replace('-', ''));
    expect((await read('/status/case?lang=en', 'eiga-case=guessed')).status).toBe(303);
  });

  test('get the same answer for an unknown number and a wrong code, and the sixth attempt at one number is not looked at', async () => {
    const wrong = await enter(first.caseNumber, 'aaaaa-aaaaa');
    const unknown = await enter('XX-2026-99999', 'aaaaa-aaaaa');
    const same = (text: string, number: string) => text.replaceAll(number, 'N');
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(same(wrong.text, first.caseNumber)).toBe(same(unknown.text, 'XX-2026-99999'));
    for (let attempt = 2; attempt <= 5; attempt++) await enter('XX-2026-99999', `guess-${String(attempt)}`);
    const sixth = await enter('XX-2026-99999', 'guess-6');
    expect([sixth.status, sixth.text.includes('Too many attempts')]).toEqual([429, true]);
    expect((await enter(first.caseNumber, first.code)).status).toBe(303);
  });

  test('open one visit: its first page spends the code and tells the next one, once', async () => {
    const { caseNumber, code } = await takeIn();
    // Twice before anything was shown: a double click, or a page that never came.
    const [one, other] = [await enter(caseNumber, code), await enter(caseNumber, code)];
    expect([one.status, other.status]).toEqual([303, 303]);
    expect((await read('/status/withdraw?lang=en', other.cookie)).to).toContain('/status/case');
    const shown = await read('/status/case?lang=en', other.cookie);
    const next = codeIn(shown.text);
    expect(next).not.toBe(code);
    expect((await enter(caseNumber, code)).status).toBe(422);
    expect((await read('/status/case?lang=en', one.cookie)).to).toContain('done=spent');
    // Not told again, but another is to be had while one looks.
    expect((await read('/status/case?lang=en', other.cookie)).text).not.toContain(next);
    const newest = codeIn((await post('/status/code?lang=en', {}, other.cookie)).text);
    expect((await enter(caseNumber, next)).status).toBe(422);
    const again = await enter(caseNumber, newest);
    expect((await read('/status/case?lang=en', again.cookie)).text).toContain(caseNumber);
    expect((await post('/status/code?lang=en', {}, 'eiga-case=guessed')).to).toContain('/status?');
  });

  test('are worth nothing any more once the desk has given out a new code', async () => {
    const taken = await takeIn();
    const { cookie } = await enter(taken.caseNumber, taken.code);
    const { code } = await (await server.as('admin')).ask('issueCode', { params: { caseKey: taken.caseKey } });
    expect((await read('/status/case', cookie)).status).toBe(303);
    expect((await enter(taken.caseNumber, taken.code)).status).toBe(422);
    expect((await enter(taken.caseNumber, code)).status).toBe(303);
  });
});

describe('a case', () => {
  test('is told in plain steps: who acts next, what is asked, the legal day, an extension with its new day', async () => {
    const taken = await takeIn();
    const { caseKey } = taken;
    const cookie = await visiting(taken);
    const before = await read('/status/case?lang=en', cookie);
    for (const words of [
      'We received your request',
      'We registered your request',
      'Help at home',
      'One-stop desk',
      'Please bring',
      'Gydytojo išrašas',
      'Register the request',
    ])
      expect(before.text).toContain(words);
    expect(before.text).toContain(taken.dueOn);
    await work(caseKey, { competent: true, responsibleUnit: 'social-care' });
    const admin = await server.as('admin');
    await admin.ask('extendTerm', { params: { caseKey }, body: { days: 20, reason: 'Reikia <b>ekspertizės</b>' } });
    const after = await read('/status/case?lang=en', cookie);
    expect(after.text).toContain('Who acts next</dt> <dd>Social care');
    expect(after.text).toContain('Reikia &#60;b&#62;ekspertizės&#60;/b&#62;');
    const { term } = await admin.ask('getCase', { params: { caseKey } });
    expect(after.text).toContain(`New term: <strong>${term?.dueOn ?? '?'}`);
    expect((await read('/status/case?lang=lt', cookie)).text).toContain('Užregistruoti prašymą');
  });

  test('is withdrawn by its applicant after a clear yes, by the message that its model waits for', async () => {
    const taken = await takeIn();
    const { caseKey } = taken;
    const cookie = await visiting(taken);
    await work(caseKey, { competent: true, responsibleUnit: 'social-care' });
    expect((await read('/status/withdraw?lang=en', cookie)).text).toContain('Do you really withdraw');
    expect((await post('/status/withdraw?lang=en', {}, cookie)).status).toBe(422);
    const admin = await server.as('admin');
    expect((await admin.ask('getCase', { params: { caseKey } })).withdrawnAt).toBeUndefined();
    const done = await post('/status/withdraw?lang=en', { sure: 'yes' }, cookie);
    expect(done.to).toContain('done=withdrawn');
    expect((await admin.ask('getCase', { params: { caseKey } })).withdrawnAt).toBeDefined();
    expect((await read('/status/case?lang=en', cookie)).text).toContain('<span class="tag">Withdrawn</span>');
  });

  test('whose model waits for no such message shows the wish to those who handle it', async () => {
    const taken = await takeIn({ documents: [] });
    const cookie = await visiting(taken);
    // With nothing brought, nothing is said to be.
    const { text } = await read('/status/case?lang=en', cookie);
    expect([text.includes('Please bring'), text.includes('You brought documents')]).toEqual([true, false]);
    expect((await post('/status/withdraw', { sure: 'yes' }, cookie)).to).toContain('done=asked');
    await post('/status/case', { text: 'Kada atvyksite?' }, cookie);
    const { letters } = await (await server.as('admin')).ask('getCorrespondence', { params: { caseKey: taken.caseKey } });
    expect(letters.map(({ kind, text }) => [kind, text]).slice(-2)).toEqual([
      ['withdrawalAsked', ''],
      ['answered', 'Kada atvyksite?'],
    ]);
  });

  test('is complained of by its applicant, who sees by when she is answered and what was found, after its end too', async () => {
    const taken = await takeIn();
    const { caseKey } = taken;
    const cookie = await visiting(taken);
    const untold = await post('/status/complain?lang=en', { text: 'Nobody <i>listens</i>' }, cookie);
    expect([untold.status, untold.text.includes('Choose what you complain about')]).toEqual([422, true]);
    // What was typed is not lost.
    expect(untold.text).toContain('Nobody &#60;i&#62;listens');
    expect((await post('/status/complain?lang=en', { topic: 'conduct', text: ' ' }, cookie)).text).toContain(
      'Enter what happened',
    );
    const sent = await post('/status/complain?lang=en', { topic: 'conduct', text: 'Nobody <i>listens</i>' }, cookie);
    expect(sent.to).toContain('done=complained');
    const admin = await server.as('admin');
    const { complaints } = await admin.ask('getCorrespondence', { params: { caseKey } });
    const told = await read('/status/case?lang=en', cookie);
    expect(told.text).toContain('Your complaint: How I was treated');
    expect(told.text).toContain(`We will answer by: <strong>${complaints[0]?.dueOn ?? '?'}`);
    const answer = { kind: 'complaintAnswered', finding: 'partly', text: 'Pakalbėjome su darbuotoju' } as const;
    await admin.ask('writeLetter', { params: { caseKey }, body: answer });
    await admin.ask('cancelCase', { params: { caseKey } });
    const after = await read('/status/case?lang=en', cookie);
    expect(after.text).toContain('The answer to your complaint: The complaint is upheld in part');
    expect(after.text).not.toContain('We will answer by');
    for (let time = 1; time <= 3; time++) await post('/status/complain', { topic: 'time', text: String(time) }, cookie);
    const full = await read('/status/complain?lang=en', cookie);
    expect([full.text.includes('still being looked into'), full.text.includes('<form action="/status/complain')]).toEqual([
      true,
      false,
    ]);
    expect((await post('/status/complain', { topic: 'time', text: '4' }, cookie)).to).toBeNull();
    const { complaints: all } = await admin.ask('getCorrespondence', { params: { caseKey } });
    expect(all).toHaveLength(4);
  });

  test('tells when half and nine tenths of similar cases end, beside the day of the law, and works nothing out while somebody waits', async () => {
    const admin = await server.as('admin');
    const pin = (day: string) => admin.send('PUT', '/v2/clock', { body: { timestamp: Date.parse(`${day}T08:00:00Z`) } });
    const january = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10);
    const answer = modelXml('start -> user:Answer{groups: permits} -> end:Answered', { id: 'answer' });
    await server.deploy({ name: 'answer.bpmn', content: answer });
    const card = { ...CARD, code: 'ATS-01', title: { lt: 'Atsakymas' }, documents: [], processId: 'answer' };
    await admin.ask('createService', { body: { card } });
    const ask = () => takeIn({ service: 'ATS-01', documents: [], isIncomplete: false });
    // Twenty came on 1 January and were answered after 1, 2, … 20 days.
    await pin(january(1));
    const asked = [];
    for (let number = 1; number <= 20; number++) asked.push(await ask());
    for (const [place, { caseKey }] of asked.entries()) {
      await pin(january(2 + place));
      await work(caseKey, {});
    }
    await pin('2026-02-02');
    const taken = await ask();
    const cookie = await visiting(taken);
    const begunAt = performance.now();
    expect((await read('/status/case?lang=en', cookie)).text).toContain('Being worked out');
    expect(performance.now() - begunAt).toBeLessThan(1_000);
    let said = '';
    for (const untilAt = Date.now() + 15_000; Date.now() < untilAt && !/similar cases/.test(said);)
      said = (await read('/status/case?lang=en', cookie)).text;
    // Ten of twenty took at most ten days, eighteen at most eighteen; the law counts twenty working days, of which 16 February is none.
    expect(said).toContain('Half of similar cases end by 2026-02-12, 9 of 10 by 2026-02-20.');
    expect(said).toContain('When we must finish by law</dt> <dd>2026-03-03</dd>');
    await work(taken.caseKey, {});
    const told = (await read('/status/case?lang=en', cookie)).text;
    expect([told.includes('The handling is finished'), told.includes('similar cases')]).toEqual([true, false]);
    await admin.send('POST', '/v2/clock/reset');
  }, 30_000);
});

test.each(['lt', 'en'])(
  'the pages need no script, have no finding of axe, work by keyboard and fit a telephone, in %s',
  async (language) => {
    const taken = await takeIn();
    const page = await browser.open();
    const check = async (name: string) => {
      expect({ name, findings: await axeFindings(page) }).toEqual({ name, findings: [] });
      expect(await page.locator('script').count()).toBe(0);
      await page.setViewportSize({ width: 360, height: 740 });
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
      expect({ name, fits }).toEqual({ name, fits: true });
      await page.setViewportSize({ width: 1280, height: 900 });
    };
    await page.goto(`${server.url}/status?lang=${language}`);
    await check('entry');
    await page.locator('#number').fill(taken.caseNumber);
    await page.locator('#number').press('Enter');
    await check('entry with an error');
    await page.locator('.problem a').press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('code');
    await page.keyboard.type(taken.code);
    await page.keyboard.press('Enter');
    await page.waitForURL(/status\/case/);
    await check('case');
    await page.locator('a[href^="/status/complain"]').press('Enter');
    await page.waitForURL(/complain/);
    await check('complaint');
    await page.locator('main form button').press('Enter');
    await check('complaint with an error');
    await page.locator('.problem a').press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('topic-time');
    await page.goBack();
    await page.goto(`${server.url}/status/case?lang=${language}`);
    await page.locator('a[href^="/status/withdraw"]').press('Enter');
    await page.waitForURL(/withdraw/);
    await check('withdrawal');
    await page.locator('#sure').press('Space');
    await page.locator('main form button').press('Enter');
    await page.waitForURL(/done=asked/);
    await check('withdrawal asked');
    if (process.env['PICTURES'] !== undefined)
      await page.screenshot({ path: `${process.env['PICTURES']}/status-${language}.png`, fullPage: true });
    await page.locator('form[action^="/status/leave"] button').press('Enter');
    await page.waitForURL(/done=left/);
    await check('left');
    await page.context().close();
  },
  60_000,
);
