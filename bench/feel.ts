/**
 * What an evaluation of FEEL costs, beside npm feelin on the same machine in the same run. Run it with
 * `npx esbuild bench/feel.ts --bundle --platform=node --format=esm --packages=external --outfile=dist/bench-feel.js && node dist/bench-feel.js`.
 */
import { evaluate } from 'feelin';
import type { Variables } from '../engine/errors.ts';
import { compileExpression, isFault } from '../engine/feel/compile.ts';

const VARIABLES: Variables = {
  amount: 1200.5,
  unit: 'A',
  urgent: false,
  received: '2026-03-27',
  cases: Array.from({ length: 20 }, (_, id) => ({ id, days: (id * 7) % 31, open: id % 3 === 0 })),
};

const EXPRESSIONS = [
  'unit',
  'amount > 1000',
  'amount > 1000 and unit = "A" and not(urgent)',
  'if amount > 1000 then "large" else "small"',
  'amount * 1.21',
  'date(received) + duration("P20D")',
  'now() + duration("P10D")',
  'cases[days > 10 and open = true].id',
  'sum(for c in cases return c.days)',
  'some c in cases satisfies c.days > 29',
  'matches(received, "^[0-9]{4}-[0-9]{2}")',
];

/** Conditions of ten terms, as they stand on flows and in decision tables. */
const TEN_TERMS = [
  'amount > 1000 and unit = "A" and not(urgent) and amount < 5000 and unit != "B" and urgent = false and amount >= 1200 and amount <= 1300 and received != null and unit in ("A", "C")',
  'unit = "B" or amount > 2000 or urgent or amount < 1000 or unit = "C" or received = null or amount = 1200 or unit in ["D", "E"] or amount between 1 and 9 or unit = "A"',
  'amount + 10 > 20 and amount * 2 < 9000 and (unit = "A" or unit = "B") and amount - 200 >= 1000 and amount / 2 > 100 and string length(unit) = 1 and contains(received, "2026") and not(urgent) and amount != 0 and received > "2026"',
];

/** Median of five rounds, in microseconds a call. */
function microseconds(calls: number, call: () => unknown): number {
  for (let index = 0; index < calls / 4; index++) call();
  const rounds = Array.from({ length: 5 }, () => {
    const startedMs = performance.now();
    for (let index = 0; index < calls; index++) call();
    return ((performance.now() - startedMs) / calls) * 1000;
  });
  return rounds.sort((a, b) => a - b)[2] ?? Number.NaN;
}

const columns = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index === 0 ? cell.padEnd(48) : cell.padStart(12))).join('');

process.stdout.write(`${columns(['expression', 'compile µs', 'evaluate µs', 'feelin µs', 'ratio'])}\n`);
const environment = { read: (name: string) => VARIABLES[name], now: Date.UTC(2026, 2, 27, 8), zone: 'Europe/Vilnius' };
const ratios: number[] = [];
for (const text of [...EXPRESSIONS, ...TEN_TERMS]) {
  const expression = compileExpression(text);
  if (isFault(expression)) throw new Error(`${text}: ${expression.fault}`);
  const compileUs = microseconds(200, () => compileExpression(text));
  const oursUs = microseconds(20_000, () => expression.evaluate(environment));
  const feelinUs = microseconds(200, () => evaluate(text, VARIABLES));
  const figures = [compileUs.toFixed(1), oursUs.toFixed(3), feelinUs.toFixed(1), `${(feelinUs / oursUs).toFixed(0)} ×`];
  process.stdout.write(`${columns([text.length > 46 ? `${text.slice(0, 45)}…` : text, ...figures])}\n`);
  if (TEN_TERMS.includes(text)) ratios.push(feelinUs / oursUs);
}
const least = Math.min(...ratios).toFixed(0);
process.stdout.write(`conditions of ten terms: at least ${least} × below feelin (${String(ratios.length)} of them)\n`);
