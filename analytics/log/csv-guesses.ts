/** Which column of a sample is what: a guess with how sure it is, by names and then by content. */
import { usualRole } from './csv-columns.ts';
import type { CsvRole } from './csv-columns.ts';
import type { SampleColumn } from './csv-sample-column.ts';

export interface ProposedColumn extends Omit<SampleColumn, 'distinct' | 'filled'> {
  readonly guess: CsvRole | 'attribute' | 'caseAttribute' | 'ignore';
  /** 0 to 1: how sure the guess is. */
  readonly confidence: number;
}

export function isTime(role: ProposedColumn['guess']): boolean {
  return role === 'start' || role === 'end' || role === 'enabled' || role === 'claimed';
}

/** By names first, each role once; what has no name that we know by its content. */
export function withGuesses(columns: readonly SampleColumn[], rows: number): readonly ProposedColumn[] {
  const guesses = new Map<number, { readonly role: CsvRole; readonly confidence: number }>();
  const taken = new Set<CsvRole>();
  const give = (index: number, role: CsvRole, confidence: number): void => {
    guesses.set(index, { role, confidence });
    taken.add(role);
  };
  const named = columns
    .map(({ name, shapes }, index) => ({ index, dated: shapes.length > 0, usual: usualRole(name) }))
    .sort((a, b) => (a.usual?.rank ?? 99) - (b.usual?.rank ?? 99));
  for (const { index, dated, usual } of named) {
    // A column by the name of a time that holds none is something else (iki: up to which floor).
    if (usual && !taken.has(usual.role) && (isTime(usual.role) ? dated : true))
      give(index, usual.role, dated || !isTime(usual.role) ? 0.95 : 0.5);
  }
  const free = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ index, name }) => !guesses.has(index) && name.trim() !== '');
  const full = free.filter(({ filled }) => filled === rows && rows > 0);
  const times = full.filter(({ dateFormats, type }) => dateFormats.length > 0 && type !== 'integer' && type !== 'decimal');
  if (!taken.has('start') && !taken.has('end')) {
    const [one, two] = times;
    if (one && two) {
      give(one.index, 'start', 0.4);
      give(two.index, 'end', 0.4);
    } else if (one) give(one.index, 'end', 0.6);
  }
  const rest = full.filter(({ dateFormats, type }) => dateFormats.length === 0 || type === 'integer');
  const repeats = ({ distinct }: SampleColumn): number => rows / Math.max(1, distinct);
  if (!taken.has('activity')) {
    const names = rest.filter(
      (column) => !guesses.has(column.index) && column.type === 'text' && column.distinct > 1 && column.distinct <= 500,
    );
    const [most] = names.filter((column) => repeats(column) >= 2).sort((a, b) => b.distinct - a.distinct);
    if (most) give(most.index, 'activity', 0.4);
  }
  if (!taken.has('case')) {
    const keys = rest.filter((column) => !guesses.has(column.index) && column.distinct > 1 && column.type !== 'boolean');
    const [most] = keys
      .filter((column) => repeats(column) > 1.2 && repeats(column) < 200)
      .sort((a, b) => b.distinct - a.distinct);
    if (most) give(most.index, 'case', 0.5);
  }
  const intervals = taken.has('start') && taken.has('end');
  return columns.map(({ distinct: _distinct, filled: _filled, ...column }, index) => {
    const guess = guesses.get(index);
    if (guess && !(guess.role === 'transition' && intervals))
      return { ...column, guess: guess.role, confidence: guess.confidence };
    if (column.name.trim() === '') return { ...column, guess: 'ignore', confidence: 0.8 };
    const ofCase = column.name.startsWith('case:');
    return { ...column, guess: ofCase ? 'caseAttribute' : 'attribute', confidence: ofCase ? 0.9 : 0.5 };
  });
}
