-- Operations on many cases at once, and labels of cases.

-- What a client called a case by when it started it: few words, never values.
ALTER TABLE cases ADD COLUMN tags text[];

-- One thing done to every case (or incident) that a filter found when it was asked for. Few and small, so without a bucket.
CREATE TABLE batches (
  tenant_id text NOT NULL,
  batch_key bigint NOT NULL,
  -- cancel, modify, migrate or resolve, and how.
  kind text NOT NULL,
  plan json NOT NULL,
  -- active, suspended, cancelled or completed. What a cancelled one has not come to is cancelled with it.
  status text NOT NULL,
  total int NOT NULL,
  -- Who asked, and what they may see: each step is taken for them.
  actor json NOT NULL,
  units text[],
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (tenant_id, batch_key)
);
CREATE INDEX batches_active ON batches (created_at) WHERE status = 'active';

-- Bucket and key: those of the case. Taken (completed) in the transaction of the step that is done for it, so each happens once.
CREATE TABLE batch_items (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  batch_key bigint NOT NULL,
  -- The case, or the incident in it.
  item_key bigint NOT NULL,
  case_key bigint NOT NULL,
  -- open, completed or failed.
  status text NOT NULL,
  processed_at timestamptz,
  -- Why it failed.
  message text,
  PRIMARY KEY (bucket, tenant_id, batch_key, item_key)
);
CREATE INDEX batch_items_open ON batch_items (tenant_id, batch_key, item_key) WHERE status = 'open';
CREATE INDEX batch_items_by_batch ON batch_items (tenant_id, batch_key, status);
