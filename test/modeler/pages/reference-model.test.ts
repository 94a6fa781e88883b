/** The page that holds units' models against the reference, in a browser. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { axeFindings } from '../support/axe.ts';
import { hasAnswers, refusedByPolicy, staffPage } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  const read = (path: string) => readFile(new URL(`../../../processes/${path}.bpmn`, import.meta.url), 'utf8');
  const model = await read('unified-request/model');
  // An eldership's own: without the reminder to the examiner, decided elsewhere.
  const own = (id: string, change: (xml: string) => string) =>
    staff.server.deploy({
      name: `${id}.bpmn`,
      content: change(model.replaceAll('unified-request', id).replaceAll('"reference"', `"${id}"`)),
    });
  await staff.server.deploy({ name: 'unified-request.bpmn', content: model });
  const eldership = { name: 'Pietų seniūnija', nameEn: 'Southern eldership', institution: 'municipality' };
  await (await staff.server.as('admin')).ask('saveUnit', { params: { unit: 'eldership-south' }, body: eldership });
  await own('eldership-north', (xml) => xml.replaceAll('P10D', 'P20D'));
  await own('eldership-south', (xml) => xml.replaceAll('front-desk', 'eldership-south'));
}, 120_000);
afterAll(() => staff.close());

const BOTH = '/insight/reference?reference=unified-request&models=eldership-north:1,eldership-south:1';

describe.each(['lt', 'en'] as const)('in %s', (language) => {
  test('the page has no finding, empty and full, nor on a telephone', async () => {
    for (const [address, drawn] of [
      ['/insight/reference', '.empty-state'],
      [BOTH, '.djs-shape'],
    ] as const) {
      const page = await staff.open('analyst', address, language);
      await page.locator(drawn).first().waitFor();
      await hasAnswers(page);
      expect({ axe: await axeFindings(page), refused: await refusedByPolicy(page) }).toEqual({ axe: [], refused: [] });
      await page.setViewportSize({ width: 360, height: 740 });
      const isWider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
      expect({ address, isWider }).toEqual({ address, isWider: false });
      await page.context().close();
    }
  }, 60_000);
});

test('an analyst holds two elderships against the unified request, and corrects what was matched, by keyboard', async () => {
  const page = await staff.open('analyst', '/insight/reference', 'en');
  expect(await page.getByLabel('Reference model', { exact: true }).inputValue()).toBe('unified-request');
  for (const model of ['eldership-north:1', 'eldership-south:1']) {
    await page.getByLabel('Add a model').focus();
    await page.getByLabel('Add a model').selectOption(model);
  }
  // Models that are called alike are told apart by their ids.
  for (const id of ['eldership-north', 'eldership-south'])
    await page.getByRole('columnheader', { name: `Examination of a request (${id}), version 1` }).waitFor();
  const row = (step: string) => page.locator('.figure-table tbody tr', { has: page.locator('td, th').first().getByText(step) });
  await row('10 working days have passed').getByText('In the reference within 10 working days, here 20 working days.').waitFor();
  await row('Register the request').getByText('In the reference done by front-desk, here by Southern eldership.').waitFor();
  await page.getByRole('button', { name: 'Correct what was matched' }).press('Enter');
  const chosen = row('Decide').getByRole('combobox').first();
  await chosen.focus();
  await chosen.selectOption('');
  await row('Decide').getByText('missing', { exact: true }).waitFor();
  await page.reload();
  await row('Decide').getByText('missing', { exact: true }).waitFor();
  expect(await row('Decide').locator('td').count()).toBe(2);
  await page.getByText(/^14 of 15 steps of the reference are there/).waitFor();
  await page.locator('.djs-shape.step-missing').first().waitFor();
  await page.context().close();
}, 60_000);
