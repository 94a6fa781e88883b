/** Numbers: DMN 1.5, 10.3.4.5. */
import { rounded } from '../arithmetic.ts';
import { FeelError } from '../fault.ts';
import { DayTimeDuration, YearMonthDuration } from '../temporal-values.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

export const NUMBER: Builtins = {
  decimal: builtin('n, scale', (given) => scaled(given, halfEven)),
  floor: builtin('n, scale?', (given) => scaled(given, Math.floor)),
  ceiling: builtin('n, scale?', (given) => scaled(given, Math.ceil)),
  'round up': builtin('n, scale?', (given) => scaled(given, (n) => (n < 0 ? Math.floor(n) : Math.ceil(n)))),
  'round down': builtin('n, scale?', (given) => scaled(given, Math.trunc)),
  'round half up': builtin('n, scale?', (given) => scaled(given, (n) => Math.sign(n) * Math.floor(Math.abs(n) + 0.5))),
  'round half down': builtin('n, scale?', (given) => scaled(given, (n) => Math.sign(n) * Math.ceil(Math.abs(n) - 0.5))),
  round: builtin('n, scale?', (given) => scaled(given, halfEven)),
  abs: builtin('n', (given) => {
    const value = given.single(0);
    if (value instanceof DayTimeDuration) return new DayTimeDuration(Math.abs(value.ms));
    if (value instanceof YearMonthDuration) return new YearMonthDuration(Math.abs(value.months));
    return Math.abs(given.number(0));
  }),
  modulo: builtin('dividend, divisor', (given) => {
    const [dividend, divisor] = [given.number(0), given.number(1)];
    if (divisor === 0) throw new FeelError('modulo is taken by zero');
    if (Number.isInteger(dividend) && Number.isInteger(divisor)) return (((dividend % divisor) + divisor) % divisor) + 0;
    return rounded(dividend - divisor * Math.floor(rounded(dividend / divisor)));
  }),
  sqrt: builtin('number', (given) => rounded(Math.sqrt(within(given, given.number(0) >= 0, 'a number of at least 0')))),
  log: builtin('number', (given) => rounded(Math.log(within(given, given.number(0) > 0, 'a number above 0')))),
  exp: builtin('number', (given) => rounded(Math.exp(given.number(0)))),
  odd: builtin('number', (given) => Math.abs(given.integer(0)) % 2 === 1),
  even: builtin('number', (given) => given.integer(0) % 2 === 0),
};

function within(given: Arguments, holds: boolean, expected: string): number {
  return holds ? given.number(0) : given.refuse(0, expected);
}

/** Rounds at a number of decimals. The decimal point is moved in the text, so that 1.005 at 2 decimals is 1.01 and not 1. */
function scaled(given: Arguments, round: (n: number) => number): number {
  const value = given.number(0);
  const scale = given.has(1) ? given.integer(1) : 0;
  if (Math.abs(scale) > 300) return given.refuse(1, 'a scale between -300 and 300');
  return rounded(shifted(round(shifted(value, scale)), -scale));
}

function shifted(value: number, digits: number): number {
  if (digits === 0 || value === 0) return value;
  const [mantissa, exponent] = value.toExponential().split('e');
  return Number(`${mantissa ?? ''}e${String(Number(exponent) + digits)}`);
}

function halfEven(n: number): number {
  const floor = Math.floor(n);
  const rest = n - floor;
  if (rest !== 0.5) return Math.round(n);
  return floor % 2 === 0 ? floor : floor + 1;
}
