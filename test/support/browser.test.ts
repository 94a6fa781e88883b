import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { launchBrowser, type TestBrowser } from './browser.ts';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a page is drawn, in Lithuanian and in the zone of Vilnius', async () => {
  const page = await browser.open();
  await page.setContent('<title>Eiga</title><p id="text"></p><script>text.textContent = new Date(0).toLocaleString()</script>');
  expect(await page.textContent('#text')).toBe('1970-01-01 03:00:00');
  expect(await page.evaluate(() => navigator.language)).toBe('lt-LT');
  const image = await page.screenshot();
  expect(image.subarray(1, 4).toString()).toBe('PNG');
});

test('each Lithuanian letter has a shape of its own in every family of the page', async () => {
  const page = await browser.open();
  for (const family of ['sans-serif', 'serif', 'monospace', 'system-ui']) {
    // The last one has no shape in any font: what is drawn for it is drawn for every letter that is missing.
    const letters = [...'aąAĄcčCČeęėEĘĖiįIĮsšSŠuųūUŲŪzžZŽ„“–€'.split(''), '\u{10ffff}'];
    const pictures = await page.evaluate(draw, { letters, family });
    const first = new Map<string, string>();
    const same = letters.flatMap((letter, index) => {
      const picture = pictures[index] ?? '';
      const other = first.get(picture);
      first.set(picture, letter);
      return other === undefined ? [] : [`${other}${letter}`];
    });
    expect({ family, same }).toEqual({ family, same: [] });
  }
});

/** Runs in the page. */
function draw({ letters, family }: { letters: string[]; family: string }): string[] {
  return letters.map((letter) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 80, height: 80 });
    const brush = canvas.getContext('2d');
    if (brush === null) throw new Error('The browser cannot draw.');
    brush.font = `40px ${family}`;
    brush.fillText(letter, 10, 55);
    return canvas.toDataURL();
  });
}

test('an uncaught error in a page fails the closing of the browser', async () => {
  const other = await launchBrowser();
  const page = await other.open('en-GB');
  const met = page.waitForEvent('pageerror');
  await page.setContent('<script>setTimeout(() => { throw new Error("broken page"); })</script>');
  await met;
  await expect(other.close()).rejects.toThrow('broken page');
});
