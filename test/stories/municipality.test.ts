/** What a municipality would ask to see first, as its people would go: from the front page by words alone. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cellsOf, type DemoTown, demoTown, follow } from './demo-town.ts';

const INSIGHT = 'Įžvalgos';
const PROGRAMME = 'Tobulinimo programa';

let town: DemoTown;
beforeAll(async () => {
  town = await demoTown();
}, 300_000);
afterAll(() => town.close());

describe('a municipality asks to see', () => {
  test('the same service as it was and as it is, with cases run on each, and a verdict with numbers', async () => {
    const page = await town.signIn('manager');
    await follow(page, 'Įžvalgos');
    await follow(page, 'Ar pagerėjo', INSIGHT);
    await page.getByLabel('Procesas').selectOption({ label: 'Statybą leidžiantis dokumentas' });
    await page.getByRole('heading', { level: 2, name: 'Greičiau', exact: true }).waitFor();
    expect(await page.locator('.verdict').innerText()).toMatch(/Mediana sutrumpėjo:\s[\d,]+\sdien\S+\s\(95\s%\sintervalas:/);
    const [before, after] = await cellsOf(page, 'Bylų (n)');
    expect(Math.min(Number(before), Number(after))).toBeGreaterThan(100);
    await page.getByRole('heading', { name: 'Penki rodikliai' }).waitFor();
    // Speed and quality together, and how it came about.
    expect((await cellsOf(page, /^Trukmė nuo gavimo/))[3]).toBe('pagerėjo');
    expect((await cellsOf(page, /^Pakartoti žingsniai/))[3]).toBe('pagerėjo');
    expect((await cellsOf(page, /^Darbas su byla/))[3]).toBe('neįrodyta');
    await page.context().close();
  }, 120_000);

  test('the survey before and after next to the comparison of cycle times', async () => {
    const page = await town.signIn('manager');
    await follow(page, 'Pokyčių planas');
    await follow(page, 'Apklausos', PROGRAMME);
    await page.getByText(/^Pagerėjo\. Patenkintų dalis buvo [\d,]+ %, dabar [\d,]+ %: .*95 % intervalas/).waitFor();
    expect(await cellsOf(page, 'Lūkestis: greitumas')).toContain('Pokytis neįrodytas');
    await follow(page, 'Įžvalgos');
    await follow(page, 'Ar pagerėjo', INSIGHT);
    await page.getByLabel('Procesas').selectOption({ label: 'Statybą leidžiantis dokumentas' });
    await page.getByRole('heading', { name: 'Penki rodikliai' }).waitFor();
    const [before, after, difference, change] = await cellsOf(page, /^Pasitenkinimas/);
    expect(Number(before?.replace(',', '.'))).toBeLessThan(Number(after?.replace(',', '.')));
    expect(difference).toMatch(/^\+[\d,]+\s+95\s%:\s\+[\d,]+\s…\s\+[\d,]+/);
    expect(change).toBe('pagerėjo');
    await cellsOf(page, /^Trukmė nuo gavimo/);
    await page.context().close();
  }, 120_000);

  test('279 services and which of them have a model, each search answered by one question', async () => {
    const page = await town.signIn('administrator');
    await follow(page, 'Paslaugos');
    await page.getByText(/^Rodoma 279 iš 279\. Su procesu – 6, /).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/services')) asked.push(pathname);
    });
    await page.getByLabel('Procesas').selectOption({ label: 'Yra modelis' });
    await page.getByText(/^Rodoma 6 iš 279/).waitFor();
    await page.getByLabel('Ieškoti').fill('leidim statyb');
    await page.getByRole('button', { name: 'Ieškoti' }).click();
    await page.getByText(/^Rodoma 1 iš 279/).waitFor();
    expect(asked).toEqual(['/api/services', '/api/services']);
    await follow(page, 'Statybą leidžiančio dokumento išdavimas');
    await page.getByRole('heading', { level: 1, name: 'Statybą leidžiančio dokumento išdavimas' }).waitFor();
    await page.context().close();
  }, 120_000);

  test('an eldership that left the unified model is seen beside one that keeps to it, with what applicants meet', async () => {
    const page = await town.signIn('analyst');
    await page.goto(new URL('/insight/reference', page.url()).href);
    const following = page.getByRole('table', { name: 'Kas jo laikosi ir kur nukrypsta' });
    const rowOf = (eldership: string) =>
      following.getByRole('row').filter({ hasText: eldership }).getByRole('cell').allInnerTexts();
    await following.waitFor();
    const [centre, lakes] = await Promise.all([rowOf('Centro seniūnija'), rowOf('Ežerų seniūnija')]);
    expect(centre.filter((cell) => cell.includes('trūksta') || cell.includes('kitaip'))).toEqual([]);
    expect(lakes.filter((cell) => cell.includes('trūksta'))).toHaveLength(3);
    // Both stand in the comparison already, step by step.
    await page.getByText('Trūksta: Patikrinti, ar prašymas išsamus', { exact: false }).waitFor();
    const made = await cellsOf(page, /^sukurti iš etalono$/);
    for (const cell of made.slice(1)) expect(cell).toMatch(/\(nuo .+ iki .+; n = \d+\)/);
    // Of the elderships alone no other process has cases.
    await page.getByLabel('Buvo įstaigoje').selectOption('eigupis-elderships');
    await page.getByRole('cell', { name: 'mažiau kaip penkios' }).first().waitFor();
    expect((await cellsOf(page, /^visi kiti$/)).slice(1)).toEqual(['mažiau kaip penkios', 'mažiau kaip penkios']);
    await page.context().close();
  }, 120_000);

  test('an eldership beside another eldership, and a municipal company', async () => {
    const page = await town.signIn('manager');
    await follow(page, 'Įžvalgos');
    await follow(page, 'Padaliniai', INSIGHT);
    await page.getByLabel('Procesas').selectOption('process:unified-request');
    const league = page.getByRole('table', { name: 'Padaliniai' });
    for (const unit of ['Ežerų seniūnija', 'Centro seniūnija', 'Eigupio vandenys'])
      await league
        .getByRole('row')
        .filter({ hasText: unit })
        .filter({ hasText: /dien|val/ })
        .waitFor();
    const pair = page.getByRole('region', { name: 'Du greta' });
    await pair.getByLabel('Pirmasis').selectOption({ label: 'Ežerų seniūnija' });
    await pair.getByLabel('Antrasis').selectOption({ label: 'Centro seniūnija' });
    await pair.getByRole('figure').filter({ hasText: 'Ežerų seniūnija' }).waitFor();
    await pair.getByRole('table', { name: 'Abiejų žingsniai' }).getByRole('row').nth(1).waitFor();
    await page.getByLabel('Lyginti', { exact: true }).selectOption({ label: 'įstaigas' });
    await league.getByRole('row').filter({ hasText: 'UAB „Eigupio vandenys“' }).waitFor();
    await page.context().close();
  }, 120_000);

  test('the change plan with each measure traced from bottleneck to change to effect, proved or not', async () => {
    const page = await town.signIn('analyst');
    await follow(page, 'Pokyčių planas');
    const proved = page.getByRole('article', { name: /^1\. / });
    await proved.getByText(/Pagerėjimas įrodytas\. Buvo .*95 % intervalas/).waitFor();
    const unproved = page.getByRole('article', { name: /^2\. / });
    await unproved.getByText(/Pokytis neįrodytas\. Buvo .*95 % intervalas/).waitFor();
    await unproved.getByText('vėluoja').waitFor();
    // Back to what was found …
    const found = proved.getByRole('link', { name: /^Trumpinti laukimą žingsnyje/ });
    const title = await found.innerText();
    await found.click();
    const recommendation = page.getByRole('article', { name: title });
    expect(await recommendation.innerText()).toMatch(/Byla vidutiniškai sutrumpėtų\s+[\d,]+ dien\S+/);
    // … and forward to the comparison of the version that came of it.
    await proved.getByRole('link', { name: '2 versija' }).click();
    await page.getByRole('heading', { level: 2, name: 'Greičiau', exact: true }).waitFor();
    await page.context().close();
  }, 120_000);

  test('a charter, and whether it is kept', async () => {
    const page = await town.signIn('manager');
    await follow(page, 'Pokyčių planas');
    await follow(page, 'Kokybės standartai', PROGRAMME);
    await page.getByRole('link', { name: 'Piliečių chartija' }).click();
    await page.getByRole('heading', { level: 1, name: 'Piliečių chartija' }).waitFor();
    const promises = page.getByRole('main').locator('section');
    expect(await promises.count()).toBe(3);
    const told = await promises.allInnerTexts();
    for (const one of told) expect(one).toMatch(/Praėjusį ketvirtį/);
    // Each service has its own history; that of the permit reaches back beyond any quarter.
    expect(told.find((one) => one.includes('Statybą leidžiantis'))).toMatch(/įvykdyta\s[\d,]+\s?%; išspręsta prašymų: \d+\./);
    await page.getByRole('main').getByRole('link').first().click();
    await page.getByText('Sprendimą galima skųsti').first().waitFor();
    await page.context().close();
  }, 120_000);

  test('the quality of each service in one number, the cases behind it, and the method on one sheet', async () => {
    const page = await town.signIn('manager');
    await follow(page, 'Pokyčių planas');
    await follow(page, 'Kokybės balai', PROGRAMME);
    await page.getByRole('rowheader').first().waitFor();
    const rows = await page.locator('.score-table tbody tr').allInnerTexts();
    const rated = rows.filter((row) => /[\d,]+ \([\d,]+ – [\d,]+\)\s+(gera|vidutinė|silpna)/.test(row));
    const others = rows.filter((row) => /Nevertinama\s+.*per mažai/s.test(row));
    expect(rated.length).toBeGreaterThanOrEqual(3);
    expect(others.length).toBeGreaterThanOrEqual(1);
    expect(rated.length + others.length).toBe(rows.length);
    const heads = await page.locator('.score-table thead th').allInnerTexts();
    const beside = ['Trukmė nuo gavimo (mediana)', 'Laiku', 'Gerai iš pirmo karto', 'Kartota', 'Su skundu', 'Patenkinti'];
    expect(heads.slice(3, 9)).toEqual(beside);
    // Down to a late case …
    await page.getByRole('link', { name: 'Statybą leidžiančio dokumento išdavimas' }).click();
    const late = page.getByRole('region', { name: 'Vėluojančios bylos' });
    await late.getByText(/^Rodyti bylas/).click();
    const link = late.getByRole('row').nth(1).getByRole('link');
    const number = await link.innerText();
    await link.click();
    await page.getByRole('heading', { level: 1, name: new RegExp(number) }).waitFor();
    await page.goBack();
    // … and to the method, whose worked example gives the score of its service.
    await page.getByRole('link', { name: /^Metodo 1 versija/ }).click();
    const sheet = page.getByRole('region', { name: 'Pavyzdys' });
    const [, parts = '', score = ''] = /([\d,]+(?: \+ [\d,]+)+) = ([\d,]+)/.exec(await sheet.innerText()) ?? [];
    const numberOf = (text: string): number => Number(text.replace(',', '.'));
    const sum = parts.split(' + ').reduce((whole, part) => whole + numberOf(part), 0);
    expect(Math.abs(sum - numberOf(score))).toBeLessThan(0.03);
    await page.context().close();
  }, 120_000);
});
