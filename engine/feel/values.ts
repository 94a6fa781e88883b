/** FEEL values: JSON as it is, and besides it dates, times, durations, ranges and functions. */
import { FeelError } from './fault.ts';
import type { FeelType } from './nodes.ts';
import { DayTimeDuration, FeelDate, FeelDateTime, FeelTime, YearMonthDuration } from './temporal-values.ts';
import type { Temporal } from './temporal-values.ts';

export type Value = null | boolean | number | string | Temporal | FeelRange | FeelFunction | readonly Value[] | Context;
export interface Context {
  readonly [name: string]: Value;
}

/** `[1..10)`; an end that is null is open to infinity. */
export class FeelRange {
  readonly start: Value;
  readonly startIncluded: boolean;
  readonly end: Value;
  readonly endIncluded: boolean;
  constructor(start: Value, startIncluded: boolean, end: Value, endIncluded: boolean) {
    this.start = start;
    this.startIncluded = startIncluded;
    this.end = end;
    this.endIncluded = endIncluded;
  }
}

/** A function as a value, without a JSON form. `makeFunction` and FEEL's `function(…) …` make them, `callFunction` calls them. */
export class FeelFunction {
  readonly parameters: readonly string[];
  /** The declared type of each parameter; undefined takes anything. */
  readonly types: readonly (FeelType | undefined)[];
  constructor(parameters: readonly string[], types: readonly (FeelType | undefined)[] = []) {
    this.parameters = parameters;
    this.types = types;
  }
}

export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isTemporal(value: Value): value is Temporal {
  return (
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelTime ||
    value instanceof DayTimeDuration ||
    value instanceof YearMonthDuration
  );
}

export function isContext(value: Value): value is Context {
  if (typeof value !== 'object' || value === null || isList(value) || isTemporal(value)) return false;
  return !(value instanceof FeelRange || value instanceof FeelFunction);
}

export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  if (isList(value)) return 'list';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof DayTimeDuration) return 'days and time duration';
  if (value instanceof YearMonthDuration) return 'years and months duration';
  if (value instanceof FeelRange) return 'range';
  return value instanceof FeelFunction ? 'function' : 'context';
}

/** "null", "a number", "a date": for sentences. */
export function described(value: Value): string {
  return value === null ? 'null' : `a ${kindOf(value)}`;
}

/** The member of a context: its own, never one of JavaScript's. Null when there is none. */
export function member(context: Context, name: string): Value {
  return Object.hasOwn(context, name) ? (context[name] ?? null) : null;
}

/** Names by which JavaScript reaches prototypes; a context never gets one. */
export function isForbiddenName(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}

/** @throws FeelError for a name that a context must not have. */
export function safeName(name: string): string {
  if (isForbiddenName(name)) throw new FeelError(`"${name}" cannot be the name of a context's entry`);
  return name;
}
