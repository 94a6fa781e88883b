/** The improvement programme of the demo municipality: surveys, recommendations of real bottlenecks, measures with the comparisons that judge them. */
import type { Database } from '../../database/connect.ts';
import { isRefusal, type Refusal } from '../../engine/errors.ts';
import type { Engine } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { openLogs } from '../../logs/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import { draftOf, type MeasureText, openProgramme } from '../../programme/index.ts';
import { askedLogs } from '../analytics-work/asked-log.ts';
import { bottlenecksAnswer } from '../answers/analytics-bottlenecks.ts';
import { cohortRatings } from '../answers/cohort-ratings.ts';
import { type ComparisonAsked, comparisonAnswer } from '../answers/comparison.ts';
import { indicatorMeter } from '../answers/indicator-gauge.ts';
import { iso } from '../answers/instants.ts';
import { bottleneckEvidence, effectOf, surveyEvidence } from '../answers/plan-evidence.ts';
import { loadQualityMethod } from './quality.ts';
import { loadLetters } from './letters.ts';
import { loadStandards } from './standards.ts';
import { loadSurveys } from './surveys.ts';
import { INSTITUTION } from './town.ts';

const DAY_MS = 86_400_000;
const ANALYST = { user: 'analyst' };

export interface DemoProgramme {
  readonly database: Database;
  readonly organisation: Organisation;
  readonly engine: Engine;
  readonly tenantId: string;
  readonly endsAt: number;
}

interface DemoMeasure {
  readonly text: Omit<MeasureText, 'dueOn' | 'baseline' | 'target' | 'tolerance'>;
  /** Days before now: of the baseline, and of the date when it was (or is, below 0) due. */
  readonly baseline: readonly [from: number, to: number];
  readonly due: number;
  /** Part of the baseline that is aimed at. */
  readonly aim: number;
  readonly isCompared: boolean;
  /** Comes from the worst bottleneck of the as-is, else from the survey. */
  readonly from?: 'bottleneck' | 'survey';
}

const MEASURES: readonly DemoMeasure[] = [
  {
    text: {
      title: {
        lt: 'Dokumentus priimti pagal vedamą formą, įstaigas klausti vienu metu',
        en: 'Take in documents by a guided form, ask all bodies at the same time',
      },
      owner: 'architecture',
      responsible: 'Skyriaus vedėjas',
      indicator: { kind: 'medianCycle', processId: 'building-permit' },
      budgetCents: 1_850_000,
      status: 'done',
      toBe: { version: 2 },
    },
    baseline: [240, 105],
    due: 90,
    aim: 0.75,
    isCompared: true,
    from: 'bottleneck',
  },
  {
    text: {
      title: { lt: 'Mokėtojo duomenis imti iš registrų', en: 'Take the payer’s data from registers' },
      owner: 'waste-clerks',
      indicator: { kind: 'rework', processId: 'waste-fee-adjustment' },
      budgetCents: 420_000,
      status: 'underWay',
      toBe: { version: 2 },
    },
    baseline: [72, 32],
    due: 5,
    aim: 0.5,
    isCompared: true,
  },
  {
    text: {
      title: {
        lt: 'Pareiškėjui iš karto pranešti, kada bus sprendimas',
        en: 'Tell applicants at once when the decision will come',
      },
      owner: 'front-desk',
      responsible: 'Vieno langelio vadovė',
      indicator: { kind: 'satisfaction', processId: 'building-permit' },
      budgetCents: 300_000,
      status: 'planned',
    },
    baseline: [90, 20],
    due: -120,
    aim: 1.1,
    isCompared: false,
    from: 'survey',
  },
];

