import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings } from '../support/axe.ts';
import { completeTask, deployRequest, modelFile, refusedByPolicy, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
  // Batches go on when a test says so.
  await staff.server.engine.stop();
}, 120_000);
afterAll(() => staff.close());

const standsAt = async (caseKey: string) =>
  (await (await staff.server.as('analyst')).ask('getCase', { params: { caseKey } })).activeElements.map((one) => one.elementId);
const textOfFocus = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

describe('who may change many cases', () => {
  test('finds no batches at first, and is told what they are', async () => {
    const page = await staff.open('analyst', '/batches', 'en');
    await page.getByText('No batches yet').waitFor();
    expect(await page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name: 'Batches' }).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'Change many cases' }).click();
    await page.getByText('Choose at least one thing that says which cases.').waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
    expect(await page.getByRole('radio').count()).toBe(3);
  }, 120_000);

  test('moves those of the case list that a filter finds, without a mouse, and sees which failed and why', async () => {
    const here = [await startCase(staff.server, 'BT-1'), await startCase(staff.server, 'BT-2')];
    const there = await startCase(staff.server, 'BT-3');
    await startCase(staff.server, 'XX-1');
    await completeTask(staff.server, there, { applicant: 'X' });
    const page = await staff.open('analyst', '/cases?processId=request&number=BT');
    await page.getByRole('cell', { name: 'Prašymo nagrinėjimas, 1 versija' }).first().waitFor();
    await page.getByRole('link', { name: 'Keisti daug bylų' }).press('Enter');
    await page.getByText('Bus dar kartą bandoma 0 sutrikimų.').waitFor();
    await page.getByRole('radio', { name: /^Perkelti bylas/ }).press('Space');
    await page.getByText('Bus keičiamos 3 bylos.').waitFor();
    const next = page.getByRole('button', { name: 'Toliau' });
    expect(await next.isDisabled()).toBe(true);
    await page.getByLabel('Iš kur').selectOption({ label: 'Patikrinti prašymą' });
    await page.getByLabel('Kur', { exact: true }).selectOption({ label: 'Pasirašyti sprendimą' });
    expect(await axeFindings(page)).toEqual([]);
    await next.press('Enter');
    const sheet = page.getByRole('alertdialog', { name: 'Perkelti 3 bylas?' });
    await sheet.getByText('Bylos, kurios ten nėra, lieka, kokios yra.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // What is safe has the focus.
    expect(await textOfFocus(page)).toBe('Atšaukti');
    await sheet.getByRole('button', { name: 'Perkelti bylas' }).press('Enter');

    await page.waitForURL(/\/batches\/\d+/);
    await page.getByText('0 iš 3').waitFor();
    await page.getByText('Numeryje yra „BT“').waitFor();
    await page.getByText('iš: Patikrinti prašymą; į: Pasirašyti sprendimą').waitFor();
    await page.getByText('Nėra bylų, kurioms nepavyko').waitFor();
    await staff.server.engine.fireDue();
    // Nobody touches the page: it looks by itself.
    await page.getByText('3 iš 3').waitFor();
    await page.getByText('1 nepavyko').waitFor();
    expect(await Promise.all([...here, there].map(standsAt))).toEqual([['sign'], ['sign'], ['sign']]);
    const row = page.getByRole('row').filter({ hasText: 'BT-3' });
    await row.getByText("the case stands at none of 'check'").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await refusedByPolicy(page)).toEqual([]);
    await row.getByRole('link', { name: 'BT-3' }).press('Enter');
    await page.waitForURL(`**/cases/${there}`);

    await page.goto(new URL('/batches', staff.server.url).href);
    const told = page.getByRole('row').filter({ hasText: 'Perkelti bylas' });
    await told.getByText('Procesas: Prašymo nagrinėjimas; Numeryje yra „BT“').waitFor();
    await told.getByText('3 iš 3').waitFor();
    await told.getByRole('cell', { name: 'analyst', exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }, 180_000);

  test('takes cases of one version to another, told what is called differently', async () => {
    const caseKey = await startCase(staff.server, 'BV-1');
    const { name, content } = await modelFile('request.bpmn');
    const renamed = content.replaceAll('"check"', '"examine"').replace('formId="examine"', 'formId="check"');
    await staff.server.deploy({ name, content: renamed });
    const page = await staff.open('analyst', '/batches/new?processId=request&version=1&number=BV&kind=migrate', 'en');
    await page.getByText('1 case will be changed.').waitFor();
    await page.getByRole('combobox', { name: 'Check the request check' }).selectOption({ label: 'Check the request (examine)' });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Continue' }).click();
    const sheet = page.getByRole('alertdialog', { name: 'Take 1 case to another version?' });
    await sheet.getByText('Go on in: Examination of a request, version 2').waitFor();
    await sheet.getByRole('button', { name: 'Go on in another version' }).click();
    await page.getByText('0 of 1').waitFor();
    await staff.server.engine.fireDue();
    await page.getByText('1 of 1').waitFor();
    expect(await standsAt(caseKey)).toEqual(['examine']);
  }, 120_000);

  test('pauses a batch, lets it go on, and stops it for good: what has not been done is left out', async () => {
    const caseKey = await startCase(staff.server, 'BS-1');
    const page = await staff.open('manager', '/batches/new?number=BS&kind=cancel', 'en');
    await page.getByText('1 case will be changed.').waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alertdialog', { name: 'Cancel 1 case?' }).getByRole('button', { name: 'Cancel cases' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('paused', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('in progress', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    const sheet = page.getByRole('alertdialog', { name: 'Stop it for good?' });
    expect(await axeFindings(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('stopped', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /Pause|Go on|^Stop$/ }).count()).toBe(0);
    await staff.server.engine.fireDue();
    await page.getByLabel('Show').selectOption({ label: 'those left out' });
    await page.getByRole('row').filter({ hasText: 'BS-1' }).getByText('left out').waitFor();
    expect(await standsAt(caseKey)).toHaveLength(1);
  }, 120_000);

  test('is told when the server refuses, and nothing begins', async () => {
    await startCase(staff.server, 'BR-1');
    const page = await staff.open('manager', '/batches/new?number=BR&kind=cancel');
    await page.getByText('Bus keičiama 1 byla.').waitFor();
    await page.route('**/api/batches/cancel', (route) => route.abort());
    await page.getByRole('button', { name: 'Toliau' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Nutraukti bylas' }).click();
    await page.getByRole('alert').getByText('Nepavyko susisiekti su serveriu').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/batches/new');
  }, 120_000);
});

test('a clerk is offered nothing of it', async () => {
  const page = await staff.open('clerk', '/cases');
  await page.locator('tbody').waitFor();
  expect(await page.getByRole('link', { name: /Keisti daug|Grupiniai/ }).count()).toBe(0);
  await page.goto(new URL('/batches/new?number=B', staff.server.url).href);
  await page.getByText('Jums tai neleidžiama').waitFor();
}, 60_000);
