import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { blankCard } from '../../../programme/index.ts';
import { axeFindings } from '../support/axe.ts';
import { deployRequest, refusedByPolicy, staffPage, startCase } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
  await startCase(staff.server, 'PR-1');
  const analyst = await staff.server.as('analyst');
  const cards = [
    { ...blankCard('ARC-1', 'permits'), title: { lt: 'Statybos leidimas', en: 'Building permit' }, processId: 'request' },
    { ...blankCard('ARC-2', 'social'), title: { lt: 'Griovimo leidimas' } },
  ];
  for (const card of cards) await analyst.ask('createService', { body: { card } });
}, 120_000);
afterAll(() => staff.close());

describe('the catalogue', () => {
  test.each(['lt', 'en'] as const)(
    'and its pages have no finding of axe and break no policy, in %s',
    async (language) => {
      for (const [address, drawn] of [
        ['/catalogue', 'table.list a'],
        ['/catalogue/ARC-2', '.gap-list'],
        ['/new-service', '.card-form select'],
      ] as const) {
        const page = await staff.open('analyst', address, language);
        await page.locator(drawn).first().waitFor();
        if (address === '/new-service')
          for (const add of await page.locator('.card-form section .button.small').all()) await add.click();
        expect({ address, findings: await axeFindings(page), refused: await refusedByPolicy(page) }).toEqual({
          address,
          findings: [],
          refused: [],
        });
        await page.setViewportSize({ width: 360, height: 740 });
        const isWider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        expect({ address, isWider }).toEqual({ address, isWider: false });
        await page.context().close();
      }
    },
    90_000,
  );

  test('is narrowed by words and filters, which the address keeps; a gap leads to those that have it', async () => {
    const page = await staff.open('manager', '/catalogue');
    const rows = page.locator('table.list tbody tr:has(a)');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(2);
    await page.getByLabel('Ieškoti').fill('griovimas');
    await page.getByLabel('Ieškoti').press('Enter');
    await expect(rows.filter({ hasText: 'ARC-1' }).waitFor({ state: 'detached' })).resolves.toBeUndefined();
    expect(await rows.innerText()).toContain('Modelio dar nėra');
    expect(page.url()).toContain('text=griovimas');
    await page.goto(new URL('/catalogue', page.url()).href);
    await page.locator('summary', { hasText: 'Visų paslaugų trūkumai' }).click();
    await page.getByRole('button', { name: 'Nėra angliškai' }).click();
    await rows.filter({ hasText: 'ARC-1' }).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(1);
    // A manager reads; she changes nothing.
    expect(await page.getByRole('button', { name: 'Įkelti katalogą' }).count()).toBe(0);
    await page.context().close();
  }, 60_000);

  test('takes a file in only after it was tried, and says the line of each fault', async () => {
    const page = await staff.open('analyst', '/catalogue');
    await page.getByRole('button', { name: 'Įkelti katalogą' }).click();
    const choose = async (csv: string): Promise<void> => {
      await page.locator('#catalogue-file').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
      await page.getByRole('button', { name: 'Patikrinti' }).click();
    };
    const head = 'code,title_lt,kind,persons,field,owner\n';
    await choose(`${head}X-1,Nauja,public,natural,waste,nobody\n`);
    await page.getByText('2 eilutė').waitFor();
    expect(await page.getByRole('dialog').innerText()).toContain('Nėra padalinio „nobody“.');
    await choose(`${head}X-1,Nauja,public,natural,waste,permits\n`);
    await page.getByRole('button', { name: 'Įkelti', exact: true }).click();
    await page.getByText('Įkelta.', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Nauja', exact: true }).waitFor();
    await page.context().close();
  }, 60_000);
});

describe('one service', () => {
  test('leads to its model, its cases, where they wait and whether it improved', async () => {
    const page = await staff.open('analyst', '/catalogue/ARC-1');
    const links = page.locator('main section').first().getByRole('link');
    await links.first().waitFor();
    const addresses = await links.evaluateAll((found) =>
      found.map((link) => link.getAttribute('href')?.replace(/\d{6,}/, 'KEY')),
    );
    expect(addresses).toEqual([
      '/models/KEY',
      '/cases?processId=request&status=active',
      '/cases?processId=request',
      '/insight/waiting?source=process%3Arequest',
      '/quality/ARC-1',
      '/insight/change?source=process%3Arequest',
      '/insight/reference?models=request%3A1',
    ]);
    await page.context().close();
  }, 60_000);

  test('leads to what is promised of it, what is done about it, and what citizens say', async () => {
    const manager = await staff.server.as('manager');
    const title = { lt: 'Atsakome per 15 darbo dienų' };
    const promise = { kind: 'answeredWithin', workingDays: 15, share: 0.9 } as const;
    const standard = { title, processId: 'request', promise, inCharter: true, status: 'inForce' } as const;
    await manager.ask('createStandard', { body: { standard } });
    const page = await staff.open('manager', '/catalogue/ARC-1');
    const part = page.locator('section', { has: page.getByRole('heading', { name: 'Kas žadama ir kas daroma' }) });
    await part.getByRole('link', { name: title.lt }).waitFor();
    const addresses = () => part.getByRole('link').evaluateAll((found) => found.map((link) => link.getAttribute('href')));
    expect(await addresses()).toEqual(['/plan/standards/1', '/plan', '/surveys']);
    // Of a service without a model nothing is promised, and the way to promise it is there.
    await page.goto(new URL('/catalogue/ARC-2', page.url()).href);
    await part.getByText('Jokiu kokybės standartu').waitFor();
    expect(await addresses()).toEqual(['/plan/standards', '/plan', '/surveys']);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('is changed by its form: gaps go while one types, faults are told at their field, a version says who and why', async () => {
    const page = await staff.open('analyst', '/catalogue/ARC-2');
    await page.getByRole('button', { name: 'Keisti kortelę' }).click();
    const gap = page.locator('.gap-list li', { hasText: 'Nenurodytas rezultatas' });
    await gap.waitFor();
    await page.getByLabel('Rezultatas (lt)').fill('Leidimas griauti');
    await gap.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Pridėti Terminai' }).click();
    await page.getByLabel('Teisinis pagrindas').fill('Statybos įstatymas');
    await page.getByLabel('Galioja nuo').fill('2024-13-01');
    await page.getByLabel('Dienų', { exact: true }).fill('10');
    const save = page.getByRole('button', { name: 'Išsaugoti' });
    await save.click();
    await page.getByText('Kortelėje yra 1 klaida').waitFor();
    expect(await page.getByLabel('Galioja nuo').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Galioja nuo').fill('2024-01-01');
    await save.click();
    // The server refuses a term without its act among the legal acts, at the field.
    await page.getByText('Šio akto nėra tarp paslaugos teisės aktų').waitFor();
    await page.getByRole('button', { name: 'Pridėti Teisės aktai' }).click();
    await page.getByLabel('Teisės aktas').fill('Statybos įstatymas');
    await page.getByLabel('Kas ir kodėl keičiama').fill('Papildyta');
    await save.click();
    await page.getByText('versija 2').waitFor();
    const versions = page.locator('section', { hasText: 'Kortelės versijos' }).last();
    await versions.getByText('Papildyta').waitFor();
    expect(await versions.innerText()).toContain('Teisės aktai, Rezultatas, Terminai');
    await page.context().close();
  }, 60_000);
});
