/** Reference models: which there are, how others keep to them, and what analysts say of that. */
import { compareWithReference, fromReference, type ModelStep, type ReferenceComparison } from '../../analytics/index.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import type { Access, Engine } from '../../engine/index.ts';
import { groupOutcomes, type GroupOutcomes, indicatorValues, type Programme } from '../../programme/index.ts';
import type { AskedLogs } from '../analytics-work/asked-log.ts';
import { findReference } from '../analytics-work/reference.ts';
import { dutyOf } from '../analytics-work/setting.ts';
import { iso } from '../answers/instants.ts';
import {
  type ComparedModel,
  referenceModelOperations as operations,
  type ReferenceComparisonJson,
  type ReferenceStep,
} from '../contract/reference-models.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

/** What a version is tagged with that is meant as a reference. */
const TAG = 'reference';
const ALL = 10_000;

export function referenceModelRoutes(
  { route }: Binder,
  {
    engine,
    programme: { references, surveys },
    asked: logs,
  }: { readonly engine: Engine; readonly programme: Programme; readonly asked: AskedLogs },
): void {
  const newestVersions = async (access: Access) => {
    const { items } = await engine.search.definitions(access, { sort: [{ field: 'version', order: 'desc' }], limit: ALL });
    return [...new Map(items.toReversed().map((row) => [row.processId, row])).values()];
  };

  route(operations.listReferenceModels, async ({ access }) => {
    return {
      items: (await newestVersions(access))
        .filter(({ versionTag }) => versionTag === TAG)
        .map(({ processId, version, definitionKey, name }) => ({ processId, version, definitionKey, name })),
    };
  });

  route(operations.compareWithReference, async ({ access: { tenantId }, params, query }) => {
    const reference = await findReference(engine, tenantId, params.referenceId, query.version);
    if (isRefusal(reference)) return reference;
    const asked = query.models.split(',').map((text) => text.split(':'));
    const found: Exclude<Awaited<ReturnType<typeof findReference>>, Refusal>[] = [];
    for (const [processId = '', version] of asked) {
      const model = await findReference(engine, tenantId, processId, version === undefined ? undefined : Number(version));
      if (isRefusal(model)) return refuse('notFound', `There is no such model: ${processId}.`);
      found.push(model);
    }
    const ids = found.map(({ processId }) => processId);
    const kept = new Map((await references.choices(tenantId, reference.processId, ids)).map((one) => [one.processId, one]));
    let steps: readonly ModelStep[] = [];
    const models = found.map(({ processId, version, definitionKey, name, process }): ComparedModel => {
      const said = kept.get(processId);
      const compared = compareWithReference(reference.process, process, said?.choices);
      steps = compared.steps.map(({ step }) => step);
      return {
        ...{ processId, version, definitionKey, name },
        steps: compared.steps.map(({ elements, by, deviations }) => ({
          elements: [...elements],
          by,
          deviations: [...deviations],
        })),
        added: compared.added.map(stepJson),
        elements: compared.elements.map(stepJson),
        coverage: compared.coverage,
        consistency: compared.consistency,
        notOrdered: notOrderedJson(compared.notOrdered),
        choices: { ...said?.choices },
        chosenBy: said?.changedBy ?? null,
        chosenAt: said === undefined ? null : iso(said.changedAt),
      };
    });
    const { processId, version, definitionKey, name } = reference;
    const answer: ReferenceComparisonJson = {
      reference: { processId, version, definitionKey, name },
      steps: steps.map(stepJson),
      models,
    };
    return answer;
  });

  route(operations.draftFromReference, async ({ access, params, body: { termProfile, ...wanted } }) => {
    const reference = await findReference(engine, access.tenantId, params.referenceId, undefined);
    if (isRefusal(reference)) return reference;
    const xml = (await engine.xml(access, reference.definitionKey)) ?? '';
    const made = await fromReference(xml, { ...wanted, ...(termProfile !== undefined && { termProfile }) });
    if ('xml' in made) return made;
    return fail('refusedModel', 'No process was made from the reference: mend what is listed.', { findings: [...made.findings] });
  });

  route(operations.getReferenceEffect, async ({ access, params: { referenceId } }) => {
    const reference = await findReference(engine, access.tenantId, referenceId, undefined);
    if (isRefusal(reference)) return reference;
    const groups = {
      on: { ids: [] as string[], inTime: [] as number[] },
      others: { ids: [] as string[], inTime: [] as number[] },
    };
    for (const { processId, definitionKey } of await newestVersions(access)) {
      const [process, opened] = await Promise.all([engine.process(access, definitionKey), logs.open(access, { processId })]);
      if (process === undefined) continue;
      const isOn = processId === referenceId || process.facts.get(processId)?.reference === referenceId;
      const group = isOn ? groups.on : groups.others;
      group.ids.push(processId);
      // Of a process without cases nothing is known.
      if (isRefusal(opened)) continue;
      const { log, setting } = opened;
      const source = { log, duty: dutyOf(log, setting), dueAt: setting.dueAt, ratings: [], complained: new Set<string>() };
      // One by one: a log may have more cases than a call takes arguments.
      for (const value of indicatorValues('onTime', source, {})) group.inTime.push(value);
    }
    const outcomes = async ({ ids, inTime }: typeof groups.on) => {
      const ratings = await surveys.ratings(access.tenantId, ids);
      return outcomesJson(
        groupOutcomes(
          ids,
          inTime,
          ratings.map(({ value }) => value),
        ),
      );
    };
    return { on: await outcomes(groups.on), others: await outcomes(groups.others) };
  });

  route(operations.chooseReferenceSteps, async ({ access: { tenantId }, person, params, body }) => {
    const reference = await findReference(engine, tenantId, params.referenceId, undefined);
    if (isRefusal(reference)) return reference;
    const model = await findReference(engine, tenantId, params.processId, undefined);
    if (isRefusal(model)) return model;
    const { stray, steps } = compareWithReference(reference.process, model.process, body.choices);
    const unknown = stray.filter((name) => name in body.choices || Object.values(body.choices).includes(name));
    if (unknown.length > 0)
      fail('invalid', `There is no such step or element: ${unknown.join(', ')}.`, {
        fields: unknown.map((name) => ({ path: 'choices', message: `There is no ${name}.` })),
      });
    const twice = steps
      .flatMap(({ by, elements }) => (by === 'choice' ? elements : []))
      .filter((id, at, all) => all.indexOf(id) < at);
    if (twice.length > 0) fail('invalid', `One element stands for one step; chosen twice: ${twice.join(', ')}.`);
    const kept = await references.choose(tenantId, reference.processId, model.processId, body.choices, person.user);
    return { choices: { ...kept?.choices } };
  });
}

function outcomesJson({ processIds, inTime, satisfaction }: GroupOutcomes) {
  return { processIds: [...processIds], inTime, satisfaction };
}

function stepJson({ id, name, labels, kind }: ModelStep): ReferenceStep {
  return { element: id, name, labels: { ...labels }, kind };
}

function notOrderedJson(found: ReferenceComparison['notOrdered']): ComparedModel['notOrdered'] {
  if (found === null) return null;
  const { of, why } = found;
  return { of, unsupported: 'unsupported' in why ? [...why.unsupported] : [], tooMany: 'markings' in why };
}
