import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { deployRequest, refusedByPolicy, staffPage, untranslated } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
let version1: string;
beforeAll(async () => {
  staff = await staffPage();
  version1 = await deployRequest(staff.server);
}, 120_000);
afterAll(() => staff.close());

const shape = (id: string): string => `.editor-canvas .djs-element[data-element-id="${id}"]`;
const checks = (page: Page) => page.getByRole('tab', { name: /Patikra/ });

/** A straight flow has no height, so Playwright holds it for invisible. */
async function clickFlow(page: Page, id: string): Promise<void> {
  const box = await page.locator(shape(id)).boundingBox();
  if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

async function opened(address: string): Promise<Page> {
  const page = await staff.open('analyst', address);
  await page.locator('.djs-palette').waitFor();
  await page.getByText('Klaidų nerasta').waitFor();
  return page;
}

describe('an analyst', () => {
  test('breaks a model and sees where, mends it, draws a step, deploys, and the new version is there', async () => {
    const page = await opened(`/models/${version1}`);
    await clickFlow(page, 'f3');
    await page.locator('.djs-context-pad [data-action="delete"]').click();
    const finding = page.locator('.findings li').filter({ hasText: 'Šis elementas niekada nepasiekiamas' });
    await finding.waitFor();
    await page.locator(`${shape('done')}.faulty`).waitFor();
    // The server says the same, at the same element, and keeps nothing.
    await page.getByRole('button', { name: 'Įdiegti' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Įdiegti' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await finding.getByRole('button', { name: 'Išnagrinėta' }).click();
    await page.locator(`${shape('done')}.selected`).waitFor();

    await page.getByRole('button', { name: 'Atšaukti veiksmą' }).click();
    await page.getByText('Klaidų nerasta').waitFor();
    await page.locator(`${shape('done')}.faulty`).waitFor({ state: 'detached' });

    await page.locator(shape('check')).click();
    await page.locator('.djs-context-pad [data-action="append.append-task"]').click();
    await page.keyboard.type('Pranešti pareiškėjui');
    await page.locator('.editor-canvas').click({ position: { x: 300, y: 30 } });
    await page.locator('.editor-canvas .djs-shape').filter({ hasText: 'Pranešti' }).waitFor();

    // The name is changed in the outline, without a mouse.
    await page.getByRole('tab', { name: 'Struktūra' }).click();
    const name = page.getByLabel('Pavadinimas: check');
    await name.fill('Įvertinti prašymą');
    await name.press('Tab');
    await page.locator(shape('check')).filter({ hasText: 'Įvertinti' }).waitFor();

    await page.getByRole('button', { name: 'Įdiegti' }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/Pakeitimo priežastis/)
      .fill('Aiškesnis pavadinimas');
    await page.getByRole('dialog').getByRole('button', { name: 'Įdiegti' }).click();
    await page.getByText('„Prašymo nagrinėjimas“: įdiegta 2 versija').waitFor();

    const analyst = await staff.server.as('analyst');
    const { items } = await analyst.ask('listProcesses');
    const newest = items.find(({ processId }) => processId === 'request')?.versions[0];
    expect(newest?.version).toBe(2);
    const { xml } = await analyst.ask('getDefinition', { params: { definitionKey: newest?.definitionKey ?? '' } });
    expect(xml).toContain('Įvertinti prašymą');
    expect(xml).toContain('Pranešti pareiškėjui');
    expect(xml).toContain('<eiga:label lang="en">Check the request</eiga:label>');
    expect(await refusedByPolicy(page)).toEqual([]);
  }, 180_000);

  test("writes Eiga's own properties of a step: English name, value class, working calendar", async () => {
    const page = await opened(`/models/${version1}`);
    await page.locator(shape('sign')).click();
    await page.getByText('Eiga: laikas ir vertė').click();
    const english = page.getByLabel('Pavadinimas angliškai');
    expect(await english.inputValue()).toBe('Sign the decision');
    await english.fill('Sign it');
    await page.getByLabel('Vertės klasė').selectOption('VA');
    await page.getByLabel('Teisinis pagrindas').fill('VAĮ 31 str.');
    await page.getByLabel('Teisinis pagrindas').press('Tab');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Išsaugoti .bpmn' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('request.bpmn');
    const xml = await page.evaluate(() =>
      localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('eiga.drawing.')) ?? ''),
    );
    expect(xml).toContain('Sign it');
    expect(xml).toMatch(/<eiga:step [^>]*valueClass=\\"VA\\"[^>]*legalBasis=\\"VAĮ 31 str\.\\"/);
    await page.getByText('Klaidų nerasta').waitFor();
    expect(await untranslated(page)).toEqual([]);
  }, 120_000);

  test('never loses a drawing: it is kept when she leaves, in whatever language, until it is discarded', async () => {
    const page = await opened(`/models/${version1}`);
    await page.getByRole('tab', { name: 'Struktūra' }).click();
    await page.getByLabel('Pavadinimas: sign').fill('Nebaigtas darbas');
    await page.getByLabel('Pavadinimas: sign').press('Tab');
    await page.locator(shape('sign')).filter({ hasText: 'Nebaigtas' }).waitFor();
    await page.getByRole('button', { name: 'EN', exact: true }).click();
    await page.getByRole('button', { name: 'Deploy' }).waitFor();
    await page.locator(shape('sign')).filter({ hasText: 'Nebaigtas' }).waitFor();
    await page.getByRole('button', { name: 'LT', exact: true }).click();
    await page.getByRole('button', { name: 'Įdiegti' }).waitFor();

    await page.getByRole('navigation').getByRole('link', { name: 'Modeliai' }).click();
    await page.getByRole('alertdialog', { name: 'Brėžinys neįdiegtas' }).getByRole('button', { name: 'Išeiti' }).click();
    await page.getByRole('heading', { name: 'Neįdiegti brėžiniai šioje naršyklėje' }).waitFor();
    await page.getByRole('link', { name: 'Prašymo nagrinėjimas' }).click();
    await page.getByText('Rodomi neįdiegti pakeitimai').waitFor();
    await page.locator(shape('sign')).filter({ hasText: 'Nebaigtas' }).waitFor();
    await page.getByRole('button', { name: 'Atmesti pakeitimus' }).click();
    await page.locator(shape('sign')).filter({ hasText: 'Pasirašyti' }).waitFor();
  }, 180_000);

  test('begins a new model, and deploys it in spite of a note with the reason why', async () => {
    const page = await staff.open('analyst', '/models');
    await page.getByRole('link', { name: 'Naujas modelis' }).click();
    await page.locator('.djs-palette').waitFor();
    await page.locator('.findings li').filter({ hasText: 'Nėra pabaigos įvykio' }).waitFor();
    await page.getByRole('button', { name: 'Įdiegti' }).click();
    await page.getByRole('dialog').getByText('Patikra turi 1 pastabą').waitFor();
    await page
      .getByRole('dialog')
      .getByLabel(/Pakeitimo priežastis/)
      .fill('Tik bandymas');
    await page.getByRole('dialog').getByRole('button', { name: 'Įdiegti' }).click();
    await page.getByText('„Naujas procesas“: įdiegta 1 versija').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Modeliai' }).click();
    await page.getByRole('row').filter({ hasText: 'Naujas procesas' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Neįdiegti brėžiniai' }).count()).toBe(0);
  }, 120_000);

  test('imports a model from a file, and is told when the file is none', async () => {
    const page = await staff.open('analyst', '/models');
    const choose = page.getByLabel('Įkelti .bpmn failą').first();
    await choose.setInputFiles({ name: 'x.bpmn', mimeType: 'text/xml', buffer: Buffer.from('<not-bpmn/>') });
    await page.getByText('Šis failas – ne BPMN modelis').waitFor();
    const { xml } = await (await staff.server.as('analyst')).ask('getDefinition', { params: { definitionKey: version1 } });
    await choose.setInputFiles({
      name: 'copy.bpmn',
      mimeType: 'text/xml',
      buffer: Buffer.from(xml.replace('id="request"', 'id="copy"').replace('bpmnElement="request"', 'bpmnElement="copy"')),
    });
    await page.locator(shape('check')).waitFor();
    await page.getByText('Klaidų nerasta').waitFor();
    expect(await checks(page).textContent()).toContain('0');
  }, 120_000);

  test('meets no English word of bpmn-js on a Lithuanian page: palette, context pad, replace menu, every properties group', async () => {
    const page = await opened(`/models/${version1}`);
    for (const id of ['check', 'received', 'done', 'f1']) {
      await (id === 'f1' ? clickFlow(page, id) : page.locator(shape(id)).click());
      await page.locator('.bio-properties-panel-header').waitFor();
      await page.evaluate(() => {
        for (const header of document.querySelectorAll<HTMLElement>('.bio-properties-panel-group-header:not(.open)'))
          header.click();
      });
      expect(await page.locator('.bio-properties-panel').getByText('Create', { exact: true }).count()).toBe(0);
      const replace = page.locator('.djs-context-pad [data-action="replace"]');
      if ((await replace.count()) > 0) {
        await replace.click();
        await page.locator('.djs-popup').waitFor();
        await page.keyboard.press('Escape');
      }
    }
    expect(await untranslated(page)).toEqual([]);
    // A mapping brings the FEEL editor, which brings styles of its own.
    await page.locator(shape('check')).click();
    await page.getByTitle('Kurti naują įrašą').first().click();
    await page.locator('.bio-properties-panel-list-item .bio-properties-panel-feel-icon').first().click();
    await page.locator('.bio-properties-panel-list-item .cm-editor').waitFor();
    expect(await untranslated(page)).toEqual([]);
    expect(await refusedByPolicy(page)).toEqual([]);
  }, 120_000);
});
