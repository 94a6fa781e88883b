import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { completeTask, deployRequest, refusedByPolicy, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
}, 120_000);
afterAll(() => staff.close());

const button = (name: string): string => `[role="group"][aria-label="Veiksmai"] button:text-is("${name}")`;

describe('a clerk', () => {
  test('signs in, finds the task in the queue of her unit, claims, starts, pauses, resumes and completes it', async () => {
    const caseKey = await startCase(staff.server, 'PR-1');
    const page = await staff.openStranger('/work');
    await page.getByLabel('Prisijungimo vardas').fill('clerk');
    await page.getByLabel('Slaptažodis').fill('a-password-of-tests');
    await page.keyboard.press('Enter');

    const row = page.getByRole('row').filter({ hasText: 'PR-1' });
    await row.getByRole('link', { name: 'Patikrinti prašymą' }).click();
    await page.getByRole('heading', { level: 1, name: 'Patikrinti prašymą' }).waitFor();
    await page.locator('.stands-here[data-element-id="check"]').waitFor();

    await page.locator(button('Paimti')).click();
    await page.locator(button('Pradėti')).click();
    await page.locator(button('Pristabdyti')).click();
    await page.getByRole('dialog').getByLabel('laukiama pareiškėjo').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Pristabdyti' }).click();
    await page.getByText('Laikas sustabdytas. Priežastis: laukiama pareiškėjo.').waitFor();
    // While it is suspended, the only way on is to resume it.
    await page.locator(button('Tęsti')).waitFor();
    expect(await page.locator(button('Užbaigti')).count()).toBe(0);
    await page.locator(button('Tęsti')).click();

    await page.locator(button('Užbaigti')).click();
    expect(await page.locator('.fjs-form-field-error').textContent()).toContain('Laukas privalomas.');
    await page.getByLabel('Pareiškėjas').fill('Ona Ąžuolienė');
    await page.locator(button('Užbaigti')).click();
    await page.getByText('Užbaigta: Patikrinti prašymą').waitFor();

    const { items } = await (await staff.server.as('clerk')).ask('getCaseHistory', { params: { caseKey } });
    const check = items.find(({ elementId }) => elementId === 'check');
    expect(check).toMatchObject({ status: 'completed', actor: 'clerk', suspensions: [{ reason: 'applicant' }] });
    expect([check?.claimedAt, check?.startedAt, check?.suspensions[0]?.to].every((instant) => instant !== undefined)).toBe(true);
    expect(await refusedByPolicy(page)).toEqual([]);
  }, 120_000);

  test("completes with Enter, the keypad's too, and the field she typed last goes with it", async () => {
    const caseKey = await startCase(staff.server, 'PR-2');
    await completeTask(staff.server, caseKey, { applicant: 'Jonas' });
    const page = await staff.open('clerk', '/work?number=PR-2');
    await page.getByRole('link', { name: 'Pasirašyti sprendimą' }).click();
    await page.locator(button('Paimti')).click();
    await page.locator(button('Pradėti')).waitFor();
    await page.getByLabel('Sprendimas').pressSequentially('Leisti statyti');
    // The keypad's: form-js itself looks out for the other one only.
    await page.keyboard.press('NumpadEnter');
    await page.getByText('Užbaigta: Pasirašyti sprendimą').waitFor();
    const { variables } = await (await staff.server.as('clerk')).ask('getCaseVariables', { params: { caseKey } });
    expect(variables).toMatchObject({ applicant: 'Jonas', decision: 'Leisti statyti' });
  }, 120_000);

  test('finds a half-filled form again, also in the other language', async () => {
    await startCase(staff.server, 'PR-3');
    const page = await staff.open('clerk', '/work?number=PR-3');
    await page.getByRole('link', { name: 'Patikrinti prašymą' }).click();
    await page.locator(button('Paimti')).click();
    await page.locator(button('Pradėti')).waitFor();
    await page.getByLabel('Esmė').fill('Pusė darbo');
    await page.getByText('Juodraštis išsaugotas').waitFor();
    await page.reload();
    await page.getByLabel('Esmė').waitFor();
    expect(await page.getByLabel('Esmė').inputValue()).toBe('Pusė darbo');

    await page.getByLabel('Pareiškėjas').fill('Ona');
    await page.getByRole('button', { name: 'EN' }).click();
    await page.getByRole('heading', { level: 1, name: 'Check the request' }).waitFor();
    await page.getByLabel('Subject').waitFor();
    expect(await page.getByLabel('Subject').inputValue()).toBe('Pusė darbo');
    expect(await page.getByLabel('Applicant').inputValue()).toBe('Ona');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  }, 120_000);

  test('is told when a colleague was quicker, and sees how the task stands now', async () => {
    await startCase(staff.server, 'PR-4');
    const page = await staff.open('clerk', '/work?number=PR-4');
    await page.getByRole('link', { name: 'Patikrinti prašymą' }).click();
    await page.locator(button('Paimti')).waitFor();
    const colleague = await staff.server.as('colleague');
    const { items } = await colleague.ask('listTasks', { query: { caseNumber: 'PR-4' } });
    await colleague.ask('claimTask', { params: { taskKey: items[0]?.taskKey ?? '' } });
    await page.locator(button('Paimti')).click();
    const alert = page.getByRole('alert').filter({ hasText: 'To nebegalima padaryti' });
    await alert.waitFor();
    await page.getByText('Name of colleague').waitFor();
    expect(await page.locator(button('Paimti')).count()).toBe(0);
  }, 120_000);

  test('sees nothing of another unit', async () => {
    const page = await staff.open('neighbour', '/work');
    await page.getByText('Užduočių nėra').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
  });
});
