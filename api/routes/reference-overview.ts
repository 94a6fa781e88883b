/** All processes and a reference model at one look: how far each follows it, and what those that are made from it are worth. */
import { compareWithReference, type Selection, stepsOf } from '../../analytics/index.ts';
import { isRefusal } from '../../engine/errors.ts';
import type { Access, Engine } from '../../engine/index.ts';
import type { Organisation } from '../../organisation/index.ts';
import { groupOutcomes, type GroupOutcomes, indicatorValues, type Programme } from '../../programme/index.ts';
import { answerKey, type AskedLog, type AskedLogs, selectionOf } from '../analytics-work/asked-log.ts';
import type { KeptAnswers } from '../analytics-work/kept-answers.ts';
import { findReference } from '../analytics-work/reference.ts';
import { dutyOf } from '../analytics-work/setting.ts';
import { meantRatings } from '../answers/meant-ratings.ts';
import { newestVersions } from '../answers/newest-versions.ts';
import { referenceModelOperations as operations } from '../contract/reference-models.ts';
import type { Binder } from '../route.ts';
import { stepJson } from './reference-models.ts';

export interface OverviewParts {
  readonly engine: Engine;
  readonly organisation: Organisation;
  readonly programme: Programme;
  readonly asked: AskedLogs;
  readonly kept: KeptAnswers;
}

export function referenceOverviewRoutes({ route }: Binder, parts: OverviewParts): void {
  const { engine, organisation, programme, asked, kept } = parts;
  const { references, surveys } = programme;

  /** The newest version of each process, itself with it, and whether it is made from the reference. */
  async function processes(access: Access, referenceId: string) {
    const rows = await newestVersions(engine, access);
    const found = await Promise.all(
      rows.map(async ({ processId, version, definitionKey, name }) => {
        const process = await engine.process(access, definitionKey);
        const isMade = process?.facts.get(processId)?.reference === referenceId;
        return process && { processId, version, definitionKey, name, process, isMade };
      }),
    );
    return found.filter((one) => one !== undefined);
  }

  route(operations.listFollowing, async ({ access, params: { referenceId } }) => {
    const reference = await findReference(engine, access.tenantId, referenceId, undefined);
    if (isRefusal(reference)) return reference;
    const others = (await processes(access, referenceId)).filter(({ processId }) => processId !== referenceId);
    const ids = others.map(({ processId }) => processId);
    const said = new Map(
      (await references.choices(access.tenantId, referenceId, ids)).map(({ processId, choices }) => [processId, choices]),
    );
    const items = [];
    for (const { process, ...model } of others) {
      const choices = said.get(model.processId) ?? {};
      const compared = kept.once(kept.pair(reference.process, process), JSON.stringify(['following', choices]), () =>
        compareWithReference(reference.process, process, choices),
      );
      items.push({
        ...model,
        coverage: compared.coverage,
        consistency: compared.consistency,
        steps: compared.steps.map(({ by, deviations }) =>
          by === null ? ('missing' as const) : deviations.length > 0 ? ('otherwise' as const) : ('asReference' as const),
        ),
      });
      // Comparing orders may take long: others are answered in between.
      await new Promise((done) => setImmediate(done));
    }
    const { processId, version, definitionKey, name, process } = reference;
    return {
      reference: { processId, version, definitionKey, name },
      steps: stepsOf(process).map(stepJson),
      items: items.sort((a, b) => b.coverage - a.coverage || (b.consistency ?? 0) - (a.consistency ?? 0)),
    };
  });

  function inTime(found: AskedLog, selection: Selection): readonly number[] {
    return kept.once(found.log.cases, answerKey(found, 'in time', selection), () => {
      const log = asked.select(found.log, selection);
      const { setting } = found;
      const source = { log, duty: dutyOf(log, setting), dueAt: setting.dueAt, ratings: [], complained: new Set<string>() };
      return indicatorValues('onTime', source, {});
    });
  }

  route(operations.getReferenceEffect, async ({ access, params: { referenceId }, query }) => {
    const reference = await findReference(engine, access.tenantId, referenceId, undefined);
    if (isRefusal(reference)) return reference;
    const { tenantId, units: reach } = access;
    const [all, logs] = await Promise.all([processes(access, referenceId), asked.all(access)]);
    const { zone } = organisation.calendars.dataOf(tenantId, undefined).data;
    const selection = selectionOf(query, { zone, places: organisation.tree.of(tenantId) });
    const logOf = new Map(logs.map((found) => [found.source.id, found]));
    const outcomes = async (isOn: boolean) => {
      const ids = all
        .filter(({ processId, isMade }) => (isMade || processId === referenceId) === isOn)
        .map(({ processId }) => processId);
      const known = (await surveys.ratings(tenantId, ids)).filter(
        ({ unit }) => reach === 'all' || (unit !== undefined && reach.includes(unit)),
      );
      // Of a process without cases nothing is known.
      const values = ids.flatMap((id) => {
        const found = logOf.get(id);
        return found === undefined ? [] : inTime(found, selection);
      });
      const ratings = meantRatings(known, selection) ?? [];
      return outcomesJson(
        groupOutcomes(
          ids,
          values,
          ratings.map(({ value }) => value),
        ),
      );
    };
    return { on: await outcomes(true), others: await outcomes(false) };
  });
}

function outcomesJson({ processIds, inTime, satisfaction }: GroupOutcomes) {
  return { processIds: [...processIds], inTime, satisfaction };
}
