/** The command line: what it prints where, and how it ends. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { decision, dmn, literal } from '../decision/dmn-file.ts';
import { modelXml } from '../support/model.ts';
import { eiga, serve } from '../support/eiga-process.ts';
import { preparedDirectory } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const COMMANDS = ['serve', 'demo', 'deploy', 'check', 'import', 'analyse', 'compare', 'migrate'];
let folder = '';
const file = (name: string) => join(folder, name);

/** Cases of `n` days, one a day from a day on. */
function csv(days: readonly number[], from: string, prefix: string): string {
  const lines = days.flatMap((duration, index) => {
    const startAt = Date.parse(from) + index * 86_400_000;
    const iso = (at: number) => new Date(at).toISOString();
    const key = `${prefix}${String(index)}`;
    return [`${key},receive,${iso(startAt)},ann`, `${key},decide,${iso(startAt + duration * 86_400_000)},bob`];
  });
  return ['case,activity,end,resource', ...lines, ''].join('\n');
}

beforeAll(async () => {
  folder = await temporaryDirectory();
  const slow = Array.from({ length: 60 }, (_, index) => 20 + (index % 7));
  const fast = Array.from({ length: 60 }, (_, index) => 5 + (index % 5));
  await writeFile(file('slow.csv'), csv(slow, '2024-01-01', 's'));
  await writeFile(file('fast.csv'), csv(fast, '2024-06-01', 'f'));
  const both = [csv(slow, '2024-01-01', 's').trimEnd(), ...csv(fast, '2024-06-01', 'f').split('\n').slice(1)].join('\n');
  await writeFile(file('both.csv.gz'), gzipSync(both));
  await writeFile(file('broken.csv.gz'), gzipSync(both).subarray(0, 200));
  await writeFile(file('good.bpmn'), modelXml('start -> user:Check -> end', { id: 'good' }));
  const growing = 'start -> xor:m -> task:A{gives: 2} -> xor:c -> m [= x]\nc -> end [default]';
  await writeFile(file('growing.bpmn'), modelXml(growing, { id: 'growing' }));
  await writeFile(file('fee.dmn'), dmn(decision('fee', literal('20'))));
  await writeFile(file('bad.bpmn'), '<definitions');
});

describe('help', () => {
  test('is there for the program and each command, without touching anything', async () => {
    const whole = await eiga(['--help']);
    expect(whole.code).toBe(0);
    for (const command of COMMANDS) {
      expect(whole.stdout).toContain(`\n  ${command}`);
      const { code, stdout } = await eiga([command, '--help'], { PORT: 'nonsense', EIGA_DATA: '/dev/null/nowhere' });
      expect([command, code]).toEqual([command, 0]);
      expect(stdout).toMatch(new RegExp(`^eiga ${command}`));
      expect(stdout).toContain('--json');
    }
  });
});

