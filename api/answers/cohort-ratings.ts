/** Ratings of surveys for both sides of a comparison. They know no case, so they are taken by version and by the week in which the case began. */
import { SMALLEST_GROUP } from '../../analytics/index.ts';
import type { Surveys } from '../../programme/index.ts';
import type { ComparisonAsked, SideAsked, SideRatings } from './comparison.ts';

const WEEK_MS = 7 * 86_400_000;

/** Undefined when one side has fewer than 5, when either is no process of the house, and of parts of cases (`control`). */
export async function cohortRatings(
  surveys: Surveys,
  tenantId: string,
  { before, after, control, asOfAt }: ComparisonAsked,
): Promise<readonly [SideRatings, SideRatings] | undefined> {
  if (control !== undefined) return undefined;
  const [old, next] = await Promise.all([before, after].map((side) => sideRatings(surveys, tenantId, side, asOfAt ?? Infinity)));
  return old && next && Math.min(old.values.length, next.values.length) >= SMALLEST_GROUP ? [old, next] : undefined;
}

async function sideRatings(
  surveys: Surveys,
  tenantId: string,
  { source, version, startedFromAt = -Infinity, startedBeforeAt = Infinity }: SideAsked,
  asOfAt: number,
): Promise<SideRatings | undefined> {
  if (source.kind !== 'process') return undefined;
  const found = (await surveys.ratings(tenantId, [source.id])).flatMap((rating) => {
    const at = rating.caseWeek === undefined ? NaN : Date.parse(`${rating.caseWeek}T00:00:00Z`);
    const isOfSide = version === undefined || String(rating.version) === version;
    const isKnown = Date.parse(`${rating.week}T00:00:00Z`) <= asOfAt;
    return isOfSide && isKnown && at >= startedFromAt && at < startedBeforeAt ? [{ value: rating.value, at }] : [];
  });
  return { values: found.map(({ value }) => value), weeks: found.map(({ at }) => Math.floor(at / WEEK_MS)) };
}
