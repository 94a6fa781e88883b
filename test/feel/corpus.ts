/** Expressions that are put to our FEEL and to feelin, and what they read. */
import { readFileSync } from 'node:fs';
import type { Json, Variables } from '../../engine/errors.ts';

export const VARIABLES: Variables = {
  x: 5,
  y: -2.5,
  zero: 0,
  yes: true,
  no: false,
  nothing: null,
  name: 'Ona Onaitė',
  empty: [],
  numbers: [3, 1, 2],
  words: ['b', 'a', 'c', 'a'],
  nested: [1, [2, [3, 4]]],
  applicant: { name: 'Jonas', age: 41, address: { city: 'Pasvalys', street: null }, tags: ['new', 'online'] },
  cases: [
    { id: 1, unit: 'A', days: 12, open: true },
    { id: 2, unit: 'B', days: 30, open: false },
    { id: 3, unit: 'A', days: 5, open: true },
  ],
  received: '2026-03-27',
  decided: '2026-04-20T10:15:00',
};

/** On these both must agree. */
export function agreed(): readonly string[] {
  const lines = readFileSync(new URL('agreed.txt', import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('# ')).map((line) => line.replaceAll('⏎', '\n'));
}

/** What unary tests are asked about, as expressions. */
export const INPUTS: readonly string[] = [
  '5',
  '-3',
  '2.5',
  '"a"',
  '"Pasvalys"',
  'true',
  'false',
  'null',
  '[1, 2]',
  '{a: 1}',
  'date("2026-03-27")',
  'duration("P2D")',
];

export function unaryTests(): readonly string[] {
  const lines = readFileSync(new URL('unary-tests.txt', import.meta.url), 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('# '));
}

/** For these tests and inputs ours answers as it says here, feelin the opposite, or it throws. */
export function unaryDisagreements(): Readonly<
  Record<string, { readonly why: string; readonly differs: Readonly<Record<string, Readonly<Record<string, boolean>>>> }>
> {
  const text = readFileSync(new URL('unary-disagreements.json', import.meta.url), 'utf8');
  return JSON.parse(text) as ReturnType<typeof unaryDisagreements>;
}

/** A value; a FeelError that begins like this; or a FeelFault that does. */
export type Outcome = { readonly gives: Json } | { readonly fails: string } | { readonly refused: string };
export interface Disagreement {
  readonly text: string;
  readonly ours: Outcome;
  /** JSON text of its answer; "throws" where it cannot read it, "anything" where its answer is not ours to pin down. */
  readonly feelin: string;
}

/** On these they differ, by the decision behind it (docs/feel.md). What feelin says is kept: when it changes, look again. */
export function disagreements(): Readonly<
  Record<string, { readonly why: string; readonly expressions: readonly Disagreement[] }>
> {
  return JSON.parse(readFileSync(new URL('disagreements.json', import.meta.url), 'utf8')) as ReturnType<typeof disagreements>;
}
