/** The page's own editor takes discovered models without a word of complaint, and draws all of them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { discover } from '../../../analytics/discovery/discover.ts';
import { launchBrowser, type TestBrowser } from '../../support/browser.ts';
import { logOf } from '../log-of.ts';

const BPMN_JS = fileURLToPath(new URL('../../../node_modules/bpmn-js/dist/bpmn-modeler.production.min.js', import.meta.url));

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a discovered model with choices, branches and loops opens in bpmn-js', async () => {
  const { xml } = discover(logOf('3 abcd', 'acbd', 'abcdeabcd', 'af'), { noise: 0 });
  const page = await browser.open();
  await page.setContent('<div id="canvas" style="width: 1200px; height: 700px"></div>');
  await page.addScriptTag({ content: await readFile(BPMN_JS, 'utf8') });
  const script = `(async () => {
    const modeler = new BpmnJS({ container: '#canvas' });
    const { warnings } = await modeler.importXML(${JSON.stringify(xml)});
    const elements = modeler.get('elementRegistry').getAll();
    return {
      warnings: warnings.map(({ message }) => message),
      shapes: elements.filter(({ waypoints, parent }) => parent && !waypoints).map(({ type }) => type),
      flows: elements.filter(({ waypoints }) => waypoints).length,
    };
  })()`;
  const { warnings, shapes, flows } = await page.evaluate<{ warnings: string[]; shapes: string[]; flows: number }>(script);
  expect(warnings).toEqual([]);
  expect(shapes.filter((type) => type === 'bpmn:UserTask')).toHaveLength(6);
  expect(shapes.filter((type) => type === 'bpmn:ExclusiveGateway').length).toBeGreaterThan(1);
  expect(flows).toBe([...xml.matchAll(/<bpmn:sequenceFlow /g)].length);
});
