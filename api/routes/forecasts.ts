/** Kept forecasts: what finished simulations came to, and when what they were about came true. */
import { createHash } from 'node:crypto';
import { type Refusal, refuse } from '../../engine/errors.ts';
import type { Access, DefinitionRow, Engine } from '../../engine/index.ts';
import type { KeptForecast, Programme, Realised } from '../../programme/index.ts';
import type { AnalyticsJobs } from '../analytics-work/jobs.ts';
import { iso } from '../answers/instants.ts';
import { type ForecastJson, forecastOperations as operations, keptSimulation } from '../contract/forecasts.ts';
import { simulateView } from '../contract/simulations.ts';
import type { Binder } from '../route.ts';

type Model = { readonly processId: string; readonly version: number } | { readonly bpmnXml: string };
const ALL = 10_000;

export function forecastRoutes(
  { route }: Binder,
  {
    engine,
    jobs,
    programme: { forecasts },
  }: { readonly engine: Engine; readonly jobs: AnalyticsJobs; readonly programme: Programme },
): void {
  const versionsOf = async (access: Access, processId: string): Promise<readonly DefinitionRow[]> => {
    const filter = [{ field: 'processId' as const, is: 'eq' as const, value: processId }];
    return (await engine.search.definitions(access, { filter, limit: ALL })).items;
  };
  /** The versions of this very text. */
  const deployed = async (access: Access, rows: readonly DefinitionRow[], digest: string): Promise<number | undefined> => {
    for (const { definitionKey, version } of rows) {
      const xml = await engine.xml(access, definitionKey);
      if (xml !== undefined && digestOf(xml) === digest) return version;
    }
    return undefined;
  };

  async function told(access: Access, kept: KeptForecast): Promise<ForecastJson> {
    const { number, forecast, keptAt, keptBy } = kept;
    const rows = await versionsOf(access, forecast.processId);
    const { difference } = simulateView.parse(forecast.answer);
    return {
      forecastKey: String(number),
      name: forecast.name,
      why: forecast.why,
      processId: forecast.processId,
      processName: rows[0]?.name ?? forecast.processId,
      fromVersion: forecast.fromVersion,
      toVersion: forecast.toVersion,
      keptBy,
      keptAt: iso(keptAt),
      realised: namedOf(forecast.realised) ?? (await foundOf(access, kept, rows)),
      cycleTimeMs: difference.cycleTimeMs,
      onTimeShare: difference.onTimeShare,
      costPerCase: difference.costPerCase,
    };
  }

  /** A change of the model is in force since the version that has it; one of the scenario alone is known by nobody but people. */
  async function foundOf(
    access: Access,
    { forecast: { fromVersion, toVersion, toDigest } }: KeptForecast,
    rows: readonly DefinitionRow[],
  ): Promise<ForecastJson['realised']> {
    const version =
      toDigest !== null
        ? await deployed(access, rows, toDigest)
        : toVersion === fromVersion
          ? undefined
          : (toVersion ?? undefined);
    return version === undefined || version === fromVersion ? null : { kind: 'version', version, found: 'byModel' };
  }

  const found = async (tenantId: string, key: string): Promise<KeptForecast | Refusal> => {
    const number = Number(key);
    return (Number.isSafeInteger(number) && number <= MOST ? await forecasts.find(tenantId, number) : undefined) ?? noForecast();
  };

  route(operations.listForecasts, async ({ access, query }) => {
    const all = await forecasts.list(access.tenantId, query.processId);
    return { items: await Promise.all(all.map((one) => told(access, one))) };
  });

  route(operations.createForecast, async ({ access, person: { tenantId, user }, body }) => {
    const job = jobs.find(tenantId, body.jobId);
    if (job?.kind !== 'simulate')
      return refuse('notFound', 'There is no such simulation; it is kept for 15 minutes after its end.');
    const answer = job.told?.answer;
    if (job.status !== 'done' || answer?.kind !== 'simulate') return refuse('conflict', 'The simulation has not ended yet.');
    const question = keptSimulation.parse(JSON.parse(job.question));
    const { asIs, toBe } = question;
    const kept = await forecasts.keep(
      tenantId,
      {
        name: body.name,
        why: body.why ?? null,
        processId: job.head.source.id,
        fromVersion: versionIn(asIs.model),
        toVersion: versionIn(toBe.model),
        toDigest: 'bpmnXml' in toBe.model ? digestOf(toBe.model.bpmnXml) : null,
        question,
        answer: answer.view,
        realised: null,
      },
      user,
    );
    return told(access, kept);
  });

  route(operations.getForecast, async ({ access, params }) => {
    const kept = await found(access.tenantId, params.forecastKey);
    if ('refused' in kept) return kept;
    const { kind: _kind, asIs, toBe, ...runs } = keptSimulation.parse(kept.forecast.question);
    const history = await forecasts.history(access.tenantId, kept.number);
    return {
      ...(await told(access, kept)),
      asIs,
      toBe,
      runs,
      view: simulateView.parse(kept.forecast.answer),
      history: history.map(({ what, at, by }) => ({ what, at: iso(at), by })),
    };
  });

  route(operations.changeForecast, async ({ access, person, params, body: { name, why, realised } }) => {
    const kept = await found(access.tenantId, params.forecastKey);
    if ('refused' in kept) return kept;
    if (realised != null && 'version' in realised) {
      const rows = await versionsOf(access, kept.forecast.processId);
      if (!rows.some(({ version }) => version === realised.version))
        return refuse('notFound', `The process has no version ${String(realised.version)}.`);
    }
    const change = {
      ...(name !== undefined && { name }),
      ...(why !== undefined && { why }),
      ...(realised !== undefined && { realised }),
    };
    const changed = await forecasts.change(access.tenantId, kept.number, change, person.user);
    return changed === undefined ? noForecast() : told(access, changed);
  });

  route(operations.deleteForecast, async ({ access, params }) => {
    const kept = await found(access.tenantId, params.forecastKey);
    if ('refused' in kept) return kept;
    return (await forecasts.remove(access.tenantId, kept.number)) ? undefined : noForecast();
  });
}

/** Of a number of the database. */
const MOST = 2 ** 31 - 1;

function noForecast(): Refusal {
  return refuse('notFound', 'There is no such forecast.');
}

function versionIn(model: Model): number | null {
  return 'version' in model ? model.version : null;
}

function namedOf(realised: Realised | null): ForecastJson['realised'] | null {
  if (realised === null) return null;
  return 'version' in realised
    ? { kind: 'version', version: realised.version, found: 'named' }
    : { kind: 'changeOn', day: realised.changeOn };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
