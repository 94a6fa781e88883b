import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { EXPORT_FORMATS, lossesOf, writeLog } from '../../../analytics/log/write-log.ts';
import { attributesText, type LogAttribute } from '../../../analytics/log/log-source.ts';
import { isLogFault } from '../../../analytics/log/log-fault.ts';
import { readXes } from '../../../analytics/log/xes.ts';
import { randomRowLog, randomXes } from './random-logs.ts';
import { written } from './written.ts';

const SEED = Number(process.env['EIGA_SEED'] ?? 1);

describe.each(EXPORT_FORMATS)('what %s does not keep is known before it is written', (format) => {
  test(`of random logs (seed ${String(SEED)})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.boolean(), async (seed, plain) => {
        const log = randomRowLog(seed, plain);
        expect(await lossesOf(log, format)).toEqual((await written(writeLog(log, format))).lost);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test(`of random files of XES, nested attributes and lists among them (seed ${String(SEED)})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const log = await readXes(inOne(randomXes(seed)));
        if (isLogFault(log)) return;
        expect(await lossesOf(log, format)).toEqual((await written(writeLog(log, format))).lost);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test('of a row without any instant', async () => {
    const log = oneCase('A', 'text', (builder) => void builder.addRow(0, { activity: 'sleep', ending: 'open' }));
    const lost = await lossesOf(log, format);
    expect(lost).toEqual((await written(writeLog(log, format))).lost);
    expect(lost.find(({ kind }) => kind === 'rowsWithoutTimes')).toMatchObject({ n: 1, examples: ['A'] });
  });

  test.each([
    ['a key', 'A\u0000', 'text', undefined],
    ['a value', 'A', 'a bell \u0007', undefined],
    ['half a pair in what is nested', 'A', 'text', [{ type: 'text', key: 'note', value: '\ud800' } as const]],
  ])('of characters that XML cannot hold in %s', async (_, key, subject, nested) => {
    const log = oneCase(key, subject, () => undefined, nested);
    const lost = await lossesOf(log, format);
    expect(lost).toEqual((await written(writeLog(log, format))).lost);
    if (format === 'xes') expect(lost.find(({ kind }) => kind === 'characters')?.n).toBe(1);
  });
});

function oneCase(key: string, subject: string, more: (builder: EventLogBuilder) => void, nested?: readonly LogAttribute[]) {
  const builder = new EventLogBuilder('started');
  builder.addCase(key);
  builder.setCaseAttribute(0, 'subject', subject, 'text', nested === undefined ? undefined : attributesText(nested));
  builder.addRow(0, { activity: 'decide', startedAt: 1, completedAt: 2 });
  more(builder);
  return builder.build(3);
}

async function* inOne(text: string): AsyncIterable<string> {
  yield await Promise.resolve(text);
}
