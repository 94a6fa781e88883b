/** Tails and quantiles of the normal and of Student's distribution. */
import { upperTail } from '../rank-tests.ts';

/** P(Z ≤ z) of the standard normal. */
export function normalBelow(z: number): number {
  return z > 0 ? 1 - upperTail(z) : upperTail(-z);
}

/** Both sides of |z|. */
export function twoSidedNormal(z: number): number {
  return Number.isNaN(z) ? 1 : Math.min(1, 2 * upperTail(Math.abs(z)));
}

const CENTRE = [
  [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239],
  [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
] as const;
const TAIL = [
  [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783],
  [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
] as const;
const TAIL_FROM = 0.02425;

/** The z below which a share of the standard normal lies; relative error below 1.2e-9 (Acklam 2003). */
export function normalQuantile(share: number): number {
  if (!(share > 0)) return share === 0 ? -Infinity : NaN;
  if (share > 0.5) return share === 1 ? Infinity : -normalQuantile(1 - share);
  if (share < TAIL_FROM) {
    const q = Math.sqrt(-2 * Math.log(share));
    return polynomial(TAIL[0], q) / polynomial(TAIL[1], q);
  }
  const q = share - 0.5;
  return (q * polynomial(CENTRE[0], q * q)) / polynomial(CENTRE[1], q * q);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

/** Both sides of |t| under Student's distribution; `freedom` need not be whole, Infinity is the normal. */
export function twoSidedStudent(t: number, freedom: number): number {
  if (Number.isNaN(t)) return 1;
  if (!(freedom < 1e7)) return twoSidedNormal(t);
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** The t beyond which, to both sides together, 1 − level lies. */
export function studentReach(level: number, freedom: number): number {
  if (!(freedom < 1e7)) return -normalQuantile((1 - level) / 2);
  let [low, high] = [0, 1e6];
  for (let step = 0; step < 100 && high - low > 1e-12 * high; step++) {
    const middle = low < 1 && high > 100 ? Math.sqrt(Math.max(low, 1e-6) * high) : (low + high) / 2;
    if (twoSidedStudent(middle, freedom) > 1 - level) low = middle;
    else high = middle;
  }
  return high;
}

/** The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction (Abramowitz and Stegun 26.5.8). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x)) / a;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return front * fraction;
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
  9.984369578019572e-6, 1.5056327351493116e-7,
];

/** Logarithm of the gamma function for x > 0 (Lanczos 1964, g = 7). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  const sum = LANCZOS.reduce((total, coefficient, index) => total + coefficient / (y + index + 1), 0.9999999999998099);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}
