/**
 * Open cases: when each will end, and whether it will be late. From what became of past cases that stood at the same place for as long
 * (survival from the time in the state), scaled by the load where the load matters, and calibrated on what such forecasts of the past
 * were worth. What is said as of an instant rests on nothing that happened later.
 */
import type { EventLog } from '../log/event-log.ts';
import { calibrate, corrected } from './calibration.ts';
import type { Correction, Trial } from './calibration.ts';
import { comparables } from './comparables.ts';
import type { Basis, Comparables } from './comparables.ts';
import { forecast } from './forecast.ts';
import { LEVELS, levelOf } from './quantiles.ts';
import { standAt, standsOf } from './stands.ts';
import type { Stands } from './stands.ts';

export interface PredictOptions {
  /** When a case is due by law, milliseconds since 1970 UTC; undefined where no date is known. */
  readonly dueAt?: (caseKey: string) => number | undefined;
  /** Of a case without such a date: due so long after its receipt (where none is known, its start). */
  readonly standardMs?: number;
  /** From which probability of being late a case is at risk; 0.25 by default. */
  readonly atRiskFrom?: number;
  /** Told now and then how far a step is: forecasts of the past, then what they were worth; what it throws ends the work. */
  readonly onStep?: ((step: 'comparing' | 'calibrating', done: number, of: number) => void) | undefined;
}

export interface Predictions {
  /** Those that will be late first: by risk, then by due date, then by start. */
  readonly cases: readonly OpenCase[];
  readonly calibration: Calibration;
}

/** `overdue`: the date is past. `unknown`: no date, or nothing to compare with. */
export type Outlook = 'overdue' | 'atRisk' | 'onTime' | 'unknown';

export interface OpenCase {
  readonly caseKey: string;
  /** What was enabled last of what is open; where nothing is, what ended last; null when the case has only begun. */
  readonly activity: string | null;
  /** All that is open, by name; of `after` the one that ended last. */
  readonly activities: readonly string[];
  readonly standing: 'at' | 'after';
  /** Since when it has stood there: nothing was enabled and nothing ended. */
  readonly elapsedMs: number;
  readonly ageMs: number;
  /** When it will have ended, completed or withdrawn, with this probability; [p10, p90] is the 80 % interval. null: nothing to compare with. */
  readonly p10At: number | null;
  readonly p50At: number | null;
  readonly p90At: number | null;
  readonly dueAt: number | null;
  /** Probability of ending after dueAt; told within 0.05 … 0.95, and 1 when it is overdue. */
  readonly risk: number | null;
  readonly outlook: Outlook;
  /** Past cases compared with that had ended, and in what they are alike. */
  readonly n: number;
  readonly basis: Basis | null;
}

export interface Calibration {
  /** What the interval [p10, p90] is meant to hold. */
  readonly level: number;
  /** What it held: share of n past forecasts, each corrected by what was known when it was made. null with fewer than 50. */
  readonly coverage: number | null;
  readonly n: number;
  /** How much of the load now against then is laid on remaining times: 0 nothing, 1 all of it. */
  readonly loadExponent: number;
}

/** A log ready to be asked about any instant; made once in time of the order of its rows. */
export interface OpenCaseHistory {
  readonly log: EventLog;
  readonly stands: Stands;
  readonly known: Comparables;
}

export function openCaseHistory(log: EventLog): OpenCaseHistory {
  const stands = standsOf(log);
  return { log, stands, known: comparables(log, stands) };
}

/** Instants of the past at which forecasts are tried, and cases of each at most. */
const INSTANTS = 40;
const CASES_EACH = 100;
/** Trials are made after this share of the history. */
const WARM_UP = 0.3;
/** Of the history, the age at which a trial weighs half. */
const HALF_LIFE = 0.15;

/** @param nowAt the instant as of which cases are open and everything is known; an imported log holds its own past as well */
export function predict(log: EventLog, nowAt: number, options: PredictOptions = {}): Predictions {
  return predictAt(openCaseHistory(log), nowAt, options);
}

/** The same for a history that was made before. */
export function predictAt(history: OpenCaseHistory, nowAt: number, options: PredictOptions = {}): Predictions {
  const { trials, halfLifeMs } = trialsOf(history, nowAt, (done, of) => options.onStep?.('comparing', done, of));
  const { correction, coverage, n } = calibrate(trials, nowAt, halfLifeMs, (done, of) =>
    options.onStep?.('calibrating', done, of),
  );
  const cases = openAt(history, nowAt).map((index) => openCase(history, index, nowAt, correction, options));
  const late = ({ risk }: OpenCase): number => risk ?? -1;
  const due = ({ dueAt }: OpenCase): number => dueAt ?? Number.MAX_VALUE;
  cases.sort((a, b) => late(b) - late(a) || due(a) - due(b) || b.ageMs - a.ageMs);
  return { cases, calibration: { level: 0.8, coverage, n, loadExponent: correction.loadExponent } };
}

