import { describe, expect, test } from '@jest/globals';
import { passwords, randomPassword, STRONG } from '../../organisation/passwords.ts';

describe('a password', () => {
  test('costs 128 MiB a guess unless told otherwise, for the right, the wrong and the unknown alike', async () => {
    expect(128 * 2 ** STRONG.logN * STRONG.r).toBe(128 * 2 ** 20);
    const strong = passwords();
    const kept = await strong.hash('right');
    expect(kept).toMatch(/^scrypt\$17\$8\$1\$[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}$/);
    expect(await strong.verify('right', kept)).toBe('right');
    expect(await strong.verify('wrong', kept)).toBe('wrong');
    expect(await strong.verifyNobody('right')).toBe('wrong');
  });

  test('is salted: the same one looks different each time', async () => {
    const cheap = passwords({ logN: 4, r: 1, p: 1 });
    expect(await cheap.hash('same')).not.toBe(await cheap.hash('same'));
  });

  test('is the same however its letters were composed', async () => {
    const cheap = passwords({ logN: 4, r: 1, p: 1 });
    expect(await cheap.verify('ž\u0301'.normalize('NFD'), await cheap.hash('ž\u0301'.normalize('NFC')))).toBe('right');
  });

  test('that was drawn can be read aloud and does not repeat', () => {
    const drawn = Array.from({ length: 1000 }, randomPassword);
    for (const one of drawn) expect(one).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){3}$/);
    expect(new Set(drawn).size).toBe(1000);
    const letters = new Map<string, number>();
    for (const letter of drawn.join('').replaceAll('-', '')) letters.set(letter, (letters.get(letter) ?? 0) + 1);
    // 20,000 draws of 31 letters: 645 each, standard deviation 25; six of them either way.
    expect([...letters.values()].every((times) => Math.abs(times - 645) < 150)).toBe(true);
    expect(letters.size).toBe(31);
  });
});
