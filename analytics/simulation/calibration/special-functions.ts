/** Quantiles of the standard normal and the standard gamma distribution. */
import { logGamma } from '../student.ts';

/** Acklam's rational approximation (2003), relative error below 1.2e-9. @param share above 0 and below 1 */
export function normalQuantile(share: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
  const ratio = (top: readonly number[], bottom: readonly number[], x: number): number =>
    top.reduce((sum, term) => sum * x + term, 0) / (bottom.reduce((sum, term) => sum * x + term, 0) * x + 1);
  if (share < 0.02425) return ratio(c, d, Math.sqrt(-2 * Math.log(share)));
  if (share > 1 - 0.02425) return -ratio(c, d, Math.sqrt(-2 * Math.log1p(-share)));
  const q = share - 0.5;
  return q * ratio(a, b, q * q);
}

/** By bisection of the regularised incomplete gamma function. @param share above 0 and below 1 */
export function gammaQuantile(share: number, shape: number): number {
  let [low, high] = [0, Math.max(1, shape)];
  while (lowerGamma(high, shape) < share) high *= 2;
  for (let round = 0; round < 100 && high - low > 1e-9 * high; round++) {
    const middle = (low + high) / 2;
    if (lowerGamma(middle, shape) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(a, x): the series below a + 1, the continued fraction above it (Press et al., Numerical Recipes, 6.2). */
function lowerGamma(x: number, a: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let n = 1; n < 1_000 && Math.abs(term) > 1e-14 * sum; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 1_000; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return 1 - front * value;
}
