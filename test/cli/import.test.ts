/** How `eiga import` settles the way a CSV is read: never by a guess that nobody confirmed. */
import { PassThrough } from 'node:stream';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { agrees } from '../../cli/ask.ts';
import { WrongUse } from '../../cli/command.ts';
import { command as analyse } from '../../cli/commands/analyse.ts';
import { command as discover } from '../../cli/commands/discover.ts';
import { eiga } from '../support/eiga-process.ts';
import { freshDatabase, type FreshDatabase } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** A register's export: windows-1257, local times, a column of cases that only its values give away. */
const REGISTER = `Nr;Veikla;Vykdytojas;Data
A-1;Gauti prašymą;Ąžuolas;2026-03-02 08:00
A-1;Spręsti;Ona;2026-03-04 10:00
A-2;Gauti prašymą;Ąžuolas;2026-03-03 09:00
A-2;Spręsti;Ona;2026-03-09 12:00
`;
const BALTIC: Readonly<Record<string, number>> = { š: 0xf0, ą: 0xe0, Ą: 0xc0, ž: 0xfe, ę: 0xe6 };

let folder = '';
let database: FreshDatabase;
const file = (name: string) => join(folder, name);

async function told(...words: readonly string[]) {
  const { code, stdout, stderr } = await eiga([...words, '--json'], { DATABASE_URL: database.url });
  const json = stdout === '' ? undefined : (JSON.parse(stdout) as Record<string, unknown>);
  return { code, json, stderr };
}

beforeAll(async () => {
  folder = await temporaryDirectory();
  database = await freshDatabase();
  const bytes = Buffer.from(Array.from(REGISTER, (letter) => BALTIC[letter] ?? letter.charCodeAt(0)));
  await writeFile(file('register.csv'), bytes);
  // Broken after more than is read at once.
  const rows = Array.from({ length: 20_000 }, () => 'A-3;Spręsti;Ona;2026-03-09 12:00\n').join('');
  await writeFile(file('broken.csv'), `${REGISTER}${rows}A-4;Spręsti;Ona;never\n`);
});

afterAll(() => database.close());

test('a reading in doubt is refused with what was found, checked without being kept, confirmed, and known the next time', async () => {
  const refused = await told('import', file('register.csv'));
  expect([refused.code, refused.json]).toEqual([
    1,
    expect.objectContaining({
      error: expect.stringContaining('in doubt'),
      remedy: expect.stringMatching(/--zone.*--mapping.*--yes/),
      kept: false,
      doubts: [expect.stringContaining('“Nr”'), expect.stringContaining('zone')],
    }),
  ]);

  const checked = await told('import', file('register.csv'), '--check', '--case', 'Nr', '--zone', 'Europe/Vilnius');
  expect([checked.code, checked.json]).toEqual([
    0,
    expect.objectContaining({ cases: 2, rows: 4, skipped: 0, doubts: [], kept: false }),
  ]);
  expect(checked.json?.['mapping']).toEqual({
    delimiter: ';',
    quote: '"',
    encoding: 'windows-1257',
    zone: 'Europe/Vilnius',
    columns: [
      { name: 'Nr', role: 'case' },
      { name: 'Veikla', role: 'activity' },
      { name: 'Vykdytojas', role: 'resource' },
      { name: 'Data', role: 'end', dateFormat: 'iso' },
    ],
  });

  await writeFile(file('mapping.json'), JSON.stringify(checked.json?.['mapping']));
  const imported = await told('import', file('register.csv'), '--mapping', file('mapping.json'));
  // 08:00 in Vilnius.
  const log = expect.objectContaining({ cases: 2, events: 4, fromAt: Date.parse('2026-03-02T06:00:00Z') });
  expect([imported.code, imported.json]).toEqual([0, expect.objectContaining({ log })]);

  const again = await told('import', file('register.csv'));
  expect([again.code, again.json]).toEqual([0, expect.objectContaining({ log })]);

  const broken = await told('import', file('broken.csv'), '--skip-broken', '--check', '--yes');
  expect([broken.code, broken.json]).toEqual([0, expect.objectContaining({ cases: 3, rows: 20_004, skipped: 1, kept: true })]);
  const whole = await told('import', file('broken.csv'));
  expect([whole.code, whole.json]).toEqual([1, expect.objectContaining({ fault: 'badTimestamp', line: 20_006, column: 4 })]);
  const missing = await told('import', file('register.csv'), '--case', 'Number');
  expect([missing.code, missing.json]).toEqual([
    1,
    expect.objectContaining({ fault: 'missingColumn', error: expect.stringContaining('“Number”') }),
  ]);

  // The way out of the same database: who names no source is told which there are.
  const lost = await told('export', 'permits', '--out', file('permits.csv'));
  const sources = expect.arrayContaining([{ source: expect.any(String), kind: 'log', name: 'register.csv' }]);
  expect([lost.code, lost.json]).toEqual([1, expect.objectContaining({ sources })]);
  const [{ source = '' } = {}] = lost.json?.['sources'] as { source?: string }[];
  const taken = await told('export', source, '--out', file('taken.csv'), '--status', 'completed', '--with', 'Spręsti');
  expect([taken.code, taken.json]).toEqual([0, expect.objectContaining({ cases: 2, rows: 4 })]);

  const named = await database.knex('imported_logs').select('file_name');
  expect(['of those refused nothing', named.length]).toEqual(['of those refused nothing', 2]);
  expect(await database.knex('imported_log_pieces').distinct('log_key')).toHaveLength(2);
}, 120_000);

