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
