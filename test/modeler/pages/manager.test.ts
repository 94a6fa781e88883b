import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DAY_MS, playHistory } from '../support/history.ts';
import { refusedByPolicy, staffPage } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  const now = Date.now();
  await playHistory(
    staff.server,
    { cases: 45, waitingMs: 9 * DAY_MS, fromAt: now - 80 * DAY_MS },
    { cases: 45, waitingMs: 2 * DAY_MS, fromAt: now - 40 * DAY_MS },
  );
}, 240_000);
afterAll(() => staff.close());

describe('a manager', () => {
  test('reads the bottleneck in a sentence, sees it below the shapes of the diagram, and the same figures in the table', async () => {
    const page = await staff.open('manager', '/insight/waiting?version=1');
    const bottleneck = page.getByRole('article', { name: /^1\. Patikrinti prašymą/ });
    await bottleneck.getByText(/vidutiniškai sutrumpėtų/).waitFor();
    const badge = page.locator('[data-container-id="check"] .diagram-badge');
    await badge.waitFor();
    const share = (await badge.textContent()) ?? '';
    expect(share).toMatch(/^\d+\s%$/);
    const row = page.getByRole('row').filter({ hasText: 'Patikrinti prašymą' }).first();
    expect(await row.textContent()).toContain(share);
    // Below: the layer of the heat comes before the layer of the shapes.
    const below = await page.evaluate(() => {
      const heat = document.querySelector('.layer-heat');
      const shapes = document.querySelector('.layer-root-0, [class*="layer-root"], .layer-base');
      return heat !== null && shapes !== null && Boolean(heat.compareDocumentPosition(shapes) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    expect(below).toBe(true);
    await page.getByLabel('Rodiklis').selectOption('processing');
    await page.getByRole('heading', { name: 'Brėžinyje: darbas' }).waitFor();
    expect(page.url()).toContain('measure=processing');
    expect(await refusedByPolicy(page)).toEqual([]);
  }, 120_000);

  test('goes from the figure to the cases behind it', async () => {
    const page = await staff.open('manager', '/insight/waiting?version=1');
    await page.getByRole('article').first().getByRole('link').click();
    await page.getByText(/Rodom.* iš kur/).waitFor();
    const ofVersion = page.getByRole('row').filter({ hasText: /A-\d+/ });
    await ofVersion.first().waitFor();
    expect(await ofVersion.count()).toBeGreaterThan(5);
    expect(await page.getByRole('row').filter({ hasText: /B-\d+/ }).count()).toBe(0);
  }, 120_000);

  test('reads the verdict first, then measures, curves, why, and goes to the cases behind a count', async () => {
    const page = await staff.open('manager', '/insight/change');
    await page.getByRole('heading', { name: 'Greičiau' }).waitFor();
    const verdict = await page.locator('.verdict').textContent();
    expect(verdict).toMatch(/Mediana sutrumpėjo: 7\D.*95\s%/);
    await page.locator('.survival-chart svg path').first().waitFor({ state: 'attached' });
    const order = await page.evaluate(() => [...document.querySelectorAll('main h2')].map((heading) => heading.textContent));
    expect(order[0]).toBe('Greičiau');
    const cases = page.getByRole('row').filter({ hasText: 'Bylų (n)' });
    expect(await cases.getByRole('cell').allTextContents()).toEqual(['45', '45']);

    // The whole answer follows: measures, why with parts that are named, and the cases behind a count.
    await page.getByRole('heading', { name: 'Penki rodikliai' }).waitFor();
    const gross = page.getByRole('row').filter({ hasText: 'Trukmė nuo gavimo' });
    expect(await gross.textContent()).toMatch(/−7\D.*pagerėjo/);
    await page.getByText('Pasitenkinimas: žmonių neklausta').waitFor();
    await page.getByRole('rowheader', { name: 'Iš viso' }).waitFor();
    expect(await page.locator('main h2').first().textContent()).toBe('Greičiau');
    await page.getByRole('link', { name: 'Rodyti bylas: 45' }).first().click();
    await page.getByRole('link', { name: 'A-20', exact: true }).waitFor();
    await page.getByLabel('Darbo valandos kaina').fill('20');
    await page.getByLabel('Darbo valandos kaina').press('Enter');
    await page.getByRole('rowheader', { name: 'Bylos kaina' }).waitFor();
    expect(page.url()).toContain('costPerHour=20');

    await page.getByLabel('Prieš: versija').selectOption('2');
    await page.getByLabel('Po: versija').selectOption('1');
    await page.getByRole('heading', { name: 'Lėčiau' }).waitFor();
    await page.getByLabel('Po: versija').selectOption('2');
    await page.getByRole('heading', { name: 'Pokytis neįrodytas' }).waitFor();
  }, 120_000);

  test('compares two periods once all four days are known, and is told when a day is none', async () => {
    const page = await staff.open('manager', '/insight/change?way=periods', 'en');
    await page.getByText('Choose what to compare').waitFor();
    const day = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
    await page.getByLabel('Before: from').fill('2026-13-01');
    await page.getByLabel('Before: from').press('Tab');
    await page.getByText('Write it like this').waitFor();
    for (const [label, days] of [
      ['Before: from', 90],
      ['Before: until', 50],
      ['After: from', 45],
      ['After: until', 1],
    ] as const) {
      await page.getByLabel(label).fill(day(days));
      await page.getByLabel(label).press('Tab');
    }
    await page.getByRole('heading', { name: 'Faster' }).waitFor();
  }, 120_000);
});
