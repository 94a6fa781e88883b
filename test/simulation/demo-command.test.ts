import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WrongUse } from '../../cli/command.ts';
import { command } from '../../cli/commands/demo.ts';

const leftovers = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('eiga-demo-'));

describe('eiga demo', () => {
  it('answers with the whole loop as one document and leaves no database behind', async () => {
    const before = await leftovers();
    const outcome = await command.run(['--cases', '30', '--seed', '5', '--json']);
    expect(outcome?.exit).toBe(0);
    expect(JSON.parse(JSON.stringify(outcome?.json))).toMatchObject({
      seed: 5,
      before: { cases: 30, open: 0 },
      after: { cases: 30, open: 0 },
      bottleneck: {
        activity: expect.any(String),
        waitingShare: expect.any(Number),
        cause: expect.any(String),
        cases: expect.any(Number),
      },
      difference: { estimateMs: expect.any(Number), lowMs: expect.any(Number), highMs: expect.any(Number), level: 0.95 },
      verdict: expect.stringMatching(/^(faster|slower|no proven change|not enough data)$/),
      reasons: expect.arrayContaining([expect.any(String)]),
    });
    expect(outcome?.text).toContain('Bottleneck of the as-is');
    expect(await leftovers()).toEqual(before);
  }, 200_000);

  it.each([
    [['--cases', '0'], '--cases'],
    [['--cases', 'many'], '--cases'],
    [['--seed', '-1'], '--seed'],
    [['--as-is', 'no-such-file.bpmn'], 'no-such-file.bpmn'],
    [['--scenario', 'no-such-file.json'], 'no-such-file.json'],
  ])('is used wrongly with %j, and says so', async (words, named) => {
    // `--seed -1` is read by node itself as an option without a value.
    const wrong = command.run(words);
    await expect(wrong).rejects.toThrow(named);
    if (named !== '--seed') await expect(wrong).rejects.toBeInstanceOf(WrongUse);
  });

  it('refuses a scenario that cannot be right, with the place of the fault', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'eiga-scenario-'));
    const broken = join(folder, 'scenario.json');
    await writeFile(broken, '{ "formatVersion": 2 }');
    const outcome = await command.run(['--scenario', broken]);
    expect(outcome?.exit).toBe(1);
    expect(outcome?.text).toContain('formatVersion');
    await writeFile(broken, '{');
    expect((await command.run(['--scenario', broken]))?.text).toContain('is not JSON');
    await rm(folder, { recursive: true });
  });
});
