/** A bottleneck in one sentence that a manager reads: clauses as message keys with parameters, and the same in English. */
import type { Segment } from '../segments.ts';
import { durationText } from '../verdict.ts';
import type { Condition } from './case-features.ts';
import type { BottleneckCause } from './losses.ts';
import type { Trend } from './trend.ts';

/** Parameters ending in Ms are durations in milliseconds, in Share parts of 1; `cause` and `activity` are names, the others counts. */
export type Clause =
  | { readonly key: 'saves' | 'savesAtMost'; readonly parameters: SavedParameters }
  | {
      readonly key: 'savesWithin' | 'savesAtMostWithin';
      readonly parameters: SavedParameters & { readonly lowMs: number; readonly highMs: number; readonly levelShare: number };
    }
  | {
      readonly key: 'savesNothing';
      readonly parameters: { readonly activity: string; readonly lostMs: number; readonly n: number };
    }
  | {
      readonly key: 'noneCompleted';
      readonly parameters: { readonly activity: string; readonly lostMs: number; readonly n: number };
    }
  | { readonly key: 'cause'; readonly parameters: { readonly cause: BottleneckCause; readonly savedMs: number } }
  | {
      readonly key: 'rising' | 'falling';
      readonly parameters: { readonly changeMs: number; readonly nBefore: number; readonly nLast: number };
    }
  | {
      readonly key: 'worstWhere';
      readonly parameters: { readonly where: string; readonly meanMs: number; readonly restMeanMs: number; readonly n: number };
    }
  | { readonly key: 'waitingNow'; readonly parameters: { readonly open: number } };

/** By how much the mean case would be shorter, which share of its cycle time that is, and of how many cases (`n`). */
export interface SavedParameters {
  readonly activity: string;
  readonly savedMs: number;
  readonly savedShare: number;
  readonly n: number;
}

export interface Sentence {
  readonly clauses: readonly Clause[];
  readonly text: string;
}

/** What a sentence is made of; a mean without cases is null. */
export interface Told {
  readonly activity: string;
  readonly lostMs: number;
  /** Instances with lost time known, and open ones. */
  readonly n: number;
  readonly open: number;
  /** Work and waiting cannot be told apart. */
  readonly isUnseparated: boolean;
  readonly saved: {
    readonly n: number;
    readonly meanMs: number | null;
    readonly lowMs: number | null;
    readonly highMs: number | null;
    readonly level: number;
    readonly share: number | null;
  };
  readonly cause: BottleneckCause | null;
  /** ms a case that the cause alone would save. */
  readonly causeMs: number;
  readonly trend: Trend | null;
  readonly segment: Segment<Condition> | null;
}

/** A proven change of less than this share of what an instance loses in the mean is not worth a word. */
const LEAST_CHANGE = 0.05;

export function sentenceOf(told: Told): Sentence {
  const clauses = clausesOf(told);
  const text = clauses.map(clauseText).join('; ');
  return { clauses, text: `${text}.` };
}

function clausesOf({ activity, lostMs, n, open, isUnseparated, saved, cause, causeMs, trend, segment }: Told): readonly Clause[] {
  const clauses: Clause[] = [];
  if (saved.meanMs === null) clauses.push({ key: 'noneCompleted', parameters: { activity, lostMs, n } });
  else if (saved.meanMs === 0) clauses.push({ key: 'savesNothing', parameters: { activity, lostMs, n } });
  else {
    const parameters = { activity, savedMs: saved.meanMs, savedShare: saved.share ?? 0, n: saved.n };
    const { lowMs, highMs, level } = saved;
    if (lowMs === null || highMs === null) clauses.push({ key: isUnseparated ? 'savesAtMost' : 'saves', parameters });
    else
      clauses.push({
        key: isUnseparated ? 'savesAtMostWithin' : 'savesWithin',
        parameters: { ...parameters, lowMs, highMs, levelShare: level },
      });
  }
  if (cause !== null && causeMs > 0) clauses.push({ key: 'cause', parameters: { cause, savedMs: causeMs } });
  const { estimateMs = null, direction } = trend ?? {};
  const isWorthSaying = estimateMs !== null && Math.abs(estimateMs) >= (LEAST_CHANGE * lostMs) / Math.max(1, n);
  if (trend && isWorthSaying && (direction === 'rising' || direction === 'falling'))
    clauses.push({
      key: direction,
      parameters: { changeMs: Math.abs(estimateMs), nBefore: trend.nBefore, nLast: trend.nLast },
    });
  if (segment)
    clauses.push({
      key: 'worstWhere',
      parameters: { where: whereText(segment.groups), meanMs: segment.meanMs, restMeanMs: segment.restMeanMs, n: segment.n },
    });
  if (open > 0) clauses.push({ key: 'waitingNow', parameters: { open } });
  return clauses;
}

