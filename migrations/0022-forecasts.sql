-- Kept simulations: what a change was expected to bring. Small tables, the same on every node.
CREATE TABLE forecasts (
  tenant_id text NOT NULL,
  -- Of programme_numbers, name `forecast`.
  number int NOT NULL,
  process_id text NOT NULL,
  body jsonb NOT NULL,
  kept_at timestamptz NOT NULL,
  kept_by text NOT NULL,
  PRIMARY KEY (tenant_id, number)
);

-- Who did what with it; the first row is its keeping.
CREATE TABLE forecast_history (
  tenant_id text NOT NULL,
  number int NOT NULL,
  entry int NOT NULL,
  what text NOT NULL,
  at timestamptz NOT NULL,
  by text NOT NULL,
  PRIMARY KEY (tenant_id, number, entry)
);