function openAt({ log, stands }: OpenCaseHistory, at: number): readonly number[] {
  const open: number[] = [];
  for (let index = 0; index < log.cases.count; index++)
    if (log.cases.startedAt[index]! <= at && stands.endAt[index]! > at) open.push(index);
  return open;
}

function openCase(history: OpenCaseHistory, index: number, nowAt: number, learnt: Correction, options: PredictOptions): OpenCase {
  const { log, stands } = history;
  const caseKey = log.cases.keys[index]!;
  const startedAt = log.cases.startedAt[index]!;
  const receivedAt = log.cases.receivedAt[index]!;
  const stand = standAt(stands, index, nowAt);
  const set = stands.sets[stands.setOf[stand] ?? -1];
  const found = stand < 0 ? undefined : forecast(history.known, stands, stand, startedAt, nowAt);
  const remaining = found && corrected(found, learnt);
  const endsAt = (share: number): number | null => (remaining ? nowAt + remaining[levelOf(share)]! : null);
  const standardAt =
    options.standardMs === undefined ? undefined : (Number.isNaN(receivedAt) ? startedAt : receivedAt) + options.standardMs;
  const dueAt = options.dueAt?.(caseKey) ?? standardAt ?? null;
  const risk = dueAt === null ? null : dueAt < nowAt ? 1 : remaining ? riskOf(remaining, dueAt - nowAt) : null;
  return {
    caseKey,
    activity: log.activities[stands.activityOf[stand] ?? -1] ?? null,
    activities: (set?.activities ?? []).map((code) => log.activities[code]!).sort(),
    standing: set?.standing ?? 'after',
    elapsedMs: nowAt - (stands.fromAt[stand] ?? startedAt),
    ageMs: nowAt - startedAt,
    p10At: endsAt(0.1),
    p50At: endsAt(0.5),
    p90At: endsAt(0.9),
    dueAt,
    risk,
    outlook: risk === null ? 'unknown' : risk === 1 ? 'overdue' : risk >= (options.atRiskFrom ?? 0.25) ? 'atRisk' : 'onTime',
    n: found?.n ?? 0,
    basis: found?.basis ?? null,
  };
}

/** 1 − the level whose quantile is the time left, linear between levels; what lies outside them is told as the outermost. */
function riskOf(remainingMs: Float64Array, leftMs: number): number {
  const above = remainingMs.findIndex((ms) => ms > leftMs);
  if (above === 0) return 1 - LEVELS[0]!;
  if (above < 0) return 1 - LEVELS.at(-1)!;
  const [low, high] = [remainingMs[above - 1]!, remainingMs[above]!];
  return 1 - (LEVELS[above - 1]! + ((leftMs - low) / (high - low)) * (LEVELS[above]! - LEVELS[above - 1]!));
}

/** Forecasts as of instants spread over the past, of every so-manieth case that was open then. */
function trialsOf(
  history: OpenCaseHistory,
  nowAt: number,
  progress: (done: number, of: number) => void,
): { readonly trials: readonly Trial[]; readonly halfLifeMs: number } {
  const { log, stands, known } = history;
  const beganAt = log.cases.startedAt.reduce((least, at) => (at < least ? at : least), nowAt);
  const spanMs = nowAt - beganAt;
  const trials: Trial[] = [];
  for (let instant = 0; instant < INSTANTS; instant++) {
    progress(instant, INSTANTS);
    const at = beganAt + spanMs * (WARM_UP + ((1 - WARM_UP) * instant) / INSTANTS);
    const open = openAt(history, at);
    const every = Math.max(1, Math.ceil(open.length / CASES_EACH));
    for (let place = instant % every; place < open.length; place += every) {
      const index = open[place]!;
      const stand = standAt(stands, index, at);
      const found = stand < 0 ? undefined : forecast(known, stands, stand, log.cases.startedAt[index]!, at);
      if (found) trials.push({ at, forecast: found, endAt: stands.endAt[index]! });
    }
  }
  return { trials, halfLifeMs: Math.max(spanMs * HALF_LIFE, 1) };
}
