import type { Lifecycle } from '../lifecycle/table.ts';

/**
 * What a lifecycle makes of a change that the step has found to be allowed.
 * @throws Error when the lifecycle does not know it here: a bug of the step, or a log that was tampered with.
 */
export function change<Status extends string, Change extends string>(
  lifecycle: Lifecycle<Status, Change>,
  status: Status,
  what: Change,
): Status {
  const next = lifecycle.next(status, what);
  if (next === undefined) throw new Error(`${lifecycle.machine.id}: '${what}' is not a change of '${status}'`);
  return next;
}
