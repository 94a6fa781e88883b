/** Standards and the manager's morning, in the shapes of the contract. */
import { attributeAt, type EventLog, standstill } from '../../analytics/index.ts';
import type { Divided, Evaluation, KeptStandard } from '../../programme/index.ts';
import { elementOf, type Setting, unitOf } from '../analytics-work/setting.ts';
import type { ListedStandard, StandardDetail } from '../contract/standards.ts';
import { iso } from './instants.ts';
import { type ProcessName, processNamed } from './process-names.ts';

/** What the cases of a standard's process say. */
export interface Judgement {
  readonly log: EventLog;
  readonly setting: Setting;
  readonly asOf: string;
  readonly found: Evaluation;
  /** Whether answers could be told apart as was asked. */
  readonly isDivided: boolean;
}

const MOST_BREACHES = 200;

export function listedStandard(kept: KeptStandard, name: ProcessName, judged: Judgement | undefined): ListedStandard {
  const { acknowledged: _acknowledged, ...text } = kept.body;
  const { number, version, changedAt, changedBy } = kept;
  return {
    number,
    version,
    ...text,
    ...processNamed(name),
    changedAt: iso(changedAt),
    changedBy,
    standing: standingOf(kept, judged),
    isDivided: judged?.isDivided ?? true,
  };
}

export function standardDetail(kept: KeptStandard, name: ProcessName, judged: Judgement | undefined): StandardDetail {
  const breaches = judged?.found.breaches ?? [];
  return {
    ...listedStandard(kept, name, judged),
    acknowledged: kept.body.acknowledged,
    months: (judged?.found.months ?? []).map((month, place) => {
      const point = judged?.found.chart.points[place];
      return {
        ...month,
        lowLimit: limit(point?.lowLimit),
        highLimit: limit(point?.highLimit),
        isSignal: (point?.signals.length ?? 0) > 0,
      };
    }),
    divided: {
      unit: groupsOf('unit', judged),
      channel: groupsOf('channel', judged),
      applicantKind: groupsOf('applicantKind', judged),
    },
    breaches:
      judged === undefined
        ? []
        : breaches.slice(0, MOST_BREACHES).map(({ index, decidedAt, isOpen }) => {
            const { cases } = judged.log;
            const endedAt = cases.completedAt[index] ?? NaN;
            return {
              ...caseOf(judged, index),
              isOpen,
              brokenAt: iso(decidedAt),
              endedAt: Number.isNaN(endedAt) ? null : iso(endedAt),
            };
          }),
    breachCount: breaches.length,
  };
}

function groupsOf(by: keyof Divided, judged: Judgement | undefined): StandardDetail['divided']['unit'] {
  return (judged?.found.divided[by] ?? []).map((one) => ({
    ...one,
    name: by === 'unit' && judged !== undefined ? unitOf(judged.setting, one.group).name : one.group,
  }));
}

/** Limits of a share lie where shares can be. */
function limit(value: number | null | undefined): number | null {
  return value == null ? null : Math.min(1, Math.max(0, value));
}

function standingOf({ body: { acknowledged } }: KeptStandard, judged: Judgement | undefined): ListedStandard['standing'] {
  if (judged?.isDivided !== true) return null;
  const { months, quarter, alert, breaches } = judged.found;
  return {
    asOf: judged.asOf,
    month: months.findLast(({ isPartial, share }) => !isPartial && share !== null) ?? null,
    quarter,
    alert: alert === null ? null : { ...alert, acknowledged: acknowledged.find(({ from }) => from === alert.from) ?? null },
    openBreaches: breaches.filter(({ isOpen }) => isOpen).length,
  };
}

/** A log and the names of what is in it. */
interface Named {
  readonly log: EventLog;
  readonly setting: Pick<Setting, 'elementNames' | 'unitNames'>;
}

export function caseOf({ log, setting }: Named, index: number) {
  const number = attributeAt(log.cases.attributes.get('caseNumber'), index);
  const unit = attributeAt(log.cases.attributes.get('unit'), index);
  return {
    caseKey: log.cases.keys[index] ?? '',
    caseNumber: typeof number === 'string' ? number : null,
    unit: unitOf(setting, typeof unit === 'string' ? unit : null),
  };
}

/** Where an open case stands. @param workingDays since anything has happened in it */
export function stuckCase(of: Named, index: number, workingDays: number) {
  const { sinceAt, activity, waitsFor } = standstill(of.log, index);
  return {
    ...caseOf(of, index),
    since: iso(sinceAt),
    workingDays,
    step: activity === undefined ? null : elementOf(of.setting, activity),
    waitsFor: waitsFor ?? null,
  };
}
