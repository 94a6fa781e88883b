/** Executions of each prepared statement by this process. */
const executions = new Map<string, number>();

/**
 * The name to prepare a statement under. PostgreSQL keeps the plan that it made for a name until somebody analyses the tables, which on
 * the embedded database nobody does; and a plan that was made while a table was small may read all of it. So the name changes, and the
 * statement is planned anew, after 16 executions, 64, 256 and so on: no plan is of tables much smaller than they are, and a session
 * keeps a dozen plans at most.
 */
export function preparedName(statement: string): string {
  const executed = (executions.get(statement) ?? 0) + 1;
  executions.set(statement, executed);
  return `${statement}-${Math.max(1, Math.floor(Math.log2(executed) / 2))}`;
}
