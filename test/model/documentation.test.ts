import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { RULES } from '../../engine/model/checks/index.ts';

const ROOM = new URL('../../engine/model/', import.meta.url);

test('docs/bpmn.md names every rule that a finding can have', async () => {
  const documentation = await readFile(new URL('../../docs/bpmn.md', import.meta.url), 'utf8');
  const files = (await readdir(ROOM)).filter((name) => name.endsWith('.ts'));
  const sources = (await Promise.all(files.map((name) => readFile(new URL(name, ROOM), 'utf8')))).join('\n');
  const reported = [...sources.matchAll(/(?:report|fault|finding)\(\s*'([a-z-]+(?:\/[a-z]+)?)'/g)].map(([, rule]) => rule ?? '');
  const rules = new Set([...RULES.map(({ id }) => id), ...reported.filter((rule) => !rule.startsWith('unsupported/'))]);
  expect(rules.size).toBeGreaterThan(50);
  expect([...rules].filter((rule) => !documentation.includes(`\`${rule}\``))).toEqual([]);
});
