-- How a CSV with these columns was last read, as a person confirmed it: proposed again for the next file of the same source.

CREATE TABLE log_mappings (
  tenant_id text NOT NULL,
  -- SHA-256 of the names of the columns in their order.
  signature text NOT NULL,
  mapping jsonb NOT NULL,
  kept_at timestamptz NOT NULL,
  kept_by text NOT NULL,
  PRIMARY KEY (tenant_id, signature)
);
