/** `eiga discover` and `eiga conform`: what they print, write and exit with. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelXml } from '../support/model.ts';
import { eiga } from '../support/eiga-process.ts';
import { temporaryDirectory } from '../support/temporary.ts';

let folder = '';
const file = (name: string) => join(folder, name);

/** Cases of letters, an hour each. */
function csv(...traces: readonly string[]): string {
  const lines = traces.flatMap((trace, index) =>
    trace.split('').map((activity, hour) => `${String(index)},${activity},2024-01-0${String(hour + 1)}T08:00:00Z`),
  );
  return ['case,activity,end', ...lines, ''].join('\n');
}

beforeAll(async () => {
  folder = await temporaryDirectory();
  await writeFile(file('log.csv'), csv('abc', 'abc', 'acb', 'abc'));
  await writeFile(file('other.csv'), csv('abc', 'ac', 'axbc'));
  await writeFile(file('abc.bpmn'), modelXml('start -> user:a -> user:b -> user:c -> end', { id: 'abc' }));
  await writeFile(
    file('bad.bpmn'),
    modelXml('start -> user:a', { id: 'bad' }).replace('</bpmn:process>', '<oops/></bpmn:process>'),
  );
  await writeFile(file('two.bpmn'), modelXml('pool:One {\nstart -> user:a -> end\n}\npool:Two {\nstart -> user:b -> end\n}'));
  await writeFile(file('map.json'), '{"x": "b"}');
  await writeFile(file('wrong.json'), '{"x": 1}');
  await writeFile(file('astray.json'), '{"nobody": "b"}');
});

describe('eiga discover', () => {
  test('writes a model that eiga check takes and that every case conforms to', async () => {
    const made = await eiga(['discover', file('log.csv'), '--noise', '0', '--name', 'As is', '--out', file('made.bpmn')]);
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toBe(
      `4 cases, 12 events, 2 variants, 3 activities\n→(a, ∧(b, c))\nfitness 1, 4 cases fit wholly\n${file('made.bpmn')}\n`,
    );
    expect(await readFile(file('made.bpmn'), 'utf8')).toContain('name="As is"');
    expect((await eiga(['check', file('made.bpmn')])).stdout).toBe('made.bpmn: no findings\n');
    const conforms = await eiga(['conform', file('log.csv'), file('made.bpmn')]);
    expect([conforms.code, conforms.stdout]).toEqual([0, 'fitness 1 (n = 4 cases, 2 variants), 4 fit wholly\n']);
  });

  test('says what the filter hides, as JSON the whole answer', async () => {
    const { code, stdout } = await eiga(['discover', file('other.csv'), '--activities', '3', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      cases: 3,
      events: 8,
      activities: ['a', 'c', 'b'],
      hidden: { activities: 1, events: 1, cases: 1 },
      fitness: 1,
      tree: '→(a, ×(b, τ), c)',
      findings: [],
    });
  });

  test.each([
    [[]],
    [['log.txt']],
    [['LOG', '--noise', '2']],
    [['LOG', '--noise', '']],
    [['LOG', '--activities', '0']],
    [['LOG', 'LOG']],
  ])('is used wrongly with %j', async (words) => {
    const { code, stderr } = await eiga(['discover', ...words.map((word) => (word === 'LOG' ? file('log.csv') : word))]);
    expect(code).toBe(2);
    expect(stderr).toContain('eiga discover --help');
  });
});

describe('eiga conform', () => {
  test('exits with 1 when a case deviates, and says how', async () => {
    const { code, stderr } = await eiga(['conform', file('other.csv'), file('abc.bpmn')]);
    expect(code).toBe(1);
    // abc fits; ac: 1 − 1/5; axbc: 1 − 1/7. The mean of 1, 0.8 and 0.857 is 0.8857.
    expect(stderr.split('\n')).toEqual([
      'fitness 0.8857 (n = 3 cases, 3 variants), 1 fit wholly',
      '  "b" is missing: 1 cases (33.3 %), 1 times, such as 1',
      '  "x" is not in the model: 1 cases (33.3 %), 1 times, such as 2',
      '',
    ]);
    const json = await eiga(['conform', file('other.csv'), file('abc.bpmn'), '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ cases: 3, fitting: 1, notChecked: { open: 0, unproven: 0, elements: [] } });
  });

  test('takes a mapping', async () => {
    const { code, stdout } = await eiga(['conform', file('other.csv'), file('abc.bpmn'), '--map', file('map.json'), '--json']);
    expect(code).toBe(1);
    // Now b is seen as x alone: it is missing in two cases, and b is not in the model.
    expect(JSON.parse(stdout)).toMatchObject({ fitting: 0 });
    const astray = await eiga(['conform', file('other.csv'), file('abc.bpmn'), '--map', file('astray.json')]);
    expect([astray.code, astray.stderr]).toEqual([1, 'The mapping names what is not there: nobody.\n']);
  });

  test('refuses a model that cannot be executed', async () => {
    const { code, stderr } = await eiga(['conform', file('log.csv'), file('bad.bpmn')]);
    expect(code).toBe(1);
    expect(stderr).toContain('bad.bpmn cannot be executed: ');
  });

  test('asks which of several processes is meant', async () => {
    const { code, stderr } = await eiga(['conform', file('log.csv'), file('two.bpmn')]);
    expect(code).toBe(2);
    expect(stderr).toContain('name one with --process');
  });

  test.each([
    [['LOG']],
    [['LOG', 'nowhere.bpmn']],
    [['LOG', 'MODEL', '--map', 'nowhere.json']],
    [['LOG', 'MODEL', '--process', 'other']],
  ])('is used wrongly with %j', async (words) => {
    const named = words.map((word) => ({ LOG: file('log.csv'), MODEL: file('abc.bpmn') })[word] ?? word);
    const { code, stderr } = await eiga(['conform', ...named]);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('takes no mapping that is none', async () => {
    expect((await eiga(['conform', file('log.csv'), file('abc.bpmn'), '--map', file('wrong.json')])).code).toBe(2);
  });
});
