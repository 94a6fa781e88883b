import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings } from '../support/axe.ts';
import { deployRequest, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
}, 120_000);
afterAll(() => staff.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a clerk suspends a case with a reason and a note, its task waits with it, and she lets it go on', async () => {
  const caseKey = await startCase(staff.server, 'BYLA-90');
  const page = await staff.open('clerk', `/cases/${caseKey}`);
  await button(page, 'Pristabdyti bylą').click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('terminas eina toliau').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button(page, 'Atšaukti').click();
  await sheet.waitFor({ state: 'detached' });
  await button(page, 'Pristabdyti bylą').click();
  await sheet.getByLabel('trūksta dokumento').check();
  await sheet.getByLabel('Pastaba (neprivaloma)').fill('Laukiame sklypo plano');
  await sheet.getByRole('button', { name: 'Pristabdyti bylą' }).click();

  await page.getByText(/Byla pristabdyta nuo .* Priežastis: trūksta dokumento\./).waitFor();
  await page.getByText('Laukiame sklypo plano').waitFor();
  await page.locator('.tag.warn').filter({ hasText: 'pristabdyta' }).waitFor();
  expect([await button(page, 'Pristabdyti bylą').count(), await button(page, 'Tęsti bylą').count()]).toEqual([0, 1]);
  expect(await axeFindings(page)).toEqual([]);
  const clerk = await staff.server.as('clerk');
  const read = () => clerk.ask('getCase', { params: { caseKey } });
  expect((await read()).suspension).toMatchObject({ reason: 'document', note: 'Laukiame sklypo plano' });

  await page.getByRole('link', { name: 'Atverti užduotį' }).click();
  await page.getByText('Byla pristabdyta, todėl ir ši užduotis laukia.').waitFor();
  expect([await button(page, 'Paimti').count(), await button(page, 'Užbaigti').count()]).toEqual([0, 0]);
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('link', { name: 'Darbas', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'BYLA-90' }).getByText('byla pristabdyta').waitFor();

  await page.goto(new URL(`/cases/${caseKey}`, staff.server.url).href);
  await button(page, 'Tęsti bylą').click();
  await button(page, 'Pristabdyti bylą').waitFor();
  expect(await page.getByText('Laukiame sklypo plano').count()).toBe(0);
  expect(await read()).toMatchObject({ status: 'active' });
}, 120_000);

test('suspended cases are found by their status, in English too; who may not edit cases sees why and no button', async () => {
  const caseKey = await startCase(staff.server, 'BYLA-91');
  await startCase(staff.server, 'BYLA-92');
  await (await staff.server.as('clerk')).ask('suspendCase', { params: { caseKey }, body: { reason: 'authority' } });
  const page = await staff.open('analyst', '/cases', 'en');
  await page.getByLabel('Status').selectOption({ label: 'suspended' });
  await page.getByRole('row').filter({ hasText: 'BYLA-92' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'BYLA-91' }).click();
  await page.getByText(/The case has been suspended since .* Reason: waiting for another authority\./).waitFor();
  expect(await page.getByRole('button', { name: /Suspend|Resume/ }).count()).toBe(0);
}, 120_000);
