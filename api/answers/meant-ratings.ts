/** Which ratings of citizens belong to the cases that are meant. */
import { type Selection, SMALLEST_GROUP } from '../../analytics/index.ts';
import type { Rating } from '../../programme/index.ts';

/** Undefined where answers do not tell what is filtered by, and where those that are left out would be told by the difference. */
export function meantRatings(
  about: readonly Rating[],
  { units, institutions, attributes = [] }: Selection,
): readonly Rating[] | undefined {
  const [first, another] = attributes;
  if (another !== undefined || (first !== undefined && first.name !== 'channel')) return undefined;
  const isOf = (values: readonly string[] | undefined, value: string | undefined): boolean =>
    values === undefined || (value !== undefined && values.includes(value));
  const meant = about.filter(
    ({ unit, channel }) => isOf(units, unit) && isOf(institutions?.units, unit) && isOf(first?.values, channel),
  );
  const left = about.length - meant.length;
  return left > 0 && left < SMALLEST_GROUP ? undefined : meant;
}
