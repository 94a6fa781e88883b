-- What the one-stop desk gives out and writes: numbers of cases, codes for their applicants, letters to and from them.

-- The last number of a series (a service's letters and the year).
CREATE TABLE case_numbers (
  tenant_id text NOT NULL,
  series text NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (tenant_id, series)
);

-- One code a case, shown once on its receipt; what is kept cannot be turned back into it.
CREATE TABLE case_codes (
  tenant_id text NOT NULL,
  case_number text NOT NULL,
  case_key bigint NOT NULL,
  code_hash text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  PRIMARY KEY (tenant_id, case_number)
);
CREATE INDEX case_codes_by_case ON case_codes (tenant_id, case_key);

-- An applicant who showed the right code, for half an hour.
CREATE TABLE case_visits (
  token_hash text PRIMARY KEY,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX case_visits_by_expiry ON case_visits (expires_at);

-- What was asked of the applicant and said to her, and what she said. Personal data: they quote her.
CREATE TABLE case_letters (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  number int NOT NULL,
  kind text NOT NULL,
  -- Names of documents: brought along, or asked for.
  documents text[] NOT NULL,
  body text NOT NULL,
  written_at timestamptz NOT NULL,
  written_by text,
  PRIMARY KEY (bucket, tenant_id, case_key, number)
);
CREATE INDEX case_letters_by_time ON case_letters (tenant_id, written_at);
