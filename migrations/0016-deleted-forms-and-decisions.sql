-- Forms and DMN files that nothing new may use. They stay for the cases whose models have nothing in their place, and their numbers are not
-- given again.
ALTER TABLE forms ADD COLUMN deleted_at timestamptz;
ALTER TABLE decision_requirements ADD COLUMN deleted_at timestamptz;
ALTER TABLE decisions ADD COLUMN deleted_at timestamptz;
