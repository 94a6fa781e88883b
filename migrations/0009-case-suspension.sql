-- Cases that somebody has suspended. Their jobs are not given out; their timers lie in their state alone until they are resumed, so that
-- nobody who looks for what is due meets them.
ALTER TABLE jobs ADD COLUMN suspended boolean NOT NULL DEFAULT false;
DROP INDEX jobs_available;
DROP INDEX jobs_leased;
CREATE INDEX jobs_available ON jobs (type, tenant_id, available_at) WHERE status = 'available' AND NOT suspended;
CREATE INDEX jobs_leased ON jobs (deadline_at) WHERE status = 'activated' AND NOT suspended;

-- The statutory term runs on while the office stands still.
DROP INDEX cases_by_term;
CREATE INDEX cases_by_term ON cases (tenant_id, due_on) WHERE status IN ('active', 'suspended');
