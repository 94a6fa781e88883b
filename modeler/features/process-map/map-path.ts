import type { Point } from './layered-layout.ts';

/** A smooth way along the points (a uniform cubic B-spline that begins and ends at the first and last). */
export function pathOf(points: readonly Point[]): string {
  const [first, second, third] = points;
  if (!first || !second) return '';
  const at = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;
  if (third && points.length === 3 && first.x === third.x && first.x < second.x)
    return `M${at(first)}C${at({ x: second.x, y: first.y })} ${at({ x: second.x, y: third.y })} ${at(third)}`;
  const mean = (...weighted: readonly (readonly [number, Point])[]): Point => ({
    x: weighted.reduce((sum, [weight, point]) => sum + weight * point.x, 0),
    y: weighted.reduce((sum, [weight, point]) => sum + weight * point.y, 0),
  });
  let path = `M${at(first)}L${at(mean([5 / 6, first], [1 / 6, second]))}`;
  let [before, here] = [first, second];
  // The last point twice, so that the curve ends there.
  for (const after of [...points.slice(2), points.at(-1) ?? second]) {
    path += `C${at(mean([2 / 3, before], [1 / 3, here]))} ${at(mean([1 / 3, before], [2 / 3, here]))} ${at(mean([1 / 6, before], [4 / 6, here], [1 / 6, after]))}`;
    [before, here] = [here, after];
  }
  return `${path}L${at(here)}`;
}
