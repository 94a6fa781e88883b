/** Open cases with when they will have ended, and what such forecasts have been worth. */
import { attributeAt, type EventLog, type OpenCase, predict } from '../../analytics/index.ts';
import { elementOf, type Setting, unitOf } from '../analytics-work/setting.ts';
import type { PredictAnswer } from '../contract/analytics-answers.ts';
import type { TellPhase } from './analytics-causes.ts';
import { dueDates } from './analytics-time.ts';
import { iso } from './instants.ts';

export interface PredictAsked {
  readonly nowAt?: number | undefined;
  readonly standardDays?: number | undefined;
  readonly dueAttribute?: string | undefined;
  readonly atRiskFrom?: number | undefined;
  readonly limit: number;
}

export function predictAnswer(log: EventLog, setting: Setting, asked: PredictAsked, tell: TellPhase): PredictAnswer {
  const due = dueDates(log, setting, asked);
  const indexOf = new Map(log.cases.keys.map((key, index) => [key, index]));
  const nowAt = asked.nowAt ?? log.observedUntilAt;
  const { cases, calibration } = predict(log, nowAt, {
    dueAt: (caseKey) => known(due[indexOf.get(caseKey) ?? -1]),
    ...(asked.atRiskFrom !== undefined && { atRiskFrom: asked.atRiskFrom }),
    onStep: tell,
  });
  const count = (outlook: OpenCase['outlook']): number => cases.filter((one) => one.outlook === outlook).length;
  const numbers = log.cases.attributes.get('caseNumber');
  return {
    now: iso(nowAt),
    counts: { overdue: count('overdue'), atRisk: count('atRisk'), onTime: count('onTime'), unknown: count('unknown') },
    open: cases.length,
    openCases: cases.slice(0, asked.limit).map(({ activity, activities, p10At, p50At, p90At, dueAt, ...one }) => {
      const index = indexOf.get(one.caseKey) ?? -1;
      const number = attributeAt(numbers, index);
      return {
        ...one,
        caseNumber: typeof number === 'string' ? number : null,
        element: activity,
        name: activity === null ? null : elementOf(setting, activity).name,
        activities: activities.map((each) => elementOf(setting, each)),
        unit: unitOf(setting, lastUnit(log, index)),
        p10: isoOrNull(p10At),
        p50: isoOrNull(p50At),
        p90: isoOrNull(p90At),
        due: isoOrNull(dueAt),
      };
    }),
    calibration: { ...calibration },
  };
}

function known(at: number | undefined): number | undefined {
  return at === undefined || Number.isNaN(at) ? undefined : at;
}

/** The far future has no date. */
const LATEST_AT = 8_640_000_000_000_000;

function isoOrNull(at: number | null): string | null {
  return at === null || !(Math.abs(at) <= LATEST_AT) ? null : iso(Math.round(at));
}

/** The unit of the last row that tells one. */
function lastUnit({ cases, unitOf: codes, units }: EventLog, index: number): string | null {
  for (let row = (cases.firstRow[index + 1] ?? 0) - 1; row >= (cases.firstRow[index] ?? 0); row--)
    if (codes[row]! >= 0) return units[codes[row]!] ?? null;
  return null;
}
