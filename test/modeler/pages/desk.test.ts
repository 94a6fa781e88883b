import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { blankCard, type ServiceCard } from '../../../programme/index.ts';
import { axeFindings } from '../support/axe.ts';
import { deployRequest, staffPage, type StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
const CARD: ServiceCard = {
  ...blankCard('SOC-01', 'permits'),
  title: { lt: 'Pagalba į namus', en: 'Help at home' },
  status: 'active',
  documents: [
    { name: { lt: 'Prašymas', en: 'Request' }, from: 'person' },
    { name: { lt: 'Išrašas', en: 'Extract' }, from: 'person' },
  ],
  processId: 'request',
};
beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
  await (await staff.server.as('admin')).ask('createService', { body: { card: CARD } });
}, 120_000);
afterAll(() => staff.close());

test('a request is taken in by keyboard: service, documents ticked, incomplete on purpose; the receipt shows its code once', async () => {
  const page = await staff.open('clerk', '/desk', 'lt');
  await page.locator('#desk-search').fill('pagalba');
  await page.getByRole('button', { name: 'Pagalba į namus' }).press('Enter');
  await page.locator('#desk-name').fill('Ona Onaitė');
  const take = page.getByRole('button', { name: 'Priimti ir užregistruoti' });
  expect(await take.isDisabled()).toBe(true);
  await page.getByLabel('Prašymas', { exact: true }).press('Space');
  await page.getByLabel('Priimti nepilną').press('Space');
  expect(await axeFindings(page)).toEqual([]);
  if (process.env['PICTURES'] !== undefined)
    await page.screenshot({ path: `${process.env['PICTURES']}/desk.png`, fullPage: true });
  await take.press('Enter');
  const receipt = page.locator('.desk-receipt');
  await receipt.waitFor();
  const text = await receipt.innerText();
  expect(text).toMatch(/SOC-\d{4}-00001/);
  expect(text).toMatch(/[a-z2-9]{5}-[a-z2-9]{5}/);
  expect(text).toContain('Išrašas');
  expect(await axeFindings(page)).toEqual([]);
  if (process.env['PICTURES'] !== undefined)
    await page.screenshot({ path: `${process.env['PICTURES']}/receipt.png`, fullPage: true });
  await page.getByRole('link', { name: 'Atverti bylą' }).click();
  await page.locator('#letters').waitFor();
  const letters = page.locator('section', { has: page.locator('#letters') });
  await letters.getByText('Prašome dokumentų').first().waitFor();
  expect(await letters.innerText()).toContain('Išrašas');
  await page.locator('#letter-text').fill('Pažyma');
  await page.getByRole('button', { name: 'Įrašyti', exact: true }).press('Enter');
  await letters.getByText('Pažyma').waitFor();
  await letters.getByText('pareikalauta dokumentų: 3, iš jų jau gavus prašymą: 2').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  if (process.env['PICTURES'] !== undefined)
    await page.screenshot({ path: `${process.env['PICTURES']}/letters.png`, fullPage: true });
  await page.context().close();
}, 60_000);

test('an absence is noted with a stand-in, refused where it overlaps, and taken out', async () => {
  const page = await staff.open('clerk', '/organisation', 'en');
  const note = async (from: string, to: string) => {
    await page.locator('#absence-from').fill(from);
    await page.locator('#absence-to').fill(to);
    await page.locator('#absence-to').press('Enter');
    await page.getByRole('button', { name: 'Note' }).press('Enter');
  };
  await page.locator('#absence-stand-in option', { hasText: 'Name of colleague' }).waitFor({ state: 'attached' });
  await page.locator('#absence-stand-in').selectOption({ label: 'Name of colleague' });
  await note('2090-01-02', '2090-01-09');
  await page.getByRole('cell', { name: 'Name of colleague' }).waitFor();
  await note('2090-01-09', '2090-01-12');
  await page.getByRole('alert').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  if (process.env['PICTURES'] !== undefined)
    await page.screenshot({ path: `${process.env['PICTURES']}/absence.png`, fullPage: true });
  await page.getByRole('button', { name: /^Take out/ }).press('Enter');
  await page.getByText('No absences are noted').waitFor();
  await page.context().close();
}, 60_000);
