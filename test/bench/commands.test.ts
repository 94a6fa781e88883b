import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const commands = Object.entries(scripts).filter(([name, script]) => name.startsWith('bench:') && script.includes('dist/'));

test.each(commands)('%s builds the program that it runs from a file of that name', (_name, script) => {
  const [, program] = /node (?:--expose-gc )?dist\/(bench\/[a-z-]+)\.js$/.exec(script) ?? [];
  expect(script).toMatch(/^(npm run build(:server)? && )?npm run build:bench && node /);
  expect(existsSync(`${String(program)}.ts`)).toBe(true);
});
