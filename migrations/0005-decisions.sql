-- Decisions (DMN). A deployed file is one version of a decision requirements graph; each decision and decision service in it has a version
-- of its own. Definitions are small and replicated, so they have no bucket.
CREATE TABLE decision_requirements (
  tenant_id text NOT NULL,
  requirements_key bigint NOT NULL,
  deployment_key bigint NOT NULL,
  requirements_id text NOT NULL,
  name text NOT NULL,
  version int NOT NULL,
  resource_name text NOT NULL,
  hash text NOT NULL,
  xml text NOT NULL,
  deployed_at timestamptz NOT NULL,
  deployed_by text,
  PRIMARY KEY (tenant_id, requirements_key),
  UNIQUE (tenant_id, requirements_id, version)
);

CREATE TABLE decisions (
  tenant_id text NOT NULL,
  decision_key bigint NOT NULL,
  requirements_key bigint NOT NULL,
  decision_id text NOT NULL,
  name text NOT NULL,
  -- What its logic is: decisionTable, literalExpression, decisionService…
  kind text NOT NULL,
  version int NOT NULL,
  version_tag text,
  PRIMARY KEY (tenant_id, decision_key),
  UNIQUE (tenant_id, decision_id, version),
  UNIQUE (tenant_id, requirements_key, decision_id)
);

-- The version of each decision that a deployment held, made by it or there already: what a binding to the deployment means.
CREATE TABLE deployment_decisions (
  tenant_id text NOT NULL,
  deployment_key bigint NOT NULL,
  decision_id text NOT NULL,
  decision_key bigint NOT NULL,
  PRIMARY KEY (tenant_id, deployment_key, decision_id)
);

-- One row for each decision of a requirement graph that an evaluation went through. An evaluation without a case has its own key for
-- the case's, and no definition.
CREATE TABLE decision_instances (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  decision_instance_key bigint NOT NULL,
  -- 1, 2, 3… in the order of evaluation.
  ordinal int NOT NULL,
  -- The decision or decision service that was asked for.
  asked_key bigint NOT NULL,
  decision_id text NOT NULL,
  definition_key bigint,
  element_instance_key bigint,
  element_id text,
  evaluated_at timestamptz NOT NULL,
  -- Numbers of the rules that matched, as in the event log.
  rules int[] NOT NULL,
  -- Values: outside the event log, and erased (set to NULL) with the case's. What each matched rule gave is in `matched`.
  inputs json,
  matched json,
  value json,
  -- What failed and was taken for null; of the whole evaluation, with its last row.
  notes json,
  PRIMARY KEY (bucket, tenant_id, case_key, decision_instance_key, ordinal)
);
CREATE INDEX decision_instances_by_decision ON decision_instances (tenant_id, decision_id, evaluated_at);
