import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings } from '../support/axe.ts';
import { modelFile, refusedByPolicy, staffPage } from '../support/staff-page.ts';
import type { StaffPage } from '../support/staff-page.ts';

let staff: StaffPage;
const keys = new Map<string, string>();
beforeAll(async () => {
  staff = await staffPage();
  // All are deployed as they are, with a reason: to be drawn on.
  const analyst = await staff.server.as('analyst');
  for (const name of ['stuck', 'twice', 'growing']) {
    const resources = [await modelFile(`${name}.bpmn`)];
    const { definitions } = await analyst.ask('deploy', { body: { resources, reason: 'for the tests' } });
    keys.set(name, definitions[0]?.definitionKey ?? '');
  }
}, 120_000);
afterAll(() => staff.close());

const shape = (id: string): string => `.editor-canvas .djs-element[data-element-id="${id}"]`;

async function opened(name: string, language: 'lt' | 'en' = 'lt'): Promise<Page> {
  const page = await staff.open('analyst', `/models/${keys.get(name) ?? ''}`, language);
  await page.locator('.djs-palette').waitFor();
  await page.locator('.findings li').first().waitFor();
  return page;
}

/** Tokens on the drawing by place. */
function tokens(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('.trace-token')].map((token) => [
        token.closest('.djs-overlays')?.getAttribute('data-container-id') ?? '',
        token.textContent,
      ]),
    ),
  );
}

describe('an analyst whose model gets stuck', () => {
  for (const language of ['lt', 'en'] as const) {
    test(`follows the tokens to the fault with the keyboard alone (${language})`, async () => {
      const page = await opened('stuck', language);
      const words = language === 'lt' ? 'Čia žymės gali įstrigti' : 'Tokens can get stuck here';
      await page.locator(`${shape('meet')}.faulty`).waitFor();
      const how = page.getByRole('button', { name: language === 'lt' ? 'Rodyti kaip: Sujungimas' : 'Show how: Sujungimas' });
      await how.focus();
      await page.keyboard.press('Enter');
      const player = page.getByRole('region', {
        name: language === 'lt' ? 'Kaip prieinama iki klaidos' : 'How it comes to the fault',
      });
      await player.waitFor();
      expect(await tokens(page)).toEqual({ f1: '1' });
      const said: string[] = [];
      for (let step = 0; step < 10; step++) {
        said.push((await player.getByRole('status').textContent()) ?? '');
        if (said.at(-1)?.includes(words)) break;
        await page.keyboard.press(step % 2 === 0 ? 'Enter' : 'ArrowRight');
      }
      expect(said.at(-1)).toContain(words);
      expect(said.length).toBeGreaterThan(2);
      expect(new Set(said).size).toBe(said.length);
      // One token waits before the join, for another that never comes.
      expect(Object.values(await tokens(page))).toEqual(['1']);
      expect(Object.keys(await tokens(page))[0]).toMatch(/^f[45]$/);
      await page.locator(`${shape('meet')}.trace-fault`).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('ArrowLeft');
      expect(await player.getByRole('status').textContent()).toBe(said.at(-2));
      await page.keyboard.press('Escape');
      await player.waitFor({ state: 'detached' });
      expect(await tokens(page)).toEqual({});
      expect(await how.evaluate((button) => document.activeElement === button)).toBe(true);
      expect(await refusedByPolicy(page)).toEqual([]);
    }, 120_000);
  }

  test('lets it be mended, undoes that, and may deploy it unmended only with a reason', async () => {
    const page = await opened('stuck');
    await page
      .getByRole('button', { name: /^Taisyti:/ })
      .first()
      .click();
    await page.getByText('Klaidų nerasta').waitFor();
    const symbol = () =>
      page
        .locator(`${shape('meet')} .djs-visual path`)
        .first()
        .getAttribute('d');
    const mended = await symbol();
    await page.getByRole('button', { name: 'Atšaukti veiksmą' }).click();
    await page.locator('.findings li').filter({ hasText: 'Čia žymės gali įstrigti' }).waitFor();
    expect(await symbol()).not.toBe(mended);
    expect(await page.getByRole('button', { name: 'Atšaukti veiksmą' }).isDisabled()).toBe(true);

    // Another drawing than the deployed one, so that it becomes a version.
    await page.getByRole('tab', { name: 'Struktūra' }).click();
    await page.getByLabel('Pavadinimas: file').fill('Įsegti');
    await page.getByLabel('Pavadinimas: file').press('Tab');
    await page.getByRole('button', { name: 'Įdiegti' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('Jį galima įdiegti tik nurodžius priežastį').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Įdiegti' }).click();
    expect(await sheet.getByLabel(/Priežastis/).evaluate((field: HTMLTextAreaElement) => field.validity.valueMissing)).toBe(true);
    await sheet.getByLabel(/Priežastis/).fill('Bandymas su trimis bylomis');
    await sheet.getByRole('button', { name: 'Įdiegti' }).click();
    await page.getByText('„Įstringantis prašymas“: įdiegta 2 versija').waitFor();
  }, 120_000);

  test('sees where a second token follows, and lets a gateway be put in with room for it, as one change', async () => {
    const page = await opened('twice');
    await page.locator('.findings li').filter({ hasText: 'Lygiagretūs keliai čia susieina' }).waitFor();
    const before = await page.locator(shape('decide')).boundingBox();
    await page
      .getByRole('button', { name: /^Taisyti: Srautus/ })
      .first()
      .click();
    await page.getByText('Klaidų nerasta').waitFor();
    const after = await page.locator(shape('decide')).boundingBox();
    expect((after?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(50);
    const xml = await page.evaluate(() =>
      localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('eiga.drawing.')) ?? ''),
    );
    expect(xml?.match(/<bpmn:parallelGateway /g)).toHaveLength(2);
    await page.getByRole('button', { name: 'Atšaukti veiksmą' }).click();
    await page.locator('.findings li').filter({ hasText: 'Lygiagretūs keliai čia susieina' }).waitFor();
    expect((await page.locator(shape('decide')).boundingBox())?.x).toBe(before?.x);
    expect(await page.getByRole('button', { name: 'Atšaukti veiksmą' }).isDisabled()).toBe(true);
  }, 120_000);

  test('is told how far the search went when there are more states than it explores, and may deploy without a reason', async () => {
    for (const language of ['en', 'lt'] as const) {
      const page = await opened('growing', language);
      const finding = page.locator('.findings li');
      await finding.filter({ hasText: /explored \d+ states, no fault found/ }).waitFor();
      expect(await finding.count()).toBe(1);
      expect(await finding.locator('.tag').textContent()).toBe(language === 'lt' ? 'Pastaba' : 'Warning');
      if (language === 'lt') expect(await finding.textContent()).toContain('Peržiūrėtos ne visos modelio būsenos');
      expect(await axeFindings(page)).toEqual([]);
      await finding.getByRole('button').click();
      await page.getByRole('button', { name: language === 'lt' ? 'Įdiegti' : 'Deploy' }).click();
      const reason = page.getByRole('dialog').locator('#deploy-reason');
      expect(await reason.evaluate((field: HTMLTextAreaElement) => field.required)).toBe(false);
    }
  }, 120_000);
});
