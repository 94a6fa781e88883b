-- Surveys: what is asked, of whom, and what was answered. Nothing here leads from an answer to a person or a case.

CREATE TABLE survey_instruments (
  tenant_id text NOT NULL,
  instrument text NOT NULL,
  -- A version never changes: a wave that used it has asked just this.
  version int NOT NULL,
  body jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (tenant_id, instrument, version)
);

CREATE TABLE survey_waves (
  tenant_id text NOT NULL,
  number int NOT NULL,
  body jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (tenant_id, number)
);

-- Weeks, not instants: of a quiet week one could otherwise tell whose answer it is.
CREATE TABLE survey_answers (
  tenant_id text NOT NULL,
  wave int NOT NULL,
  -- Random, so that the order of the rows says nothing.
  answer_id uuid NOT NULL,
  source text NOT NULL,
  week date NOT NULL,
  service text,
  unit text,
  process_id text,
  version int,
  channel text,
  step text,
  case_week date,
  answers jsonb NOT NULL,
  PRIMARY KEY (tenant_id, wave, answer_id)
);
CREATE INDEX survey_answers_process ON survey_answers (tenant_id, process_id);

-- Sheets of paper that were entered, by the number printed on them: none twice. Apart from the answers on purpose.
CREATE TABLE survey_sheets (
  tenant_id text NOT NULL,
  wave int NOT NULL,
  sheet text NOT NULL,
  PRIMARY KEY (tenant_id, wave, sheet)
);

-- One-use links. Only a hash of what is in the address is kept; a used link keeps nothing but that it was used.
CREATE TABLE survey_links (
  tenant_id text NOT NULL,
  link_hash text NOT NULL,
  is_used boolean NOT NULL DEFAULT false,
  wave int,
  expires_on date,
  service text,
  unit text,
  process_id text,
  version int,
  channel text,
  case_week date,
  PRIMARY KEY (tenant_id, link_hash)
);

-- Cases whose applicant has been given a link; which link it was is not kept.
CREATE TABLE survey_asked_cases (
  tenant_id text NOT NULL,
  case_key bigint NOT NULL,
  PRIMARY KEY (tenant_id, case_key)
);
