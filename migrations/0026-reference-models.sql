-- What an analyst said of how a process keeps to a reference model: by step of the reference the element that stands for it, '' for none.
CREATE TABLE reference_choices (
  tenant_id text NOT NULL,
  reference_id text NOT NULL,
  process_id text NOT NULL,
  choices jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (tenant_id, reference_id, process_id)
);
