import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { axeFindings } from '../support/axe.ts';
import { deployRequest, refusedByPolicy, staffPage } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
let logKey: string;

/** 20 cases: 15 check and sign, 2 never check, 2 check twice, 1 signs first. What the model calls to sign is called otherwise. */
function register(): string {
  const lines = ['case;activity;end'];
  for (let number = 0; number < 20; number++) {
    const [check, sign] = ['Patikrinti prašymą', 'Sprendimo pasirašymas'];
    const steps = number < 15 ? [check, sign] : number < 17 ? [sign] : number < 19 ? [check, check, sign] : [sign, check];
    const day = String(number + 1).padStart(2, '0');
    steps.forEach((step, hour) => lines.push(`B-${String(number)};${step};2026-01-${day}T1${String(hour)}:00:00Z`));
  }
  return lines.join('\n');
}

async function importLog(fileName: string, content: string): Promise<string> {
  const analyst = await staff.server.as('analyst');
  const { importId } = await analyst.ask('importLog', { query: { fileName }, bytes: Buffer.from(content) });
  for (;;) {
    const { log, fault } = await analyst.ask('getImport', { params: { importId } });
    if (log) return log.logKey;
    if (fault) throw new Error(fault.message);
  }
}

beforeAll(async () => {
  staff = await staffPage();
  await deployRequest(staff.server);
  logKey = await importLog('register.csv', register());
}, 120_000);
afterAll(() => staff.close());

describe('a model from the log', () => {
  test('is shown with how well it fits and what it leaves out, follows the slider, and opens in the editor as a drawing', async () => {
    const page = await staff.open('analyst', `/insight/discovery?source=log:${logKey}`);
    await page.getByText('Sudaryta iš 20 bylų').waitFor();
    await page.locator('.djs-shape[data-element-id]').first().waitFor();
    await page.getByText(/Atitiktis: \d+/).waitFor();
    expect(await page.getByText('Atitiktis: 100 %').count()).toBe(0);
    await page.getByLabel('Retų kelių riba').press('Home');
    await page.getByText(/Atitiktis: 100\s%/).waitFor();
    await page.getByText(/Visiškai atitinka 20 bylų iš 20/).waitFor();
    expect(page.url()).toContain('noise=0');
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('slider', { name: 'Žingsniai' }).press('Home');
    await page.getByText(/1 retesnis žingsnis/).waitFor();
    await page.getByRole('slider', { name: 'Žingsniai' }).press('End');
    await page.getByText(/žingsnių modelyje: 2/).waitFor();
    expect(await refusedByPolicy(page)).toEqual([]);
    await page.getByRole('button', { name: 'Atverti redaktoriuje' }).click();
    await page.waitForURL(/\/models\/new-/);
    await page.locator('.editor-canvas .djs-shape').getByText('Sprendimo').first().waitFor();
    await page.getByRole('button', { name: 'Įdiegti' }).waitFor();
    await page.goto(new URL('/models', staff.server.url).href);
    await page.getByRole('link', { name: 'register (rastas)' }).waitFor();
  }, 120_000);

  test('that takes long says how far it is and can be given up', async () => {
    // 3,000 cases of 50 steps, each in an order of its own (linear congruences, seed 7): seconds of comparing.
    let seed = 7;
    const next = (below: number): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) % below;
    const lines = ['case;activity;end'];
    for (let number = 0; number < 3_000; number++) {
      const order = Array.from({ length: 50 }, (_, step) => step);
      for (let swap = 0; swap < 8; swap++) {
        const at = next(49);
        order.splice(at, 2, order[at + 1] ?? 0, order[at] ?? 0);
      }
      for (const [index, step] of order.entries()) {
        const at = new Date(1_767_225_600_000 + (number * 50 + index) * 60_000).toISOString();
        lines.push(`C-${String(number)};S${String(step)};${at}`);
      }
    }
    const key = await importLog('wild.csv', lines.join('\n'));
    const page = await staff.open('analyst', `/insight/discovery?source=log:${key}`, 'en');
    await page.getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
    await page.getByText('The calculation was cancelled.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const analyst = await staff.server.as('analyst');
    const { items } = await analyst.ask('listAnalyticsJobs');
    expect(items.filter(({ status }) => status === 'running' || status === 'waiting')).toEqual([]);
    await page.getByRole('button', { name: 'Calculate again' }).click();
    await page.getByText('Found in 3,000 cases').waitFor({ timeout: 60_000 });
  }, 120_000);
});

describe('cases against a model', () => {
  test('are compared once the names are matched; steps that are missing, doubled, out of order are counted, drawn and listed', async () => {
    const page = await staff.open('manager', `/insight/conformance?source=log:${logKey}`);
    const step = page.getByLabel('Sprendimo pasirašymas: žingsnis modelyje');
    await step.waitFor();
    expect(await step.inputValue()).toBe('');
    await page.getByText('Modelio laikosi 0 % bylų.').waitFor();
    await page.getByRole('button', { name: 'Priimti 1 pasiūlymą' }).click();
    await page.getByText(/Modelio laikosi 75\s% bylų\. 15 iš 20/).waitFor();
    expect(await step.inputValue()).toBe('sign');

    const row = (words: string) => page.getByRole('row').filter({ hasText: words });
    expect(await row('Trūksta žingsnio „Patikrinti prašymą“').textContent()).toMatch(/trūksta210\s%2B-15, B-16/);
    expect(await row('Žingsnis „Patikrinti prašymą“ pakartotas').textContent()).toMatch(/pakartota210\s%2B-17, B-18/);
    expect(await row('ne iš eilės').textContent()).toMatch(/anksčiau negu.*15\s%1B-19/);
    const badges = page.locator('[data-container-id="check"] .deviation-badges');
    await badges.waitFor();
    expect(await badges.textContent()).toMatch(/− 10\s%×2 10\s%/);
    expect(await axeFindings(page)).toEqual([]);
    expect(await refusedByPolicy(page)).toEqual([]);

    // The address holds the names.
    await page.reload();
    await page.getByText(/Modelio laikosi 75\s% bylų/).waitFor();
    await page.getByText('Žingsnių atitikimas: 2 iš 2').click();
    await step.selectOption({ label: 'nelyginti' });
    await page.getByText('Praleista 20 įvykių.').waitFor();
  }, 120_000);
});
