/** One way to ask for many: filter, sort, page. Field names come from an enum of each table, never from the caller's text. */

export interface Query {
  /** All conditions must hold. */
  readonly filter?: readonly Condition[];
  readonly sort?: readonly { readonly field: string; readonly order: 'asc' | 'desc' }[];
  readonly from?: number;
  /** At most 10,000; 100 when absent. */
  readonly limit?: number;
  /** Continue after this place: `endCursor` of an earlier page. */
  readonly after?: string;
  readonly before?: string;
}

export type Scalar = string | number | boolean;

export type Condition =
  | { readonly field: string; readonly is: 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte'; readonly value: Scalar }
  | { readonly field: string; readonly is: 'in' | 'notIn'; readonly value: readonly Scalar[] }
  /** `*` any run, `?` one character. */
  | { readonly field: string; readonly is: 'like'; readonly value: string }
  | { readonly field: string; readonly is: 'exists'; readonly value: boolean }
  /** One of these lists of conditions must hold. */
  | { readonly is: 'or'; readonly value: readonly (readonly Condition[])[] };

export interface Page<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  readonly startCursor?: string;
  readonly endCursor?: string;
}
