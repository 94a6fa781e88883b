-- Cases that call cases, and starts of every kind.

-- The call activity whose case this is, and the case at the top; a called case lies in its caller's bucket.
ALTER TABLE cases
  ADD COLUMN caller_case_key bigint,
  ADD COLUMN caller_element_instance_key bigint,
  ADD COLUMN root_case_key bigint,
  ADD COLUMN call_depth smallint;
CREATE INDEX cases_by_caller ON cases (tenant_id, caller_case_key) WHERE caller_case_key IS NOT NULL;
CREATE INDEX cases_by_root ON cases (tenant_id, root_case_key) WHERE root_case_key IS NOT NULL;

-- Of a call activity: the case that it called last.
ALTER TABLE element_instances ADD COLUMN called_case_key bigint;

-- What a case asks of another one: that it begins, that it ends; what it tells its caller. Written in the transaction of the step that
-- asks, taken away in that of the step that it causes, so it happens exactly once. Bucket and key: those of the asking case.
CREATE TABLE case_mail (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  -- The asking case's steps so far, and which of that step's mail this is: mail to the same case is brought in this order.
  version int NOT NULL,
  number int NOT NULL,
  to_case_key bigint NOT NULL,
  effect json NOT NULL,
  sent_at timestamptz NOT NULL,
  -- Tries that ended in a fault of the program, the last one's words, and when it is tried again.
  failures int NOT NULL,
  last_error text,
  retry_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, tenant_id, case_key, version, number)
);
CREATE INDEX case_mail_left ON case_mail (retry_at);

-- Timers whose firing ends in a fault of the program: how often it has, and the last one's words.
ALTER TABLE timers ADD COLUMN failures int NOT NULL DEFAULT 0, ADD COLUMN last_error text;

-- A start event may have several definitions (`part`: 0, 1, 2…).
ALTER TABLE start_subscriptions
  ADD COLUMN part smallint NOT NULL DEFAULT 0,
  DROP CONSTRAINT start_subscriptions_pkey,
  ADD PRIMARY KEY (tenant_id, process_id, element_id, part);

-- Which version of each process a deployment holds, one that it did not change included: what is bound to the deployment finds it here.
CREATE TABLE deployment_definitions (
  tenant_id text NOT NULL,
  deployment_key bigint NOT NULL,
  process_id text NOT NULL,
  definition_key bigint NOT NULL,
  PRIMARY KEY (tenant_id, deployment_key, process_id)
);
INSERT INTO deployment_definitions SELECT tenant_id, deployment_key, process_id, definition_key FROM definitions;
