-- Institutions and units as a tree, and who is away when and who stands in for her.

ALTER TABLE institutions ADD COLUMN kind text;
ALTER TABLE institutions ADD COLUMN parent text;
ALTER TABLE units ADD COLUMN parent text;

-- Whole days of the institution, both ends included. Those of one person never overlap.
CREATE TABLE absences (
  tenant_id text NOT NULL,
  user_id text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  -- Null: nobody; her unit has her work.
  stand_in text,
  noted_at timestamptz NOT NULL,
  noted_by text NOT NULL,
  PRIMARY KEY (tenant_id, user_id, from_day)
);
CREATE INDEX absences_by_end ON absences (to_day);
