/** What a source says besides cases and rows: kept, so that an export gives it back. */
import type { AttributeType, AttributeValue } from './columns.ts';

/** An attribute as XES has it; `nested` are the entries of a list or container, or attributes of the attribute. */
export interface LogAttribute {
  readonly type: AttributeType;
  readonly key: string;
  /** '' for lists and containers. */
  readonly value: AttributeValue;
  readonly nested?: readonly LogAttribute[];
}

export interface LogSource {
  readonly extensions: readonly { readonly name: string; readonly prefix: string; readonly uri: string }[];
  /** Attributes that every trace or event is declared to have. Their values are placeholders (UNKNOWN) and are never filled in. */
  readonly globals: { readonly trace: readonly LogAttribute[]; readonly event: readonly LogAttribute[] };
  readonly classifiers: readonly { readonly name: string; readonly scope: 'trace' | 'event'; readonly keys: readonly string[] }[];
  readonly attributes: readonly LogAttribute[];
}

export const NO_SOURCE: LogSource = { extensions: [], globals: { trace: [], event: [] }, classifiers: [], attributes: [] };

type Entry = readonly [AttributeType, string, AttributeValue, (readonly Entry[])?];

/** Attributes as JSON text: `[[type, key, value, nested?], …]`. */
export function attributesText(attributes: readonly LogAttribute[]): string {
  return JSON.stringify(attributes.map(entryOf));
}

function entryOf({ type, key, value, nested }: LogAttribute): Entry {
  return nested === undefined ? [type, key, value] : [type, key, value, nested.map(entryOf)];
}

/** What `attributesText` wrote. */
export function attributesOf(text: string): readonly LogAttribute[] {
  // Only `attributesText` writes these columns.
  return (JSON.parse(text) as readonly Entry[]).map(attributeOf);
}

function attributeOf([type, key, value, nested]: Entry): LogAttribute {
  return { type, key, value, ...(nested !== undefined && { nested: nested.map(attributeOf) }) };
}
