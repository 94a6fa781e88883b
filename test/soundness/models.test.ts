/** Models that are sound by how they are made, whatever their size. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { readModel } from '../../engine/model/compile.ts';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import { model } from '../support/model.ts';
import { randomModel } from '../support/random-model.ts';
import { randomNumbers } from '../support/seed.ts';

const PROCESSES = new URL('../../processes/', import.meta.url);
const drawn = readdirSync(PROCESSES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.bpmn'));

test.each(drawn)('the demo process %s is sound', async (file) => {
  const { processes, findings } = await readModel(readFileSync(new URL(file, PROCESSES), 'utf8'));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(processes.length).toBeGreaterThan(0);
  for (const process of processes) expect(checkSoundness(process)).toMatchObject({ findings: [], complete: true });
});

test('a model that is built of blocks has no finding', async () => {
  const { seed } = randomNumbers();
  await fc.assert(
    fc.asyncProperty(randomModel(), async ({ text }) => {
      const { process } = await model(text);
      expect(checkSoundness(process)).toMatchObject({ findings: [], complete: true });
    }),
    { seed, numRuns: 60 },
  );
});

/** So many branches of so many tasks, with a line more for each. */
function branches(
  count: number,
  tasks: number,
  split: string,
  join: string,
  more: (branch: number) => string = () => '',
): string {
  const lines = Array.from({ length: count }, (_, branch) => {
    const [first = '', ...rest] = Array.from({ length: tasks }, (__, task) => `task:t${String(branch)}_${String(task)}`);
    const condition = split === 'or' ? ` [= x${String(branch)}]` : '';
    return `s -> ${first}${condition} -> ${rest.join(' -> ')} -> j\n${more(branch)}`;
  });
  return [`start -> ${split}:s`, `${join}:j -> end`, ...lines].join('\n');
}

test.each([
  ['parallel', 'and'],
  ['inclusive', 'or'],
])('20 %s branches of 10 tasks are a handful of markings', async (_, kind) => {
  const { process } = await model(branches(20, 10, kind, kind));
  const { findings, complete, explored } = checkSoundness(process);
  expect({ findings, complete }).toEqual({ findings: [], complete: true });
  expect(explored).toBeLessThan(10);
});

test('20 parallel branches, each of which may end everything, are known in full', async () => {
  const text = branches(20, 10, 'and', 'and', (branch) => `t${String(branch)}_3 ! error -> terminate:e${String(branch)}`);
  const { findings, complete, explored } = checkSoundness((await model(text)).process);
  expect({ findings, complete }).toEqual({ findings: [], complete: true });
  expect(explored).toBeLessThan(1_000);
});

test('beyond the bound a deadlock is still found by going into the depth, and the answer says that it is not complete', async () => {
  const text = branches(20, 4, 'and', 'and', (branch) => `t${String(branch)}_1 ! error -> end:e${String(branch)}`);
  const { findings, complete, explored } = checkSoundness((await model(text)).process, { states: 2_000, attempts: 100_000 });
  expect(findings.map(({ rule, element }) => `${rule} ${element}`)).toEqual(['soundness/deadlock j']);
  expect(complete).toBe(false);
  expect(explored).toBeGreaterThan(2_000);
});

/** Blocks in blocks of every kind of gateway and loops, of about so many nodes. */
function blocks(size: number, random: () => number): string {
  const lines: string[] = [];
  let count = 0;
  const name = (word: string): string => `${word}${String(count++)}`;
  const block = (left: number): readonly [string, string] => {
    const kind = ['sequence', 'and', 'xor', 'or', 'loop'][Math.floor(random() * 5)];
    if (left <= 2) {
      const task = name('task');
      lines.push(`task:${task}`);
      return [task, task];
    }
    if (kind === 'sequence') {
      const [first, second] = [block(left / 2), block(left / 2)];
      lines.push(`${first[1]} -> ${second[0]}`);
      return [first[0], second[1]];
    }
    if (kind === 'loop') {
      const [entry, choice, inner] = [name('entry'), name('choice'), block(left - 2)];
      lines.push(`xor:${entry} -> ${inner[0]}`, `${inner[1]} -> xor:${choice} -> ${entry} [= again]`);
      const after = name('task');
      lines.push(`${choice} -> task:${after} [default]`);
      return [entry, after];
    }
    const [split, join] = [name('split'), name('join')];
    lines.push(`${kind ?? ''}:${split}`, `${kind ?? ''}:${join}`);
    for (let branch = 0; branch < 3; branch++) {
      const inner = block((left - 2) / 3);
      lines.push(`${split} -> ${inner[0]}${kind === 'and' ? '' : ' [= x]'}`, `${inner[1]} -> ${join}`);
    }
    return [split, join];
  };
  const [first, last] = block(size);
  return [`start -> ${first}`, `${last} -> end`, ...lines].join('\n');
}

test('1,000 nodes in blocks of every kind are one move after reduction', async () => {
  const { seed, random } = randomNumbers();
  for (let nodes = 0; nodes < 1_000;) {
    const { process } = await model(blocks(1_200, random));
    nodes = process.nodes.size;
    const { findings, complete, explored } = checkSoundness(process);
    expect({ seed, findings, complete }).toEqual({ seed, findings: [], complete: true });
    expect(explored).toBeLessThan(10);
  }
});

test('an event gateway that begins a case is no dead node', async () => {
  for (const kind of ['exclusive', 'parallel']) {
    const { process } = await model(`
      event:which{instantiate: ${kind}} -> message:One(one) -> ${kind === 'parallel' ? 'and' : 'xor'}:join -> user:A -> end
      which -> message:Two(two) -> join
    `);
    expect(checkSoundness(process).findings).toEqual([]);
  }
});
