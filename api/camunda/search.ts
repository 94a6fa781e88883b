/** Searches of /v2: page, sort and filter in, a page of items out. */
import { z } from 'zod';
import type { Access, Page, Query } from '../../engine/index.ts';
import type { Condition } from './criteria.ts';
import type { Asking } from './endpoint.ts';
import { type FilterField, resolved, type Wanted } from './filters.ts';
import { reject } from './problem.ts';

const MOST_ITEMS = 10_000;
/** Camunda's cursors are base64 of at most 300 characters. */
const LONGEST_CURSOR = 300;
const cursor = z
  .string()
  .min(2)
  .max(LONGEST_CURSOR)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'a cursor of an earlier page');

const page = z
  .strictObject({
    from: z.int().min(0).max(1_000_000_000).nullish(),
    after: cursor.nullish(),
    before: cursor.nullish(),
    limit: z.int().min(1).max(MOST_ITEMS).nullish(),
  })
  .refine(
    ({ from, after, before }) => [from, after, before].filter((one) => one !== undefined && one !== null).length <= 1,
    'one of from, after and before',
  );

export interface Search {
  readonly query: Omit<Query, 'filter'>;
  readonly filter: readonly Wanted[];
}

/**
 * The body of a search.
 * @param sorts our field by Camunda's; null for one that no row here has, so that sorting by it changes nothing.
 */
export function searchBody(filter: FilterField, sorts: Readonly<Record<string, string | null>>): z.ZodType<Search> {
  const sort = z.strictObject({ field: z.enum(Object.keys(sorts)), order: z.enum(['ASC', 'DESC']).nullish() });
  return z
    .strictObject({ page: page.nullish(), sort: z.array(sort).max(10).nullish(), filter: filter.nullish() })
    .transform((body): Search => {
      const sorted = (body.sort ?? []).flatMap(({ field: theirs, order }): NonNullable<Query['sort']>[number][] => {
        const field = sorts[theirs];
        return typeof field === 'string' ? [{ field, order: order === 'DESC' ? 'desc' : 'asc' }] : [];
      });
      return { query: { sort: onlyFirst(sorted), ...placeIn(body.page ?? {}) }, filter: body.filter ?? [] };
    });
}

/** Sorting again by the same field means nothing. */
function onlyFirst(sort: readonly NonNullable<Query['sort']>[number][]): NonNullable<Query['sort']> {
  return sort.filter(({ field }, index) => sort.findIndex((other) => other.field === field) === index);
}

function placeIn({ from, after, before, limit }: z.output<typeof page>): Omit<Query, 'filter' | 'sort'> {
  return {
    ...(typeof from === 'number' && { from }),
    ...(typeof after === 'string' && { after: ourCursor(after) }),
    ...(typeof before === 'string' && { before: ourCursor(before) }),
    ...(typeof limit === 'number' && { limit }),
  };
}

interface Answered<Item> {
  readonly items: readonly Item[];
  readonly page: {
    readonly totalItems: number;
    readonly hasMoreTotalItems: boolean;
    readonly startCursor?: string;
    readonly endCursor?: string;
  };
}

/** Asks the engine, with `also` beside what the caller filters by, and tells each row in Camunda's words. */
export async function answerSearch<Row, Item>(
  asking: Asking,
  body: Search,
  search: (access: Access, query: Query) => Promise<Page<Row>>,
  tell: (rows: readonly Row[]) => readonly Item[] | Promise<readonly Item[]>,
  also: readonly Condition[] = [],
): Promise<Answered<Item>> {
  const filter = [...also, ...(await resolved(asking, body.filter))];
  const { items, total, startCursor, endCursor } = await searched(body, () => search(asking.access, { ...body.query, filter }));
  return {
    items: await tell(items),
    page: {
      totalItems: total,
      hasMoreTotalItems: false,
      ...cursorAs('startCursor', startCursor),
      ...cursorAs('endCursor', endCursor),
    },
  };
}

/** A cursor is the caller's text: one of another list, or a forged one, fails in the query, and that is the caller's fault. */
async function searched<Row>({ query }: Search, ask: () => Promise<Page<Row>>): Promise<Page<Row>> {
  try {
    return await ask();
  } catch (error) {
    const badValue = error instanceof Error && 'code' in error && String(error.code).startsWith('22');
    const forged = error instanceof RangeError || error instanceof TypeError || badValue;
    if (forged && (query.after !== undefined || query.before !== undefined))
      return reject('INVALID_ARGUMENT', 'The cursor is not one of this search.');
    throw error;
  }
}

function ourCursor(theirs: string): string {
  return Buffer.from(theirs, 'base64').toString('base64url');
}

/** Left out when it is longer than clients take: such a list is paged by `from`. */
function cursorAs<Name extends string>(name: Name, ours: string | undefined): { readonly [key in Name]?: string } {
  if (ours === undefined) return {};
  const theirs = Buffer.from(ours, 'base64url').toString('base64');
  // The computed name is the one of the type.
  return theirs.length > LONGEST_CURSOR ? {} : ({ [name]: theirs } as { readonly [key in Name]?: string });
}
