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
const EIGA = 'Eiga: laikas ir vertė';
const EVENTS = 'Įvykio apibrėžimai';

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

/** The drawing as the page keeps it, once it holds a text. */
async function drawingWith(page: Page, text: string): Promise<string> {
  const name = await page.evaluate(() => Object.keys(localStorage).find((key) => key.startsWith('eiga.drawing.')) ?? '');
  await page.waitForFunction(([key, part]) => localStorage.getItem(key)?.includes(part), [
    name,
    JSON.stringify(text).slice(1, -1),
  ] as const);
  return page.evaluate((key) => (JSON.parse(localStorage.getItem(key) ?? '{}') as { xml: string }).xml, name);
}

async function drawn(change: (xml: string) => string): Promise<Page> {
  const page = await staff.open('analyst', '/models');
  const { content } = await modelFile('assessment.bpmn');
  const file = { name: 'constructs.bpmn', mimeType: 'text/xml', buffer: Buffer.from(change(content)) };
  await page.getByLabel('Įkelti .bpmn failą').first().setInputFiles(file);
  await page.locator('.editor-canvas .djs-shape[data-element-id="ask"]').waitFor();
  return page;
}

describe('the properties panel', () => {
  test('takes what the new constructs need: activation, loops, cardinality, quantities, order, completion, listeners', async () => {
    const page = await drawn((content) =>
      content
        .replace(/<bpmn:callActivity id="ask"[^>]*>.*?<\/bpmn:extensionElements>/s, '<bpmn:complexGateway id="ask">')
        .replace('</bpmn:callActivity>', '</bpmn:complexGateway>')
        .replace(/(id="phone".*?)<\/bpmn:userTask>/s, '$1<bpmn:standardLoopCharacteristics /></bpmn:userTask>')
        .replace(/(id="visit".*?)<\/bpmn:userTask>/s, '$1<bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>'),
    );

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

    const xml = await drawingWith(page, 'ordering="Sequential"');
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

  test('has a list of the event definitions of an event: one is added, told what it waits for, undone, and taken away', async () => {
    const page = await drawn((content) =>
      content.replace(
        /<bpmn:callActivity id="ask".*?<\/bpmn:callActivity>/s,
        `<bpmn:intermediateCatchEvent id="ask" name="Laukti"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
          <bpmn:timerEventDefinition id="late"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P3D</bpmn:timeDuration></bpmn:timerEventDefinition>
        </bpmn:intermediateCatchEvent>`,
      ),
    );
    await choose(page, 'ask', EVENTS);
    const list = page.locator('[data-group-id="group-events"]');
    await list.getByText('Laikmatis: P3D').waitFor();
    await list.getByTitle('Kurti naują įrašą').click();
    await list.getByLabel('Kuris').selectOption({ label: 'naujas' });
    await list.getByLabel('Pavadinimas').fill('atsakymas');
    await list.getByLabel('Pavadinimas').press('Tab');
    await list.getByLabel('Susiejimo raktas').fill('=caseNumber');
    await list.getByLabel('Susiejimo raktas').press('Tab');
    await list.getByText('Pranešimas: atsakymas').waitFor();
    await choose(page, 'ask', GROUP);
    await page.getByLabel('Tęsiama sulaukus').selectOption({ label: 'visų įvykių' });
    await choose(page, 'ask', EIGA);
    await page.getByLabel('Ko laukiama').selectOption({ label: 'pareiškėjo' });
    expect(await axeFindings(page)).toEqual([]);
    const xml = await drawingWith(page, 'eiga:waitsFor="applicant"');
    expect(xml).toMatch(/<bpmn:intermediateCatchEvent id="ask"[^>]* parallelMultiple="true"/);
    expect(xml).toMatch(
      /<bpmn:timerEventDefinition id="late">.*<bpmn:messageEventDefinition id="[^"]*" messageRef="(Message_\w+)"/s,
    );
    expect(xml).toMatch(/<bpmn:message id="Message_\w+" name="atsakymas">.*<zeebe:subscription correlationKey="=caseNumber"/s);
    const { findings } = await readModel(xml);
    expect(findings.filter(({ element }) => element === 'ask')).toEqual([]);

    // Each of the changes is one step back: whom it waits for, all of them, the key, the name, the message, the definition.
    const undo = page.getByRole('button', { name: 'Atšaukti veiksmą' });
    for (let step = 0; step < 6; step++) await undo.click();
    expect(await undo.isDisabled()).toBe(true);
    await list.getByText('Laikmatis: P3D').waitFor();
    expect(await list.locator('.bio-properties-panel-collapsible-entry-header').count()).toBe(1);
    expect(await drawingWith(page, 'id="late"')).not.toContain('bpmn:message');
    await list.getByTitle('Šalinti įrašą').click();
    expect(await drawingWith(page, '<bpmn:intermediateCatchEvent id="ask"')).not.toContain('timerEventDefinition');
    expect(await untranslated(page)).toEqual([]);
  }, 120_000);

  test('takes what a multi-instance activity throws: after each, after the first, or under conditions', async () => {
    const page = await drawn((content) =>
      content.replace(/(id="visit".*?)<\/bpmn:userTask>/s, '$1<bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>'),
    );
    await choose(page, 'visit', GROUP);
    await fill(page, 'Kiek kartų', '3');
    const behavior = page.getByLabel('Kas ir kada siunčiama');
    await behavior.selectOption({ label: 'įvykis po kiekvieno atlikimo (None)' });
    const list = page.locator('[data-group-id="group-events"]');
    await list.getByTitle('Kurti naują įrašą').click();
    await list.getByLabel('Rūšis').selectOption({ label: 'Eskalavimas' });
    await list.getByLabel('Kuris').selectOption({ label: 'naujas' });
    await list.getByLabel('Kodas').fill('aplankyta');
    await list.getByLabel('Kodas').press('Tab');
    const none = await drawingWith(page, 'escalationCode="aplankyta"');
    const [, id = ''] = /noneBehaviorEventRef="(\w+)"/.exec(none) ?? [];
    expect(none).toMatch(new RegExp(`<bpmn:escalationEventDefinition id="${id}" escalationRef="Escalation_`));
    expect(none).not.toContain('signalEventDefinition');
    // The same event, now after the first one.
    await behavior.selectOption({ label: 'įvykis po pirmojo atlikimo (One)' });
    expect(await drawingWith(page, `oneBehaviorEventRef="${id}"`)).not.toContain('noneBehaviorEventRef');
    expect((await readModel(await drawingWith(page, id))).findings.filter(({ element }) => element === 'visit')).toEqual([]);

    await behavior.selectOption({ label: 'įvykiai pagal sąlygas (Complex)' });
    await list.getByTitle('Kurti naują įrašą').click();
    await list.getByLabel('Siunčiama, kai').fill('=numberOfCompletedInstances = 2');
    await list.getByLabel('Siunčiama, kai').press('Tab');
    await list.getByLabel('Kuris').selectOption({ label: 'naujas' });
    await list.getByLabel('Pavadinimas').fill('pakanka');
    await list.getByLabel('Pavadinimas').press('Tab');
    expect(await axeFindings(page)).toEqual([]);
    const complex = await drawingWith(page, 'name="pakanka"');
    expect(complex).toMatch(
      /<bpmn:complexBehaviorDefinition[^>]*>\s*<bpmn:condition[^>]*>=numberOfCompletedInstances = 2<.*<bpmn:event id="[^"]*">\s*<bpmn:signalEventDefinition [^>]*signalRef="Signal_/s,
    );
    expect(complex).not.toContain(id);
    expect((await readModel(complex)).findings.filter(({ element }) => element === 'visit')).toEqual([]);
    expect(await untranslated(page)).toEqual([]);
  }, 120_000);

  test('takes the term profile of a pool, and what completing a step does to the case', async () => {
    const page = await drawn((content) =>
      content
        .replace(
          '<bpmn:process id="assessment"',
          '<bpmn:collaboration id="town"><bpmn:participant id="pool" name="Skyrius" processRef="assessment" /></bpmn:collaboration><bpmn:process id="assessment"',
        )
        .replace(
          'bpmnElement="assessment">',
          'bpmnElement="town"><bpmndi:BPMNShape id="pool-shape" bpmnElement="pool" isHorizontal="true"><dc:Bounds x="80" y="60" width="980" height="300" /></bpmndi:BPMNShape>',
        ),
    );
    await choose(page, 'pool', EIGA);
    await fill(page, 'Termino taisyklė', 'building-permit');
    await choose(page, 'phone', EIGA);
    await page.getByLabel('Užbaigus keičia terminą').selectOption({ label: 'pradeda iš naujo' });
    await page.getByLabel('Baigtis užbaigus').selectOption({ label: 'pareiškėjas atsiėmė prašymą' });
    const xml = await drawingWith(page, 'withdrawn');
    expect(xml).toMatch(/<bpmn:process id="assessment"[^>]* eiga:termProfile="building-permit"/);
    expect(xml).toMatch(/<eiga:termChange onComplete="restart" \/>\s*<eiga:caseOutcome onComplete="withdrawn" \/>/);
    await page.getByLabel('Užbaigus keičia terminą').selectOption({ label: 'nekeičia' });
    expect(await drawingWith(page, 'withdrawn')).not.toContain('termChange');
  }, 120_000);
});
