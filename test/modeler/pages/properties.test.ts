import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { readModel } from '../../../engine/model/compile.ts';
import { axeFindings } from '../support/axe.ts';
import { modelFile, refusedByPolicy, staffPage, untranslated } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
}, 120_000);
afterAll(() => staff.close());

const GROUP = 'BPMN: kartojimas ir kiekiai';

async function choose(page: Page, id: string, group?: string): Promise<void> {
  // The context pad of the one before may cover it.
  await page.locator('.editor-canvas').click({ position: { x: 400, y: 15 } });
  await page
    .locator(`.editor-canvas .djs-element[data-element-id="${id}"]`)
    .first()
    .click({ position: { x: 30, y: 25 } });
  await page.locator('.bio-properties-panel-header').waitFor();
  // The panel remembers which groups are open.
  if (group !== undefined)
    await page.evaluate((label) => {
      for (const header of document.querySelectorAll<HTMLElement>('.bio-properties-panel-group-header:not(.open)'))
        if (header.textContent.includes(label)) header.click();
    }, group);
}

async function fill(page: Page, label: string, value: string): Promise<void> {
  await page.getByLabel(label).fill(value);
  await page.getByLabel(label).press('Tab');
}

describe('the properties panel', () => {
  test('takes what the new constructs need: activation, loops, cardinality, quantities, order, completion, listeners', async () => {
    const page = await staff.open('analyst', '/models');
    const { content } = await modelFile('assessment.bpmn');
    const drawn = content
      .replace(/<bpmn:callActivity id="ask"[^>]*>.*?<\/bpmn:extensionElements>/s, '<bpmn:complexGateway id="ask">')
      .replace('</bpmn:callActivity>', '</bpmn:complexGateway>')
      .replace(/(id="phone".*?)<\/bpmn:userTask>/s, '$1<bpmn:standardLoopCharacteristics /></bpmn:userTask>')
      .replace(/(id="visit".*?)<\/bpmn:userTask>/s, '$1<bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>');
    const file = { name: 'constructs.bpmn', mimeType: 'text/xml', buffer: Buffer.from(drawn) };
    await page.getByLabel('Įkelti .bpmn failą').first().setInputFiles(file);
    await page.locator('.editor-canvas .djs-shape[data-element-id="ask"]').waitFor();

    await choose(page, 'ask', GROUP);
    await fill(page, 'Suveikimo sąlyga', '=activationCount >= 2');
    await choose(page, 'phone', GROUP);
    await fill(page, 'Kartojama, kol', '=not(answered)');
    await fill(page, 'Daugiausia (kartų)', '3');
    await page.getByLabel('Kada tikrinama').selectOption({ label: 'prieš kiekvieną kartą' });
    await fill(page, 'Kiek žymių užbaigus', '2');
    await fill(page, 'Kiek žymių reikia pradėti', 'daug');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByTitle('Kurti naują įrašą').nth(2).scrollIntoViewIfNeeded();
    for (const listeners of ['Užduoties klausytojai', 'Vykdymo klausytojai'])
      await page
        .locator('.bio-properties-panel-group-header')
        .filter({ hasText: listeners })
        .getByTitle('Kurti naują įrašą')
        .click();
    await choose(page, 'visit', GROUP);
    await fill(page, 'Kiek kartų', '=visits');
    await choose(page, 'help', GROUP);
    await page.getByLabel('Tvarka').selectOption({ label: 'vienas po kito' });

    const drawing = () =>
      page.evaluate(() => {
        const name = Object.keys(localStorage).find((key) => key.startsWith('eiga.drawing.')) ?? '';
        return (JSON.parse(localStorage.getItem(name) ?? '{}') as { xml: string }).xml;
      });
    let xml = await drawing();
    while (!xml.includes('ordering="Sequential"')) xml = await drawing();
    expect(xml).toMatch(/<bpmn:activationCondition [^>]*>=activationCount &gt;= 2</);
    expect(xml).toMatch(
      /<bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="3">\s*<bpmn:loopCondition [^>]*>=not\(answered\)</,
    );
    expect(xml).toMatch(/<bpmn:loopCardinality [^>]*>=visits</);
    expect(xml).toMatch(/<bpmn:userTask id="phone"[^>]* completionQuantity="2"/);
    expect(xml).not.toContain('startQuantity');
    expect(xml).toMatch(/<zeebe:taskListener /);
    expect(xml).toMatch(/<zeebe:executionListener /);
    const { findings } = await readModel(xml);
    expect(findings.filter(({ rule }) => /complex|loop|multi-instance|ad-hoc|quantity/.test(rule))).toEqual([]);
    expect(await untranslated(page)).toEqual([]);
    expect(await refusedByPolicy(page)).toEqual([]);
  }, 120_000);
});
