/** The quality score of services by the tenant's method, from live cases and the answers of citizens. */
import { selects } from '../../analytics/index.ts';
import { isRefusal, refuse } from '../../engine/errors.ts';
import type { Access, Engine } from '../../engine/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import { observe, type Programme, type QualityMethod, type QualityPeriod, qualityPeriod } from '../../programme/index.ts';
import { answerKey, type AskedCases, type AskedLog, type AskedLogs, selectionOf } from '../analytics-work/asked-log.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { dutyOf } from '../analytics-work/setting.ts';
import { iso } from '../answers/instants.ts';
import { meantRatings } from '../answers/meant-ratings.ts';
import { answersBehind, casesBehind, scoredService, servicesOf } from '../answers/quality.ts';
import { qualityOperations as operations } from '../contract/quality.ts';
import type { Binder } from '../route.ts';

export interface QualityParts {
  readonly programme: Programme;
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
}

type Which = Pick<AskedCases, 'institution' | 'unit' | 'where'>;

export function qualityRoutes({ route }: Binder, parts: QualityParts): void {
  const { programme } = parts;
  const scores = scoring(parts);

  route(operations.listQualityScores, async ({ access, query }) => {
    const { services, basis, hasComplaints, active } = await scores(access, query);
    const items = services.map((one) => scoredService(one, basis.method, hasComplaints)).filter(({ cases }) => cases > 0);
    const withCases = new Set(items.map(({ code }) => code));
    return { ...basis, items, withoutCases: active.filter((code) => !withCases.has(code)).length };
  });

  route(operations.getQualityScore, async ({ access, params, query }) => {
    const { services, basis, hasComplaints } = await scores(access, query);
    const service = services.find(({ key }) => key === params.service);
    if (service === undefined) return refuse('notFound', 'There is no such service.');
    const waves = await programme.surveys.waves(access.tenantId);
    return {
      ...basis,
      ...scoredService(service, basis.method, hasComplaints),
      behind: casesBehind(service),
      answers: answersBehind(service.ratings, waves),
    };
  });

  async function method(tenantId: string) {
    const [{ version, method }, history] = await Promise.all([
      programme.quality.inForce(tenantId),
      programme.quality.history(tenantId),
    ]);
    return {
      version,
      method,
      history: history.map(({ version: number, body, changedAt, changedBy, note }) => ({
        ...{ version: number, method: body, changedAt: iso(changedAt), changedBy },
        ...(note !== undefined && { note }),
      })),
    };
  }

  route(operations.getQualityMethod, ({ access: { tenantId } }) => method(tenantId));

  route(operations.declareQualityMethod, async ({ access: { tenantId }, person, body: { version, method: next, note } }) => {
    const made = await programme.quality.declare(tenantId, version, next, { user: person.user, note });
    return isRefusal(made) ? made : method(tenantId);
  });
}

/** All services with cases that the asker may know of, with what is to be scored; each log is looked through once while it does not change. */
function scoring({ programme, engine, organisation, asked, kept }: QualityParts) {
  function observed(found: AskedLog, tenantId: string, period: QualityPeriod, { costPerHour }: QualityMethod) {
    const { log, setting } = found;
    return kept.once(log.cases, answerKey(found, 'quality', period, costPerHour), () =>
      observe(
        {
          log,
          calendar: organisation.calendars.calendarOf(tenantId, undefined),
          duty: dutyOf(log, setting),
          dueAt: setting.dueAt,
          complained: setting.complained,
          costPerHour,
        },
        period,
      ),
    );
  }

  return async (access: Access, query: Which) => {
    const { tenantId, units: reach } = access;
    const [{ version, method }, logs, cards] = await Promise.all([
      programme.quality.inForce(tenantId),
      asked.all(access),
      programme.services.list(tenantId),
    ]);
    const { zone } = organisation.calendars.dataOf(tenantId, undefined).data;
    const period = qualityPeriod(engine.clock.now(), zone, method.months);
    const places = organisation.tree.of(tenantId);
    const selection = selectionOf(query, { zone, places });
    const ratings = await programme.surveys.ratings(
      tenantId,
      logs.map(({ source }) => source.id),
      cards.map(({ card }) => card.code),
    );
    const services = servicesOf(
      logs.map((found) => {
        const isMeant = selects(found.log, selection);
        const cases = observed(found, tenantId, period, method);
        return { found, cases: cases.filter(({ index }) => isMeant(index)) };
      }),
      cards,
      (about) => meantRatings(about, selection),
      ratings.filter(({ week, unit }) => {
        const isReached = reach === 'all' || (unit !== undefined && reach.includes(unit));
        return isReached && week >= period.from && week < period.to;
      }),
    );
    const { from, to, earlier } = period;
    return {
      services,
      // Where nobody has ever written one down, nobody does.
      hasComplaints: logs.some(({ setting }) => (setting.complained?.size ?? 0) > 0),
      active: cards.flatMap(({ card }) => (card.status === 'active' ? [card.code] : [])),
      basis: { asOf: logs.map(({ asOf }) => asOf).sort()[0] ?? iso(engine.clock.now()), from, to, earlier, version, method },
    };
  };
}
