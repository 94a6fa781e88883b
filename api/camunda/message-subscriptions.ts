/** Message subscriptions: what running process instances wait for. One that is over is not kept. */
import type { MessageSubscriptionView } from '../../engine/index.ts';
import { iso } from '../answers/instants.ts';
import { holds, nameCriteria } from './criteria.ts';
import type { Endpoints } from './endpoint.ts';
import { ALWAYS, filterOf, instant, key, NEVER, tenant, text } from './filters.ts';
import { answerSearch, searchBody } from './search.ts';
import { toCamundaTenant } from './tenant.ts';

const search = searchBody(
  filterOf({
    messageSubscriptionKey: key('key'),
    processDefinitionId: text('processId'),
    processInstanceKey: key('caseKey'),
    elementId: text('elementId'),
    elementInstanceKey: key('elementInstanceKey'),
    messageSubscriptionState: nameCriteria(['CORRELATED', 'CREATED', 'DELETED', 'MIGRATED']).transform((criteria) => [
      holds(criteria, 'CREATED') ? ALWAYS : NEVER,
    ]),
    lastUpdatedDate: instant('openedAt'),
    messageName: text('name'),
    correlationKey: text('correlationKey'),
    tenantId: tenant,
  }),
  {
    messageSubscriptionKey: 'key',
    processDefinitionId: 'processId',
    processInstanceKey: 'caseKey',
    elementId: 'elementId',
    elementInstanceKey: 'elementInstanceKey',
    messageSubscriptionState: null,
    lastUpdatedDate: 'openedAt',
    messageName: 'name',
    correlationKey: 'correlationKey',
    tenantId: 'tenantId',
  },
);

export function messageSubscriptionEndpoints({ on }: Endpoints): void {
  on({ method: 'POST', path: '/message-subscriptions/search', needs: 'cases.read', body: search }, (asked) =>
    answerSearch(
      asked,
      asked.body,
      (access, query) => asked.engine.search.messageSubscriptions(access, query),
      (rows) => rows.map(subscription),
    ),
  );
}

function subscription(row: MessageSubscriptionView) {
  return {
    messageSubscriptionKey: row.key,
    processDefinitionId: row.processId,
    processDefinitionKey: row.definitionKey,
    processInstanceKey: row.caseKey,
    elementId: row.elementId,
    elementInstanceKey: row.elementInstanceKey,
    messageSubscriptionState: 'CREATED',
    lastUpdatedDate: iso(row.openedAt),
    messageName: row.name,
    correlationKey: row.correlationKey,
    tenantId: toCamundaTenant(row.tenantId),
  };
}
