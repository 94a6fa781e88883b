import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { drawScheme, printBands } from '../../api/citizen/scheme/draw.ts';
import { readDrawing } from '../../api/citizen/scheme/read-drawing.ts';
import { type Step, stepsOf } from '../../api/citizen/scheme/steps.ts';
import { modelXml } from '../support/model.ts';

const MODELS = [
  'building-permit/as-is',
  'building-permit/to-be',
  'interlibrary-loan/to-be',
  'special-needs-assessment/to-be',
  'unified-request/model',
  'waste-fee-adjustment/to-be',
];
const file = (name: string) => readFile(new URL(`../../processes/${name}.bpmn`, import.meta.url), 'utf8');
const flat = (steps: readonly Step[]): readonly Step[] => steps.flatMap((step) => [step, ...flat(step.inside)]);

/** What is said in a picture, without line breaks; throws when it is not well-formed. */
function textsOf(svg: string): readonly string[] {
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  let lines: string[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => lines.push(text));
  parser.on('opentag', ({ local }) => {
    if (local === 'text') lines = [];
  });
  parser.on('closetag', ({ local }) => {
    if (local === 'text') texts.push(lines.join(' '));
  });
  parser.write(svg).close();
  return texts;
}

describe.each(MODELS)('the scheme of %s', (name) => {
  test.each(['lt', 'en'] as const)('shows every name of the drawing and tells every step once, in %s', async (language) => {
    const drawing = readDrawing(await file(name));
    const svg = drawScheme(drawing, language, 'Schema') ?? '';
    const named = drawing.shapes.map(({ item }) => (language === 'en' ? (item.name.en ?? item.name.lt) : item.name.lt));
    const wanted = named.filter((text) => text !== '').sort();
    const said = textsOf(svg);
    for (const text of wanted) expect(said).toContain(text.replace(/\s+/g, ' '));
    expect(said.length).toBeGreaterThanOrEqual(wanted.length);
    expect(drawing.edges.length).toBe((svg.match(/marker-end=|stroke-dasharray="2 4"/g) ?? []).length);
    expect(svg).not.toMatch(/style=|<script|NaN|undefined/);

    const steps = flat(stepsOf(drawing, language));
    const nodes = [...drawing.items.values()].filter(({ kind }) => /([tT]ask|Event|Gateway|ubProcess|Activity)$/.test(kind));
    const tellable = nodes.filter(({ kind, name: { lt } }) => lt !== '' || !kind.endsWith('Gateway'));
    expect(steps).toHaveLength(tellable.length);
    const numbers = steps.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { next } of steps) for (const { to } of next) expect(numbers).toContain(to);
  });
});

describe('the steps in words', () => {
  test('follow the flow, say who and when, and pass over what has no name', () => {
    const xml = modelXml(
      'start -> user:Check -> xor:fine?\nfine? -> user:Sign [= fine]\nfine? -> end:no [default]\nSign -> end:yes',
    );
    const [start, check, fine, ...rest] = stepsOf(readDrawing(xml), 'lt');
    expect([start?.kind, check?.name, check?.kind, fine?.kind]).toEqual(['start', 'Check', 'task', 'choice']);
    expect(fine?.next.map(({ to }) => to)).toEqual(['4', '5']);
    expect(rest.map(({ kind }) => kind).sort()).toEqual(['end', 'end', 'task']);
  });
});

test('names from a model cannot become markup, and a document type is refused', async () => {
  const xml = (await file('interlibrary-loan/to-be')).replace(
    /name="[^"]*"/,
    'name="&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;"',
  );
  const svg = drawScheme(readDrawing(xml), 'lt', '"><script>') ?? '';
  expect(svg).not.toContain('<script');
  expect(() => readDrawing('<!DOCTYPE a><a/>')).toThrow('no document type');
  expect(drawScheme(readDrawing(modelXml('start -> end')), 'lt', 'x')).toBeUndefined();
});

test('a scheme wider than a page is cut into bands that cover it with some overlap; a narrow one is not', async () => {
  const drawing = readDrawing(await file('building-permit/to-be'));
  const [, x = 0, , width = 0] = (/viewBox="(\S+) (\S+) (\S+)/.exec(drawScheme(drawing, 'lt', '') ?? '') ?? []).map(Number);
  const views = [...(printBands(drawing) ?? '').matchAll(/viewBox="(\S+) \S+ (\S+)/g)].map(
    ([, from, wide]) => [Number(from), Number(wide)] as const,
  );
  expect(views.length).toBeGreaterThan(2);
  expect(views[0]?.[0]).toBeCloseTo(x, 0);
  const last = views.at(-1)!;
  expect(last[0] + last[1]).toBeCloseTo(x + width, 0);
  for (const [index, [from]] of views.slice(1).entries()) expect(from).toBeLessThan(views[index]![0] + views[index]![1] - 100);
  const narrow = { ...drawing, shapes: drawing.shapes.slice(0, 1), edges: [] };
  expect(printBands(narrow)).toBeUndefined();
});