/** The clause in English, without a full stop. */
export function clauseText(clause: Clause): string {
  switch (clause.key) {
    case 'saves':
    case 'savesAtMost':
      return `${savedText(clause.parameters, clause.key === 'savesAtMost')} (n = ${String(clause.parameters.n)} cases)`;
    case 'savesWithin':
    case 'savesAtMostWithin': {
      const { lowMs, highMs, levelShare, n } = clause.parameters;
      const bounds = `${shareText(levelShare)} interval ${durationText(lowMs)} to ${durationText(highMs)}`;
      return `${savedText(clause.parameters, clause.key === 'savesAtMostWithin')} (${bounds}; n = ${String(n)} cases)`;
    }
    case 'savesNothing': {
      const { activity, lostMs, n } = clause.parameters;
      return `At "${activity}" ${durationText(lostMs)} were lost (n = ${String(n)}), but beside something longer: without them no case would have been shorter`;
    }
    case 'noneCompleted': {
      const { activity, lostMs, n } = clause.parameters;
      return `At "${activity}" ${durationText(lostMs)} were lost (n = ${String(n)}); no case is completed yet`;
    }
    case 'cause':
      return `mostly ${CAUSE_WORDS[clause.parameters.cause]}, which alone makes ${durationText(clause.parameters.savedMs)} a case`;
    case 'rising':
    case 'falling': {
      const { changeMs, nBefore, nLast } = clause.parameters;
      const [lately, change] = clause.key === 'rising' ? ['rising', 'longer'] : ['falling', 'shorter'];
      return `${lately}: the median is ${durationText(changeMs)} ${change} of late (n = ${String(nLast)} against ${String(nBefore)})`;
    }
    case 'worstWhere': {
      const { where, meanMs, restMeanMs, n } = clause.parameters;
      return `worst where ${where}: ${durationText(meanMs)} against ${durationText(restMeanMs)} (n = ${String(n)})`;
    }
    case 'waitingNow':
      return `${String(clause.parameters.open)} ${clause.parameters.open === 1 ? 'is' : 'are'} open now`;
    default:
      return clause satisfies never;
  }
}

const CAUSE_WORDS: Readonly<Record<BottleneckCause, string>> = {
  batching: 'waiting until a batch is done together',
  contention: 'waiting in the queue of whoever does it',
  prioritisation: 'waiting while later work is done first',
  unavailability: 'waiting while nobody is on duty',
  applicant: 'waiting for the applicant',
  document: 'waiting for a document',
  authority: 'waiting for another authority',
  legal: 'waiting on legal grounds',
  other: 'suspended for other reasons',
  timer: 'waiting for a timer',
  message: 'waiting for a message',
  unassigned: 'waiting until somebody takes it',
  unexplained: 'waiting that nothing explains',
};

function savedText({ activity, savedMs, savedShare }: SavedParameters, isAtMost: boolean): string {
  const most = isAtMost ? 'at most ' : '';
  return `Without the time lost at "${activity}" a case would take ${most}${durationText(savedMs)} less in the mean, ${shareText(savedShare)} of it`;
}

/** `district = Kaunas and area from 50 to 100`. */
export function whereText(conditions: readonly Condition[]): string {
  return conditions
    .map((condition) => {
      if (condition.of !== 'attribute') return `${condition.of} = ${condition.value}`;
      if ('value' in condition) return `${condition.attribute} = ${String(condition.value)}`;
      const from = condition.from === null ? '' : ` from ${numberText(condition.from)}`;
      return `${condition.attribute}${from}${condition.to === null ? '' : ` below ${numberText(condition.to)}`}`;
    })
    .join(' and ');
}

function numberText(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function shareText(share: number): string {
  return `${String(Number((share * 100).toPrecision(2)))} %`;
}
