/** The steps of a value stream, in the order in which cases come to them: what each takes of a case, by clock and by people's hands. */
import type { ElementFacts } from '../../engine/model/executable-process.ts';
import { dutyTables, houseTable } from '../duty.ts';
import type { Duty } from '../duty.ts';
import type { Enablement } from '../enablement.ts';
import { CASE_COMPLETED, COMPLETED, KINDS, WORK } from '../log/event-log.ts';
import type { EventLog, Kind } from '../log/event-log.ts';
import { rowTimes } from '../times.ts';
import { sameWork } from '../same-work.ts';
import type { ValueClass } from './lead-time.ts';

export interface StreamStep {
  readonly activity: string;
  readonly kind: Kind;
  /** `mixed`: versions of the model disagree; null: none tells it. */
  readonly valueClass: ValueClass | 'mixed' | null;
  readonly legalBasis: string | null;
  /** Completed executions in completed cases, the cases that have one, and those of people that do the same work again. */
  readonly n: number;
  readonly cases: number;
  readonly repeats: number;
  /** Sums over the executions of which it is known, by the wall and in working time (null without a calendar). */
  readonly waiting: StepTime;
  readonly processing: StepTime;
  /** What the model says that its executions cost together; 0 when it says nothing. */
  readonly cost: number;
}

export interface StepTime {
  readonly n: number;
  readonly ms: number;
  readonly workingMs: number | null;
}

export interface Stream {
  /** Completed cases. */
  readonly n: number;
  readonly steps: readonly StreamStep[];
  /** Of people, over all steps; working time where there is a calendar, by the wall otherwise. Of executions beyond the first: `again`. */
  readonly touchMs: number;
  readonly againMs: number;
}

/** What the model says of a row's step. */
export type FactsOfRow = (row: number) => Pick<ElementFacts, 'valueClass' | 'legalBasis' | 'cost'> | undefined;

export function stream(log: EventLog, enabled: Enablement, factsOf: FactsOfRow, duty?: Duty): Stream {
  const tables = duty && duty.source !== 'none' ? dutyTables(log, duty) : undefined;
  const wall = rowTimes(log, enabled);
  const working =
    tables && rowTimes(log, enabled, (row, fromAt, toAt) => houseTable(tables, log.unitOf[row]!)?.msWithin(fromAt, toAt) ?? NaN);
  const steps = new Map<number, Gathered>();
  const { codeOf, size } = sameWork(log);
  const lastCase = new Int32Array(size).fill(-1);
  let n = 0;
  let [touchMs, againMs] = [0, 0];
  for (let index = 0; index < log.cases.count; index++) {
    if (log.cases.status[index] !== CASE_COMPLETED) continue;
    n++;
    const [first, end] = [log.cases.firstRow[index]!, log.cases.firstRow[index + 1]!];
    for (let row = first; row < end; row++) {
      if (log.ending[row] !== COMPLETED) continue;
      const step = gathered(steps, log, row);
      const work = codeOf[row]!;
      const isAgain = work >= 0 && lastCase[work] === index;
      if (work >= 0) lastCase[work] = index;
      step.n++;
      if (isAgain) step.repeats++;
      if (step.lastCase !== index) {
        step.cases++;
        step.places += (row - first) / (end - first);
      }
      step.lastCase = index;
      const facts = factsOf(row);
      step.classes.add(facts?.valueClass);
      step.legalBasis ??= facts?.legalBasis ?? null;
      step.cost += facts?.cost ?? 0;
      add(step.waiting, wall.waitingMs[row]!, working?.waitingMs[row]);
      add(step.processing, wall.processingMs[row]!, working?.processingMs[row]);
      const handsMs = log.kind[row] === WORK ? (working ?? wall).processingMs[row]! : NaN;
      if (Number.isNaN(handsMs)) continue;
      touchMs += handsMs;
      if (isAgain) againMs += handsMs;
    }
  }
  const inOrder = [...steps.values()].sort((a, b) => a.places / a.cases - b.places / b.cases);
  return {
    n,
    touchMs,
    againMs,
    steps: inOrder.map(({ classes, lastCase: _last, places: _places, waiting, processing, ...step }) => ({
      ...step,
      valueClass: classes.size > 1 ? 'mixed' : ([...classes][0] ?? null),
      waiting: told(waiting, working !== undefined),
      processing: told(processing, working !== undefined),
    })),
  };
}

interface Gathered {
  readonly activity: string;
  readonly kind: Kind;
  readonly classes: Set<ValueClass | undefined>;
  legalBasis: string | null;
  n: number;
  cases: number;
  repeats: number;
  lastCase: number;
  /** Sum over cases of how far along the case its first execution stands, from 0 to 1. */
  places: number;
  readonly waiting: Sum;
  readonly processing: Sum;
  cost: number;
}

interface Sum {
  n: number;
  ms: number;
  workingMs: number;
}

function gathered(steps: Map<number, Gathered>, log: EventLog, row: number): Gathered {
  const code = log.activityOf[row]!;
  const known = steps.get(code);
  if (known) return known;
  const made: Gathered = {
    activity: log.activities[code] ?? '',
    kind: KINDS[log.kind[row]!] ?? 'work',
    classes: new Set(),
    legalBasis: null,
    n: 0,
    cases: 0,
    repeats: 0,
    lastCase: -1,
    places: 0,
    waiting: { n: 0, ms: 0, workingMs: 0 },
    processing: { n: 0, ms: 0, workingMs: 0 },
    cost: 0,
  };
  steps.set(code, made);
  return made;
}

function add(sum: Sum, ms: number, workingMs: number | undefined): void {
  if (Number.isNaN(ms)) return;
  sum.n++;
  sum.ms += ms;
  sum.workingMs += workingMs === undefined || Number.isNaN(workingMs) ? 0 : workingMs;
}

function told({ n, ms, workingMs }: Sum, hasCalendar: boolean): StepTime {
  return { n, ms, workingMs: hasCalendar ? workingMs : null };
}
