/** The programme in a browser: pages without findings, a recommendation by keyboard, a survey that is entered and compared, results as a file. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { TENANT } from '../../../api/main.ts';
import { FEEDBACK, QUALITY } from '../../../api/demo/survey-questions.ts';
import { openProgramme } from '../../../programme/index.ts';
import { axeFindings } from '../support/axe.ts';
import { deployRequest, hasAnswers, refusedByPolicy, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
let link = '';
beforeAll(async () => {
  staff = await staffPage();
  const { server } = staff;
  await deployRequest(server);
  await startCase(server, 'PR-1');
  const analyst = await server.as('analyst');
  await analyst.ask('saveInstrument', { params: { instrument: 'quality' }, body: { version: 0, body: QUALITY } });
  await analyst.ask('saveInstrument', { params: { instrument: 'feedback' }, body: { version: 0, body: FEEDBACK } });
  const wave = { instrument: 'quality', instrumentVersion: 1, audience: 'natural', population: 25_000, from: '2020-01-01' };
  for (const title of ['Pirma', 'Antra'])
    await analyst.ask('createWave', { body: { ...wave, kind: 'campaign', title: { lt: title, en: title } } });
  const { surveys } = openProgramme({ database: server.database, organisation: server.organisation, engine: server.engine });
  const scales = Object.fromEntries(
    QUALITY.questions
      .filter(({ kind }) => kind !== 'text')
      .map(({ id, kind }, index) => [id, kind === 'expectation' ? 6 : (index % 4) + 2]),
  );
  for (const [number, liked] of [
    [1, 24],
    [2, 30],
  ] as const)
    await surveys.takeAll(
      TENANT,
      number,
      Array.from({ length: 40 }, (_, index) => ({
        answers: { ...scales, satisfaction: index < liked ? 4 : 2, 'met-reliability': index < 30 ? 2 : 5 },
        source: 'paper',
        week: '2026-01-05',
        unit: index < 38 ? 'permits' : 'social',
        service: index < 30 ? 'S-1' : 'S-2',
      })),
    );
  await surveys.takeAll(
    TENANT,
    1,
    Array.from({ length: 6 }, () => ({
      answers: { ...scales, satisfaction: 3 },
      source: 'link',
      week: '2026-01-05',
      processId: 'request',
      version: 1,
    })),
  );
  await (
    await server.as('analyst')
  ).ask('addMeasure', {
    body: {
      text: {
        title: { lt: 'Mažiau eilių', en: 'Shorter queues' },
        owner: 'permits',
        dueOn: '2020-02-01',
        indicator: { kind: 'satisfaction', processId: 'request' },
        baseline: { from: '2020-01-01', to: '2999-01-01' },
        target: 4,
        status: 'underWay',
        tolerance: 0.1,
      },
    },
  });
  link = (await analyst.ask('makeLinks', { params: { wave: '2' }, body: { count: 1, context: {} } })).paths[0] ?? '';
}, 120_000);
afterAll(() => staff.close());

async function faultsOf(page: Page) {
  const found = { axe: await axeFindings(page), refused: await refusedByPolicy(page), h1: await page.locator('h1').count() };
  await page.setViewportSize({ width: 360, height: 740 });
  const isWider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  return { ...found, isWider };
}
const NONE = { axe: [], refused: [], h1: 1, isWider: false };

describe.each(['lt', 'en'] as const)('in %s', (language) => {
  test('every page is without a finding, open forms and a telephone included', async () => {
    for (const [address, drawn, press] of [
      ['/plan', '.plan-row', ['.page-head .button.main']],
      ['/plan/results', '.figure-table', []],
      ['/surveys', '.figure-table', ['.page-head .button.main', '#instruments ~ article .button.small']],
      ['/surveys/2', '#measured ~ .figure-table', []],
    ] as const) {
      const page = await staff.open('analyst', address, language);
      await page.locator(drawn).first().waitFor();
      for (const button of press) await page.locator(button).first().click();
      await hasAnswers(page);
      expect({ address, ...(await faultsOf(page)) }).toEqual({ address, ...NONE });
      await page.context().close();
    }
  }, 90_000);

  test('the public form has no finding, and refuses by name what is missing', async () => {
    const page = await staff.openStranger(`${link}?lang=${language}`, language);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button').click();
    await page.locator('.errors a').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.locator('.errors a').first().click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('satisfaction-1');
    await page.context().close();
  }, 60_000);
});

test('a figure of a survey becomes a recommendation, which is accepted, by keyboard alone', async () => {
  const page = await staff.open('analyst', '/surveys/2');
  const expected = page.locator('section[aria-labelledby="expected-and-met"]');
  await expected.getByText(/^Didžiausias atotrūkis – /).waitFor();
  expect(await expected.locator('.gap-track .mark').count()).toBe(10);
  expect(await expected.getByRole('link', { name: 'S-1' }).last().getAttribute('href')).toBe('/catalogue/S-1');
  await expected.getByRole('button', { name: /^Rengti rekomendaciją: .*S-1$/ }).press('Enter');
  await page.getByRole('link', { name: 'Atverti planą' }).press('Enter');
  await page.getByRole('heading', { name: /^Gerinti: lūkesčių atotrūkis.* – S-1$/ }).waitFor();
  await page.getByRole('button', { name: 'Keisti 1 rekomendaciją' }).press('Enter');
  await page.getByLabel('Būsena').selectOption('accepted');
  await page.getByRole('button', { name: 'Išsaugoti' }).press('Enter');
  await page.locator('.tag.good', { hasText: 'Priimta' }).waitFor();
  const recommended = page.locator('section[aria-labelledby="recommendations"] .facts');
  expect(await recommended.first().innerText()).toContain('−4 – −4; n = 30');
  await page.context().close();
}, 60_000);

test('a clerk enters a sheet of paper once; the same sheet again is refused', async () => {
  const page = await staff.open('clerk', '/surveys/2');
  const fill = async () => {
    await page.getByLabel('Anketos numeris').fill('A-17');
    for (const select of await page.locator('select[id^="paper-"][aria-required]').all()) await select.selectOption('3');
    await page.getByRole('button', { name: 'Įvesti' }).click();
  };
  await fill();
  await page.getByText('Anketa A-17 įvesta.').waitFor();
  await fill();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toContain('A-17');
  await page.context().close();
}, 60_000);

test('two waves that prove nothing say so first, and the calculator asks 379 of 25,000', async () => {
  const page = await staff.open('manager', '/surveys');
  await page.getByText('Pokytis neįrodytas.').first().waitFor();
  await page.getByText('Reikia bent 379 atsakymų.').waitFor();
  await page.getByLabel('Kiek jų yra iš viso').fill('321');
  await page.getByText('Reikia bent 176 atsakymų.').waitFor();
  await page.context().close();
}, 60_000);
