import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings } from '../support/axe.ts';
import { DAY_MS, playHistory } from '../support/history.ts';
import { importServiceLog } from '../support/service-log.ts';
import { refusedByPolicy, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
let source: string;
beforeAll(async () => {
  staff = await staffPage();
  const now = Date.now();
  await playHistory(
    staff.server,
    { cases: 40, waitingMs: 9 * DAY_MS, fromAt: now - 80 * DAY_MS },
    { cases: 40, waitingMs: 2 * DAY_MS, fromAt: now - 40 * DAY_MS },
  );
  await startCase(staff.server, 'ATVIRA-1');
  source = await importServiceLog(staff.server);
}, 240_000);
afterAll(() => staff.close());

/** A page of the log, once nothing is on its way. */
async function openView(view: string, query = '', language: 'lt' | 'en' = 'lt'): Promise<Page> {
  const page = await staff.open('manager', `/insight/${view}?source=${source}${query}`, language);
  await page.locator('main h2').first().waitFor();
  return page;
}

async function expectSound(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await refusedByPolicy(page)).toEqual([]);
}

/** The file behind a table's button, without the mark of its encoding. */
async function saved(page: Page, table: string): Promise<readonly string[]> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Atsisiųsti CSV: ${table}` }).click(),
  ]);
  return (await readFile(await file.path(), 'utf8')).replace('\uFEFF', '').trimEnd().split('\r\n');
}

describe('where cases wait', () => {
  test('is told in a sentence with what would be saved and how sure that is, and leads to the cases', async () => {
    const page = await staff.open('manager', '/insight/waiting?source=process:request&version=1');
    const card = page.getByRole('article', { name: /1\. Patikrinti prašymą/ });
    await card.waitFor();
    expect(await card.textContent()).toMatch(/vidutiniškai sutrumpėtų.*tiek: \d.*95\s%\sintervalas.*n = 40 bylų/);
    expect(await card.getByText('Byla sutrumpėtų').count()).toBe(1);
    await expectSound(page);
    await card.getByRole('link', { name: /Atverti 20/ }).click();
    await page.getByText(/Rodom.* iš kur/).waitFor();
    const ofVersion = page.getByRole('row').filter({ hasText: /A-\d+/ });
    await ofVersion.first().waitFor();
    expect(await ofVersion.count()).toBeGreaterThan(5);
    expect(await page.getByRole('row').filter({ hasText: /B-\d+/ }).count()).toBe(0);
  }, 120_000);

  test('is coloured by the cause that is chosen, in working time where that is asked for, and the address keeps both', async () => {
    const page = await staff.open('manager', '/insight/waiting?source=process:request&version=1');
    const cause = page.getByLabel('Dėl kokios priežasties');
    await cause.waitFor();
    const options = await cause.locator('option').allTextContents();
    expect(options.length).toBeGreaterThan(2);
    const values = await cause.locator('option').evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    await cause.selectOption(values[1] ?? '');
    await page.getByRole('heading', { name: /Brėžinyje: laukimas: / }).waitFor();
    expect(page.url()).toContain(`cause=${values[1] ?? '?'}`);
    await page.locator('[data-container-id="check"] .diagram-badge').waitFor();
    await page.getByLabel('Laikas', { exact: true }).selectOption('working');
    await page
      .getByText(/darbo dien/)
      .first()
      .waitFor();
    await page.reload();
    await page.getByRole('heading', { name: /Brėžinyje: laukimas: / }).waitFor();
    expect(await page.getByLabel('Laikas', { exact: true }).inputValue()).toBe('working');
    await expectSound(page);
  }, 120_000);

  test('of a log is told without a diagram; its table is saved with formulas defused', async () => {
    const page = await openView('waiting');
    await page.getByRole('article').first().waitFor();
    expect(await page.getByRole('article').first().textContent()).toMatch(/Tikrinti/);
    await page.getByText('Įkeltas žurnalas brėžinio neturi').waitFor();
    const lines = await saved(page, 'Rodikliai pagal žingsnį');
    expect(lines[0]).toMatch(/^Žingsnis;n;Dalis/);
    expect(lines.find((line) => line.includes('Priimti'))).toMatch(/^'=Priimti;/);
  }, 120_000);
});

describe('how cases run', () => {
  test('is a map that says what its sliders hide, and takes them from the address', async () => {
    const page = await openView('process');
    await page.getByText('Rodoma viskas').waitFor();
    expect(await page.locator('.process-map .map-step').count()).toBe(3);
    const slider = page.getByLabel('Žingsniai: įvykių dalis');
    await slider.focus();
    for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowLeft');
    await page.getByText(/Paslėpta: žingsnių – 1/).waitFor();
    expect(await page.locator('.process-map .map-step').count()).toBe(2);
    expect(page.url()).toContain('activities=0.6');
    await page.getByLabel('Ant rodyklių').selectOption('median');
    await page
      .locator('.map-figure', { hasText: /dien|valand/ })
      .first()
      .waitFor();
    await expectSound(page);
    await page.reload();
    await page.getByText(/Paslėpta: žingsnių – 1/).waitFor();
  }, 120_000);

  test('has its variants with what is held back, its loops, and its filters in every view', async () => {
    const page = await openView('process', '&view=variants');
    await page.getByText(/1 seka, kurios bylų mažiau nei 5, atskirai nerodoma \(iš viso bylų – 2\)/).waitFor();
    expect(await page.locator('.variant-rows li').count()).toBe(3);
    await expectSound(page);
    await page.getByText('Daugiau filtrų').click();
    await page.getByLabel('Buvo padalinyje').selectOption('Lėtasis');
    await page.getByText(/Filtras slepia dar \d+/).waitFor();
    await page.getByRole('link', { name: 'Kartojimai ir grįžimai' }).click();
    await page.getByText(/kas nors daryta iš naujo/).waitFor();
    expect(page.url()).toContain('unit=L');
    const row = page.getByRole('row').filter({ hasText: 'vėl iš karto' });
    expect(await row.textContent()).toContain('Tikrinti');
    await expectSound(page);
    await page.getByRole('link', { name: 'Srautas', exact: true }).click();
    await page.getByText(/Filtras slepia dar \d+/).waitFor();
  }, 120_000);

  test('holds hand-overs of small units back', async () => {
    const page = await openView('process', '&view=handovers');
    await page.getByText(/1 langelis nerodomas/).waitFor();
    const matrix = page.getByRole('table', { name: /Perdavimai iš padalinio/ });
    expect(await matrix.getByText('nerodoma').count()).toBe(1);
    expect(
      await page
        .getByRole('row')
        .filter({ hasText: /^LėtasisGreitasis\d/ })
        .count(),
    ).toBe(1);
    await expectSound(page);
  }, 120_000);
});

describe('every duration', () => {
  test('is shown by the wall or in working time, by the calendar that is told; that stays from page to page', async () => {
    const page = await openView('process', '&figure=median');
    const onWay = page.locator('.map-figure', { hasText: /dien|valand/ });
    await onWay.first().waitFor();
    expect(await onWay.filter({ hasText: 'darbo' }).count()).toBe(0);
    // 102 cases begin with one step and end with two.
    expect(await page.locator('.map-end').count()).toBe(2);
    expect(await page.locator('.map-end-way').count()).toBeGreaterThan(1);
    await page.getByLabel('Laikas', { exact: true }).selectOption('working');
    await page.getByText(/Trukmės – darbo laiku\. Darbo laikas nustatytas iš žurnalo/).waitFor();
    await onWay.filter({ hasText: 'darbo' }).first().waitFor();
    expect(await onWay.filter({ hasNotText: 'darbo' }).count()).toBe(0);
    await expectSound(page);
    await page.getByRole('link', { name: 'Kartojimai ir grįžimai' }).click();
    await page.getByRole('cell', { name: /darbo/ }).first().waitFor();
    await page.getByRole('link', { name: 'Padaliniai', exact: true }).click();
    const league = page.getByRole('table', { name: 'Padaliniai', exact: true });
    const slow = league.getByRole('row').filter({ hasText: 'Lėtasis' });
    await slow.filter({ hasText: 'darbo dien' }).waitFor();
    expect(page.url()).toContain('clock=working');
    await page.getByLabel('Darbo valandos', { exact: true }).selectOption('given');
    await page.getByText(/pagal įstaigos kalendorius\. Darbo diena –\s8\sval\./).waitFor();
    await page.getByRole('link', { name: 'Srautas', exact: true }).click();
    await page.getByText(/pagal įstaigos kalendorius/).waitFor();
    await page
      .getByRole('cell', { name: /darbo dien/ })
      .first()
      .waitFor();
    expect(page.url()).toMatch(/clock=working&hours=given/);
    await page.getByLabel('Kieno').selectOption('unit');
    await page.getByRole('cell', { name: 'Greitasis' }).first().waitFor();
    await page.getByRole('link', { name: 'Kontrolinė diagrama' }).click();
    await page.getByText('Darbo dienos', { exact: true }).waitFor({ state: 'attached' });
    await page.getByLabel('Darbo valandos', { exact: true }).selectOption('none');
    await page.getByText('Darbo valandos čia nežinomos').waitFor();
    await page.getByText('Dienos', { exact: true }).waitFor({ state: 'attached' });
    await expectSound(page);
  }, 120_000);
});

describe('flow over time', () => {
  test('is drawn by day, week or month, as chart and as table, and asks nothing of the policy when one points at it', async () => {
    const page = await openView('flow');
    await page.locator('.chart svg path').first().waitFor({ state: 'attached' });
    const weeks = await page.getByRole('table').getByRole('row').count();
    await page.getByLabel('Kas', { exact: true }).selectOption('month');
    await page.getByRole('columnheader', { name: 'Mėnuo' }).waitFor();
    expect(await page.getByRole('table').getByRole('row').count()).toBeLessThan(weeks);
    expect(page.url()).toContain('step=month');
    await page.locator('.chart').hover();
    await expectSound(page);
  }, 120_000);

  test('has control charts whose signals are told in words', async () => {
    const page = await openView('flow', '&view=control');
    await page.getByRole('heading', { name: 'Tarpsniai ir jų ribos' }).waitFor();
    await page.locator('.chart svg path').first().waitFor({ state: 'attached' });
    expect(await page.locator('.notice').first().textContent()).toMatch(/Išsiskiria|Niekas neišsiskiria|mažiau nei 8/);
    await page.getByLabel('Rodiklis').selectOption('onTime');
    await page.getByText(/terminai nežinomi/).waitFor();
    await page.getByLabel('Laiku – per (dienų)').fill('5');
    await page.keyboard.press('Enter');
    await page.getByRole('columnheader', { name: 'laiku baigtų dalis' }).waitFor();
    await expectSound(page);
  }, 120_000);

  test('has the utilisation of units, and dots with how many of how many are drawn', async () => {
    const page = await openView('flow', '&view=busy');
    await page
      .getByText(/Darbo laikas/)
      .first()
      .waitFor();
    await expectSound(page);
    await page.getByRole('link', { name: 'Taškų diagrama' }).click();
    await page.getByText(/Nubrėžtos visos bylos – 102/).waitFor();
    const inked = await page.locator('canvas').evaluate((element) => {
      const canvas = element as HTMLCanvasElement;
      return canvas
        .getContext('2d')
        ?.getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value > 0);
    });
    expect(inked).toBe(true);
    await expectSound(page);
  }, 120_000);
});

describe('units side by side', () => {
  test('say who is slower and who is faster, with the interval, and hold small ones back', async () => {
    const page = await staff.open('manager', `/insight/units?source=${source}`);
    await page.getByText('Lėčiau už visus kitus kartu: Lėtasis.').waitFor();
    expect(await page.getByText('Greičiau už visus kitus kartu: Greitasis.').count()).toBe(1);
    expect(await page.getByText('2 padaliniai nerodomi').count()).toBe(1);
    const league = page.getByRole('table', { name: 'Padaliniai', exact: true });
    const slow = league.getByRole('row').filter({ hasText: 'Lėtasis' });
    expect(await slow.textContent()).toMatch(/\+\d.*…/);
    expect(await league.getByRole('row').filter({ hasText: 'Mažasis' }).textContent()).toContain('nerodoma');
    await expectSound(page);
  }, 120_000);
});

describe('open cases', () => {
  test('are listed with what is expected of them, filtered by outlook in the address, and lead to the case', async () => {
    const page = await staff.open('manager', '/insight/open?source=process:request');
    const row = page.getByRole('row').filter({ hasText: 'ATVIRA-1' });
    await row.waitFor();
    await page.getByRole('button', { name: /^vėluoja \(0\)/ }).click();
    await page.getByText('Tokių bylų nėra').waitFor();
    expect(page.url()).toContain('outlook=overdue');
    await page.getByRole('button', { name: /^visos/ }).click();
    await page.getByLabel('Terminas (dienų), kai data nežinoma').fill('1');
    await page.keyboard.press('Enter');
    await page.waitForURL(/standardDays=1/);
    await row.filter({ hasText: /gresia vėluoti|vėluoja|spės laiku/ }).waitFor();
    await expectSound(page);
    await row.getByRole('link', { name: 'ATVIRA-1' }).click();
    await page.getByRole('heading', { name: /ATVIRA-1/ }).waitFor();
  }, 120_000);

  test('of a log are those of the day that is asked about, and how far forecasts held is told', async () => {
    const page = await staff.open('manager', `/insight/open?source=${source}&now=2026-04-15&standardDays=6`);
    await page.getByText(/2026-04-15.* duomenimis/).waitFor();
    await page.getByText(/pasitvirtino|dar nežinoma/).waitFor();
    expect(await page.getByRole('table').getByRole('row').count()).toBeGreaterThan(2);
    await expectSound(page);
  }, 120_000);
});
