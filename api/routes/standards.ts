/** Quality standards, judged from live cases. */
import { isRefusal, refuse } from '../../engine/errors.ts';
import type { Engine } from '../../engine/index.ts';
import { dayOf } from '../../engine/time/zone.ts';
import { FRESH_MS } from '../../logs/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import { evaluate, type KeptStandard, type Programme } from '../../programme/index.ts';
import type { AskedLogs } from '../analytics-work/asked-log.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { processNames } from '../answers/process-names.ts';
import { type Judgement, listedStandard, standardDetail } from '../answers/standards.ts';
import { standardOperations as operations } from '../contract/standards.ts';
import type { Binder } from '../route.ts';

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

  async function detail(tenantId: string, kept: KeptStandard) {
    const { processId } = kept.body;
    const nameOf = await processNames(engine, programme, tenantId, [processId]);
    return standardDetail(kept, nameOf(processId), await judge(tenantId, kept));
  }

  route(operations.listStandards, async ({ access: { tenantId } }) => {
    const all = await standards.list(tenantId);
    const processIds = all.map(({ body }) => body.processId);
    const nameOf = await processNames(engine, programme, tenantId, processIds);
    return {
      items: await Promise.all(
        all.map(async (kept) => listedStandard(kept, nameOf(kept.body.processId), await judge(tenantId, kept))),
      ),
    };
  });

  route(operations.createStandard, async ({ access: { tenantId }, person, body: { standard, note } }) => {
    const made = await standards.add(tenantId, standard, { user: person.user, note });
    return isRefusal(made) ? made : detail(tenantId, made);
  });

  route(operations.getStandard, async ({ access: { tenantId }, params: { number } }) => {
    const found = await standards.find(tenantId, Number(number));
    return found === undefined ? refuse('notFound', 'There is no such standard.') : detail(tenantId, found);
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
  return async (tenantId: string, { number, version, body }: KeptStandard): Promise<Judgement | undefined> => {
    const opened = await asked.open({ tenantId, units: 'all' }, { processId: body.processId });
    if (isRefusal(opened)) return undefined;
    const { log, setting, asOf, fingerprint, isLive } = opened;
    const { promise, unit } = body;
    const calendar = organisation.calendars.calendarOf(tenantId, unit);
    const ratings = promise.kind === 'satisfied' ? await programme.surveys.ratings(tenantId, [body.processId]) : [];
    const found = answers.once(
      log.cases,
      // Answers are never changed nor taken back: their number tells them.
      JSON.stringify(['standard', number, version, fingerprint, ratings.length]),
      () => evaluate({ log, calendar, dueAt: setting.dueAt, unit, ratings }, promise),
      isLive ? FRESH_MS : Infinity,
    );
    return { log, setting, asOf, found };
  };
}
