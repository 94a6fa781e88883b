/** Broken logs given to the program itself: exit 1 with place and remedy, and memory as for a small log. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from '@jest/globals';
import { eiga } from '../support/eiga-process.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/**
 * At its end the program tells the most memory that it has ever held resident, in kB. Linux's own count begins anew with the program, while
 * maxRSS has what the process held that started it.
 */
const TELLS_MEMORY = `--import=data:text/javascript,${encodeURIComponent(
  `import { readFileSync } from 'node:fs';
  const peak = () => process.platform === 'linux'
    ? /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]
    : process.resourceUsage().maxRSS;
  process.on('exit', () => process.stderr.write('peak=' + peak()));`,
).replaceAll("'", '%27')}`;

const bytes = (text: string) => Buffer.from(text);
/** Repeats without holding: a file of gz members is their texts in a row. */
const packed = (head: string, piece: string, times: number) =>
  Buffer.concat([gzipSync(head), ...Array<Buffer>(times).fill(gzipSync(piece))]);
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

const FILES: Readonly<
  Record<string, readonly [content: () => Buffer, fault: string, line: number, column: number, remedy: RegExp]>
> = {
  'wrong-columns.csv': [() => bytes('a,b,c\n1,2,3\n'), 'missingColumn', 1, 1, /--case/],
  'mixed-zones.csv': [
    () => bytes('case,activity,end\n1,a,2026-01-01T08:00:00Z\n1,b,2026-01-01T09:00:00\n'),
    'mixedDateFormats',
    3,
    3,
    /\+03:00/,
  ],
  'zone-of-one-column.csv': [
    () => bytes('case,activity,start,end\n1,a,2026-01-01T08:00:00Z,2026-01-01T09:00:00\n'),
    'mixedDateFormats',
    2,
    3,
    /both/,
  ],
  'activities.csv': [
    () => bytes(`case,activity,end\n${many(100_000, (index) => `${String(index >> 3)},a${String(index)},2026-01-01\n`)}`),
    'limit',
    10_002,
    2,
    /--activity/,
  ],
  'activities.xes': [
    () =>
      bytes(
        `<log>\n${many(100_000, (index) => `<trace><event><string key="concept:name" value="a${String(index)}"/><date key="time:timestamp" value="2026-01-01T00:00:00Z"/></event></trace>\n`)}</log>`,
      ),
    'limit',
    10_002,
    131,
    /concept:name/,
  ],
  'line-of-2-gigabytes.csv.gz': [() => packed('case,activity,end\n', 'x'.repeat(10_000_000), 200), 'limit', 2, 1, /line ends/],
  'bomb.csv.gz': [
    () => packed('case,activity,end,note\n', `1,a,2026-01-01,${'x'.repeat(90_000)}\n`.repeat(100), 40),
    'limit',
    1,
    1,
    /look at it/,
  ],
  'bomb.xes.gz': [() => packed('<log>', ' '.repeat(10_000_000), 40), 'limit', 1, 2_097_154, /log/],
  'entities.xes': [
    () => bytes('<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>\n<log/>'),
    'syntax',
    2,
    51,
    /DOCTYPE/,
  ],
  'cut.csv.gz': [() => gzipSync(many(999, String)).subarray(0, 40), 'truncated', 1, 1, /again/],
  'sheet.csv': [() => Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0]), 'syntax', 1, 1, /as CSV/],
};

let folder = '';
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await temporaryDirectory();
});

/** Of a small log the program takes 80 to 100 MB. */
const MOST_MEGABYTES = 250;

test.each(Object.keys(FILES))(
  '%s is refused',
  async (name) => {
    const [content, fault, line, column, remedy] = FILES[name]!;
    await writeFile(file(name), content());
    const { code, stdout, stderr } = await eiga(['analyse', file(name), '--json'], { NODE_OPTIONS: TELLS_MEMORY });
    const told = JSON.parse(stdout) as {
      fault: string;
      file: string;
      line: number;
      column: number;
      error: string;
      remedy: string;
    };
    expect([code, told.fault, told.line, told.column, told.file]).toEqual([1, fault, line, column, file(name)]);
    expect(told.remedy).toMatch(remedy);
    expect(Number(/peak=(\d+)/.exec(stderr)?.[1]) / 1024).toBeLessThan(MOST_MEGABYTES);
  },
  60_000,
);
