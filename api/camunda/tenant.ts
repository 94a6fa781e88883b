/** Camunda's name for the tenant of an installation that has one, and ours. */
import type { Access } from '../../engine/index.ts';
import { reject } from './problem.ts';

const OURS = 'default';
const THEIRS = '<default>';

/** A tenant's name as /v2 tells it. */
export function toCamundaTenant(tenantId: string): string {
  return tenantId === OURS ? THEIRS : tenantId;
}

/** A request may name its tenant; only the caller's own is there for it. @throws CamundaProblem 400 for another. */
export function checkTenant(access: Access, asked: string | null | undefined): void {
  if (asked === null || asked === undefined || asked === '' || asked === toCamundaTenant(access.tenantId)) return;
  reject(
    'INVALID_ARGUMENT',
    `Expected to handle the request with tenant identifier '${asked}', but the tenant is not authorized.`,
  );
}
