/** Decision definitions: search, read, their DMN, and evaluation without a process instance. */
import { z } from 'zod';
import { isRefusal, refuse } from '../../engine/errors.ts';
import type { DecisionKey, DecisionView, EvaluatedDecision } from '../../engine/index.ts';
import type { Asking, Endpoints } from './endpoint.ts';
import { filterOf, integer, key, tenant, text } from './filters.ts';
import { keyText, name, variables } from './request-values.ts';
import { answerSearch, searchBody } from './search.ts';
import { checkTenant, toCamundaTenant } from './tenant.ts';

const search = searchBody(
  filterOf({
    decisionDefinitionId: text('decisionId'),
    name: text('name'),
    version: integer('version'),
    decisionRequirementsId: text('requirementsId'),
    tenantId: tenant,
    decisionDefinitionKey: key('decisionKey'),
    decisionRequirementsKey: key('requirementsKey'),
  }),
  {
    decisionDefinitionKey: 'decisionKey',
    decisionDefinitionId: 'decisionId',
    name: 'name',
    version: 'version',
    decisionRequirementsId: 'requirementsId',
    decisionRequirementsKey: 'requirementsKey',
    tenantId: 'tenantId',
  },
);

const evaluation = z
  .strictObject({
    decisionDefinitionId: name.nullish(),
    decisionDefinitionKey: keyText.nullish(),
    variables: variables.nullish(),
    tenantId: z.string().nullish(),
  })
  .refine(
    ({ decisionDefinitionId: id, decisionDefinitionKey: asked }) => (typeof id === 'string') !== (typeof asked === 'string'),
    'At least one of [decisionDefinitionId, decisionDefinitionKey] is required, and only one of them',
  );

export function decisionEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/decision-definitions/search', needs: 'models.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.decisions(access, query),
      (rows) => rows.map(definition),
    ),
  );
  on({ method: 'GET', path: '/decision-definitions/:key', needs: 'models.read' }, async (asked) => {
    const row = await findDecision(asked, asked.key);
    return row === undefined ? noDecision(asked.key) : definition(row);
  });
  on({ method: 'GET', path: '/decision-definitions/:key/xml', needs: 'models.read' }, async ({ engine, access, key: asked }) => {
    const xml = await engine.decisionXml(access, asked as DecisionKey);
    return xml === undefined ? noDecision(asked) : { xml };
  });
  on({ method: 'POST', path: '/decision-definitions/evaluation', needs: 'cases.start', body: evaluation }, async (asked) => {
    const { engine, access, body } = asked;
    checkTenant(access, body.tenantId);
    const decision =
      typeof body.decisionDefinitionKey === 'string'
        ? { key: body.decisionDefinitionKey as DecisionKey }
        : { decisionId: body.decisionDefinitionId ?? '' };
    const done = await engine.evaluateDecision(access, { decision, variables: body.variables ?? {} });
    if (isRefusal(done)) return done;
    const row = await findDecision(asked, done.decisionKey);
    if (row === undefined) return noDecision(done.decisionKey);
    const versions = await versionsOf(asked, row);
    const tenantId = toCamundaTenant(row.tenantId);
    return {
      decisionDefinitionId: row.decisionId,
      decisionDefinitionName: row.name,
      decisionDefinitionVersion: row.version,
      decisionRequirementsId: row.requirementsId,
      output: JSON.stringify(done.result.value),
      // The client takes no empty id; that the message is empty says that nothing has failed.
      failedDecisionDefinitionId: row.decisionId,
      failureMessage: '',
      tenantId,
      decisionDefinitionKey: row.decisionKey,
      decisionRequirementsKey: row.requirementsKey,
      decisionInstanceKey: done.key,
      decisionEvaluationKey: done.key,
      evaluatedDecisions: done.result.evaluated.map((one, index) => {
        const version = versions.get(one.decisionId);
        return {
          decisionDefinitionId: one.decisionId,
          decisionDefinitionName: one.name,
          ...(version && { decisionDefinitionVersion: version.version, decisionDefinitionKey: version.decisionKey }),
          decisionDefinitionType: decisionType(one.kind),
          output: JSON.stringify(one.value),
          tenantId,
          ...valuesOf(one),
          decisionEvaluationInstanceKey: evaluationInstanceKey(done.key, index + 1),
        };
      }),
    };
  });
}

async function findDecision({ engine, access }: Asking, asked: string): Promise<DecisionView | undefined> {
  const filter = [{ field: 'decisionKey', is: 'eq', value: asked }] as const;
  return (await engine.search.decisions(access, { filter, limit: 1 })).items[0];
}

/** All decisions of the same file. */
async function versionsOf({ engine, access }: Asking, { requirementsKey }: DecisionView): Promise<Map<string, DecisionView>> {
  const filter = [{ field: 'requirementsKey', is: 'eq', value: requirementsKey }] as const;
  const { items } = await engine.search.decisions(access, { filter, limit: 10_000 });
  return new Map(items.map((row) => [row.decisionId, row]));
}

function noDecision(asked: string) {
  return refuse('notFound', `Decision Definition with key '${asked}' not found`);
}

function definition(row: DecisionView) {
  return {
    decisionDefinitionId: row.decisionId,
    name: row.name,
    version: row.version,
    decisionRequirementsId: row.requirementsId,
    tenantId: toCamundaTenant(row.tenantId),
    decisionDefinitionKey: row.decisionKey,
    decisionRequirementsKey: row.requirementsKey,
  };
}

/** Camunda tells tables and literal expressions apart, and nothing else. */
export function decisionType(kind: string): string {
  if (kind === 'decisionTable') return 'DECISION_TABLE';
  return kind === 'literalExpression' ? 'LITERAL_EXPRESSION' : 'UNKNOWN';
}

const ORDINAL_DIGITS = 5;

/** One decision of an evaluation: the evaluation's key, and which decision in their order. */
export function evaluationInstanceKey(evaluation: string, ordinal: number): string {
  return evaluation + String(ordinal).padStart(ORDINAL_DIGITS, '0');
}

export function evaluationOf(instanceKey: string): { readonly key: string; readonly ordinal: number } {
  return { key: instanceKey.slice(0, -ORDINAL_DIGITS), ordinal: Number(instanceKey.slice(-ORDINAL_DIGITS)) };
}

/** Values as JSON texts. */
export function valuesOf({ inputs = [], matched }: Pick<EvaluatedDecision, 'inputs' | 'matched'>) {
  return {
    matchedRules: matched.map(({ ruleId, ruleIndex, outputs }) => ({
      ruleId,
      ruleIndex,
      evaluatedOutputs: outputs.map(({ id, name: outputName, value }) => {
        return { outputId: id, outputName, outputValue: JSON.stringify(value) };
      }),
    })),
    evaluatedInputs: inputs.map(({ id, name: inputName, value }) => {
      return { inputId: id, inputName, inputValue: JSON.stringify(value) };
    }),
  };
}
