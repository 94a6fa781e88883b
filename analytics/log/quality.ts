/** The data-quality report of a log: how many of how many, where, and what it does to the figures. Pure; linear in rows. */
import { CANCELLED, CASE_OPEN, CASE_WITHDRAWN, COMPLETED, OPEN, WORK } from './event-log.ts';
import type { EventLog } from './event-log.ts';
import { EFFECTS } from './quality-effects.ts';
import type { Figure, QualityKind } from './quality-effects.ts';

export interface QualityProblem {
  readonly kind: QualityKind;
  /** How many, and of how many: `of` counts rows, cases or activities, as `unit` says; null where the reader only counted. */
  readonly n: number;
  readonly of: number | null;
  readonly unit: 'rows' | 'cases' | 'activities' | 'events';
  /** Keys of the first cases with it, at most five. */
  readonly cases: readonly string[];
  /** Of what has no case: lines of the file, names. */
  readonly examples: readonly string[];
  readonly effect: { readonly figures: readonly Figure[]; readonly sentence: string };
}

const EXAMPLES = 5;
const DAY_MS = 86_400_000;
const PLAUSIBLE_FROM_AT = Date.UTC(1990, 0, 1);
/** From this share of all rows on, one time of day is no coincidence. */
const SAME_TIME_SHARE = 0.2;
const SAME_TIME_ROWS = 20;

/** Flaws that the log has, in the order in which one reads them: times, people, order, cases, names, what the reader noticed. */
export function quality(log: EventLog): readonly QualityProblem[] {
  return [
    ...rowProblems(log),
    ...dayPrecision(log),
    ...orderProblems(log),
    ...caseProblems(log),
    ...similarNames(log),
    ...noted(log),
  ];
}

function problem(
  log: EventLog,
  kind: QualityKind,
  unit: QualityProblem['unit'],
  of: number,
  cases: readonly number[],
): readonly QualityProblem[] {
  if (cases.length === 0) return [];
  const keys = new Set<string>();
  for (const index of cases) {
    keys.add(log.cases.keys[index] ?? '');
    if (keys.size === EXAMPLES) break;
  }
  return [{ kind, n: cases.length, of, unit, cases: [...keys], examples: [], effect: EFFECTS[kind] }];
}

/** Each rule looks at one row alone. */
function rowProblems(log: EventLog): readonly QualityProblem[] {
  const { enabledAt, startedAt, completedAt, ending, kind, resourceOf } = log;
  const isWork = (row: number): boolean => kind[row] === WORK;
  const completed = (row: number): boolean => isWork(row) && ending[row] === COMPLETED;
  const started = (row: number): boolean => isWork(row) && !Number.isNaN(startedAt[row]!);
  const all = (): boolean => true;
  const rules: readonly (readonly [QualityKind, (row: number) => boolean, (row: number) => boolean])[] = [
    ['missingStart', completed, (row) => Number.isNaN(startedAt[row]!)],
    ['missingEnabled', started, (row) => Number.isNaN(enabledAt[row]!)],
    ['endBeforeStart', all, (row) => completedAt[row]! < startedAt[row]!],
    ['startBeforeEnabled', all, (row) => startedAt[row]! < enabledAt[row]!],
    ['zeroDuration', (row) => completed(row) && started(row), (row) => completedAt[row] === startedAt[row]],
    [
      'implausibleTime',
      all,
      (row) => Math.min(...known(enabledAt[row]!, startedAt[row]!, completedAt[row]!)) < PLAUSIBLE_FROM_AT,
    ],
    ['noResource', completed, (row) => resourceOf[row]! < 0],
    ['openRow', all, (row) => ending[row] === OPEN && log.cases.status[log.caseOf[row]!] !== CASE_OPEN],
  ];
  return rules.flatMap(([name, counts, flawed]) => {
    let of = 0;
    const cases: number[] = [];
    for (let row = 0; row < log.rows; row++) {
      if (!counts(row)) continue;
      of++;
      if (flawed(row)) cases.push(log.caseOf[row]!);
    }
    return problem(log, name, 'rows', of, cases);
  });
}

function known(...instants: readonly number[]): readonly number[] {
  return instants.filter((at) => !Number.isNaN(at));
}

