/** Rework: what a case does again. */
import type { EventLog } from './log/event-log.ts';
import { sameWork } from './same-work.ts';
import type { Traces } from './traces.ts';

export interface Rework {
  /** Executions of the same work (same-work.ts) beyond its first in the case, over all cases. */
  readonly events: number;
  /** Cases with at least one. */
  readonly cases: number;
  /** The same activity twice in a row: by the same resource (repeat), by another (redo), or a resource is not known. */
  readonly selfLoops: { readonly repeat: number; readonly redo: number; readonly unknown: number };
}

export function rework(log: EventLog, { rows, first }: Traces): Rework {
  const { codeOf, size } = sameWork(log);
  const lastCase = new Int32Array(size).fill(-1);
  const selfLoops = { repeat: 0, redo: 0, unknown: 0 };
  let events = 0;
  let cases = 0;
  for (let index = 0; index < log.cases.count; index++) {
    const before = events;
    for (let place = first[index]!; place < first[index + 1]!; place++) {
      const row = rows[place]!;
      const work = codeOf[row]!;
      if (work < 0) continue;
      if (lastCase[work] === index) events++;
      lastCase[work] = index;
      if (place > first[index]! && codeOf[rows[place - 1]!] === work) {
        selfLoops[kindOf(log.resourceOf[rows[place - 1]!]!, log.resourceOf[row]!)]++;
      }
    }
    if (events > before) cases++;
  }
  return { events, cases, selfLoops };
}

function kindOf(before: number, after: number): keyof Rework['selfLoops'] {
  if (before < 0 || after < 0) return 'unknown';
  return before === after ? 'repeat' : 'redo';
}
