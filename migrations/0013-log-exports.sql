-- Logs that left the house: who took which, of what, and whether with the names of those who did the work.

CREATE TABLE log_exports (
  tenant_id text NOT NULL,
  export_key bigint GENERATED ALWAYS AS IDENTITY,
  -- process or log, and which.
  source_kind text NOT NULL,
  source_id text NOT NULL,
  format text NOT NULL,
  selection jsonb NOT NULL,
  named boolean NOT NULL,
  cases int NOT NULL,
  exported_at timestamptz NOT NULL,
  exported_by text NOT NULL,
  PRIMARY KEY (tenant_id, export_key)
);

-- By it a name becomes the same pseudonym in every export of a tenant; without it pseudonyms cannot be tried out against a list of names.
CREATE TABLE pseudonym_keys (
  tenant_id text PRIMARY KEY,
  key bytea NOT NULL
);
