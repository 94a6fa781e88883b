-- Event logs imported from other systems. Read whole or not at all, so their columns lie in a few compressed pieces, not in rows.

CREATE TABLE imported_logs (
  tenant_id text NOT NULL,
  log_key bigint GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL,
  file_name text NOT NULL,
  format text NOT NULL,
  -- Of the bytes in imported_log_pieces.
  format_version smallint NOT NULL,
  cases int NOT NULL,
  events int NOT NULL,
  activities int NOT NULL,
  from_at timestamptz,
  to_at timestamptz,
  imported_at timestamptz NOT NULL,
  imported_by text NOT NULL,
  PRIMARY KEY (tenant_id, log_key)
);

CREATE TABLE imported_log_pieces (
  tenant_id text NOT NULL,
  log_key bigint NOT NULL,
  piece int NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (tenant_id, log_key, piece)
);
