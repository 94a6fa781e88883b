/** Recommendations and the change plan. Evidence, baselines and effects are taken from the server's own answers, never from a caller. */
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import type { Engine } from '../../engine/index.ts';
import {
  changedMembers,
  draftOf,
  type Evidence,
  type KeptRecord,
  type PlanKind,
  type Programme,
  type StandingMeasure,
} from '../../programme/index.ts';
import type { AskedLogs } from '../analytics-work/asked-log.ts';
import type { AnalyticsJobs } from '../analytics-work/jobs.ts';
import { indicatorMeter } from '../answers/indicator-gauge.ts';
import { iso } from '../answers/instants.ts';
import { bottleneckEvidence, effectOf, surveyEvidence } from '../answers/plan-evidence.ts';
import { processNamed, processNames } from '../answers/process-names.ts';
import { changePlanOperations as operations } from '../contract/change-plan.ts';
import type { Read } from '../contract/operation.ts';
import type { JsonValue } from '../contract/values.ts';
import type { Binder } from '../route.ts';

interface Parts {
  readonly programme: Programme;
  readonly engine: Engine;
  readonly asked: AskedLogs;
  readonly jobs: AnalyticsJobs;
}

type From = Read<typeof operations.draftRecommendation.body>['from'];

export function changePlanRoutes({ route }: Binder, { programme, engine, asked, jobs }: Parts): void {
  const { plan, surveys } = programme;
  const meter = indicatorMeter(asked, surveys);
  const now = () => iso(engine.clock.now());

  async function evidenceOf(tenantId: string, from: From): Promise<Evidence | Refusal> {
    if (from.kind === 'survey') {
      const results = await surveys.results(tenantId, from.wave);
      if (results === undefined) return refuse('notFound', 'There is no such wave.');
      return (
        surveyEvidence(results, from, { asOf: now(), frozenAt: now() }) ??
        refuse('invalid', 'The wave has no such figure, or fewer than 5 answers for it.')
      );
    }
    const job = jobs.find(tenantId, from.job);
    const answer = job?.told?.answer;
    if (job?.status !== 'done' || answer?.kind !== 'bottlenecks')
      return refuse('notFound', 'The answer is no longer kept: open the page of bottlenecks again.');
    const found = answer.view.bottlenecks.find(({ element }) => element === from.element);
    if (found === undefined) return refuse('notFound', 'There is no such bottleneck in the answer.');
    const { source, asOf } = job.head;
    const name = from.name ?? found.name;
    return bottleneckEvidence(found, name, source, { asOf, frozenAt: now(), question: questionOf(job.question) });
  }

  async function shown(tenantId: string, rows: readonly StandingMeasure[]) {
    const processIds = rows.map(({ body }) => body.indicator.processId);
    const nameOf = await processNames(engine, programme, tenantId, processIds);
    return rows.map(({ standing, ...row }) => ({
      ...keptJson<'measure'>(row),
      ...processNamed(nameOf(row.body.indicator.processId)),
      standing: { ...standing, months: [...standing.months] },
    }));
  }

  route(operations.listRecommendations, async ({ access: { tenantId } }) => ({
    items: (await plan.recommendations(tenantId)).map(keptJson),
  }));

  route(operations.draftRecommendation, async ({ access: { tenantId }, person, body: { from } }) => {
    const evidence = await evidenceOf(tenantId, from);
    if (isRefusal(evidence)) return evidence;
    return keptJson(await plan.draft(tenantId, draftOf(evidence), evidence, { user: person.user }));
  });

  route(operations.changeRecommendation, async ({ access: { tenantId }, person, params, body: { version, text, note } }) =>
    told(await plan.changeRecommendation(tenantId, Number(params.number), version, text, { user: person.user, note })),
  );

  route(operations.listMeasures, async ({ access: { tenantId } }) => ({
    items: await shown(tenantId, await plan.measures(tenantId, meter)),
  }));

  route(operations.addMeasure, async ({ access: { tenantId }, person, body: { text, note } }) =>
    told(await plan.add(tenantId, text, meter, { user: person.user, note })),
  );

  route(operations.changeMeasure, async ({ access: { tenantId }, person, params, body: { version, text, note } }) =>
    told(await plan.change(tenantId, Number(params.number), version, text, meter, { user: person.user, note })),
  );

  route(operations.keepEffect, async ({ access: { tenantId }, person, params, body: { comparison, note } }) => {
    const job = jobs.find(tenantId, comparison);
    const answer = job?.told?.answer;
    if (job?.status !== 'done' || answer?.kind !== 'compare')
      return refuse('notFound', 'The comparison is no longer kept: ask it again.');
    const { view } = answer;
    const frozen = { asOf: job.head.asOf, frozenAt: now(), question: questionOf(job.question) };
    return told(
      await plan.keepEffect(
        tenantId,
        Number(params.number),
        view.after.source.id,
        ({ indicator: { kind } }) => effectOf(view, kind, frozen),
        { user: person.user, note },
      ),
    );
  });

  route(operations.measureNow, async ({ access: { tenantId }, query: { from, to, ...indicator } }) => {
    const gauge = await meter(tenantId, indicator.processId);
    return isRefusal(gauge) ? gauge : gauge(indicator, { from, to });
  });

  const historyOf = async (tenantId: string, kind: PlanKind, number: string) => {
    const versions = await plan.history(tenantId, kind, Number(number));
    if (versions.length === 0) return refuse('notFound', 'There is no such part of the plan.');
    return {
      items: versions.map((one, index) => {
        const { body: _body, ...facts } = keptJson(one);
        return { ...facts, changed: [...changedMembers(one.body, versions[index + 1]?.body)] };
      }),
    };
  };
  route(operations.measureHistory, ({ access, params }) => historyOf(access.tenantId, 'measure', params.number));
  route(operations.recommendationHistory, ({ access, params }) => historyOf(access.tenantId, 'recommendation', params.number));
}

function keptJson<Kind extends PlanKind>({ number, version, body, changedAt, changedBy, note }: KeptRecord<Kind>) {
  return { number, version, body, changedAt: iso(changedAt), changedBy, ...(note !== undefined && { note }) };
}

function told<Kind extends PlanKind>(done: KeptRecord<Kind> | Refusal) {
  return isRefusal(done) ? done : keptJson(done);
}

/** The text by which a job is known is its question as JSON. */
function questionOf(text: string): JsonValue {
  return JSON.parse(text) as JsonValue;
}
