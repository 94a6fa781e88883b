/** Random numbers 0 ≤ x < 1 that repeat: EIGA_SEED=n tries others. Name the seed in what is expected, so that a failure prints it. */
export function randomNumbers(seed = Number(process.env['EIGA_SEED'] ?? 1)): { seed: number; random: () => number } {
  let state = seed >>> 0;
  // mulberry32 (T. Ettinger, 2017)
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, random };
}
