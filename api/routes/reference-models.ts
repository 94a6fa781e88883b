/** Reference models: which there are, how others keep to them, and what analysts say of that. */
import { compareWithReference, fromReference, type ModelStep, type ReferenceComparison } from '../../analytics/index.ts';
import { isRefusal, type Refusal, refuse } from '../../engine/errors.ts';
import type { Engine } from '../../engine/index.ts';
import type { Programme } from '../../programme/index.ts';
import { findReference } from '../analytics-work/reference.ts';
import { iso } from '../answers/instants.ts';
import { newestVersions } from '../answers/newest-versions.ts';
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

export function referenceModelRoutes(
  { route }: Binder,
  { engine, programme: { references } }: { readonly engine: Engine; readonly programme: Programme },
): void {
  route(operations.listReferenceModels, async ({ access }) => {
    return {
      items: (await newestVersions(engine, access))
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

export function stepJson({ id, name, labels, kind }: ModelStep): ReferenceStep {
  return { element: id, name, labels: { ...labels }, kind };
}

function notOrderedJson(found: ReferenceComparison['notOrdered']): ComparedModel['notOrdered'] {
  if (found === null) return null;
  const { of, why } = found;
  return { of, unsupported: 'unsupported' in why ? [...why.unsupported] : [], tooMany: 'markings' in why };
}
