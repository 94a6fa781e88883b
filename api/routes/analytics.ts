/** Views of a log: answered from columns in memory, worked out once for as long as the log does not change. */
import { quality } from '../../analytics/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import { startOfDay } from '../../engine/time/zone.ts';
import { FRESH_MS } from '../../logs/index.ts';
import { may } from '../../organisation/index.ts';
import { leanView } from '../answers/analytics-lean.ts';
import { handoversView, mapView, reworkView, variantsView } from '../answers/analytics-map.ts';
import { nameMapping } from '../answers/analytics-models.ts';
import { chartsView, dotsView, flowView, timesView } from '../answers/analytics-time.ts';
import { choicesView, unitsView, utilisationView } from '../answers/analytics-units.ts';
import { iso } from '../answers/instants.ts';
import { qualityJson } from '../answers/log.ts';
import { type AskedCases, type AskedLog, type AskedLogs, type AskedSource, selectionOf } from '../analytics-work/asked-log.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { findReference } from '../analytics-work/reference.ts';
import { analyticsOperations as operations } from '../contract/analytics.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

export interface Analytics {
  readonly engine: Engine;
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
}

export function analyticsRoutes({ route }: Binder, { engine, asked, kept }: Analytics): void {
  type Chosen = Pick<AskedLog, 'log' | 'setting' | 'versions'>;

  /** The cases that a query means, and what the view says of them. @param key what the view depends on besides the query */
  async function view<View>(
    name: string,
    tenantId: string,
    query: AskedSource & AskedCases,
    work: (chosen: Chosen) => View,
    key = '',
  ) {
    const found = await asked.open(tenantId, query);
    if (isRefusal(found)) return found;
    const refusal = unknownVersion(found, query.version);
    if (refusal) return refusal;
    const { source, asOf, log, setting, isLive, fingerprint, versions } = found;
    const answer = (): { cases: number; left: number; view: View } => {
      const chosen = asked.select(log, selectionOf(query, setting.zone));
      const { count } = chosen.cases;
      return { cases: count, left: log.cases.count - count, view: work({ log: chosen, setting, versions }) };
    };
    const text = JSON.stringify([name, key, fingerprint, query]);
    return { source, asOf, ...kept.once(log.cases, text, answer, isLive ? FRESH_MS : Infinity) };
  }

  route(operations.getChoices, ({ access, query }) =>
    view('choices', access.tenantId, query, ({ log, setting, versions }) =>
      choicesView(
        log,
        setting,
        versions.map(({ version, deployedAt }) => ({ version, deployed: iso(deployedAt) })),
      ),
    ),
  );

  route(operations.getProcessMap, ({ access, query }) =>
    view('map', access.tenantId, query, ({ log, setting }) => mapView(log, setting, query)),
  );

  route(operations.getVariants, ({ access, query }) =>
    view('variants', access.tenantId, query, ({ log, setting }) => variantsView(log, setting, query)),
  );

  route(operations.getRework, ({ access, query }) =>
    view('rework', access.tenantId, query, ({ log, setting }) => reworkView(log, setting)),
  );

  route(operations.getHandovers, ({ access, query }) =>
    view('handovers', access.tenantId, query, ({ log, setting }) => handoversView(log, setting)),
  );

  route(operations.getFlow, ({ access, query }) =>
    view('flow', access.tenantId, query, ({ log, setting }) => flowView(log, setting, query)),
  );

  route(operations.getChart, ({ access, query }) =>
    view('charts', access.tenantId, query, ({ log, setting, versions }) => {
      const told = query.changes?.map((day) => ({ at: startOfDay(day, setting.zone), version: null }));
      return chartsView(log, setting, { ...query, changes: told ?? deployments(versions) });
    }),
  );

  route(operations.compareUnits, ({ access, query }) =>
    view('units', access.tenantId, query, ({ log, setting }) => unitsView(log, setting)),
  );

  route(operations.getUtilisation, ({ person, query: { from, to, ...query } }) => {
    // Single people are for those who answer for them.
    if (query.by === 'resource' && !may(person, 'organisation.change'))
      fail('forbidden', 'Only an administrator sees single people.');
    // The period is looked at, whatever cases the work in it was for.
    const period = JSON.stringify([from, to]);
    return view(
      'utilisation',
      person.tenantId,
      query,
      ({ log, setting }) =>
        utilisationView(log, setting, {
          by: query.by,
          ...(from !== undefined && { fromAt: startOfDay(from, setting.zone) }),
          ...(to !== undefined && { beforeAt: Math.min(startOfDay(to, setting.zone), log.observedUntilAt) }),
        }),
      period,
    );
  });

  route(operations.getDots, ({ access, query }) =>
    view('dots', access.tenantId, query, ({ log, setting }) => dotsView(log, setting, query)),
  );

  route(operations.getTimes, ({ access, query }) =>
    view('times', access.tenantId, query, ({ log, setting }) => timesView(log, setting)),
  );

  route(operations.getLean, async ({ access, query }) => {
    const found = await asked.open(access.tenantId, query);
    if (isRefusal(found)) return found;
    const models = new Map<string, ExecutableProcess>();
    for (const { version, definitionKey } of found.versions) {
      const process = await engine.process({ tenantId: access.tenantId, units: 'all' }, definitionKey);
      if (process && found.log.cases.versions.includes(String(version))) models.set(String(version), process);
    }
    return view('lean', access.tenantId, query, ({ log, setting }) => leanView(log, setting, models));
  });

  route(operations.getQuality, ({ access, query }) =>
    view('quality', access.tenantId, query, ({ log }) => ({ rows: log.rows, items: quality(log).map(qualityJson) })),
  );

  route(operations.getNameMapping, async ({ access, query }) => {
    const reference = await findReference(engine, access.tenantId, query.reference, query.referenceVersion);
    if (isRefusal(reference)) return reference;
    return view(
      'mapping',
      access.tenantId,
      query,
      ({ log, setting }) => nameMapping(log, setting, reference),
      reference.definitionKey,
    );
  });
}

/** A version of the process that has no cases selects none; one that there is not is refused. */
export function unknownVersion({ source, versions }: AskedLog, version: number | undefined): Refusal | undefined {
  if (version === undefined || source.kind === 'log' || versions.some((row) => row.version === version)) return undefined;
  return refuse('notFound', 'There is no such version.');
}

/** Versions after the first one, the oldest first. */
function deployments(versions: AskedLog['versions']) {
  return versions
    .map(({ version, deployedAt }) => ({ version, at: deployedAt }))
    .sort((a, b) => a.version - b.version)
    .slice(1);
}
