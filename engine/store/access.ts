import type { Actor } from '../case/command.ts';
import type { CaseState } from '../case/state.ts';

/** Who asks, and what they may see: put into the WHERE of every query and checked before every command. */
export interface Access {
  readonly tenantId: string;
  /** Units whose cases and tasks may be seen; 'all' for analysts, managers and clients of the whole tenant. */
  readonly units: readonly string[] | 'all';
  readonly actor?: Actor;
}

/** A condition of SQL with its values, in the order of its question marks. */
export interface SqlCondition {
  readonly sql: string;
  readonly bindings: readonly (string | string[])[];
}

/**
 * A case may be seen by whom it belongs to (its unit), by the units that one of its tasks is or was offered to, and by whoever is or
 * was assigned one. `cases` and `tasks` are the names under which the query knows them.
 */
export function visibleCases(access: Access): SqlCondition {
  const tenant = { sql: 'c.tenant_id = ?', bindings: [access.tenantId] };
  if (access.units === 'all') return tenant;
  const units = [...access.units];
  const ofTask = visibleTask(access, 'seen');
  return {
    sql: `${tenant.sql} AND (c.unit = ANY(?) OR EXISTS (SELECT 1 FROM tasks seen
      WHERE seen.bucket = c.bucket AND seen.tenant_id = c.tenant_id AND seen.case_key = c.case_key AND (${ofTask.sql})))`,
    bindings: [...tenant.bindings, units, ...ofTask.bindings],
  };
}

/** A task may be seen by those who see its case for its unit, by its candidate groups and by its assignee. */
export function visibleTasks(access: Access): SqlCondition {
  if (access.units === 'all') return { sql: 't.tenant_id = ?', bindings: [access.tenantId] };
  const own = visibleTask(access, 't');
  return {
    sql: `t.tenant_id = ? AND (c.unit = ANY(?) OR ${own.sql})`,
    bindings: [access.tenantId, [...access.units], ...own.bindings],
  };
}

function visibleTask(access: Access, alias: string): SqlCondition {
  const units = access.units === 'all' ? [] : [...access.units];
  return {
    sql: `${alias}.candidate_groups && CAST(? AS text[]) OR ${alias}.assignee = ?`,
    bindings: [units, access.actor?.user ?? ''],
  };
}

/** The same rule for a case in memory, before a command; its living tasks count. */
export function maySee(access: Access, state: CaseState): boolean {
  if (state.tenantId !== access.tenantId) return false;
  const { units, actor } = access;
  if (units === 'all') return true;
  if (state.dimensions.unit !== undefined && units.includes(state.dimensions.unit)) return true;
  return Object.values(state.instances).some(
    ({ task }) =>
      task && ((actor && task.assignee === actor.user) || task.candidateGroups.some((group) => units.includes(group))),
  );
}
