/** What running cases wait for, to be searched: timers and messages. */
import { visibleCases } from './access.ts';
import type { Fields } from './fields.ts';
import type { Searchable } from './search.ts';
import { OF_DEFINITION } from './searchables.ts';
import type { MessageSubscriptionView, TimerView } from './views.ts';

// As in searchables.ts, each `row` only says what its field table holds.

/** @param bucket of the row's case: a subscription lies elsewhere */
function fromWaits(table: string, bucket: string): string {
  return `${table} w
    JOIN cases c ON c.bucket = ${bucket} AND c.tenant_id = w.tenant_id AND c.case_key = w.case_key
    JOIN definitions d ON d.tenant_id = c.tenant_id AND d.definition_key = c.definition_key
    LEFT JOIN definition_elements e
      ON e.tenant_id = c.tenant_id AND e.definition_key = c.definition_key AND e.element_id = w.target`;
}

const WAIT: Fields = {
  ...OF_DEFINITION,
  caseKey: { sql: 'w.case_key', type: 'key' },
  caseStatus: { sql: 'c.status', type: 'text' },
  elementInstanceKey: { sql: 'w.element_instance_key', type: 'key' },
  elementId: { sql: 'w.target', type: 'text' },
  elementName: { sql: `COALESCE(e.name, '')`, type: 'text' },
  elementKind: { sql: `COALESCE(e.kind, '')`, type: 'text' },
};

export const TIMERS: Searchable<TimerView> = {
  from: fromWaits('timers', 'w.bucket'),
  fields: {
    key: { sql: 'w.timer_key', type: 'key' },
    ...WAIT,
    dueAt: { sql: 'w.due_at', type: 'instant' },
    failures: { sql: 'w.failures', type: 'number' },
    lastError: { sql: 'w.last_error', type: 'text' },
  },
  identity: ['key'],
  visible: visibleCases,
  row: (values) => values as unknown as TimerView,
};

export const MESSAGE_SUBSCRIPTIONS: Searchable<MessageSubscriptionView> = {
  from: fromWaits('subscriptions', 'CAST(w.case_key & 255 AS int)'),
  fields: {
    key: { sql: 'w.subscription_key', type: 'key' },
    ...WAIT,
    name: { sql: 'w.name', type: 'text' },
    correlationKey: { sql: 'w.correlation_key', type: 'text' },
    openedAt: { sql: 'w.opened_at', type: 'instant' },
  },
  identity: ['key'],
  visible(access) {
    const { sql, bindings } = visibleCases(access);
    return { sql: `${sql} AND w.kind = 'message'`, bindings };
  },
  row: (values) => values as unknown as MessageSubscriptionView,
};
