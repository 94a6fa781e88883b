import { describe, expect, test } from '@jest/globals';
import { mannWhitney } from '../../analytics/rank-tests.ts';
import { benjaminiHochberg, MIN_SEGMENT, searchSegments } from '../../analytics/segments.ts';
import type { Feature } from '../../analytics/segments.ts';
import { random } from '../../analytics/simulation/random.ts';

/** One feature from a letter for each case; `-` is not told. */
function feature(name: string, letters: string): Feature<string> {
  const groups = [...new Set(letters.replaceAll('-', ''))].sort();
  return {
    groupOf: Int32Array.from(letters, (letter) => groups.indexOf(letter)),
    groups: groups.map((letter) => `${name}=${letter}`),
  };
}

describe('the segment where it is worst', () => {
  test('is compared with all other cases, as Mann and Whitney do', () => {
    // Ten cases: group a has 6, 7, 7, 9, 10, the rest (b, and one of which nothing is told) 1, 2, 3, 4, 7.
    const values = Float64Array.from([6, 7, 7, 9, 10, 1, 2, 3, 4, 7]);
    const { tests, worst } = searchSegments([{ values, features: [feature('unit', 'aaaaabbbb-')] }]);
    const rest = Float64Array.from([1, 2, 3, 4, 7]);
    const inside = Float64Array.from([6, 7, 7, 9, 10]);
    const { p, cliffsDelta } = mannWhitney(rest, inside);
    // Of 25 pairs 22 greater, 2 ties, 1 less: delta 21/25. b has four cases: never tested, so one test in all.
    expect([tests, cliffsDelta]).toEqual([1, 21 / 25]);
    expect(worst[0]).toEqual({
      groups: ['unit=a'],
      n: 5,
      nRest: 5,
      medianMs: 7,
      restMedianMs: 3,
      meanMs: 7.8,
      restMeanMs: 3.4,
      cliffsDelta: expect.closeTo(21 / 25, 12),
      p: expect.closeTo(p, 12),
      q: expect.closeTo(p, 12),
    });
  });

  test('is found in two attributes together where neither alone tells it', () => {
    const chance = random(5);
    const districts = Array.from({ length: 400 }, () => 'kvs'[chance.integer(3)] ?? 'k');
    const kinds = Array.from({ length: 400 }, () => 'xy'[chance.integer(2)] ?? 'x');
    const values = Float64Array.from(
      districts,
      (district, index) => chance.next() + (district === 'k' && kinds[index] === 'x' ? 1 : 0),
    );
    const { tests, worst } = searchSegments([
      { values, features: [feature('district', districts.join('')), feature('kind', kinds.join(''))] },
    ]);
    // Three districts, two kinds, six pairs.
    expect(tests).toBe(11);
    expect(worst[0]).toMatchObject({ groups: ['district=k', 'kind=x'], cliffsDelta: 1 });
  });

  test('is not shown below five cases, nor where the rest has fewer, however bad it is there', () => {
    const letters = `${'a'.repeat(MIN_SEGMENT - 1)}${'b'.repeat(40)}`;
    const values = Float64Array.from(letters, (letter, index) => (letter === 'a' ? 1000 : index));
    expect(searchSegments([{ values, features: [feature('clerk', letters)] }])).toEqual({ tests: 0, worst: [null] });
  });

  test('is not named where the effect is negligible or the mean is less, though the test is sure', () => {
    const letters = 'ab'.repeat(20_000);
    const slight = Float64Array.from(letters, (letter, index) => (index >> 1) + (letter === 'a' ? 1000 : 0));
    expect(searchSegments([{ values: slight, features: [feature('kind', letters)] }]).worst).toEqual([null]);
    // Of a eight tenths are a little longer, of b one tenth is very much longer.
    const tails = Float64Array.from(letters, (letter, index) =>
      letter === 'a' ? ((index >> 1) % 10 < 8 ? 2 : 0) : (index >> 1) % 10 < 1 ? 100 : 1,
    );
    expect(searchSegments([{ values: tails, features: [feature('kind', letters)] }]).worst).toEqual([null]);
  });

  test('is corrected for all tests of all figures: where nothing is worse it is named in few of 300 logs', () => {
    const seed = 11;
    const chance = random(seed);
    let named = 0;
    for (let log = 0; log < 300; log++) {
      const letters = (count: number): string => Array.from({ length: 120 }, () => String(chance.integer(count))).join('');
      const features = [feature('a', letters(4)), feature('b', letters(5)), feature('c', letters(3))];
      const values = (): Float64Array => Float64Array.from({ length: 120 }, () => -Math.log(1 - chance.next()));
      const { tests, worst } = searchSegments([
        { values: values(), features },
        { values: values(), features },
      ]);
      expect(tests).toBeGreaterThan(80);
      if (worst.some((one) => one !== null)) named++;
    }
    // At most 5 % of logs by chance; 24 of 300 is the upper 99 % bound of that.
    expect({ seed, isFew: named <= 24, named }).toMatchObject({ isFew: true });
  });

  test('has adjusted p as Benjamini and Hochberg have them', () => {
    // p · m / rank, then the least from the greatest rank down: .01·5/1, .04·5/3 = .0667 (both ranks 2 and 3), .05·5/4, .9.
    const adjusted = benjaminiHochberg(Float64Array.from([0.04, 0.01, 0.9, 0.03, 0.05]));
    expect(Array.from(adjusted, (q) => Number(q.toFixed(4)))).toEqual([0.0625, 0.05, 0.9, 0.0625, 0.0625]);
  });
});
