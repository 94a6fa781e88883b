/** Insight: questions about time, answered from columns in memory. */
import type { CohortChoice, EventLog } from '../../analytics/index.ts';
import { type Refusal, refuse } from '../../engine/errors.ts';
import type { Engine } from '../../engine/index.ts';
import { startOfDay } from '../../engine/time/zone.ts';
import { type Logs, type OwnLog, selectCases } from '../../logs/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import { comparison, type HeatmapFigures, heatmapFigures, openCases, spanOf } from '../answers/insight.ts';
import { instantOf, iso } from '../answers/instants.ts';
import { insightOperations, type SourceJson } from '../contract/insight.ts';
import type { Read } from '../contract/operation.ts';
import type { Binder } from '../route.ts';

type CohortAsked = Read<typeof insightOperations.compare.body>['before'];

export function insightRoutes({ route }: Binder, engine: Engine, organisation: Organisation, logs: Logs): void {
  /** Answers by what was asked, for as long as the log has not changed. */
  const known = new WeakMap<object, Map<string, HeatmapFigures>>();

  function once(log: EventLog, asked: string, work: () => HeatmapFigures): HeatmapFigures {
    // The columns are made anew whenever a case changed.
    const answers = known.get(log.cases) ?? new Map<string, HeatmapFigures>();
    known.set(log.cases, answers);
    const answer = answers.get(asked) ?? work();
    answers.set(asked, answer);
    return answer;
  }

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
    const period = periodOf(query, zoneOf(tenantId));
    const asked = JSON.stringify([query.version, period]);
    if (query.logKey !== undefined) {
      const imported = await logs.imported.open(tenantId, query.logKey);
      if (imported === undefined) return refuse('notFound', 'There is no such log.');
      const { log, facts } = imported;
      const figures = once(log, asked, () => heatmapFigures(selected(log, period, undefined), (name) => name, undefined));
      return { source: { kind: 'log' as const, id: facts.logKey, name: facts.name }, asOf: iso(facts.importedAt), ...figures };
    }
    const own = await logs.own.one(tenantId, query.processId ?? '');
    if (own === undefined) return refuse('notFound', 'There is no such process, or it has no cases yet.');
    const version = own.versions.find((row) => row.version === (query.version ?? row.version));
    if (version === undefined) return refuse('notFound', 'There is no such version.');
    const figures = once(own.log, asked, () =>
      heatmapFigures(selected(own.log, period, query.version), own.nameOf, (fromAt, toAt, _resource, unit) =>
        organisation.calendars.calendarOf(tenantId, unit).workingMsBetween(fromAt, toAt),
      ),
    );
    return {
      source: { kind: 'process' as const, id: own.processId, name: own.name },
      definitionKey: version.definitionKey,
      version: version.version,
      asOf: iso(own.asOfAt),
      ...figures,
    };
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

function selected(log: EventLog, period: Period, version: number | undefined): EventLog {
  const { startedFromAt = -Infinity, startedBeforeAt = Infinity } = period;
  if (startedFromAt === -Infinity && startedBeforeAt === Infinity && version === undefined) return log;
  const code = version === undefined ? undefined : log.cases.versions.indexOf(String(version));
  return selectCases(log, (index) => {
    const startedAt = log.cases.startedAt[index] ?? NaN;
    return (
      startedAt >= startedFromAt && startedAt < startedBeforeAt && (code === undefined || log.cases.versionOf[index] === code)
    );
  });
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
