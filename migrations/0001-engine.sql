-- The engine's tables. Every runtime and history table begins its primary key with `bucket` (0-255), `tenant_id` and the case's key, so
-- that one case lies on one shard when the database is distributed one day; what is small and replicated (deployments, definitions,
-- forms, start subscriptions, numbers) has no bucket. Foreign keys are absent: a step writes each table without looking at another.
-- `json` where the order of members may be seen by an expression (state and values), `jsonb` elsewhere. Instants are timestamptz with
-- whole milliseconds. Nothing here has a default that reads a clock.

-- Blocks of the 33-bit numbers in keys (engine/ids.ts), taken by UPDATE … RETURNING.
CREATE TABLE numbers (
  name text PRIMARY KEY,
  next bigint NOT NULL
);
INSERT INTO numbers (name, next) VALUES ('key', 1);

CREATE TABLE deployments (
  tenant_id text NOT NULL,
  deployment_key bigint NOT NULL,
  deployed_at timestamptz NOT NULL,
  deployed_by text,
  -- Why a model with a warned fault was deployed on purpose.
  reason text,
  findings jsonb NOT NULL,
  PRIMARY KEY (tenant_id, deployment_key)
);

CREATE TABLE definitions (
  tenant_id text NOT NULL,
  definition_key bigint NOT NULL,
  deployment_key bigint NOT NULL,
  process_id text NOT NULL,
  name text NOT NULL,
  version int NOT NULL,
  version_tag text,
  resource_name text NOT NULL,
  hash text NOT NULL,
  xml text NOT NULL,
  start_form_id text,
  deployed_at timestamptz NOT NULL,
  deployed_by text,
  PRIMARY KEY (tenant_id, definition_key),
  UNIQUE (tenant_id, process_id, version)
);

-- What the rows of element instances, tasks and jobs are called, and which form a task shows.
CREATE TABLE definition_elements (
  tenant_id text NOT NULL,
  definition_key bigint NOT NULL,
  element_id text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  form_id text,
  form_binding text,
  form_version_tag text,
  -- Of a binding to the deployment: the very version.
  form_key bigint,
  external_form text,
  PRIMARY KEY (tenant_id, definition_key, element_id)
);

CREATE TABLE forms (
  tenant_id text NOT NULL,
  form_key bigint NOT NULL,
  deployment_key bigint NOT NULL,
  form_id text NOT NULL,
  version int NOT NULL,
  version_tag text,
  resource_name text NOT NULL,
  hash text NOT NULL,
  schema json NOT NULL,
  PRIMARY KEY (tenant_id, form_key),
  UNIQUE (tenant_id, form_id, version)
);

-- Message, signal and timer start events of each process's latest version.
CREATE TABLE start_subscriptions (
  tenant_id text NOT NULL,
  process_id text NOT NULL,
  element_id text NOT NULL,
  definition_key bigint NOT NULL,
  kind text NOT NULL,
  name text,
  due_at timestamptz,
  -- Of a timer: how often it still fires; -1 for ever.
  remaining int,
  -- Of a cycle: the ISO 8601 duration between two starts.
  period text,
  PRIMARY KEY (tenant_id, process_id, element_id)
);
CREATE INDEX start_subscriptions_by_name ON start_subscriptions (tenant_id, kind, name);
CREATE INDEX start_subscriptions_due ON start_subscriptions (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE cases (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  definition_key bigint NOT NULL,
  process_id text NOT NULL,
  status text NOT NULL,
  -- Steps taken: guards the write.
  version int NOT NULL,
  seq int NOT NULL,
  format_version smallint NOT NULL,
  state json NOT NULL,
  -- By scope. A column of its own: written only when a step changed it, and erased without touching timing.
  variables json NOT NULL,
  -- Of a case that a message with a key started: one such case of a process at a time.
  correlation_key text,
  case_number text,
  service text,
  institution text,
  unit text,
  channel text,
  applicant_kind text,
  received_at timestamptz,
  registered_at timestamptz,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  withdrawn_at timestamptz,
  has_incident boolean NOT NULL,
  term_status text,
  due_on date,
  PRIMARY KEY (bucket, tenant_id, case_key)
) WITH (fillfactor = 50);
CREATE INDEX cases_by_status ON cases (tenant_id, status, started_at);
CREATE INDEX cases_by_process ON cases (tenant_id, process_id, started_at);
CREATE INDEX cases_by_number ON cases (tenant_id, case_number);
CREATE INDEX cases_by_term ON cases (tenant_id, due_on) WHERE status = 'active';

CREATE TABLE element_instances (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  definition_key bigint NOT NULL,
  element_id text NOT NULL,
  scope_key bigint,
  status text NOT NULL,
  flow text,
  loop_counter int,
  enabled_at timestamptz NOT NULL,
  claimed_at timestamptz,
  started_at timestamptz,
  suspended_ms bigint NOT NULL,
  ended_at timestamptz,
  actor text,
  unit text,
  has_incident boolean NOT NULL,
  PRIMARY KEY (bucket, tenant_id, case_key, element_instance_key)
) WITH (fillfactor = 90);
CREATE INDEX element_instances_by_element ON element_instances (tenant_id, definition_key, element_id);

CREATE TABLE tasks (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  task_key bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  definition_key bigint NOT NULL,
  element_id text NOT NULL,
  status text NOT NULL,
  assignee text,
  candidate_groups text[] NOT NULL,
  candidate_users text[] NOT NULL,
  priority int NOT NULL,
  created_at timestamptz NOT NULL,
  due_at timestamptz,
  follow_up_at timestamptz,
  claimed_at timestamptz,
  started_at timestamptz,
  completed_at timestamptz,
  suspension_reason text,
  suspended_since timestamptz,
  suspended_ms bigint NOT NULL,
  PRIMARY KEY (bucket, tenant_id, case_key, task_key)
) WITH (fillfactor = 50);
CREATE INDEX tasks_open ON tasks (tenant_id, created_at) WHERE status NOT IN ('completed', 'cancelled');
CREATE INDEX tasks_open_by_assignee ON tasks (tenant_id, assignee) WHERE status NOT IN ('completed', 'cancelled');
CREATE INDEX tasks_open_by_group ON tasks USING gin (candidate_groups) WHERE status NOT IN ('completed', 'cancelled');

CREATE TABLE jobs (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  job_key bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  definition_key bigint NOT NULL,
  element_id text NOT NULL,
  type text NOT NULL,
  status text NOT NULL,
  retries int NOT NULL,
  lease int NOT NULL,
  worker text,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  deadline_at timestamptz,
  available_at timestamptz NOT NULL,
  error_message text,
  error_code text,
  PRIMARY KEY (bucket, tenant_id, case_key, job_key)
) WITH (fillfactor = 50);
CREATE INDEX jobs_available ON jobs (type, tenant_id, available_at) WHERE status = 'available';
CREATE INDEX jobs_leased ON jobs (deadline_at) WHERE status = 'activated';

CREATE TABLE timers (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  timer_key bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  target text NOT NULL,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, tenant_id, case_key, timer_key)
);
CREATE INDEX timers_due ON timers (due_at);

