/** Quality standards with whether they are kept, and the manager's morning. */
import { z } from 'zod';
import { standard, standardText } from '../../programme/standard/standard-shapes.ts';
import { namedElement, namedUnit } from './analytics-values.ts';
import { attributeList, valueList } from './case-filter.ts';
import { operation } from './operation.ts';
import { count, day, instant, key, line, share } from './values.ts';

/** `kept` and `share` (with its 95 % interval) are null when fewer than 5 cases were decided. Days; end exclusive. */
const compliance = z.strictObject({
  from: day,
  to: day,
  n: count,
  kept: count.nullable(),
  share: share.nullable(),
  low: share.nullable(),
  high: share.nullable(),
  /** Not over yet. */
  isPartial: z.boolean(),
});
export type ComplianceJson = z.output<typeof compliance>;

const alert = z.strictObject({
  from: day,
  to: day,
  /** `belowTarget`: two whole months in a row below the promised share; `outOfBand`: out of the control chart's limits, on the worse side. */
  reason: z.enum(['belowTarget', 'outOfBand']),
  /** Who has answered it; null: nobody yet. */
  acknowledged: standard.shape.acknowledged.element.nullable(),
});

const keptStandard = z.strictObject({
  number: count,
  version: count,
  ...standardText.shape,
  /** As the model has it, and in English where a service or the model says it. */
  processName: z.string(),
  processNameEn: z.string().optional(),
  changedAt: instant,
  changedBy: z.string(),
});

/** What its cases say; null when its process has none. */
const standing = z
  .strictObject({
    asOf: instant,
    /** The last whole month that decided 5 cases, and the last quarter that is over. */
    month: compliance.nullable(),
    quarter: compliance.nullable(),
    alert: alert.nullable(),
    /** Open cases that have broken it. */
    openBreaches: count,
  })
  .nullable();

const listed = keptStandard.extend({
  standing,
  /** Whether answers of citizens can be told apart as was asked: they know their unit and channel alone, and never few from the rest. */
  isDivided: z.boolean(),
});
export type ListedStandard = z.output<typeof listed>;

const breach = z.strictObject({
  caseKey: key,
  caseNumber: z.string().nullable(),
  unit: namedUnit,
  isOpen: z.boolean(),
  /** When it was broken. */
  brokenAt: instant,
  endedAt: instant.nullable(),
});

const groups = z.array(compliance.extend({ group: z.string().nullable(), name: z.string().nullable() }));

/** Which cases: by where they were, how they came in, whose they are. */
const which = z.strictObject({ institution: valueList.optional(), unit: valueList.optional(), where: attributeList.optional() });

const detail = listed.extend({
  acknowledged: standard.shape.acknowledged,
  months: z.array(compliance.extend({ lowLimit: share.nullable(), highLimit: share.nullable(), isSignal: z.boolean() })),
  /** The last whole quarter by groups, the largest first; `group` null: not told. */
  divided: z.strictObject({ unit: groups, channel: groups, applicantKind: groups }),
  /** The latest 200; `breachCount` of all. */
  breaches: z.array(breach),
  breachCount: count,
});
export type StandardDetail = z.output<typeof detail>;

export type { StandardText } from '../../programme/standard/standard-shapes.ts';

const note = line(1000).optional();
const byNumber = '/api/standards/:number';

const openCase = z.strictObject({
  caseKey: key,
  caseNumber: z.string().nullable(),
  processName: z.string(),
  processNameEn: z.string().optional(),
  unit: namedUnit,
});
const dueCase = openCase.extend({ dueOn: day });

const morning = z.strictObject({
  asOf: instant,
  today: day,
  /** Terms that have run out, the longest ago first, and those that end within the next three working days: the first 20 of `total`. */
  overdue: z.strictObject({ total: count, cases: z.array(dueCase) }),
  atRisk: z.strictObject({ total: count, until: day, cases: z.array(dueCase) }),
  /** Open cases in which nothing has happened for ten working days and more, and where they stand. */
  stuck: z.strictObject({
    total: count,
    cases: z.array(
      openCase.extend({
        since: instant,
        workingDays: count,
        step: namedElement.nullable(),
        /** Who has to act, where it is somebody outside: applicant, authority… */
        waitsFor: z.string().nullable(),
      }),
    ),
  }),
  incidents: count,
  /** Standards whose alert nobody has answered. */
  alerts: z.array(
    z.strictObject({
      number: count,
      title: standardText.shape.title,
      promise: standardText.shape.promise,
      alert,
      month: compliance.nullable(),
    }),
  ),
  /** Complaints that nobody has answered, and how many of them should have been by now. */
  complaints: z.strictObject({ waiting: count, late: count }),
  /** Answers of citizens in the last seven days; null: fewer than 5, or none are asked. `isDivided`: whether they tell what is filtered by. */
  feedback: z.strictObject({ n: count, mean: z.number().nullable(), from: day, isDivided: z.boolean() }),
});
export type Morning = z.output<typeof morning>;

export const standardOperations = {
  listStandards: operation({
    method: 'GET',
    path: '/api/standards',
    needs: 'plan.read',
    summary: 'Quality standards, each with whether it is kept, of all cases or of some',
    query: which,
    answer: z.strictObject({ items: z.array(listed) }),
  }),
  createStandard: operation({
    method: 'POST',
    path: '/api/standards',
    needs: 'plan.change',
    summary: 'Makes a standard',
    body: z.strictObject({ standard: standardText, note }),
    status: 201,
    answer: detail,
  }),
  getStandard: operation({
    method: 'GET',
    path: byNumber,
    needs: 'plan.read',
    summary: 'A standard with its months, control chart, alert, groups and the cases that broke it, of all cases or of some',
    query: which,
    answer: detail,
  }),
  changeStandard: operation({
    method: 'PUT',
    path: byNumber,
    needs: 'plan.change',
    summary: 'Changes or withdraws a standard; 409 when somebody has changed it since `version`',
    body: z.strictObject({ version: count, standard: standardText, note }),
    answer: detail,
  }),
  acknowledgeAlert: operation({
    method: 'POST',
    path: '/api/standards/:number/acknowledgements',
    needs: 'plan.change',
    summary: 'Answers an alert: what will be done, and by which measure of the change plan',
    body: z.strictObject({ from: day, note: line(1000), measure: z.number().int().min(1).optional() }),
    answer: detail,
  }),
  getMorning: operation({
    method: 'GET',
    path: '/api/morning',
    needs: 'insight.read',
    summary: "The manager's morning: overdue, at risk in three working days, stuck, complaints, alerts, new feedback",
    query: which,
    answer: morning,
  }),
};
