import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blankCard } from '../../../programme/index.ts';
import { axeFindings } from '../support/axe.ts';
import { deployRequest, refusedByPolicy, staffPage } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

const UNIFIED = new URL('../../../processes/unified-request/', import.meta.url);

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
  const analyst = await staff.server.as('analyst');
  const card = {
    ...blankCard('MED-7', 'permits'),
    title: { lt: 'Leidimas kirsti medį', en: 'Permit to fell a tree' },
    processId: 'request',
  };
  await analyst.ask('createService', { body: { card } });
}, 120_000);
afterAll(() => staff.close());

describe('a process for a service', () => {
  test('begins as the unified model, is examined by its own process, and the card names it once it is deployed', async () => {
    const page = await staff.open('analyst', '/catalogue/MED-7');
    const open = page.getByRole('button', { name: 'Pradėti nuo vieningo modelio' });
    await open.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Nė vienas įdiegtas procesas nepažymėtas kaip vieningas modelis').waitFor();
    await page.keyboard.press('Escape');
    const forms = await Promise.all(
      (await readdir(new URL('forms/', UNIFIED))).map(async (name) => ({
        name,
        content: await readFile(new URL(`forms/${name}`, UNIFIED), 'utf8'),
      })),
    );
    const model = await readFile(new URL('model.bpmn', UNIFIED), 'utf8');
    await staff.server.deploy({ name: 'unified-request.bpmn', content: model }, ...forms);
    await page.reload();
    await open.focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog');
    const id = sheet.getByLabel('Naujo proceso kodas');
    await id.waitFor();
    expect(await id.inputValue()).toBe('service-med-7');
    expect(await sheet.innerText()).toContain('Dabar kortelėje nurodytas procesas request.');
    expect(await sheet.getByLabel('Kurį žingsnį atlieka tas procesas').inputValue()).toBe('examine');
    expect([await axeFindings(page), await refusedByPolicy(page)]).toEqual([[], []]);
    await id.fill('7 medžiai');
    await page.keyboard.press('Enter');
    await sheet.getByText('Kodas turi prasidėti raide').waitFor();
    expect(await id.getAttribute('aria-invalid')).toBe('true');
    await id.fill('service-med-7');
    await page.keyboard.press('Enter');
    await page.locator('.editor-canvas [data-element-id="examine"]').waitFor();
    await page.getByRole('button', { name: 'Įdiegti', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Įdiegti', exact: true }).click();
    await page.getByText('Paslaugos MED-7 kortelėje nurodytas šis procesas').waitFor();

    const analyst = await staff.server.as('analyst');
    const { card, process } = await analyst.ask('getService', { params: { code: 'MED-7' } });
    expect([card.processId, process?.name]).toEqual(['service-med-7', 'Leidimas kirsti medį']);
    const { models } = await analyst.ask('compareWithReference', {
      params: { referenceId: 'unified-request' },
      query: { models: 'service-med-7,request' },
    });
    expect(models[0]).toMatchObject({ coverage: 1, consistency: 1, added: [] });
    expect(models[0]?.steps.flatMap(({ deviations }) => deviations)).toEqual([]);
    expect(models[1]?.coverage).toBeLessThan(1);
    await page.goto(new URL('/catalogue/MED-7', page.url()).href);
    await page.getByRole('link', { name: 'Nukrypimai nuo vieningo modelio' }).click();
    await page.waitForURL('**/insight/reference?models=service-med-7*');
    await page.context().close();
  }, 90_000);
});
