/** Sums and statistics of lists of numbers: DMN 1.5, 10.3.4.4. Of an empty list they are null. */
import { calculate, rounded } from '../arithmetic.ts';
import { FeelError } from '../fault.ts';
import { spend } from '../run.ts';
import type { Value } from '../values.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

export const LIST_NUMBERS: Builtins = {
  sum: builtin('...list', sum),
  mean: builtin('...list', (given) => {
    const total = sum(given);
    return total === null ? null : calculate(given.run, '/', total, given.listOrAll().length);
  }),
  product: builtin('...list', (given) => {
    const numbers = paidNumbers(given);
    return numbers.length === 0 ? null : numbers.reduce((product, number) => rounded(product * number), 1);
  }),
  median: builtin('...list', (given) => {
    const sorted = paidNumbers(given).sort((a, b) => a - b);
    const middle = sorted.length / 2;
    if (sorted.length === 0) return null;
    if (sorted.length % 2 === 1) return sorted[Math.floor(middle)] ?? null;
    return rounded(((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2);
  }),
  stddev: builtin('...list', (given) => {
    const numbers = paidNumbers(given);
    if (numbers.length < 2) throw new FeelError('stddev expects at least two numbers');
    const mean = numbers.reduce((total, number) => total + number, 0) / numbers.length;
    const squares = numbers.reduce((total, number) => total + (number - mean) ** 2, 0);
    return rounded(Math.sqrt(squares / (numbers.length - 1)));
  }),
  mode: builtin('...list', (given) => {
    const counts = new Map<number, number>();
    for (const number of paidNumbers(given)) counts.set(number, (counts.get(number) ?? 0) + 1);
    const most = [...counts.values()].reduce((highest, count) => Math.max(highest, count), 0);
    return [...counts].flatMap(([number, count]) => (count === most ? [number] : [])).sort((a, b) => a - b);
  }),
};

function paidNumbers(given: Arguments): number[] {
  const numbers = given.numbers();
  spend(given.run, numbers.length);
  return numbers;
}

/** Of numbers, or of durations of one kind. */
function sum(given: Arguments): Value {
  const list = given.listOrAll();
  spend(given.run, list.length);
  let total: Value = list[0] ?? null;
  if (typeof total === 'string') throw new FeelError('sum expects numbers or durations, but one is a string');
  if (list.length === 1 && total !== null) return calculate(given.run, '*', total, 1);
  for (const item of list.slice(1)) total = calculate(given.run, '+', total, item);
  return total;
}
