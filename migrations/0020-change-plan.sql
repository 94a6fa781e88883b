-- The change plan: recommendations and measures, each with all its versions. Small tables, the same on every node.

-- The last number given out, by what is numbered; the row is locked by whoever changes what it numbers, so that a change is whole.
CREATE TABLE programme_numbers (
  tenant_id text NOT NULL,
  name text NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (tenant_id, name)
);

CREATE TABLE plan_records (
  tenant_id text NOT NULL,
  kind text NOT NULL,
  number int NOT NULL,
  -- The version in force, a row of plan_versions.
  version int NOT NULL,
  PRIMARY KEY (tenant_id, kind, number)
);

CREATE TABLE plan_versions (
  tenant_id text NOT NULL,
  kind text NOT NULL,
  number int NOT NULL,
  version int NOT NULL,
  body jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  note text,
  PRIMARY KEY (tenant_id, kind, number, version)
);
