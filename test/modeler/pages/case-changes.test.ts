import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings } from '../support/axe.ts';
import { completeTask, deployRequest, modelFile, refusedByPolicy, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
  await staff.server.deploy(await modelFile('assessment.bpmn'), await modelFile('level.dmn'));
}, 120_000);
afterAll(() => staff.close());

const standsAt = async (caseKey: string) =>
  (await (await staff.server.as('analyst')).ask('getCase', { params: { caseKey } })).activeElements.map((one) => one.elementId);

async function opened(user: 'analyst' | 'clerk', caseKey: string, language: 'lt' | 'en' = 'lt'): Promise<Page> {
  const page = await staff.open(user, `/cases/${caseKey}`, language);
  await page.locator('.djs-shape.stands-here').first().waitFor();
  return page;
}

/** A case of the assessment, which has decided its level and called another case. */
async function startAssessment(caseNumber: string): Promise<{ readonly caseKey: string; readonly calledKey: string }> {
  const clerk = await staff.server.as('clerk');
  const { caseKey } = await clerk.ask('startCase', {
    body: { definition: { processId: 'assessment' }, variables: { points: 12 }, dimensions: { caseNumber, unit: 'permits' } },
  });
  await staff.server.engine.fireDue();
  const { items } = await clerk.ask('listCases', { query: { callerCaseKey: caseKey } });
  return { caseKey, calledKey: items[0]?.caseKey ?? '' };
}

describe('who may', () => {
  test('moves a case, asked first whether it would be refused, without a mouse', async () => {
    const caseKey = await startCase(staff.server, 'MV-1');
    const page = await opened('analyst', caseKey);
    await page.getByRole('button', { name: 'Perkelti' }).focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Pakeisti, kur yra byla' });
    const stays = sheet.getByLabel('Patikrinti prašymą: dabar');
    expect(await sheet.getByRole('button', { name: 'Patikrinti' }).isDisabled()).toBe(true);
    await stays.selectOption({ label: 'baigiama čia' });
    await sheet.getByText('Byloje nieko nebeliktų').waitFor();
    await stays.selectOption({ label: 'tęsiama čia: Pasirašyti sprendimą' });
    await stays.press('Enter');
    await sheet.getByRole('button', { name: 'Patikrinti' }).press('Enter');
    await sheet.getByText('Niekas netrukdo').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await standsAt(caseKey)).toEqual(['check']);
    // The focus is still on the button, which now does what it said.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Perkelti');
    await page.keyboard.press('Enter');
    await page.getByText('Byla perkelta').waitFor();
    await page.locator('.stands-here[data-element-id="sign"]').waitFor();
    expect(await standsAt(caseKey)).toEqual(['sign']);
    expect(await refusedByPolicy(page)).toEqual([]);
  }, 120_000);

  test('is told when what would be moved is no longer there, and nothing is moved', async () => {
    const caseKey = await startCase(staff.server, 'MV-2');
    const page = await opened('analyst', caseKey, 'en');
    await page.getByRole('button', { name: 'Move' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Check the request: now it').selectOption({ label: 'goes on at: Sign the decision' });
    await sheet.getByRole('button', { name: 'Check' }).click();
    await sheet.getByText('Nothing stands in the way').waitFor();
    await completeTask(staff.server, caseKey, { applicant: 'X' });
    await sheet.getByRole('button', { name: 'Move' }).click();
    await sheet
      .getByRole('alert')
      .getByText(/there is no living element instance/)
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await standsAt(caseKey)).toEqual(['sign']);
  }, 120_000);

  test('goes on in another version: equal ids are filled in, what stands in the way is told before anything moves', async () => {
    const caseKey = await startCase(staff.server, 'MG-1');
    const { name, content } = await modelFile('request.bpmn');
    await staff.server.deploy({
      name,
      content: content.replaceAll('"check"', '"examine"').replace('formId="examine"', 'formId="check"'),
    });
    const page = await opened('analyst', caseKey);
    await page.getByRole('button', { name: 'Tęsti pagal kitą versiją' }).click();
    const sheet = page.getByRole('dialog', { name: 'Tęsti pagal kitą versiją' });
    const counterpart = sheet.getByRole('combobox', { name: 'Patikrinti prašymą check' });
    expect(await counterpart.inputValue()).toBe('');
    await sheet.getByRole('button', { name: 'Patikrinti' }).click();
    await sheet
      .getByRole('alert')
      .getByText(/'check' has no counterpart/)
      .waitFor();
    await counterpart.selectOption({ label: 'Patikrinti prašymą (examine)' });
    await sheet.getByRole('button', { name: 'Patikrinti' }).click();
    await sheet.getByText('Niekas netrukdo').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await standsAt(caseKey)).toEqual(['check']);
    await sheet.getByRole('button', { name: 'Tęsti pagal tą versiją' }).click();
    await page.getByText('Byla tęsiama pagal 2 versiją').waitFor();
    await page.locator('.stands-here[data-element-id="examine"]').waitFor();
    // Back again: what is called the same needs no word.
    await completeTask(staff.server, caseKey, { applicant: 'X' });
    await page.reload();
    await page.locator('.stands-here[data-element-id="sign"]').waitFor();
    await page.getByRole('button', { name: 'Tęsti pagal kitą versiją' }).click();
    expect(await sheet.getByRole('combobox', { name: 'Pasirašyti sprendimą sign' }).inputValue()).toBe('sign');
  }, 120_000);

  test('is offered nothing of it as a clerk', async () => {
    const page = await opened('clerk', await startCase(staff.server, 'MV-3'));
    expect(await page.getByRole('button', { name: /Perkelti|Tęsti pagal/ }).count()).toBe(0);
  }, 60_000);
});

