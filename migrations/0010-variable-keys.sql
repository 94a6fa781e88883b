-- A variable's key says by its case's bucket and 12 bits of the case's number where to look for it (engine/store/variable-key.ts).

CREATE INDEX cases_by_key_class ON cases (bucket, ((case_key >> 38) & 4095));
