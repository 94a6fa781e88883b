import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { axeFindings } from '../support/axe.ts';
import { deployRequest, refusedByPolicy, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
}, 120_000);
afterAll(() => staff.close());

/** The day is the first number only by the rows from the 13th on; who did it stands under a name that nobody knows. */
const CSV = ['byla;žingsnis;kas;pradžia;pabaiga']
  .concat(
    Array.from({ length: 30 }, (_, number) => {
      const day = String((number % 27) + 1).padStart(2, '0');
      return `N${String(number)};Patikrinti;Ona;${day}.01.2026 09:00;${day}.01.2026 10:00\nN${String(number)};Pasirašyti;Jonas;${day}.01.2026 15:00;${day}.01.2026 15:05`;
    }),
  )
  .join('\n');

async function choose(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.locator('#log-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

const role = (page: Page, column: string) => page.getByLabel(`${column}: kas tai`);
const importIt = (page: Page) => page.getByRole('button', { name: 'Įkelti', exact: true });

describe('the log of the old system', () => {
  test('is proposed column by column, corrected, imported, judged, and read the same way the next time', async () => {
    const page = await staff.open('analyst', '/insight/logs');
    await choose(page, 'senoji.csv', CSV);
    await page.getByText('Patikrinkite, ar stulpelių reikšmės atspėtos teisingai.').waitFor();
    expect(await role(page, 'byla').inputValue()).toBe('case');
    expect(await role(page, 'žingsnis').inputValue()).toBe('activity');
    expect(await page.getByLabel('pradžia: datų formatas').inputValue()).toBe('day first');
    expect(await page.getByRole('row', { name: /^žingsnis/ }).textContent()).toContain('Patikrinti');
    expect(await page.getByLabel('Laiko juosta').inputValue()).toBe('Europe/Vilnius');
    expect(await axeFindings(page)).toEqual([]);

    // A role is one column's: the one that had it gives it up, and what lacks is said.
    await role(page, 'kas').selectOption('activity');
    expect(await role(page, 'žingsnis').inputValue()).toBe('attribute');
    await role(page, 'kas').selectOption('resource');
    await page.getByText('Dar nurodykite: žingsnio stulpelį.').waitFor();
    expect(await importIt(page).isDisabled()).toBe(true);
    await role(page, 'žingsnis').selectOption('activity');

    await page.getByLabel('Žurnalo pavadinimas').fill('Senoji sistema');
    await importIt(page).click();
    await page.getByText('Įkelta 30 bylų, įvykių: 60.').waitFor();
    await page.getByRole('form').getByRole('link', { name: 'Duomenų kokybė' }).click();

    await page.getByRole('heading', { name: 'Senoji sistema' }).waitFor();
    const local = page.getByRole('row').filter({ hasText: 'Laikai be laiko juostos' });
    await local.waitFor();
    expect(await local.textContent()).toMatch(/darbo valandos pasislinkusios.*120įvykiai.*Europe\/Vilnius/);
    const outcome = page.getByRole('row').filter({ hasText: 'Nežinoma, kurios bylos baigtos' });
    expect(await outcome.textContent()).toMatch(/30 iš 30bylos, 100\s%bylos trukmė/);
    expect(await axeFindings(page)).toEqual([]);
    expect(await refusedByPolicy(page)).toEqual([]);

    await page.goto(new URL('/insight/logs', staff.server.url).href);
    await choose(page, 'kita.csv.gz', gzipSync(CSV));
    await page.getByText('Stulpeliai parinkti taip, kaip patvirtinote praeitą kartą.').waitFor();
    expect(await role(page, 'kas').inputValue()).toBe('resource');
  }, 120_000);

  test('is looked at anew when another delimiter is chosen', async () => {
    const page = await staff.open('analyst', '/insight/logs', 'en');
    await choose(
      page,
      'bars.csv',
      'case|step, in words, and more|end\n1|a, b, c|2026-01-01T08:00:00Z\n2|a, b, c|2026-01-01T08:00:00Z',
    );
    await page.getByText('2 rows were looked at.').waitFor();
    await page.getByLabel('Delimiter').selectOption('|');
    await page.getByLabel('step, in words, and more: what it is').selectOption('activity');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('2 cases with 2 events').waitFor();
  }, 120_000);

  test('that is broken in places is refused with line and column; what would be left out is counted before it is', async () => {
    const page = await staff.open('analyst', '/insight/logs');
    await choose(page, 'bloga.csv', CSV.replace('03.01.2026 10:00', 'vakar'));
    await page.getByLabel('pabaiga: datų formatas').waitFor();
    await importIt(page).click();
    const alert = page.getByRole('alert').filter({ hasText: 'Reikšmė nėra data' });
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/6 eilutė, 5 stulpelis.*Iš šio failo nieko neišsaugota/s);
    const logs = async () => (await (await staff.server.as('analyst')).ask('listLogs')).items.map(({ fileName }) => fileName);
    expect(await logs()).not.toContain('bloga.csv');

    await page.getByRole('button', { name: 'Suskaičiuoti sugadintas eilutes' }).click();
    await page.getByText('Būtų praleista 1 eilutė. Liktų 30 bylų, įvykių: 59.').waitFor();
    expect(await logs()).not.toContain('bloga.csv');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Įkelti be jų' }).click();
    await page.getByText('Įkelta 30 bylų, įvykių: 59.').waitFor();
    await page.getByRole('form').getByRole('link', { name: 'Duomenų kokybė' }).click();
    await page.getByRole('row').filter({ hasText: 'Praleistos sugadintos eilutės' }).getByText('6 eilutė').waitFor();
  }, 120_000);

  test('can be given up while it is read, and another kind of file is not taken', async () => {
    const page = await staff.open('analyst', '/insight/logs');
    await choose(page, 'sutartis.pdf', 'x');
    await page.getByText('Pasirinkite failą, kurio pavadinimas baigiasi').waitFor();
    expect(await importIt(page).isDisabled()).toBe(true);
    const rows = Array.from({ length: 200_000 }, (_, row) => `${String(row)},A,2026-04-01T08:00:00Z`);
    await choose(page, 'ilga.csv', ['case,activity,end', ...rows].join('\n'));
    await page.getByLabel('activity: kas tai').waitFor();
    await importIt(page).click();
    await page.getByRole('button', { name: 'Nutraukti' }).click();
    await page.getByRole('button', { name: 'Nutraukti' }).waitFor({ state: 'detached' });
    await importIt(page).waitFor();
    const { items } = await (await staff.server.as('analyst')).ask('listLogs');
    expect(items.map(({ fileName }) => fileName)).not.toContain('ilga.csv');
  }, 120_000);
});

describe('a log on its way out', () => {
  test('is taken as a file by its button, of the cases that the filter leaves; administrators see who took what', async () => {
    await deployRequest(staff.server);
    for (const number of ['E-1', 'E-2', 'E-3']) await startCase(staff.server, number);
    const page = await staff.open('admin', '/insight/export?source=process:request');
    await page.getByText('Faile bus 3 bylos, žingsnių: 3.').waitFor();
    const taken = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Atsisiųsti XES' }).click();
    expect((await taken).suggestedFilename()).toMatch(/\.xes$/);
    const row = page.getByRole('row').filter({ hasText: 'admin' });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/visas.*3.*XES.*slapyvardžiai/s);
    await page.getByLabel('Bylos', { exact: true }).selectOption('completed');
    await page.getByText('Pagal šį filtrą nėra nė vienos bylos.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await refusedByPolicy(page)).toEqual([]);
    const manager = await staff.open('manager', '/insight/export?source=process:request', 'en');
    await manager.getByText('3 cases will be in the file; steps: 3.').waitFor();
    expect(await manager.getByRole('heading', { name: 'Who exported what' }).count()).toBe(0);
    expect(await manager.getByLabel('With the names of people').count()).toBe(0);
  }, 120_000);
});
