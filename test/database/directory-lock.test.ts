import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DirectoryInUseError, lockDirectory } from '../../database/directory-lock.ts';
import { type Child, startChild } from '../support/child.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const HOLDER = 'test/database/lock-holder.ts';

async function holder(directory: string): Promise<Child> {
  const child = await startChild(HOLDER, [directory]);
  await child.line();
  expect(await child.line()).toBe('taken');
  return child;
}

test('a directory held by a living process is refused with its pid and what to do', async () => {
  const directory = await temporaryDirectory();
  const other = await holder(directory);
  try {
    expect(() => lockDirectory(directory)).toThrow(DirectoryInUseError);
    expect(() => lockDirectory(directory)).toThrow(
      `The database in ${directory} is in use by process ${other.pid}. Stop that process (kill ${other.pid}), ` +
        'choose another directory with EIGA_DATA, or use a PostgreSQL server with DATABASE_URL.',
    );
  } finally {
    await other.kill();
  }
});

test('a directory left by a killed process is free at once', async () => {
  const directory = await temporaryDirectory();
  await (await holder(directory)).kill();
  lockDirectory(directory).release();
});

test('a directory given free is free, and a second lock in the same process is refused', async () => {
  const directory = await temporaryDirectory();
  const lock = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow('already open in this process');
  lock.release();
  lockDirectory(directory).release();
});

test('of eight processes that find a dead one’s directory at the same moment exactly one gets it, three times over', async () => {
  for (let round = 0; round < 3; round++) {
    const directory = await temporaryDirectory();
    await (await holder(directory)).kill();
    const tryAt = String(Date.now() + 2_500);
    const racers = await Promise.all(Array.from({ length: 8 }, () => startChild(HOLDER, [directory, tryAt])));
    try {
      const answers = await Promise.all(racers.map(async (racer) => (await racer.line()) === 'ready' && racer.line()));
      expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
      expect(answers.filter((answer) => String(answer).startsWith('DirectoryInUseError'))).toHaveLength(7);
    } finally {
      await Promise.all(racers.map((racer) => racer.kill()));
    }
    expect((await readdir(directory)).filter((name) => name.startsWith('lock-draft'))).toEqual([]);
  }
}, 120_000);

async function lockFileOf(directory: string): Promise<{ path: string; content: Record<string, unknown> }> {
  const lock = lockDirectory(directory);
  const [name = ''] = await readdir(directory);
  const path = join(directory, name);
  const content: unknown = JSON.parse(await readFile(path, 'utf8'));
  lock.release();
  if (typeof content !== 'object' || content === null) throw new Error('no lock file');
  return { path, content: { ...content, released: false } };
}

test('a living process that merely has the dead one’s pid does not keep the directory', async () => {
  const directory = await temporaryDirectory();
  const { path, content } = await lockFileOf(directory);
  await writeFile(path, JSON.stringify(content));
  expect(() => lockDirectory(directory)).toThrow(DirectoryInUseError);
  await writeFile(path, JSON.stringify({ ...content, processStart: '1' }));
  lockDirectory(directory).release();
});

test('a process of another container keeps the directory until it has been silent for a minute', async () => {
  const directory = await temporaryDirectory();
  const { path, content } = await lockFileOf(directory);
  await writeFile(path, JSON.stringify({ ...content, place: 'elsewhere 1 2', pid: 1 }));
  expect(() => lockDirectory(directory)).toThrow(/in use by process 1 of another machine or container \(elsewhere\)/);
  const longAgo = new Date(Date.now() - 61_000);
  await utimes(path, longAgo, longAgo);
  lockDirectory(directory).release();
});

test('a lock file that was cut off by a power cut does not keep the directory', async () => {
  const directory = await temporaryDirectory();
  await writeFile(join(directory, 'lock.7'), '{"pid":');
  lockDirectory(directory).release();
  expect(await readdir(directory)).toEqual(['lock.8']);
});
