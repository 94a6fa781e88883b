/** Instants at the edge of SQL: timestamptz there (people read it), milliseconds here. Both hold whole milliseconds exactly. */

/** The last one that was written: the rows of a step share their instant, and its text was most of the work of a row. */
let last = { instant: Number.NaN, text: '' };

/** An instant as PostgreSQL reads it. */
export function toSql(instant: number): string {
  // From the year 10000 on, ISO text of JavaScript has a sign and six digits, which PostgreSQL does not read.
  if (instant !== last.instant) last = { instant, text: new Date(instant).toISOString().replace(/^\+0*/, '') };
  return last.text;
}

export function toSqlOrNull(instant: number | undefined): string | null {
  return instant === undefined ? null : toSql(instant);
}

/** For a record of a bulk statement, where what is absent is NULL. */
export function toSqlIfAny(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : toSql(instant);
}
