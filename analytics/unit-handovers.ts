/** Hand-overs between units, and how long a case lies in between. Never between single clerks. */
import type { EventLog } from './log/event-log.ts';
import { heldBackInTable } from './small-groups.ts';
import { distribution } from './statistics.ts';
import type { Distribution } from './statistics.ts';
import type { Traces } from './traces.ts';
import type { WorkingTime } from './working-time.ts';

export interface HandoverCell {
  /** Fewer than 5 cases went this way, or the cell would give another away: it has no figures. */
  readonly suppressed: boolean;
  /** Hand-overs; cases that have one. */
  readonly n?: number;
  readonly cases?: number;
  /** From the completion before to the start of the next, where starts are known and not earlier; its n says for how many. */
  readonly wait?: Distribution;
  /** The same to the completion of the next, for those whose start is not known: waiting and work are not told apart. */
  readonly sojourn?: Distribution;
  /** Both in working time of the unit that has the case next; absent without calendars. */
  readonly workingWait?: Distribution;
  readonly workingSojourn?: Distribution;
}

export interface UnitHandovers {
  /** Rows and columns of the table, in this order. */
  readonly units: readonly string[];
  /** Neighbours in a trace whose units are both known; those of them with different units. */
  readonly total: number;
  readonly changed: number;
  /** From (row) to (column); the diagonal is work that stays in its unit. */
  readonly cells: readonly (readonly HandoverCell[])[];
}

export function unitHandovers(log: EventLog, { rows, first }: Traces, working?: WorkingTime): UnitHandovers {
  const seen = [...new Set(log.unitOf)].filter((unit) => unit >= 0).sort((a, b) => a - b);
  const placeOf = new Map(seen.map((unit, place) => [unit, place]));
  const table = seen.map(() => seen.map(() => ({ n: 0, cases: 0, lastCase: -1, waits: bothClocks(), sojourns: bothClocks() })));
  let [total, changed] = [0, 0];
  for (let index = 0; index < log.cases.count; index++) {
    for (let place = first[index]! + 1; place < first[index + 1]!; place++) {
      const [before, row] = [rows[place - 1]!, rows[place]!];
      const cell = table[placeOf.get(log.unitOf[before]!) ?? -1]?.[placeOf.get(log.unitOf[row]!) ?? -1];
      if (!cell) continue;
      total++;
      if (log.unitOf[before] !== log.unitOf[row]) changed++;
      cell.n++;
      if (cell.lastCase !== index) cell.cases++;
      cell.lastCase = index;
      const isStartKnown = !Number.isNaN(log.startedAt[row]!);
      const [fromAt, toAt] = [log.completedAt[before]!, isStartKnown ? log.startedAt[row]! : log.completedAt[row]!];
      if (!(toAt >= fromAt)) continue;
      const { wallMs, workingMs } = isStartKnown ? cell.waits : cell.sojourns;
      wallMs.push(toAt - fromAt);
      const inWorkMs = working?.msBetween(log.unitOf[row]!, fromAt, toAt) ?? NaN;
      if (inWorkMs >= 0) workingMs.push(inWorkMs);
    }
  }
  const held = heldBackInTable(table.map((row) => row.map(({ cases }) => cases)));
  const cells = table.map((row, from) =>
    row.map(({ n, cases, waits, sojourns }, to): HandoverCell => {
      if (held[from]![to]) return { suppressed: true };
      return {
        suppressed: false,
        n,
        cases,
        wait: distribution(Float64Array.from(waits.wallMs)),
        sojourn: distribution(Float64Array.from(sojourns.wallMs)),
        ...(working && {
          workingWait: distribution(Float64Array.from(waits.workingMs)),
          workingSojourn: distribution(Float64Array.from(sojourns.workingMs)),
        }),
      };
    }),
  );
  return { units: seen.map((unit) => log.units[unit] ?? ''), total, changed, cells };
}

function bothClocks(): { readonly wallMs: number[]; readonly workingMs: number[] } {
  return { wallMs: [], workingMs: [] };
}
