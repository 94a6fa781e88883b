/** Insight: questions about time, answered from columns in memory. */
import type { CohortChoice } from '../../analytics/index.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import type { Engine } from '../../engine/index.ts';
import { startOfDay } from '../../engine/time/zone.ts';
import { FRESH_MS, type Logs, type OwnLog, selectCases } from '../../logs/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import { type AskedLogs, selectionOf } from '../analytics-work/asked-log.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { comparison, heatmapFigures, openCases, spanOf } from '../answers/insight.ts';
import { instantOf, iso } from '../answers/instants.ts';
import { insightOperations, type SourceJson } from '../contract/insight.ts';
import type { Read } from '../contract/operation.ts';
import type { Binder } from '../route.ts';

type CohortAsked = Read<typeof insightOperations.compare.body>['before'];

export interface Insight {
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly logs: Logs;
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
}

export function insightRoutes({ route }: Binder, { engine, organisation, logs, asked, kept }: Insight): void {
  const zoneOf = (tenantId: string) => organisation.calendars.dataOf(tenantId, undefined).data.zone;

  route(insightOperations.listSources, async ({ access: { tenantId } }) => {
    const own = await logs.own.all(tenantId);
    const imported = await logs.imported.list(tenantId);
    const processes = own.map((log): SourceJson => processSource(log));
    return {
      items: [
        ...processes,
        ...imported.map(({ logKey, name, cases, fromAt, toAt }): SourceJson => ({
          kind: 'log',
          id: logKey,
          name,
          cases,
          openCases: 0,
          from: fromAt === undefined ? null : iso(fromAt),
          to: toAt === undefined ? null : iso(toAt),
          versions: [],
        })),
      ],
    };
  });

  route(insightOperations.getHeatmap, async ({ access: { tenantId }, query }) => {
    const found = await asked.open(tenantId, query);
    if (isRefusal(found)) return found;
    const { source, asOf, log, setting, versions, isLive, fingerprint } = found;
    const version = versions.find((row) => row.version === (query.version ?? row.version));
    if (source.kind === 'process' && version === undefined) return refuse('notFound', 'There is no such version.');
    const figures = kept.once(
      log.cases,
      JSON.stringify(['heatmap', fingerprint, query]),
      () => heatmapFigures(asked.select(log, selectionOf(query, setting.zone)), setting),
      isLive ? FRESH_MS : Infinity,
    );
    return { source, asOf, ...(version && { definitionKey: version.definitionKey, version: version.version }), ...figures };
  });

  route(insightOperations.compare, async ({ access: { tenantId }, body }) => {
    const asOfAt = body.asOf === undefined ? engine.clock.now() : instantOf(body.asOf);
    const choose = (asked: CohortAsked) =>
      cohortChoice(logs, tenantId, asked, zoneOf(tenantId), body.asOf === undefined ? undefined : asOfAt);
    const before = await choose(body.before);
    if ('refused' in before) return before;
    const after = await choose(body.after);
    if ('refused' in after) return after;
    return comparison(before, after, asOfAt);
  });
}

interface Period {
  readonly startedFromAt?: number;
  readonly startedBeforeAt?: number;
}

/** Days of the institution; the last one is not in it. */
function periodOf({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }, zone: string): Period {
  return {
    ...(from !== undefined && { startedFromAt: startOfDay(from, zone) }),
    ...(to !== undefined && { startedBeforeAt: startOfDay(to, zone) }),
  };
}

async function cohortChoice(
  logs: Logs,
  tenantId: string,
  asked: CohortAsked,
  zone: string,
  asOfAt: number | undefined,
): Promise<CohortChoice | Refusal> {
  const period = { ...periodOf(asked, zone), ...(asOfAt !== undefined && { asOfAt }) };
  if ('logKey' in asked) {
    const imported = await logs.imported.open(tenantId, asked.logKey);
    return imported === undefined ? refuse('notFound', 'There is no such log.') : { log: imported.log, ...period };
  }
  const own = await logs.own.one(tenantId, asked.processId);
  if (own === undefined) return refuse('notFound', 'There is no such process, or it has no cases yet.');
  const { version } = asked;
  if (version !== undefined && !own.versions.some((row) => row.version === version))
    return refuse('notFound', 'There is no such version.');
  return { log: own.log, ...period, ...(version !== undefined && { version: String(version) }) };
}

function processSource({ processId, name, log, versions }: OwnLog): SourceJson {
  const { cases } = log;
  return {
    kind: 'process',
    id: processId,
    name,
    cases: cases.count,
    openCases: openCases(log),
    ...spanOf(log),
    versions: versions.flatMap(({ version, definitionKey }) => {
      const part = selectCases(log, (index) => cases.versions[cases.versionOf[index] ?? -1] === String(version));
      return part.cases.count === 0 ? [] : [{ version, definitionKey, cases: part.cases.count, ...spanOf(part) }];
    }),
  };
}
