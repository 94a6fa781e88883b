import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings } from '../support/axe.ts';
import { DAY_MS, playPeriod, requestModel } from '../support/history.ts';
import { refusedByPolicy, staffPage } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  await playPeriod(staff.server, 'as-is', { cases: 45, waitingMs: 9 * DAY_MS, fromAt: Date.now() - 80 * DAY_MS });
}, 240_000);
afterAll(() => staff.close());

async function expectSound(page: Page): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await refusedByPolicy(page)).toEqual([]);
}

async function chooseToBe(page: Page): Promise<void> {
  const { name, content } = await requestModel('to-be');
  await page.locator('summary', { hasText: 'Modelis' }).click();
  await page.getByLabel('Įkelti modelio failą').setInputFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(content) });
}

async function fewRuns(page: Page): Promise<void> {
  await page.locator('summary', { hasText: 'Kiek imituojama' }).click();
  for (const [field, value] of [
    ['Bylų kaskart', '60'],
    ['Kartų', '6'],
  ] as const) {
    await page.getByLabel(field, { exact: true }).fill(value);
    await page.getByLabel(field, { exact: true }).press('Enter');
  }
}

async function changed(page: Page): Promise<readonly string[]> {
  return page.getByRole('list', { name: 'Kas pakeista' }).getByRole('listitem').allTextContents();
}

describe('a change', () => {
  test('is forecast, deployed, worked by, compared, and what came of it stands beside what was expected', async () => {
    const page = await staff.open('analyst', '/insight/what-if');
    await page.getByRole('button', { name: 'Sužinoti iš bylų' }).click();
    await page.getByText(/imituotų bylų trukmė nuo tikrų skiriasi/).waitFor();
    await page.getByText('Nieko nepakeista').waitFor();

    await fewRuns(page);
    // What the program proposes is ranked, tried out with a click, and taken back like any other change.
    await page.getByRole('button', { name: 'Ieškoti siūlymų' }).click();
    const proposal = page.getByRole('article', {
      name: /^1\. „Patikrinti prašymą“ ir „Pasirašyti sprendimą“ atlikti vienu metu/,
    });
    expect(await proposal.textContent()).toMatch(/Sutaupoma vienos bylos laiko\+\d/);
    await proposal.getByRole('button', { name: /^Išbandyti/ }).click();
    expect((await changed(page))[0]).toMatch(/Modelis: 1 versija → .*vienu metu/);
    await proposal.getByRole('button', { name: /^Išsaugoti kaip prognozę/ }).click();
    await page.getByRole('dialog', { name: 'Išsaugoti kaip prognozę' }).getByRole('button', { name: 'Atšaukti' }).click();
    await page.getByRole('button', { name: /^Grąžinti Modelis/ }).click();
    await page.getByText('Nieko nepakeista').waitFor();

    // The check lies about no more, and the model is another one. What was tried out survives a reload, and each change its own undo.
    await page.locator('summary', { hasText: 'Darbas ir kaupimas' }).click();
    const delay = page.getByLabel('Patikrinti prašymą: Dar laukia dėl kitko (% bylų)');
    await delay.fill('trečdalis');
    await page.getByText('Įrašykite skaičių nuo 0 iki 100.').waitFor();
    await delay.fill('0');
    await delay.press('Enter');
    await chooseToBe(page);
    await page
      .getByLabel(/: Žmonių$/)
      .first()
      .fill('3');
    await page
      .getByLabel(/: Žmonių$/)
      .first()
      .press('Enter');
    expect(await changed(page)).toHaveLength(3);
    await page.getByRole('button', { name: /^Grąžinti Žmonės/ }).click();
    await page.reload();
    await page.getByRole('list', { name: 'Kas pakeista' }).waitFor();
    const lines = await changed(page);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/Modelis: 1 versija → .*request\.bpmn/);
    expect(lines[1]).toMatch(/Laukimas dėl kitko: Patikrinti prašymą: 100\s% bylų – vidutiniškai .* → nėra/);

    await fewRuns(page);
    await page.getByRole('button', { name: 'Imituoti abi puses' }).click();
    await page.getByRole('heading', { name: 'Būtų greičiau' }).waitFor();
    expect(await page.locator('.verdict').textContent()).toMatch(/Vidutinė bylos trukmė sutrumpėtų: \d/);
    await page.locator('[data-container-id="check"] .diagram-badge').waitFor();
    await page.locator('.chart svg path').first().waitFor({ state: 'attached' });
    await expectSound(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Atsisiųsti CSV: Rodikliai abiejose pusėse' }).click(),
    ]);
    expect(await readFile(await file.path(), 'utf8')).toMatch(/Kaip yra;Kaip yra: nuo;Kaip yra: iki/);

    await page.getByRole('button', { name: 'Išsaugoti kaip prognozę' }).click();
    await page.getByLabel('Pavadinimas').fill('Tikrinti iš karto');
    await page.getByLabel('Kodėl keičiama').fill('Prašymai guli devynias dienas.');
    await page.getByRole('dialog').getByRole('button', { name: 'Išsaugoti kaip prognozę' }).click();
    await page.getByRole('heading', { name: 'Tikrinti iš karto', level: 1 }).waitFor();
    await page.getByText('Kai pakeitimas įsigalios').waitFor();
    const forecast = new URL(page.url()).pathname;

    const models = await staff.open('analyst', '/models');
    const { name, content } = await requestModel('to-be');
    await models.getByLabel('Įkelti .bpmn failą').setInputFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(content) });
    await models.getByRole('button', { name: 'Įdiegti' }).click();
    await models.getByRole('dialog').getByRole('button', { name: 'Įdiegti' }).click();
    await models.getByRole('heading', { name: /2 versija/ }).waitFor();
    await playPeriod(staff.server, 'to-be', { cases: 45, waitingMs: DAY_MS / 24, fromAt: Date.now() - 40 * DAY_MS });

    await page.goto(new URL('/insight/change?source=request&before=1&after=2', staff.server.url).href);
    await page.getByRole('heading', { name: 'Greičiau' }).waitFor();
    await page.getByRole('heading', { name: 'Prognozė ir tikrovė' }).waitFor();
    const row = page.getByRole('table', { name: 'Prognozė ir tikrovė' }).getByRole('row', { name: /Bylos trukmės mediana/ });
    expect(await row.textContent()).toMatch(/−\d.*−\d.*(Išėjo, kaip tikėtasi|Geriau|Blogiau)/);
    await expectSound(page);

    await page.goto(new URL(forecast, staff.server.url).href);
    await page.getByText('Įdiegta versija rasta pagal modelį').waitFor();
    await page.getByRole('table', { name: 'Prognozė ir tikrovė' }).waitFor();
    await expectSound(page);
  }, 240_000);
});
