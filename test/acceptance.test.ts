import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const table = readFileSync('docs/acceptance.md', 'utf8');
const SHOWN = [...table.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)].map(([, file = '', name = '']) => ({ file, name }));

test('every test that the table of acceptance names is there by that name', () => {
  expect(SHOWN.length).toBeGreaterThan(50);
  const missing = SHOWN.filter(
    ({ file, name }) => !existsSync(file) || !readFileSync(file, 'utf8').replaceAll("\\'", "'").includes(name),
  );
  expect(missing).toEqual([]);
});

test('every row of the table of acceptance names a test, or says by a dash that there is none', () => {
  const rows = table.split('\n').filter((line) => /^\| (F\d|\d)/.test(line));
  expect(rows.length).toBeGreaterThan(35);
  expect(rows.filter((row) => !row.includes('`test/') && !/\| –\s*\|$/.test(row))).toEqual([]);
});
