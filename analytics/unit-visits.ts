/** How far cases travel: the units that worked on each, and how often one passed it on to another. */
import { CASE_COMPLETED, type EventLog } from './log/event-log.ts';
import { SMALLEST_GROUP } from './small-groups.ts';
import type { Traces } from './traces.ts';

/** Of completed cases in which any unit is known; the means are null below 5 cases. */
export interface UnitVisits {
  readonly version: string;
  readonly cases: number;
  readonly unitsPerCase: number | null;
  /** Neighbours in a trace with different units; steps of no unit, as of machines, lie between. */
  readonly handoversPerCase: number | null;
}

/** By version of the process, in the order of the log's versions; cases without a version are left out. */
export function unitVisits(log: EventLog, { rows, first }: Traces): readonly UnitVisits[] {
  const sums = log.cases.versions.map((version) => ({ version, cases: 0, units: 0, handovers: 0 }));
  for (let index = 0; index < log.cases.count; index++) {
    const sum = sums[log.cases.versionOf[index]!];
    if (sum === undefined || log.cases.status[index] !== CASE_COMPLETED) continue;
    const seen = new Set<number>();
    let [last, handovers] = [-1, 0];
    for (let place = first[index]!; place < first[index + 1]!; place++) {
      const unit = log.unitOf[rows[place]!]!;
      if (unit < 0) continue;
      if (last >= 0 && unit !== last) handovers++;
      seen.add(unit);
      last = unit;
    }
    if (seen.size === 0) continue;
    sum.cases++;
    sum.units += seen.size;
    sum.handovers += handovers;
  }
  return sums
    .filter(({ cases }) => cases > 0)
    .map(({ version, cases, units, handovers }) => ({
      version,
      cases,
      unitsPerCase: cases < SMALLEST_GROUP ? null : units / cases,
      handoversPerCase: cases < SMALLEST_GROUP ? null : handovers / cases,
    }));
}
