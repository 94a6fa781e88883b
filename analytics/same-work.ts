/**
 * What counts as the same work when it is done again. The instances of a multi-instance activity (an opinion asked of each of five bodies) are
 * works of their own: five opinions are no rework, a second opinion of the same body is. What machines and timers do again (a reminder, a
 * second look into a register) is none of people.
 */
import { WORK } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';

export interface SameWork {
  /** By row: rows of one case with the same code are the same work; -1 for what nobody works on. */
  readonly codeOf: Int32Array;
  /** Codes are below it. */
  readonly size: number;
}

export function sameWork({ activityOf, activities, kind, loopCounter }: EventLog): SameWork {
  const instances = new Map<number, number>();
  const codeOf = activityOf.slice();
  for (let row = 0; row < codeOf.length; row++) {
    if (kind[row] !== WORK) codeOf[row] = -1;
    else if (loopCounter && loopCounter[row]! > 1) {
      const instance = loopCounter[row]! * activities.length + activityOf[row]!;
      const code = instances.get(instance) ?? activities.length + instances.size;
      instances.set(instance, code);
      codeOf[row] = code;
    }
  }
  return { codeOf, size: activities.length + instances.size };
}
