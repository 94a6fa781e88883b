import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { findingsOf } from '../support/model.ts';
import { CONSTRUCTS } from './constructs.ts';
import { ALLOWED, DEFINITIONS, POSITIONS } from './event-table.ts';

const PAGE = new URL('../../docs/bpmn.md', import.meta.url);
const BEGIN = '<!-- Generated from test/constructs; EIGA_WRITE_DOCS=1 npm test writes it anew. -->';
const END = '<!-- End of the generated constructs. -->';

interface Kind {
  readonly name: string;
  readonly isAbstract?: boolean;
  readonly superClass?: readonly string[];
}

test('every kind of flow node, loop, global task and data of the meta-model is a row', () => {
  const { types } = createRequire(import.meta.url)('bpmn-moddle/resources/bpmn/json/bpmn.json') as { types: Kind[] };
  const byName = new Map(types.map((kind) => [kind.name, kind]));
  const is = (name: string, base: string): boolean =>
    name === base || (byName.get(name)?.superClass ?? []).some((parent) => is(parent, base));
  const bases = ['FlowElement', 'LoopCharacteristics', 'GlobalTask', 'ItemAwareElement', 'DataAssociation', 'Artifact'];
  const concrete = types.filter(({ name, isAbstract }) => !isAbstract && bases.some((base) => is(name, base)));
  const covered = new Set(CONSTRUCTS.flatMap(({ covers }) => covers));
  const missing = concrete.map(({ name }) => name).filter((name) => !covered.has(name) && !is(name, 'Event'));
  expect(missing).toEqual([]);
  const definitions = types.filter(({ name, isAbstract }) => !isAbstract && is(name, 'EventDefinition'));
  // none, multiple and parallel multiple are no definitions of their own
  expect(definitions).toHaveLength(DEFINITIONS.length - 3);
});

test.each(CONSTRUCTS.flatMap((one) => (one.model === undefined ? [] : [[one.name, one] as const])))(
  '%s: the model does what the table says',
  async (_name, { model, status, rule }) => {
    const errors = (await findingsOf(model ?? '')).filter(({ severity }) => severity === 'error');
    if (status === 'refused') expect(errors.map((one) => one.rule)).toContain(rule);
    else expect(errors).toEqual([]);
  },
);

test('docs/bpmn.md shows the constructs as the tests know them (EIGA_WRITE_DOCS=1 writes it anew)', async () => {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest = ''] = page.split(BEGIN);
  const after = rest.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error('docs/bpmn.md has lost the marks around its generated constructs');
  const options = await resolveConfig(PAGE.pathname);
  const written = await format(`${before}${BEGIN}\n\n${tables()}\n${END}${after}`, { ...options, parser: 'markdown' });
  if (process.env['EIGA_WRITE_DOCS'] === '1') writeFileSync(PAGE, written);
  expect(readFileSync(PAGE, 'utf8')).toBe(written);
});

function tables(): string {
  const constructs = CONSTRUCTS.map(
    ({ group, name, status, note, rule }) =>
      `| ${group} | ${name} | ${status}${rule === undefined ? '' : ` (\`${rule}\`)`} | ${note} |`,
  );
  const events = DEFINITIONS.map((definition) => {
    const cells = POSITIONS.map((position) => (ALLOWED[position].includes(definition) ? 'executed' : '–'));
    return `| ${definition} | ${cells.join(' | ')} |`;
  });
  return `| group | construct | status | how |
| --- | --- | --- | --- |
${constructs.join('\n')}

Events, by their definition and position: what table 10.93 allows is executed, everything else (–) is refused (rule \`event-position\`, or the
rule of the position). Several definitions on one event: any of them, in parallel all of them; throw and end events throw them one after
the other. \`eventDefinitionRef\` resolves.

| definition | ${POSITIONS.join(' | ')} |
| --- | ${POSITIONS.map(() => '---').join(' | ')} |
${events.join('\n')}
`;
}
