/** Views of a log: answered from columns in memory, worked out once for as long as the log does not change. */
import { quality } from '../../analytics/index.ts';
import type { Engine, ExecutableProcess } from '../../engine/index.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import { startOfDay } from '../../engine/time/zone.ts';
import { may } from '../../organisation/index.ts';
import { leanView } from '../answers/analytics-lean.ts';
import { nameMapping } from '../answers/analytics-models.ts';
import { iso } from '../answers/instants.ts';
import { qualityJson } from '../answers/log.ts';
import {
  answerKey,
  type AskedCases,
  type AskedLog,
  type AskedLogs,
  type AskedSource,
  type Reach,
  selectionOf,
} from '../analytics-work/asked-log.ts';
import type { AnalyticsJobs } from '../analytics-work/jobs.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { findReference } from '../analytics-work/reference.ts';
import { MOST_ROWS_AT_ONCE, type ViewAsked, type ViewName, type ViewOf, viewOf } from '../analytics-work/views.ts';
import { analyticsOperations as operations } from '../contract/analytics.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

export interface Analytics {
  readonly engine: Engine;
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
}

export function analyticsRoutes(
  { route }: Binder,
  { engine, asked, kept, jobs }: Analytics & { readonly jobs: Pick<AnalyticsJobs, 'view'> },
): void {
  type Chosen = Pick<AskedLog, 'log' | 'setting'>;
  interface Answered<View> {
    readonly cases: number;
    readonly left: number;
    readonly view: View;
  }
  type Query = AskedSource & AskedCases;

  async function open(reach: Reach, query: Query) {
    const found = await asked.open(reach, query);
    return isRefusal(found) ? found : (unknownVersion(found, query.version) ?? found);
  }

  /** The answer that is kept, or a new one. @param key what it depends on besides the query */
  async function once<View>(
    found: AskedLog,
    name: string,
    query: Query,
    key: unknown,
    work: () => Answered<View> | Promise<Answered<View>>,
  ) {
    const { source, asOf, log, isLive } = found;
    const text = answerKey(found, name, key, query);
    try {
      const answer = await kept.once(log.cases, text, async () => ({ asOf, ...(await work()) }));
      // Nothing has changed of cases that have ended: what was found then is so now.
      return { source, ...answer, ...(!isLive && { asOf }) };
    } catch (error) {
      kept.forget(log.cases, text);
      throw error;
    }
  }

  /** What is said of the chosen cases, in the server itself. */
  function here<View>({ log, setting }: AskedLog, query: Query, work: (chosen: Chosen) => View): Answered<View> {
    const chosen = asked.select(log, selectionOf(query, setting));
    const { count } = chosen.cases;
    return { cases: count, left: log.cases.count - count, view: work({ log: chosen, setting }) };
  }

  /** A view of the cases that a query means: of a long log in a thread. */
  async function view<Name extends ViewName>(
    name: Name,
    reach: Reach,
    query: Query,
    askedOf: ViewAsked<Name> | ((found: AskedLog) => ViewAsked<Name>),
  ) {
    const found = await open(reach, query);
    if (isRefusal(found)) return found;
    const { log, setting } = found;
    const options = typeof askedOf === 'function' ? askedOf(found) : askedOf;
    return once<ViewOf<Name>>(found, name, query, options, async () => {
      // The view of this name makes this view.
      const typed = (of: unknown) => of as ViewOf<Name>;
      if (log.rows <= MOST_ROWS_AT_ONCE)
        return here(found, query, (chosen) => typed(viewOf(chosen.log, chosen.setting, name, options)));
      const question = { kind: 'view', name, asked: options } as const;
      const { answer, cases, left } = await jobs.view({
        question,
        log,
        selection: selectionOf(query, setting),
        setting,
      });
      return { cases, left, view: typed(answer.view) };
    });
  }

  route(operations.getChoices, ({ access, query }) =>
    view('choices', access, query, ({ versions }) => ({
      versions: versions.map(({ version, deployedAt }) => ({ version, deployed: iso(deployedAt) })),
    })),
  );

  route(operations.getProcessMap, ({ access, query }) => {
    const { activityShare, transitionShare } = query;
    return view('map', access, query, { activityShare, transitionShare });
  });

  route(operations.getVariants, ({ access, query }) => view('variants', access, query, { limit: query.limit }));

  route(operations.getRework, ({ access, query }) => view('rework', access, query, undefined));

  route(operations.getHandovers, ({ access, query }) => view('handovers', access, query, undefined));

  route(operations.getFlow, ({ access, query: { step, by, ...query } }) => view('flow', access, query, { step, by }));

  route(operations.getChart, ({ access, query }) =>
    view('charts', access, query, ({ setting, versions }) => {
      const { measure, step, find, standardDays, dueAttribute } = query;
      const told = query.changes?.map((day) => ({ at: startOfDay(day, setting.zone), version: null }));
      return { measure, step, find, standardDays, dueAttribute, changes: told ?? deployments(versions) };
    }),
  );

  route(operations.compareUnits, ({ access, query: { by, step, ...query } }) => view('units', access, query, { by, step }));

  route(operations.getHolders, ({ access, query }) => view('holders', access, query, undefined));

  route(operations.getUtilisation, ({ person, access, query: { from, to, by, ...query } }) => {
    // Single people are for those who answer for them.
    if (by === 'resource' && !may(person, 'organisation.change')) fail('forbidden', 'Only an administrator sees single people.');
    // The period is looked at, whatever cases the work in it was for.
    return view('utilisation', access, query, ({ setting }) => ({
      by,
      ...(from !== undefined && { fromAt: startOfDay(from, setting.zone) }),
      ...(to !== undefined && { beforeAt: startOfDay(to, setting.zone) }),
    }));
  });

  route(operations.getDots, ({ access, query: { time, order, limit, ...query } }) =>
    view('dots', access, query, { time, order, limit }),
  );

  route(operations.getTimes, ({ access, query }) => view('times', access, query, undefined));

  route(operations.getLean, async ({ access, query }) => {
    const found = await open(access, query);
    if (isRefusal(found)) return found;
    const models = new Map<string, ExecutableProcess>();
    for (const { version, definitionKey } of found.versions) {
      const process = await engine.process({ tenantId: access.tenantId, units: 'all' }, definitionKey);
      if (process && found.log.cases.versions.includes(String(version))) models.set(String(version), process);
    }
    return once(found, 'lean', query, '', () => here(found, query, ({ log, setting }) => leanView(log, setting, models)));
  });

  route(operations.getQuality, async ({ access, query }) => {
    const found = await open(access, query);
    if (isRefusal(found)) return found;
    return once(found, 'quality', query, '', () =>
      here(found, query, ({ log }) => ({ rows: log.rows, items: quality(log).map(qualityJson) })),
    );
  });

  route(operations.getNameMapping, async ({ access, query }) => {
    const reference = await findReference(engine, access.tenantId, query.reference, query.referenceVersion);
    if (isRefusal(reference)) return reference;
    const found = await open(access, query);
    if (isRefusal(found)) return found;
    return once(found, 'mapping', query, reference.definitionKey, () =>
      here(found, query, ({ log, setting }) => nameMapping(log, setting, reference)),
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
