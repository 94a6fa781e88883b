/** `eiga export` of files; of a database in test/logs/log-exports.test.ts. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from '@jest/globals';
import { command } from '../../cli/commands/export.ts';
import { WrongUse } from '../../cli/command.ts';
import { temporaryDirectory } from '../support/temporary.ts';

let folder = '';
const file = (name: string) => join(folder, name);
const LOG = `case,activity,start,end,resource
a,receive,2026-01-05T08:00:00Z,2026-01-05T08:10:00Z,=ann
b,receive,2026-01-06T08:00:00Z,,ann
`;

beforeAll(async () => {
  folder = await temporaryDirectory();
  await writeFile(file('old.csv'), LOG);
  await writeFile(file('fees.csv'), 'Nr,Step,Until,Channel\na,receive,2026-01-05,by=post\nb,receive,2026-01-06,counter\n');
  const roles = { Nr: 'case', Step: 'activity', Until: 'end', Channel: 'caseAttribute' };
  const columns = Object.entries(roles).map(([name, role]) => ({ name, role }));
  await writeFile(file('fees.json'), JSON.stringify({ delimiter: ',', quote: '"', encoding: 'utf-8', columns }));
});

async function run(...words: readonly string[]) {
  const outcome = await command.run(words);
  if (outcome === undefined) throw new Error('It printed for itself.');
  return outcome;
}

test('converts a file by the name of the other, packed, and back again to the same lines', async () => {
  const there = await run(file('old.csv'), '--out', file('old.xes.gz'));
  expect(there).toMatchObject({ exit: 0, json: { file: file('old.xes.gz'), format: 'xes', cases: 2, rows: 2, notKept: [] } });
  expect(gunzipSync(await readFile(file('old.xes.gz'))).toString()).toContain('<log xes.version="1849-2016"');
  const back = await run(file('old.xes.gz'), '--out', file('back.csv'), '--delimiter', ';', '--excel');
  expect(back.json).toMatchObject({ notKept: [{ kind: 'facts', examples: ['what the source declares'] }] });
  expect((await readFile(file('back.csv'), 'utf8')).split('\r\n')).toEqual([
    '\uFEFFcase;activity;resource;startedAt;completedAt',
    "a;receive;'=ann;2026-01-05T08:00:00.000Z;2026-01-05T08:10:00.000Z",
    'b;receive;ann;2026-01-06T08:00:00.000Z;',
    '',
  ]);
  expect(existsSync(file('back.csv.part'))).toBe(false);
});

test('writes only the cases that are selected, and nothing when there are none', async () => {
  const some = await run(file('old.csv'), '--format', 'ocel', '--out', file('some.json'), '--to', '2026-01-06');
  expect(some.json).toMatchObject({ cases: 1, rows: 1 });
  const paid = await run(
    file('fees.csv'),
    '--format',
    'csv',
    '--out',
    file('paid.csv'),
    '--mapping',
    file('fees.json'),
    '--attribute',
    'Channel=by=post',
  );
  expect(paid.json).toMatchObject({ cases: 1 });
  const none = await run(file('old.csv'), '--format', 'xes', '--out', file('none.xes'), '--unit', 'Registry');
  expect([none.exit, existsSync(file('none.xes'))]).toEqual([1, false]);
});

test('a broken file is a refusal with its place, and nothing is written', async () => {
  await writeFile(file('broken.csv'), `${LOG}c,receive,yesterday,,ann\n`);
  const refused = await run(file('broken.csv'), '--out', file('broken.xes'));
  expect(refused).toMatchObject({ exit: 1, json: { line: 4, column: 3 } });
  expect(existsSync(file('broken.xes'))).toBe(false);
});

test.each([
  [[]],
  [['old.csv', 'other.csv', '--format', 'xes']],
  [['old.csv', '--format', 'pdf']],
  [['old.csv']],
  [['old.csv', '--json', '--format', 'xes']],
  [['old.csv', '--format', 'xes', '--from', '5.1.2026']],
  [['old.csv', '--format', 'csv', '--delimiter', 'x']],
  [['old.csv', '--format', 'csv', '--status', 'late']],
  [['old.csv', '--format', 'csv', '--attribute', 'channel']],
  [['gone.csv', '--format', 'csv']],
])('is used wrongly: %j', async (words) => {
  await expect(command.run(words)).rejects.toThrow(WrongUse);
});