describe('the page of a case', () => {
  for (const language of ['lt', 'en'] as const) {
    test(`tells what was decided by which rules, and links callers and called (${language})`, async () => {
      const { caseKey, calledKey } = await startAssessment(`DC-${language}`);
      const lt = language === 'lt';
      const page = await opened('clerk', caseKey, language);
      const row = page.getByRole('row').filter({ hasText: 'Pagalbos lygis' });
      await row.getByRole('cell', { name: '2', exact: true }).waitFor();
      await row.getByRole('cell', { name: lt ? 'Nustatyti lygį' : 'Decide the level' }).waitFor();
      await row.getByText(lt ? 'Rodyti reikšmes' : 'Show values').click();
      await row.getByText('"didelis"').waitFor();
      await row.getByText('12', { exact: true }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      const calls = page.getByRole('region', { name: lt ? 'Susijusios bylos' : 'Connected cases' });
      await calls.getByRole('link', { name: lt ? 'Prašymo nagrinėjimas' : 'Examination of a request' }).click();
      await page.waitForURL(`**/cases/${calledKey}`);
      await calls.getByRole('link', { name: `Poreikių vertinimas, DC-${language}` }).click();
      await page.waitForURL(`**/cases/${caseKey}`);
      await page.context().close();
    }, 120_000);
  }

  test('lets a clerk begin what an ad-hoc sub-process offers', async () => {
    const { caseKey, calledKey } = await startAssessment('AH-1');
    await completeTask(staff.server, calledKey, { applicant: 'X' });
    await completeTask(staff.server, calledKey, { decision: 'Y' });
    await staff.server.engine.fireDue();
    const page = await opened('clerk', caseKey);
    const offers = page.getByRole('group', { name: 'Ką čia galima pradėti' });
    expect(await offers.getByRole('button').allTextContents()).toEqual(['Pradėti: Paskambinti', 'Pradėti: Aplankyti']);
    await offers.getByRole('button', { name: 'Pradėti: Aplankyti' }).press('Enter');
    await page.getByText('Pradėta: Aplankyti').waitFor();
    await page.locator('.stands-here[data-element-id="visit"]').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect((await standsAt(caseKey)).sort()).toEqual(['help', 'visit']);
  }, 120_000);
});
