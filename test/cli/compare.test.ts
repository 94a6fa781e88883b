import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { command } from '../../cli/commands/compare.ts';
import { temporaryDirectory } from '../support/temporary.ts';

const DAY = 86_400_000;
let path = '';

/** Two hundred cases a day apart, the change after a hundred; of two towns, in turns; the hundred after are faster in the north alone. */
beforeAll(async () => {
  const lines = Array.from({ length: 200 }, (_, index) => {
    const town = index % 2 === 0 ? 'north' : 'south';
    const days = (index >= 100 && town === 'north' ? 10 : 30) + (index % 13);
    const startAt = Date.UTC(2024, 0, 1) + index * DAY;
    const iso = (at: number): string => new Date(at).toISOString();
    const due = iso(startAt + 36 * DAY);
    return [
      `${String(index)},receive,${iso(startAt)},${iso(startAt + 3_600_000)},${town},${due},${String(40 + (index % 3))}`,
      `${String(index)},decide,${iso(startAt + days * DAY - 7_200_000)},${iso(startAt + days * DAY)},${town},${due},${String(40 + (index % 3))}`,
    ].join('\n');
  });
  path = join(await temporaryDirectory(), 'log.csv');
  await writeFile(path, ['case,activity,start,end,case:town,case:due,case:cost', ...lines, ''].join('\n'));
});

const CHANGE = new Date(Date.UTC(2024, 0, 1) + 100 * DAY).toISOString().slice(0, 10);

async function compared(...words: string[]) {
  const outcome = await command.run([path, '--as-of', '2025-01-01', '--json', ...words]);
  if (outcome === undefined) throw new Error('compare answers nothing');
  return outcome;
}

describe('eiga compare', () => {
  test('answers with every field, the five measures among them, and says the verdict first', async () => {
    const { json, text, exit } = await compared('--change', CHANGE, '--due', 'due');
    expect(exit).toBe(0);
    const names = ['before', 'after', 'difference', 'verdict', 'reasons', 'seed'];
    const added = ['quantiles', 'survival', 'superiority', 'tests', 'caseMix', 'headline', 'decomposition', 'detectable'];
    expect(Object.keys(json as object)).toEqual(expect.arrayContaining([...names, ...added]));
    expect(json).toMatchObject({
      verdict: 'faster',
      headline: {
        leadTime: { gross: { change: 'better' } },
        quality: { onTime: { change: 'better' }, rework: { change: 'not proven' } },
        cost: { unit: 'money', before: { n: 100 } },
        touchTime: { before: { value: 3 * 3_600_000 } },
        satisfaction: null,
      },
      tests: expect.arrayContaining([
        { name: 'log-rank', statistic: expect.any(Number), p: expect.any(Number), pByWeeks: expect.anything() },
      ]),
    });
    expect(text.split('\n')[0]).toBe('Verdict: faster');
    expect(text).toContain('The five measures:');
    expect(text).toMatch(/cases a month you will see a change of/);
  });

  test('leaves out the cases of the wash-out', async () => {
    expect((await compared('--change', CHANGE, '--wash-out', '14')).json).toMatchObject({ before: { n: 86 }, after: { n: 86 } });
  });

  test('compares like with like, and against a control', async () => {
    const alike = await compared('--change', CHANGE, '--by', 'town');
    expect(alike.json).toMatchObject({ caseMix: { by: ['town'], strata: [{ values: ['north'] }, { values: ['south'] }] } });
    const against = await compared('--change', CHANGE, '--by', 'town', '--control', 'south');
    expect(against.json).toMatchObject({
      before: { n: 50 },
      control: { attribute: 'town', value: 'south', before: { n: 50 } },
      verdict: 'faster',
    });
    expect(against.text).toContain('Not touched by the change, town = south:');
    const untouched = await compared('--change', CHANGE, '--control', 'town=north');
    expect((untouched.json as { verdict: string }).verdict).not.toBe('faster');
  });

  test('refuses in words what cannot be asked', async () => {
    expect(await compared('--change', CHANGE, '--by', 'colour')).toMatchObject({ exit: 1, text: 'No case has “colour”.' });
    await expect(compared('--change', '2024')).rejects.toThrow('is not a date');
    await expect(compared('--change', CHANGE, '--wash-out', 'long')).rejects.toThrow('say a number');
    await expect(compared('--before', '2024-01-01..2024-02-01')).rejects.toThrow('--after');
    await expect(compared('--wash-out', '3', '--before', '2024-01-01..', '--after', '2024-02-01..')).rejects.toThrow('--change');
  });
});