describe('wrong use', () => {
  test.each([
    [[]],
    [['fly']],
    [['analyse']],
    [['analyse', 'a.csv', 'b.csv']],
    [['analyse', '/nowhere.csv']],
    [['analyse', 'log.txt']],
    [['analyse', '--unknown', 'log.csv']],
    [['compare', 'one.csv']],
    [['compare', 'one.csv', '--before', '2024', '--after', '2024-01-01..2024-02-01']],
    [['compare', 'one.csv', '--before', '2024-02-01..2024-01-01', '--after', '2024-01-01..2024-02-01']],
    [['compare', 'a.csv', 'b.csv', '--seed', 'x']],
    [['check']],
    [['check', '/nowhere.bpmn']],
    [['deploy']],
    [['deploy', '--url', 'nonsense', '/nowhere.bpmn']],
    [['import']],
    [['migrate', 'now']],
  ])('exits with 2 and says what to do: %j', async (words) => {
    const { code, stderr } = await eiga(words);
    expect(code).toBe(2);
    if (words.length > 0) expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('says so as one JSON document when it is asked to', async () => {
    const { code, stdout } = await eiga(['analyse', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([2, { error: expect.any(String), remedy: expect.any(String) }]);
  });

  test('lists every setting that is wrong', async () => {
    const { code, stderr } = await eiga(['serve'], { PORT: 'x', HOST: '0.0.0.0' });
    expect(code).toBe(2);
    expect(stderr).toContain('PORT');
    expect(stderr).toContain('HOST');
  });
});

describe('analyse', () => {
  test('prints one JSON document and nothing else', async () => {
    const { code, stdout, stderr } = await eiga(['analyse', file('both.csv.gz'), '--json']);
    expect([code, stderr]).toEqual([0, '']);
    const found = JSON.parse(stdout) as Record<string, unknown>;
    expect(found['log']).toMatchObject({ cases: 120, events: 240, activities: 2, resources: 2, variants: 1 });
    expect(found['startActivities']).toEqual({ receive: 120 });
    expect(found['directlyFollows']).toEqual([{ from: 'receive', to: 'decide', count: 120 }]);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['endActivities', 'caseDuration', 'activities', 'bottlenecks']));
  });

  test('refuses a file that ends early, with its place', async () => {
    const { code, stdout } = await eiga(['analyse', file('broken.csv.gz'), '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ fault: 'truncated', line: expect.any(Number), remedy: expect.any(String) });
  });
});

describe('compare', () => {
  test('says faster of two logs, and slower of the same the other way round', async () => {
    const verdictOf = async (...words: string[]) =>
      JSON.parse((await eiga(['compare', ...words, '--as-of', '2025-01-01', '--json'])).stdout) as Record<string, unknown>;
    expect(await verdictOf(file('slow.csv'), file('fast.csv'))).toMatchObject({
      verdict: 'faster',
      before: { n: 60, open: 0 },
      after: { n: 60, open: 0 },
      reasons: expect.arrayContaining([expect.stringContaining('does not hold 0')]),
    });
    expect(await verdictOf(file('fast.csv'), file('slow.csv'))).toMatchObject({ verdict: 'slower' });
    expect(await verdictOf(file('slow.csv'), file('slow.csv'))).toMatchObject({ verdict: 'no proven change' });
  });

  test('takes two periods of one log, and counts open cases as open', async () => {
    const periods = ['--before', '2024-01-01..2024-06-01', '--after', '2024-06-01..2025-01-01'];
    const { stdout } = await eiga(['compare', file('both.csv.gz'), ...periods, '--as-of', '2024-07-25', '--json']);
    const found = JSON.parse(stdout) as { before: { n: number }; after: { n: number; open: number } };
    expect([found.before.n, found.after.n]).toEqual([60, 55]);
    expect(found.after.open).toBeGreaterThan(0);
  });
});

describe('check', () => {
  test('exits with 1 when a model would be refused, and names the fault', async () => {
    const good = await eiga(['check', file('good.bpmn')]);
    expect([good.code, good.stdout]).toEqual([0, 'good.bpmn: no findings\n']);
    const bad = await eiga(['check', file('good.bpmn'), file('bad.bpmn'), '--json']);
    expect(bad.code).toBe(1);
    const { models } = JSON.parse(bad.stdout) as { models: { file: string; findings: unknown[] }[] };
    expect(models.map(({ file: name, findings }) => [name, findings.length > 0])).toEqual([
      ['good.bpmn', false],
      ['bad.bpmn', true],
    ]);
  });

  test('says how far it looked when a model has more states than it explores, which refuses nothing', async () => {
    const { code, stdout } = await eiga(['check', file('growing.bpmn'), '--json']);
    const finding = { rule: 'soundness/unexplored', severity: 'warning', element: 'growing', trace: [] };
    const message = expect.stringMatching(/explored \d+ states, no fault found/);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { models: [{ file: 'growing.bpmn', processes: [expect.anything()], findings: [{ ...finding, message }] }] },
    ]);
    const { stdout: words } = await eiga(['check', file('growing.bpmn')]);
    expect(words).toMatch(/^growing\.bpmn: warning at growing \(soundness\/unexplored\): Process .* no fault found/);
  });
});

describe('the database', () => {
  test('is made, filled and told about by separate commands', async () => {
    const settings = { EIGA_DATA: file('data') };
    const json = async (...words: string[]) => {
      const { code, stdout } = await eiga([...words, '--json'], settings);
      return [code, JSON.parse(stdout) as unknown] as const;
    };
    expect((await json('migrate', '--status'))[0]).toBe(1);
    expect(await json('migrate')).toEqual([0, { applied: expect.arrayContaining(['0002-organisation']) }]);
    expect(await json('migrate', '--status')).toEqual([0, expect.objectContaining({ pending: [] })]);
    expect(await json('import', file('both.csv.gz'))).toEqual([
      0,
      { log: expect.objectContaining({ cases: 120, events: 240 }), mapping: expect.objectContaining({ delimiter: ',' }) },
    ]);
    expect(await json('import', file('broken.csv.gz'))).toEqual([1, expect.objectContaining({ fault: 'truncated' })]);
    expect(await json('deploy', file('good.bpmn'))).toEqual([
      0,
      expect.objectContaining({ definitions: [expect.objectContaining({ processId: 'good', version: 1, isNew: true })] }),
    ]);
    expect(await json('deploy', file('good.bpmn'), file('fee.dmn'))).toEqual([
      0,
      expect.objectContaining({
        definitions: [expect.objectContaining({ processId: 'good', isNew: false })],
        decisions: [expect.objectContaining({ decisionId: 'fee', version: 1, isNew: true })],
      }),
    ]);
    expect(await json('deploy', file('good.bpmn'), file('bad.bpmn'))).toEqual([
      1,
      { findings: [expect.objectContaining({ resource: 'bad.bpmn' })] },
    ]);
  }, 300_000);

  test('behind a running server is reached by its address', async () => {
    const settings = { EIGA_DATA: await preparedDirectory(), EIGA_ADMIN: 'admin:a-password-of-tests' };
    const served = await serve(settings);
    try {
      const deployed = await eiga(['deploy', '--url', served.url, file('good.bpmn'), '--json'], settings);
      expect([deployed.code, JSON.parse(deployed.stdout)]).toEqual([
        0,
        expect.objectContaining({ deploymentKey: expect.any(String) }),
      ]);
      const refused = await eiga(['deploy', '--url', served.url, file('bad.bpmn'), '--json'], settings);
      expect([refused.code, JSON.parse(refused.stdout)]).toEqual([
        1,
        { findings: [expect.objectContaining({ severity: 'error' })] },
      ]);
      const locked = await eiga(['deploy', file('good.bpmn'), '--json'], settings);
      expect([locked.code, JSON.parse(locked.stdout)]).toEqual([1, { error: expect.stringContaining(String(served.pid)) }]);
    } finally {
      await served.kill('SIGTERM');
    }
  }, 120_000);
});