describe('how a log is to be read', () => {
  test.each([
    ['analyse', analyse],
    ['discover', discover],
  ])('is said to eiga %s', async (_, command) => {
    const options = ['--case', 'Nr', '--zone', 'Europe/Vilnius', '--encoding', 'windows-1257', '--date-format', 'day-first'];
    await writeFile(file('days.csv'), 'Nr;Veikla;Data\n1;Spræsti;01.02.2026 00:30\n', 'latin1');
    const { exit, json } = (await command.run([file('days.csv'), ...options, '--skip-broken', '--json'])) ?? {};
    expect([exit, JSON.stringify(json)]).toEqual([0, expect.stringContaining('Spręsti')]);
    if (command === analyse) expect(json).toMatchObject({ log: { from: '2026-01-31T22:30:00.000Z' } });
  });

  test.each([
    [['--zone', 'Europe/Nowhere'], /--zone is "Europe\/Nowhere".*Europe\/Vilnius/],
    [['--date-format', 'backwards'], /--date-format is "backwards": say one of iso, .*month first/],
    [['--encoding', 'ebcdic'], /--encoding is "ebcdic": say one of utf-8/],
    [['--activity', 'a', '--classifier', 'b'], /not both/],
    [['--mapping', 'FOLDER/none.json'], /no file .*none\.json/],
    [['--mapping', 'FOLDER/register.csv'], /is not JSON/],
    [['--mapping', 'FOLDER/wrong.json'], /wrong\.json is no mapping: columns\.0\.role/],
    [['--mapping', 'FOLDER/zone.json'], /zone\.json: the zone is "Mars"/],
    [['--mapping', 'FOLDER/zone.json', '--case', 'x', '--zone', 'UTC'], /--case, --zone: with --mapping/],
  ] as const)('refuses %j with what can be said', async (words, sentence) => {
    const columns = [{ name: 'Nr', role: 'case' }];
    const form = { delimiter: ';', encoding: 'utf-8' };
    await writeFile(file('wrong.json'), JSON.stringify({ ...form, columns: [{ name: 'Nr', role: 'boss' }] }));
    await writeFile(file('zone.json'), JSON.stringify({ ...form, columns, zone: 'Mars' }));
    const run = analyse.run([file('register.csv'), ...words.map((word) => word.replace('FOLDER', folder))]);
    await expect(run).rejects.toThrow(WrongUse);
    await expect(run).rejects.toThrow(sentence);
  });

  test('of XES is by a classifier that the log declares, or an attribute', async () => {
    const date = '<date key="time:timestamp" value="2026-03-02T08:00:00Z"/>';
    const event = `<event><string key="concept:name" value="a"/><string key="step" value="late"/>${date}</event>`;
    const classifier = '<classifier name="Both" keys="concept:name step"/>';
    await writeFile(file('log.xes'), `<log>${classifier}<trace>${event}</trace></log>`);
    const names = async (...words: readonly string[]) => (await analyse.run([file('log.xes'), ...words]))?.json;
    expect(await names()).toMatchObject({ startActivities: { a: 1 } });
    expect(await names('--activity', 'step')).toMatchObject({ startActivities: { late: 1 } });
    expect(await names('--classifier', 'Both')).toMatchObject({ startActivities: { 'a+late': 1 } });
    expect(await names('--classifier', 'Other')).toMatchObject({
      error: expect.stringContaining('Other'),
      remedy: expect.any(String),
    });
  });
});

test.each([
  ['y\n', true],
  ['taip\n', true],
  ['\n', false],
  ['no\n', false],
  ['', false],
])('the question answered with %j means %j', async (answer, agreed) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const asked = agrees('Import it so?', { input, output });
  input.end(answer);
  expect(await asked).toBe(agreed);
  expect(String(output.read())).toContain('Import it so? [y/N]');
});
