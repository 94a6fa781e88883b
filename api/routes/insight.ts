/** Insight: questions about time, answered from columns in memory. */
import type { CohortChoice } from '../../analytics/index.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import type { Access, Engine } from '../../engine/index.ts';
import { startOfDay } from '../../engine/time/zone.ts';
import type { Logs, OwnLog } from '../../logs/index.ts';
import { answerKey, type AskedLog, type AskedLogs, selectionOf } from '../analytics-work/asked-log.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { comparison, heatmapFigures, openCases, spanOf, versionSpans } from '../answers/insight.ts';
import { instantOf, iso } from '../answers/instants.ts';
import { insightOperations, type SourceJson } from '../contract/insight.ts';
import type { Read } from '../contract/operation.ts';
import type { Binder } from '../route.ts';
import { unknownVersion } from './analytics.ts';

type CompareBody = Read<typeof insightOperations.compare.body>;
type CohortAsked = CompareBody['before'];

export interface Insight {
  readonly engine: Engine;
  readonly logs: Logs;
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
}

export function insightRoutes({ route }: Binder, { engine, logs, asked, kept }: Insight): void {
  route(insightOperations.listSources, async ({ access }) => {
    const { tenantId } = access;
    const whole = await logs.own.all(tenantId);
    const own = whole.map((one) => ({ ...one, log: asked.within(access, one.log) })).filter(({ log }) => log.cases.count > 0);
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

  route(insightOperations.getHeatmap, async ({ access, query }) => {
    const found = await asked.open(access, query);
    if (isRefusal(found)) return found;
    const { source, asOf, log, setting, versions, isLive } = found;
    const version = versions.find((row) => row.version === (query.version ?? row.version));
    if (source.kind === 'process' && version === undefined) return refuse('notFound', 'There is no such version.');
    const figures = kept.once(log.cases, answerKey(found, 'heatmap', query), () => ({
      asOf,
      ...heatmapFigures(asked.select(log, selectionOf(query, setting)), setting),
    }));
    const model = version && { definitionKey: version.definitionKey, version: version.version };
    return { source, ...model, ...figures, ...(!isLive && { asOf }) };
  });

  async function open(access: Access, cohort: CohortAsked): Promise<AskedLog | Refusal> {
    const found = await asked.open(access, 'logKey' in cohort ? { logKey: cohort.logKey } : { processId: cohort.processId });
    return isRefusal(found) ? found : (unknownVersion(found, versionOf(cohort)) ?? found);
  }

  function cohortOf(
    { log, setting }: AskedLog,
    cohort: CohortAsked,
    { asOf, filter = {} }: CompareBody,
    asOfAt: number,
  ): CohortChoice {
    const version = versionOf(cohort);
    return {
      log: asked.select(log, selectionOf(filter, setting)),
      ...periodOf(cohort, setting.zone),
      ...(asOf !== undefined && { asOfAt }),
      ...(version !== undefined && { version: String(version) }),
    };
  }

  route(insightOperations.compare, async ({ access, body }) => {
    const asOfAt = body.asOf === undefined ? engine.clock.now() : instantOf(body.asOf);
    const before = await open(access, body.before);
    if (isRefusal(before)) return before;
    const after = await open(access, body.after);
    if (isRefusal(after)) return after;
    return kept.once(kept.pair(before.log.cases, after.log.cases), answerKey(before, 'comparison', answerKey(after, body)), () =>
      comparison(cohortOf(before, body.before, body, asOfAt), cohortOf(after, body.after, body, asOfAt), asOfAt),
    );
  });
}

function versionOf(cohort: CohortAsked): number | undefined {
  return 'version' in cohort ? cohort.version : undefined;
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

function processSource({ processId, name, log, versions }: OwnLog): SourceJson {
  const spans = versionSpans(log);
  return {
    kind: 'process',
    id: processId,
    name,
    cases: log.cases.count,
    openCases: openCases(log),
    ...spanOf(log),
    versions: versions.flatMap(({ version, definitionKey }) => {
      const span = spans.get(String(version));
      return span === undefined ? [] : [{ version, definitionKey, ...span }];
    }),
  };
}