/** @throws Error when something is refused */
export async function loadChangePlan({ database, organisation, engine, tenantId, endsAt }: DemoProgramme): Promise<void> {
  const { plan, surveys, standards, quality } = openProgramme({ database, organisation, engine, clock: { now: () => endsAt } });
  const logs = openLogs(database, engine);
  const asked = askedLogs(logs, organisation);
  const own = await logs.own.all(tenantId);
  await loadLetters({ letters: organisation.letters, tenantId, endsAt, logs: own });
  const waves = await loadSurveys({ surveys, tenantId, endsAt, logs: own });
  await loadStandards(standards, tenantId);
  await loadQualityMethod(quality, tenantId);
  const meter = indicatorMeter(asked, surveys);
  const now = iso(endsAt);
  const dayBefore = (days: number) => dayOf(endsAt - days * DAY_MS, INSTITUTION.zone);
  const open = async (processId: string) => good(await asked.open({ tenantId, units: 'all' }, { processId }));

  async function recommended({ from, text: { indicator, title } }: DemoMeasure): Promise<number | undefined> {
    if (from === undefined) return undefined;
    const survey = from === 'survey' ? await surveys.results(tenantId, waves[1] ?? 0) : undefined;
    const found = survey && surveyEvidence(survey, { measure: 'gap', dimension: 'responsiveness' }, { asOf: now, frozenAt: now });
    const evidence = found ?? (await worst(indicator.processId));
    const draft = await plan.draft(tenantId, draftOf(evidence), evidence, ANALYST);
    const accepted = { ...draftOf(evidence), status: 'accepted' as const };
    good(await plan.changeRecommendation(tenantId, draft.number, 1, accepted, { user: 'manager', note: title.lt }));
    return draft.number;
  }

  async function worst(processId: string) {
    const { log, setting, source } = await open(processId);
    const before = asked.select(log, { version: '1' });
    const { bottlenecks } = bottlenecksAnswer(before, setting, { limit: 1 }, () => undefined);
    const [first] = bottlenecks;
    if (first === undefined) throw new Error(`Nobody waits in ${processId}.`);
    return bottleneckEvidence(first, first.name, source, { asOf: now, frozenAt: now, question: { processId, version: 1 } });
  }

  async function compared(processId: string) {
    const { log, setting, source } = await open(processId);
    const question: ComparisonAsked = { before: { source, version: '1' }, after: { source, version: '2' } };
    const ratings = await cohortRatings(surveys, tenantId, question);
    const answer = comparisonAnswer([log, log], setting, { ...question, ...(ratings && { ratings }) }, () => undefined);
    if ('problem' in answer) throw new Error(answer.problem);
    return answer.view;
  }

  for (const measure of MEASURES) {
    const { text, baseline, due, aim, isCompared } = measure;
    const days = { from: dayBefore(baseline[0]), to: dayBefore(baseline[1]) };
    const { indicator } = text;
    const { value } = good(await meter(tenantId, indicator.processId))(indicator, days);
    const recommendation = await recommended(measure);
    const whole: MeasureText = {
      ...text,
      dueOn: dayBefore(due),
      baseline: days,
      target: roundTarget(indicator.kind, (value ?? 0) * aim),
      tolerance: 0.1,
      ...(recommendation !== undefined && { recommendation }),
    };
    const { number } = good(await plan.add(tenantId, whole, meter, ANALYST));
    if (!isCompared) continue;
    const view = await compared(indicator.processId);
    const frozen = { asOf: now, frozenAt: now, question: { processId: indicator.processId, before: 1, after: 2 } };
    good(
      await plan.keepEffect(tenantId, number, indicator.processId, (of) => effectOf(view, of.indicator.kind, frozen), {
        user: 'manager',
      }),
    );
  }
}

/** As people set targets: whole days, whole percent, tenths of a point. */
function roundTarget(kind: MeasureText['indicator']['kind'], value: number): number {
  const step = {
    medianCycle: DAY_MS,
    p90Cycle: DAY_MS,
    onTime: 0.01,
    rework: 0.01,
    complaints: 0.01,
    cost: 1,
    satisfaction: 0.1,
  }[kind];
  return Number((Math.max(1, Math.round(value / step)) * step).toPrecision(12));
}

function good<Done>(done: Done | Refusal): Done {
  if (isRefusal(done)) throw new Error(done.message);
  return done;
}
