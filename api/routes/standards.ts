/** Quality standards, judged from live cases. */
import { isRefusal, refuse } from '../../engine/errors.ts';
import { selects } from '../../analytics/index.ts';
import type { Engine } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import type { Organisation } from '../../organisation/index.ts';
import { evaluate, type KeptStandard, type Programme } from '../../programme/index.ts';
import { answerKey, type AskedCases, type AskedLogs, selectionOf } from '../analytics-work/asked-log.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { meantRatings } from '../answers/meant-ratings.ts';
import { processNames } from '../answers/process-names.ts';
import { type Judgement, listedStandard, standardDetail } from '../answers/standards.ts';
import { standardOperations as operations } from '../contract/standards.ts';
import type { Binder } from '../route.ts';

/** Which cases and answers, as everywhere. */
type Which = Pick<AskedCases, 'institution' | 'unit' | 'where'>;

export interface StandardParts {
  readonly programme: Programme;
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
}

export function standardRoutes({ route }: Binder, parts: StandardParts): void {
  const { programme, engine, organisation } = parts;
  const { standards } = programme;
  const judge = judging(parts);

  async function detail(tenantId: string, kept: KeptStandard, which: Which = {}) {
    const { processId } = kept.body;
    const nameOf = await processNames(engine, programme, tenantId, [processId]);
    return standardDetail(kept, nameOf(processId), await judge(tenantId, kept, which));
  }

  route(operations.listStandards, async ({ access: { tenantId }, query }) => {
    const all = await standards.list(tenantId);
    const processIds = all.map(({ body }) => body.processId);
    const nameOf = await processNames(engine, programme, tenantId, processIds);
    return {
      items: await Promise.all(
        all.map(async (kept) => listedStandard(kept, nameOf(kept.body.processId), await judge(tenantId, kept, query))),
      ),
    };
  });

  route(operations.createStandard, async ({ access: { tenantId }, person, body: { standard, note } }) => {
    const made = await standards.add(tenantId, standard, { user: person.user, note });
    return isRefusal(made) ? made : detail(tenantId, made);
  });

  route(operations.getStandard, async ({ access: { tenantId }, params: { number }, query }) => {
    const found = await standards.find(tenantId, Number(number));
    return found === undefined ? refuse('notFound', 'There is no such standard.') : detail(tenantId, found, query);
  });

  route(
    operations.changeStandard,
    async ({ access: { tenantId }, person, params: { number }, body: { version, standard, note } }) => {
      const changed = await standards.change(tenantId, Number(number), version, standard, { user: person.user, note });
      return isRefusal(changed) ? changed : detail(tenantId, changed);
    },
  );

  route(operations.acknowledgeAlert, async ({ access: { tenantId }, person, params: { number }, body }) => {
    if (!isOver(tenantId, body.from)) return refuse('invalid', 'An alert begins with the first day of a month that is over.');
    const answered = await standards.acknowledge(tenantId, Number(number), body, { user: person.user });
    return isRefusal(answered) ? answered : detail(tenantId, answered);
  });

  function isOver(tenantId: string, firstOfMonth: string): boolean {
    const { zone } = organisation.calendars.dataOf(tenantId, undefined).data;
    return firstOfMonth.endsWith('-01') && firstOfMonth.slice(0, 7) < dayOf(engine.clock.now(), zone).slice(0, 7);
  }
}

/** Judges a standard from its process's cases, once for as long as nothing changes; undefined when the process has none. */
export function judging({ programme, organisation, asked, kept: answers }: Omit<StandardParts, 'engine'>) {
  return async (tenantId: string, { number, version, body }: KeptStandard, which: Which = {}): Promise<Judgement | undefined> => {
    const opened = await asked.open({ tenantId, units: 'all' }, { processId: body.processId });
    if (isRefusal(opened)) return undefined;
    const { log, setting, asOf } = opened;
    const { promise, unit } = body;
    const calendar = organisation.calendars.calendarOf(tenantId, unit);
    const selection = selectionOf(which, setting);
    const ratings = promise.kind === 'satisfied' ? await programme.surveys.ratings(tenantId, [body.processId]) : [];
    const meant = promise.kind === 'satisfied' ? meantRatings(ratings, selection) : ratings;
    const found = answers.once(
      log.cases,
      // Answers are never changed nor taken back: their number tells them.
      answerKey(opened, 'standard', number, version, ratings.length, selection),
      () => {
        const isMeant = selects(log, selection);
        const known = new Set(meant);
        const leftOut = ratings.filter((rating) => !known.has(rating));
        return evaluate({ log, calendar, dueAt: setting.dueAt, unit, ratings: meant ?? [], isMeant, leftOut }, promise);
      },
    );
    // An alert is of the standard as it was promised, and answered as such.
    const isWhole = Object.keys(selection).length === 0;
    return { log, setting, asOf, found: isWhole ? found : { ...found, alert: null }, isDivided: meant !== undefined };
  };
}