/** Completions at one time of day, more than chance would have: twice where summer time shifts it. */
function dayPrecision(log: EventLog): readonly QualityProblem[] {
  const { completedAt } = log;
  const counts = new Map<number, number>();
  let of = 0;
  for (const at of completedAt) {
    if (Number.isNaN(at)) continue;
    of++;
    const time = ((at % DAY_MS) + DAY_MS) % DAY_MS;
    // Only full hours: midnight of any zone of whole hours.
    if (time % 3_600_000 === 0) counts.set(time, (counts.get(time) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (first === undefined || of < SAME_TIME_ROWS || first[1] < of * SAME_TIME_SHARE) return [];
  const shifted = second !== undefined && [3_600_000, DAY_MS - 3_600_000].includes(Math.abs(second[0] - first[0]));
  const cases: number[] = [];
  for (let row = 0; row < log.rows; row++) {
    const time = ((completedAt[row]! % DAY_MS) + DAY_MS) % DAY_MS;
    if (time === first[0] || (shifted && time === second[0])) cases.push(log.caseOf[row]!);
  }
  return problem(log, 'dayPrecision', 'rows', of, cases);
}

/** Rows of a case that the order of time leaves equal, and rows that are there twice. */
function orderProblems(log: EventLog): readonly QualityProblem[] {
  const { startedAt, completedAt, activityOf, resourceOf, unitOf, ending, cases } = log;
  const orderedAt = (row: number): number =>
    log.orderedBy === 'started' && !Number.isNaN(startedAt[row]!) ? startedAt[row]! : completedAt[row]!;
  const ties: number[] = [];
  const twice: number[] = [];
  let of = 0;
  for (let index = 0; index < cases.count; index++) {
    let run = new Set<string>();
    for (let row = cases.firstRow[index]!; row < cases.firstRow[index + 1]!; row++) {
      if (ending[row] !== COMPLETED) continue;
      of++;
      const before = row > cases.firstRow[index]! ? orderedAt(row - 1) : NaN;
      const tied = orderedAt(row) === before;
      if (!tied) run = new Set();
      const same = [activityOf, resourceOf, unitOf, startedAt, completedAt].map((column) => column[row]).join(' ');
      if (run.has(same)) twice.push(index);
      else if (tied && completedAt[row] === completedAt[row - 1] && activityOf[row] !== activityOf[row - 1]) ties.push(index);
      run.add(same);
    }
  }
  return [...problem(log, 'tie', 'rows', of, ties), ...problem(log, 'duplicateEvent', 'rows', of, twice)];
}

function caseProblems(log: EventLog): readonly QualityProblem[] {
  const { count, status, firstRow } = log.cases;
  const all = Array.from({ length: count }, (_, index) => index);
  const open = all.filter((index) => status[index] === CASE_OPEN);
  const single = all.filter((index) => firstRow[index + 1]! - firstRow[index]! === 1 && status[index] !== CASE_OPEN);
  // A source that has not one open or withdrawn case among many does not tell them apart.
  const told =
    all.some((index) => status[index] === CASE_OPEN || status[index] === CASE_WITHDRAWN) || log.ending.includes(CANCELLED);
  return [
    ...problem(log, 'openCase', 'cases', count, open),
    ...problem(log, 'outcomeUnknown', 'cases', count, told ? [] : all),
    ...problem(log, 'oneEventCase', 'cases', count, single),
  ];
}

function similarNames(log: EventLog): readonly QualityProblem[] {
  const groups = new Map<string, string[]>();
  for (const name of log.activities) {
    const plain = name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[\s_.-]+/g, ' ')
      .trim();
    groups.set(plain, [...(groups.get(plain) ?? []), name]);
  }
  const alike = [...groups.values()].filter((names) => names.length > 1);
  if (alike.length === 0) return [];
  const examples = alike.slice(0, EXAMPLES).map((names) => names.slice(0, EXAMPLES).join(' = '));
  const n = alike.reduce((sum, names) => sum + names.length, 0);
  return [
    { kind: 'similarNames', n, of: log.activities.length, unit: 'activities', cases: [], examples, effect: EFFECTS.similarNames },
  ];
}

const OF_CASES: ReadonlySet<QualityKind> = new Set(['emptyTrace', 'renamedCase', 'outOfOrder']);

function noted(log: EventLog): readonly QualityProblem[] {
  return (log.notes ?? []).map(({ kind, n, examples }) => ({
    kind,
    n,
    of: kind === 'emptyTrace' || kind === 'renamedCase' ? log.cases.count : null,
    unit: kind === 'emptyTrace' || kind === 'renamedCase' ? 'cases' : 'events',
    cases: OF_CASES.has(kind) ? examples : [],
    examples: OF_CASES.has(kind) ? [] : examples,
    effect: EFFECTS[kind],
  }));
}
