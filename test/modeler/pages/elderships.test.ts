/** The demonstration of an eldership beside another and beside a municipal company: the demo's request in five units, as a log. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { writeLog } from '../../../analytics/log/write-log.ts';
import { simulate } from '../../../analytics/simulation/simulate.ts';
import { loadInstitutions } from '../../../api/demo/institutions.ts';
import { readService } from '../../../api/demo/service-files.ts';
import { INSTITUTION, UNITS } from '../../../api/demo/town.ts';
import { TENANT } from '../../../api/main.ts';
import { readCheckedModel } from '../../../engine/index.ts';
import { axeFindings } from '../support/axe.ts';
import { importXes } from '../support/service-log.ts';
import { refusedByPolicy, staffPage } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

const SEED = 2026;
const ENDS_AT = Date.parse('2026-06-10T09:00:00Z');
const DAY_MS = 86_400_000;

let staff: StaffPage;
let source = '';
beforeAll(async () => {
  staff = await staffPage();
  const { organisation } = staff.server;
  await organisation.people.saveInstitution(TENANT, INSTITUTION);
  for (const unit of UNITS) await organisation.people.saveUnit(TENANT, unit);
  await loadInstitutions(organisation, TENANT);
  source = await importRequests();
}, 240_000);
afterAll(() => staff.close());

/** As long a time of requests as the demo has. */
async function importRequests(): Promise<string> {
  const { models, scenario, terms } = await readService('unified-request');
  const { processes } = await readCheckedModel(models.get('model') ?? '');
  const [process] = processes;
  const term = terms.at(-1);
  if (process === undefined || term === undefined) throw new Error('The request is gone.');
  const { log } = simulate({
    ...{ process, scenario, term, seed: SEED, cases: 2_000, fromAt: ENDS_AT - 105 * DAY_MS, untilAt: ENDS_AT },
    decisionFor: () => undefined,
  });
  const pieces: string[] = [];
  const writing = writeLog(log, 'xes');
  for (let next = await writing.next(); next.done !== true; next = await writing.next()) pieces.push(next.value);
  return importXes(staff.server, pieces.join(''), { fileName: 'prasymai.xes', name: 'Prašymai' });
}

async function expectSound(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await refusedByPolicy(page)).toEqual([]);
}

test('an eldership that is slow stands out beside another one and a municipal company, and the filter goes along', async () => {
  const page = await staff.open('manager', `/insight/units?source=${source}&one=eldership-lakes&other=eldership-centre`);
  await page.getByText('Lėčiau už visus kitus kartu: Ežerų seniūnija.').waitFor();
  await page.getByText(/Kiekviena byla priskirta padaliniui, kuris atliko žingsnį/).waitFor();
  const league = page.getByRole('table', { name: 'Padaliniai' });
  const slow = league.getByRole('row').filter({ hasText: 'Ežerų seniūnija' });
  expect(await slow.textContent()).toMatch(/lėčiau/);
  expect(await league.getByRole('row').filter({ hasText: 'Eigupio vandenys' }).textContent()).not.toMatch(/lėčiau/);

  // Step by step, and way by way.
  await page.getByRole('heading', { name: 'Du greta' }).waitFor();
  expect(await page.locator('.unit-pair > figure').count()).toBe(2);
  await page.getByRole('table', { name: 'Abiejų žingsniai' }).getByRole('row').nth(1).waitFor();
  await page.getByRole('table', { name: 'Nevienodai dažni keliai' }).waitFor();
  await page.getByRole('table', { name: /Trukmė pagal tai, kas turėjo bylą/ }).waitFor();
  await expectSound(page);

  // A company beside the municipality.
  await page.getByLabel('Lyginti', { exact: true }).selectOption('institution');
  const houses = page.getByRole('table', { name: 'Padaliniai' });
  await houses.getByRole('row').filter({ hasText: 'Eigupio rajono savivaldybė' }).waitFor();
  await houses.getByRole('row').filter({ hasText: 'UAB „Eigupio vandenys“' }).waitFor();

  // Several conditions at once, told in words, kept from page to page, taken away one by one.
  await page.getByText('Daugiau filtrų').click();
  await page.getByLabel('Buvo įstaigoje', { exact: true }).selectOption('eigupis-elderships');
  await page.getByLabel('Kaip gauta', { exact: true }).selectOption('desk');
  await page.getByLabel('Kaip gauta', { exact: true }).selectOption('email');
  await page.getByLabel('Pareiškėjas', { exact: true }).selectOption('natural');
  const chosen = page.getByRole('list', { name: 'Pasirinkti filtrai' });
  await chosen.getByText('fizinis asmuo').waitFor();
  expect((await chosen.textContent())?.replaceAll(/\s*×/g, '')).toMatch(/Eigupio rajono seniūnijos.*Kaip gauta:.*arba/);
  expect(new URL(page.url()).searchParams.get('where')).toBe('channel=desk|email;applicantKind=natural');
  await page.getByRole('link', { name: 'Srautas', exact: true }).click();
  await chosen.getByText('fizinis asmuo').waitFor();
  await page
    .getByText(/Filtras slepia dar \d+/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Pašalinti: Kaip gauta: .*paštu/ }).click();
  await page.waitForURL((url) => url.searchParams.get('where') === 'channel=desk;applicantKind=natural');
  await page.getByRole('button', { name: 'Pašalinti visus' }).click();
  await page.waitForURL((url) => !url.searchParams.has('where') && !url.searchParams.has('institution'));
  await page.getByText(/Filtras slepia dar \d+/).waitFor({ state: 'detached' });
}, 120_000);
