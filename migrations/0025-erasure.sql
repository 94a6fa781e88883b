-- What is known of people goes with the case's values, and a code opens one visit.

-- When the values of a case were erased; what happened and when stays.
ALTER TABLE cases ADD COLUMN erased_at timestamptz;
CREATE INDEX cases_not_erased ON cases (tenant_id, ended_at) WHERE erased_at IS NULL AND ended_at IS NOT NULL;

-- A visit that has shown nothing yet: the hash of the code with which it came in, which is spent by its first page.
ALTER TABLE case_visits ADD COLUMN code_hash text;
