/** Decision instances: what was decided, in process instances and without. */
import { z } from 'zod';
import { refuse } from '../../engine/errors.ts';
import { isKey, type DecisionInstanceView } from '../../engine/index.ts';
import { iso } from '../answers/instants.ts';
import { type Condition, holds, nameCriteria } from './criteria.ts';
import { decisionType, evaluationInstanceKey, evaluationOf, valuesOf } from './decisions.ts';
import type { Endpoints } from './endpoint.ts';
import { absentText, ALWAYS, type FilterField, filterOf, instant, integer, key, NEVER, tenant, text } from './filters.ts';
import { reject } from './problem.ts';
import { answerSearch, searchBody } from './search.ts';
import { toCamundaTenant } from './tenant.ts';

const instanceKey = z.string().regex(/^-?[0-9]{1,25}$/, 'a key is a decimal number');

const NONE: Condition[] = [{ field: 'key', is: 'in', value: [] }];

function isInstance(asked: string): Condition[] {
  const { key: evaluation, ordinal } = evaluationOf(asked);
  if (!isKey(evaluation)) return NONE;
  return [
    { field: 'key', is: 'eq', value: evaluation },
    { field: 'ordinal', is: 'eq', value: ordinal },
  ];
}

/** Ours that are neither tables nor literal expressions are Camunda's UNKNOWN. */
const type: FilterField = nameCriteria(['DECISION_TABLE', 'LITERAL_EXPRESSION', 'UNSPECIFIED', 'UNKNOWN']).transform(
  (criteria): Condition[] => {
    const named = { DECISION_TABLE: 'decisionTable', LITERAL_EXPRESSION: 'literalExpression' };
    const kinds = Object.entries(named).filter(([theirs]) => holds(criteria, theirs));
    const wanted: Condition[][] = [[{ field: 'kind', is: 'in', value: kinds.map(([, ours]) => ours) }]];
    if (holds(criteria, 'UNKNOWN')) wanted.push([{ field: 'kind', is: 'notIn', value: Object.values(named) }]);
    return [{ is: 'or', value: wanted }];
  },
);

const search = searchBody(
  filterOf({
    decisionEvaluationInstanceKey: instanceKey.transform(isInstance),
    state: nameCriteria(['EVALUATED', 'FAILED', 'UNSPECIFIED', 'UNKNOWN']).transform((criteria) => [
      holds(criteria, 'EVALUATED') ? ALWAYS : NEVER,
    ]),
    evaluationFailure: absentText,
    evaluationDate: instant('evaluatedAt'),
    decisionDefinitionId: text('decisionId'),
    decisionDefinitionName: text('decisionName'),
    decisionDefinitionVersion: integer('decisionVersion'),
    decisionDefinitionType: type,
    tenantId: tenant,
    decisionEvaluationKey: key('key'),
    processDefinitionKey: key('definitionKey'),
    processInstanceKey: key('caseKey'),
    decisionDefinitionKey: key('decisionKey'),
    elementInstanceKey: key('elementInstanceKey'),
  }),
  {
    decisionDefinitionId: 'decisionId',
    decisionDefinitionKey: 'decisionKey',
    decisionDefinitionName: 'decisionName',
    decisionDefinitionType: 'kind',
    decisionDefinitionVersion: 'decisionVersion',
    decisionEvaluationInstanceKey: 'key',
    decisionEvaluationKey: 'key',
    elementInstanceKey: 'elementInstanceKey',
    evaluationDate: 'evaluatedAt',
    evaluationFailure: null,
    processDefinitionKey: 'definitionKey',
    processInstanceKey: 'caseKey',
    state: null,
    tenantId: 'tenantId',
  },
);

export function decisionInstanceEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/decision-instances/search', needs: 'cases.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.decisionInstances(access, query),
      (rows) => rows.map(instance),
    ),
  );
  on({ method: 'GET', path: '/decision-instances/:instance', needs: 'cases.read' }, async ({ engine, access, context }) => {
    const { instance: asked = '' } = (context['params'] ?? {}) as Readonly<Record<string, string | undefined>>;
    if (!instanceKey.safeParse(asked).success) reject('INVALID_ARGUMENT', 'The key in the path is not a number.');
    const { items } = await engine.search.decisionInstances(access, { filter: isInstance(asked), limit: 1 });
    const [row] = items;
    if (row === undefined) return refuse('notFound', `Decision Instance with key '${asked}' not found`);
    return { ...instance(row), ...valuesOf(row.values ?? { inputs: [], matched: [] }) };
  });
}

/** Values that are erased are told as null. */
function instance(row: DecisionInstanceView) {
  return {
    decisionEvaluationInstanceKey: evaluationInstanceKey(row.key, row.ordinal),
    state: 'EVALUATED',
    evaluationDate: iso(row.evaluatedAt),
    decisionDefinitionId: row.decisionId,
    decisionDefinitionName: row.decisionName,
    decisionDefinitionVersion: row.decisionVersion,
    decisionDefinitionType: decisionType(row.kind),
    result: JSON.stringify(row.values?.value ?? null),
    tenantId: toCamundaTenant(row.tenantId),
    decisionEvaluationKey: row.key,
    ...(row.definitionKey !== undefined && { processDefinitionKey: row.definitionKey }),
    ...(row.caseKey !== undefined && { processInstanceKey: row.caseKey }),
    decisionDefinitionKey: row.decisionKey,
    ...(row.elementInstanceKey !== undefined && { elementInstanceKey: row.elementInstanceKey }),
  };
}
