/** Instants at the edge of SQL: timestamptz there (people read it), milliseconds here. Both hold whole milliseconds exactly. */

/** An instant as PostgreSQL reads it. */
export function toSql(instant: number): string {
  // From the year 10000 on, ISO text of JavaScript has a sign and six digits, which PostgreSQL does not read.
  return new Date(instant).toISOString().replace(/^\+0*/, '');
}

export function toSqlOrNull(instant: number | undefined): string | null {
  return instant === undefined ? null : toSql(instant);
}