-- The bucket is that of the name and the correlation key, not of the case: a message finds its subscriptions on one shard.
CREATE TABLE subscriptions (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  subscription_key bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  process_id text NOT NULL,
  kind text NOT NULL,
  target text NOT NULL,
  name text NOT NULL,
  correlation_key text NOT NULL,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, tenant_id, case_key, subscription_key)
);
CREATE INDEX subscriptions_by_name ON subscriptions (bucket, tenant_id, name, correlation_key);

-- Published messages and signals, of callers and of cases alike (a case's are written in its step's transaction: the outbox).
-- `pending` until each that waited for it has been tried once; then `buffered` for its time to live. Bucket as in subscriptions.
CREATE TABLE messages (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  message_key bigint NOT NULL,
  kind text NOT NULL,
  status text NOT NULL,
  name text NOT NULL,
  correlation_key text NOT NULL,
  message_id text,
  variables json NOT NULL,
  published_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, tenant_id, message_key),
  UNIQUE (bucket, tenant_id, name, correlation_key, message_id)
);
CREATE INDEX messages_expiring ON messages (expires_at) WHERE status = 'buffered';
CREATE INDEX messages_pending ON messages (published_at) WHERE status = 'pending';

-- Who has had a message or a signal: a process (a message reaches each once), a subscription or start event (a signal). Taken in the
-- transaction of the step that it caused, so a delivery happens exactly once.
CREATE TABLE message_claims (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  message_key bigint NOT NULL,
  claimant text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, tenant_id, message_key, claimant)
);
CREATE INDEX message_claims_expiring ON message_claims (expires_at);

-- The living case that a message with a key has started, one for each process and key. Bucket: the hash of the two.
CREATE TABLE message_starts (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  process_id text NOT NULL,
  correlation_key text NOT NULL,
  case_key bigint NOT NULL,
  PRIMARY KEY (bucket, tenant_id, process_id, correlation_key)
);

CREATE TABLE incidents (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  incident_key bigint NOT NULL,
  element_instance_key bigint NOT NULL,
  definition_key bigint NOT NULL,
  element_id text NOT NULL,
  kind text NOT NULL,
  raised_at timestamptz NOT NULL,
  resolved_at timestamptz,
  job_key bigint,
  -- May quote values: outside the event log, and erased with them.
  message text,
  PRIMARY KEY (bucket, tenant_id, case_key, incident_key)
);
CREATE INDEX incidents_open ON incidents (tenant_id, raised_at) WHERE resolved_at IS NULL;

-- Structure and timing, never a variable's value. Append-only. `xid` is the writing transaction, for readers that follow the log: all
-- below pg_snapshot_xmin has been seen. A month is a partition once store/partitions has made it; what has none lies in the default.
CREATE TABLE event_log (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  seq int NOT NULL,
  at timestamptz NOT NULL,
  format_version smallint NOT NULL,
  type text NOT NULL,
  element_instance_key bigint,
  element_id text,
  actor text,
  role text,
  unit text,
  data jsonb NOT NULL,
  xid bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  PRIMARY KEY (bucket, tenant_id, case_key, seq, at)
) PARTITION BY RANGE (at);
CREATE TABLE event_log_default PARTITION OF event_log DEFAULT;
CREATE INDEX event_log_by_xid ON event_log USING brin (xid) WITH (pages_per_range = 32, autosummarize = on);

-- The values of one `variablesSet` event, under its number: one row for however many names, since most are set together at the start.
CREATE TABLE variable_log (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  seq int NOT NULL,
  scope_key bigint NOT NULL,
  format_version smallint NOT NULL,
  -- By name.
  "values" json NOT NULL,
  PRIMARY KEY (bucket, tenant_id, case_key, seq)
);
