-- The catalogue of services: each card with all its versions. Small tables, the same on every node.

-- One row a tenant: locked by whoever changes the catalogue, so that an import is all or nothing beside other changes; the number tells
-- what was kept in memory that it is old.
CREATE TABLE service_catalogues (
  tenant_id text PRIMARY KEY,
  revision bigint NOT NULL
);

CREATE TABLE services (
  tenant_id text NOT NULL,
  code text NOT NULL,
  -- The version in force, a row of service_versions.
  version int NOT NULL,
  PRIMARY KEY (tenant_id, code)
);

CREATE TABLE service_versions (
  tenant_id text NOT NULL,
  code text NOT NULL,
  version int NOT NULL,
  card jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  note text,
  PRIMARY KEY (tenant_id, code, version)
);
