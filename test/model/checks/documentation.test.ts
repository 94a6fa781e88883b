import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { RULES } from '../../../engine/model/checks/index.ts';

const PAGE = new URL('../../../docs/bpmn.md', import.meta.url);
const BEGIN = '<!-- Generated from engine/model/checks; EIGA_WRITE_DOCS=1 npm test writes it anew. -->\n';
const END = '\n<!-- End of the generated rules. -->';

/** A Markdown table with columns of equal width. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const [head, ...body] = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`);
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
}

test('docs/bpmn.md lists every structural rule with its clause, as the rules say themselves (EIGA_WRITE_DOCS=1 writes it anew)', () => {
  const rules = [...RULES].sort((one, other) => one.id.localeCompare(other.id, 'en'));
  const rows = rules.map(({ id, severity, demands, clause }) => [
    `\`${id}\`${severity === 'warning' ? ' (warning)' : ''}`,
    demands,
    clause,
  ]);
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', rest = ''] = page.split(BEGIN);
  const [, after = ''] = rest.split(END);
  const generated = `${before}${BEGIN}\n${table([['rule', 'demands', 'BPMN 2.0.2'], ...rows])}\n${END}${after}`;
  if (process.env['EIGA_WRITE_DOCS'] === '1') writeFileSync(PAGE, generated);
  expect(readFileSync(PAGE, 'utf8')).toBe(generated);
  expect(page.split(BEGIN)).toHaveLength(2);
});
