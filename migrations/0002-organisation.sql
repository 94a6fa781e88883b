-- Who works here: institutions, units, people, their sessions, calendars and terms as data. Small tables, the same on every node.

CREATE TABLE institutions (
  tenant_id text NOT NULL,
  institution text NOT NULL,
  name text NOT NULL,
  name_en text,
  -- IANA name; days of terms and calendars are days of this zone.
  zone text NOT NULL,
  -- Null: the Lithuanian office's.
  calendar jsonb,
  PRIMARY KEY (tenant_id, institution)
);

CREATE TABLE units (
  tenant_id text NOT NULL,
  unit text NOT NULL,
  institution text NOT NULL,
  name text NOT NULL,
  name_en text,
  -- Null: the institution's.
  calendar jsonb,
  PRIMARY KEY (tenant_id, unit)
);

CREATE TABLE people (
  -- What one signs in with; one name space for all tenants, since nobody says a tenant when signing in.
  user_id text PRIMARY KEY,
  tenant_id text NOT NULL,
  institution text NOT NULL,
  name text NOT NULL,
  roles text[] NOT NULL,
  units text[] NOT NULL,
  language text NOT NULL DEFAULT 'lt',
  active boolean NOT NULL DEFAULT true,
  -- scrypt$log2 N$r$p$salt$key
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX people_by_tenant ON people (tenant_id, name);

CREATE TABLE sessions (
  -- SHA-256 of the token: whoever reads this table cannot use it.
  token_hash text PRIMARY KEY,
  user_id text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Counters of rate-limiter-flexible: shared by all nodes, kept over a restart.
CREATE TABLE sign_in_attempts (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);

CREATE TABLE term_profiles (
  tenant_id text NOT NULL,
  service text NOT NULL,
  valid_from date NOT NULL,
  profile jsonb NOT NULL,
  PRIMARY KEY (tenant_id, service, valid_from)
);

-- Half-filled forms. They hold what a citizen told, so they live no longer than their task.
CREATE TABLE drafts (
  bucket int NOT NULL,
  tenant_id text NOT NULL,
  task_key bigint NOT NULL,
  user_id text NOT NULL,
  form_values jsonb NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (bucket, tenant_id, task_key, user_id)
);

-- Facts about this installation as a whole, such as how far its demo is.
CREATE TABLE installation_facts (
  name text PRIMARY KEY,
  value jsonb NOT NULL
);
