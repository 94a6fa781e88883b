/** How many people to ask, and what two waves can prove at all. Shares, two-sided, with the correction for finite populations. */
import { normalBelow, normalQuantile } from '../../analytics/index.ts';

/** People who know; level of the interval; share that is expected (0.5 asks for the most). */
export interface SampleAsked {
  readonly population: number;
  readonly margin: number;
  readonly level?: number;
  readonly share?: number;
}

const LEVEL = 0.95;
const POWER = 0.8;

/** Answers that are needed for an interval of ± `margin`: n0 / (1 + (n0 − 1) / N), n0 = z²p(1 − p) / e² (Cochran 1977, 4.4). */
export function sampleSize({ population, margin, level = LEVEL, share = 0.5 }: SampleAsked): number {
  const z = normalQuantile((1 + level) / 2);
  const endless = (z * z * share * (1 - share)) / (margin * margin);
  return Math.min(population, Math.ceil(endless / (1 + (endless - 1) / population)));
}

/** Half the width of the interval that so many answers give. */
export function marginOf(answers: number, population: number, level = LEVEL, share = 0.5): number {
  if (answers >= population) return 0;
  const z = normalQuantile((1 + level) / 2);
  return z * Math.sqrt((share * (1 - share)) / answers) * Math.sqrt((population - answers) / Math.max(1, population - 1));
}

/** Answers that are needed in each of two waves to prove a change between two shares, of endless populations (Fleiss 2003, 4.14). */
export function perWave(before: number, after: number, power = POWER, level = LEVEL): number {
  const [a, b] = [normalQuantile((1 + level) / 2), normalQuantile(power)];
  const mean = (before + after) / 2;
  const spread = a * Math.sqrt(2 * mean * (1 - mean)) + b * Math.sqrt(before * (1 - before) + after * (1 - after));
  return Math.ceil((spread / (after - before)) ** 2);
}

/** How many an answer counts for when it is drawn from few: n (N − 1) / (N − n). */
export function effectiveSize(answers: number, population: number | undefined): number {
  if (population === undefined) return answers;
  return answers >= population ? Infinity : (answers * (population - 1)) / (population - answers);
}

export interface WaveSize {
  readonly answers: number;
  readonly population?: number | undefined;
}

/** The smallest rise of a share that two waves prove with the wanted power; null when none up to 1 is. */
export function provableRise(
  share: number,
  before: WaveSize,
  after: WaveSize,
  power: number = POWER,
  level: number = LEVEL,
): number | null {
  const proves = (rise: number): boolean => powerOf(share, share + rise, before, after, level) >= power;
  const most = 1 - share;
  if (most <= 0 || !proves(most)) return null;
  let [low, high] = [0, most];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (proves(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Chance that two waves prove a change from one share to another. */
export function powerOf(from: number, to: number, before: WaveSize, after: WaveSize, level: number = LEVEL): number {
  const [n, m] = [effectiveSize(before.answers, before.population), effectiveSize(after.answers, after.population)];
  const inverse = 1 / n + 1 / m;
  // Both asked of everybody: every change is seen.
  if (inverse === 0) return from === to ? 0 : 1;
  const ofFirst = Number.isFinite(n) ? n / (n + m) : 1;
  const mean = from * ofFirst + to * (1 - ofFirst);
  const still = Math.sqrt(mean * (1 - mean) * inverse);
  const moved = Math.sqrt((from * (1 - from)) / n + (to * (1 - to)) / m);
  if (moved === 0) return from === to ? 0 : 1;
  return normalBelow((Math.abs(to - from) - normalQuantile((1 + level) / 2) * still) / moved);
}
