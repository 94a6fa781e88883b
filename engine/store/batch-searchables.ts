import { visibleCases, type Access, type SqlCondition } from './access.ts';
import type { BatchItemView, BatchView } from './batch-views.ts';
import type { Searchable } from './search.ts';

/** Who sees a part of the tenant's cases sees the batches that are hers. */
function visible({ tenantId, units, actor }: Access): SqlCondition {
  if (units === 'all') return { sql: 'b.tenant_id = ?', bindings: [tenantId] };
  return { sql: `b.tenant_id = ? AND b.actor->>'user' = ?`, bindings: [tenantId, actor?.user ?? ''] };
}

export const BATCHES: Searchable<BatchView> = {
  from: `batches b LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE i.status = 'completed') AS completed, count(*) FILTER (WHERE i.status = 'failed') AS failed
      FROM batch_items i WHERE i.tenant_id = b.tenant_id AND i.batch_key = b.batch_key) n ON true`,
  fields: {
    key: { sql: 'b.batch_key', type: 'key' },
    tenantId: { sql: 'b.tenant_id', type: 'text' },
    kind: { sql: 'b.kind', type: 'text' },
    plan: { sql: 'b.plan', type: 'json' },
    filter: { sql: 'b.filter', type: 'json' },
    status: { sql: 'b.status', type: 'text' },
    total: { sql: 'b.total', type: 'number' },
    completed: { sql: 'n.completed', type: 'number' },
    failed: { sql: 'n.failed', type: 'number' },
    createdAt: { sql: 'b.created_at', type: 'instant' },
    createdBy: { sql: `b.actor->>'user'`, type: 'text' },
    endedAt: { sql: 'b.ended_at', type: 'instant' },
  },
  identity: ['key'],
  visible,
  row: (values) => values as unknown as BatchView,
};

export const BATCH_ITEMS: Searchable<BatchItemView> = {
  from: `batch_items i JOIN batches b ON b.tenant_id = i.tenant_id AND b.batch_key = i.batch_key
    JOIN cases c ON c.bucket = i.bucket AND c.tenant_id = i.tenant_id AND c.case_key = i.case_key`,
  fields: {
    batchKey: { sql: 'i.batch_key', type: 'key' },
    kind: { sql: 'b.kind', type: 'text' },
    itemKey: { sql: 'i.item_key', type: 'key' },
    caseKey: { sql: 'i.case_key', type: 'key' },
    status: { sql: `(CASE WHEN i.status = 'open' AND b.status = 'cancelled' THEN 'cancelled' ELSE i.status END)`, type: 'text' },
    processedAt: { sql: 'i.processed_at', type: 'instant' },
    message: { sql: 'i.message', type: 'text' },
  },
  identity: ['batchKey', 'itemKey'],
  visible: visibleCases,
  row: (values) => values as unknown as BatchItemView,
};
