-- Complaints about how a case is handled: letters of the case like all others, with what they are about or what was found.

ALTER TABLE case_letters ADD COLUMN detail text;
-- Few letters are complaints: they are counted and looked for without reading the others.
CREATE INDEX case_complaints ON case_letters (tenant_id, bucket, case_key) WHERE kind IN ('complaint', 'complaintAnswered');
