import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { completeTask, deployRequest, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
}, 120_000);
afterAll(() => staff.close());

describe('the cases', () => {
  test('are found by number; the page of one says where it stands and since when, in picture, list and table', async () => {
    const caseKey = await startCase(staff.server, 'BYLA-77', { secret: 'tik paprašius' });
    await startCase(staff.server, 'BYLA-78');
    await completeTask(staff.server, caseKey, { applicant: 'Ona' });
    const page = await staff.open('manager', '/cases');
    await page.getByLabel('Bylos numeris').fill('YLA-77');
    await page.keyboard.press('Enter');
    await page.getByRole('row').filter({ hasText: 'BYLA-78' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'BYLA-77' }).click();

    await page.locator('.stands-here[data-element-id="sign"]').waitFor();
    await page.locator('.was-here[data-element-id="check"]').waitFor();
    expect(await page.locator('.case-places').textContent()).toContain('Pasirašyti sprendimą');
    const check = page.getByRole('row').filter({ hasText: 'Patikrinti prašymą' });
    // Completed without ever being claimed or started: those instants are unknown, not invented.
    expect(await check.getByText('nežinoma').count()).toBe(2);
    expect(await page.getByText('tik paprašius').count()).toBe(0);
    await page.getByText('Bylos duomenys').click();
    await page.getByText('tik paprašius').waitFor();
  }, 120_000);

  test('are cancelled only after the question, and then say so', async () => {
    const caseKey = await startCase(staff.server, 'BYLA-79');
    const page = await staff.open('manager', `/cases/${caseKey}`);
    await page.getByRole('button', { name: 'Nutraukti bylą' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Palikti' }).click();
    const manager = await staff.server.as('manager');
    expect((await manager.ask('getCase', { params: { caseKey } })).status).toBe('active');
    await page.getByRole('button', { name: 'Nutraukti bylą' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Nutraukti bylą' }).click();
    await page.getByText('nutraukta', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Nutraukti bylą' }).count()).toBe(0);
    expect((await manager.ask('getCase', { params: { caseKey } })).status).toBe('cancelled');
  }, 120_000);

  test('that are not there are said not to be there', async () => {
    const page = await staff.open('manager', '/cases/4611686018427387904', 'en');
    await page.getByText('There is no such record, or you may not see it.').waitFor();
  });
});

const CSV = ['byla;žingsnis;kas;pradžia;pabaiga']
  .concat(
    Array.from({ length: 30 }, (_, number) => {
      const day = String((number % 27) + 1).padStart(2, '0');
      return `N${String(number)};Patikrinti;Ona;2026-01-${day} 09:00:00;2026-01-${day} 10:00:00\nN${String(number)};Pasirašyti;Jonas;2026-01-${day} 15:00:00;2026-01-${day} 15:05:00`;
    }),
  )
  .join('\n');

describe('the log of the old system', () => {
  test('is imported with its columns named, and can then be asked where cases waited', async () => {
    const page = await staff.open('analyst', '/insight/logs');
    await page.locator('#log-file').setInputFiles({ name: 'senoji.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
    const columns = [
      ['Byla', 'byla'],
      ['Žingsnis', 'žingsnis'],
      ['Vykdytojas', 'kas'],
      ['Pradžia', 'pradžia'],
      ['Pabaiga', 'pabaiga'],
    ] as const;
    for (const [label, column] of columns)
      await page.getByRole('group', { name: 'CSV stulpeliai' }).getByLabel(label).fill(column);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await page.getByText('Įkelta 30 bylų, įvykių: 60.').waitFor();
    await page.getByRole('row').filter({ hasText: 'senoji' }).getByRole('link').click();
    await page.locator('.headline').filter({ hasText: 'Pasirašyti' }).waitFor();
    await page.getByText('Įkeltas žurnalas brėžinio neturi').waitFor();
  }, 120_000);

  test('is refused with line and column when a date is none, and nothing of it is kept', async () => {
    const page = await staff.open('analyst', '/insight/logs');
    const faulty = CSV.replace('2026-01-03 10:00:00', 'vakar');
    await page.locator('#log-file').setInputFiles({ name: 'bloga.csv', mimeType: 'text/csv', buffer: Buffer.from(faulty) });
    const columns = [
      ['Byla', 'byla'],
      ['Žingsnis', 'žingsnis'],
      ['Pabaiga', 'pabaiga'],
    ] as const;
    for (const [label, column] of columns)
      await page.getByRole('group', { name: 'CSV stulpeliai' }).getByLabel(label).fill(column);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'faile yra klaida' }).waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/\d+ eilutė/);
    const { items } = await (await staff.server.as('analyst')).ask('listLogs');
    expect(items.map(({ fileName }) => fileName)).not.toContain('bloga.csv');
  }, 120_000);
});
