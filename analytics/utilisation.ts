/**
 * How much of the time on duty people were busy, by unit or by a role of theirs. Never by clerk, and no group of fewer than 5 people, unless the
 * caller, who answers for it, asks for single resources.
 */
import { dutyTables } from './duty.ts';
import type { Duty, DutyTable } from './duty.ts';
import { lengthMs, union, within } from './intervals.ts';
import { WORK } from './log/event-log.ts';
import type { EventLog } from './log/event-log.ts';
import { ResourceWork } from './resource-work.ts';
import { heldBack } from './small-groups.ts';

export interface GroupUtilisation {
  /** null for people who belong to no group. */
  readonly group: string | null;
  /** Fewer than 5 people, or they would give away another group: no figures. */
  readonly suppressed: boolean;
  readonly figures?: {
    /** People whose hours and work are known. */
    readonly n: number;
    /** Working on something while on duty; doing two things at once counts once. */
    readonly busyMs: number;
    readonly onDutyMs: number;
    /** busyMs / onDutyMs, 0 to 1; null when nobody was on duty. */
    readonly share: number | null;
    /** Worked while off duty: beyond the share. */
    readonly offDutyMs: number;
  };
}

export interface Utilisation {
  /** People with work in the log; those left out because nobody knows their hours, and because none of their work has a start. */
  readonly n: number;
  readonly withoutHours: number;
  readonly withoutStarts: number;
  readonly groups: readonly GroupUtilisation[];
}

export interface UtilisationOptions {
  /** The period looked at; from the first start to the end of observation by default. On duty counts whole days without work too. */
  readonly fromAt?: number;
  readonly beforeAt?: number;
  /** What people are grouped by; by default the unit in which they did most. `resource` shows single clerks and holds nothing back. */
  readonly by?: 'unit' | 'resource' | ((resource: string) => string | undefined);
}

/** Busy is started to completed without suspensions. It is what the log shows: work that leaves no trace (calls, mail) is not in it. */
export function utilisation(log: EventLog, duty: Duty, { fromAt, beforeAt, by = 'unit' }: UtilisationOptions = {}): Utilisation {
  const beginAt = fromAt ?? log.startedAt.reduce((least, at) => (at < least ? at : least), Infinity);
  const endAt = beforeAt ?? log.observedUntilAt;
  const unitOf = mainUnits(log);
  const tables = dutyTables(log, duty);
  const work = new ResourceWork(log);
  const groups = new Map<string | null, { n: number; busyMs: number; onDutyMs: number; offDutyMs: number }>();
  const counts = { n: 0, withoutHours: 0, withoutStarts: 0 };
  for (const [code, resource] of log.resources.entries()) {
    const unit = unitOf[code];
    if (unit === undefined) continue;
    counts.n++;
    const table = tables.of(code, unit);
    const isStarted = work.first[code]! < work.first[code + 1]!;
    if (!table) counts.withoutHours++;
    else if (!isStarted) counts.withoutStarts++;
    if (!table || !isStarted) continue;
    const busy = busyWithin(log, work, code, beginAt, endAt);
    const onDutyMs = table.msWithin(beginAt, endAt);
    const busyMs = busyOnDuty(busy, table);
    const name = by === 'resource' ? resource : by === 'unit' ? (log.units[unit] ?? null) : (by(resource) ?? null);
    const group = groups.get(name) ?? { n: 0, busyMs: 0, onDutyMs: 0, offDutyMs: 0 };
    group.n++;
    group.busyMs += busyMs;
    group.onDutyMs += onDutyMs;
    group.offDutyMs += lengthMs(busy) - busyMs;
    groups.set(name, group);
  }
  const found = [...groups].sort((a, b) => b[1].n - a[1].n);
  const held = by === 'resource' ? [] : heldBack(found.map(([, { n }]) => n));
  return {
    ...counts,
    groups: found.map(([group, figures], index): GroupUtilisation => {
      if (held[index] === true) return { group, suppressed: true };
      const share = figures.onDutyMs > 0 ? figures.busyMs / figures.onDutyMs : null;
      return { group, suppressed: false, figures: { ...figures, share } };
    }),
  };
}

function busyWithin(log: EventLog, work: ResourceWork, code: number, fromAt: number, toAt: number): readonly number[] {
  const pieces: (readonly [number, number])[] = [];
  for (let place = work.first[code]!; place < work.first[code + 1]!; place++)
    if (log.kind[work.row[place]!] === WORK) pieces.push([work.from[place]!, work.to[place]!]);
  return within(union(pieces), [fromAt, toAt]);
}

function busyOnDuty(busy: readonly number[], table: DutyTable): number {
  let sum = 0;
  for (let index = 0; index < busy.length; index += 2) sum += table.msWithin(busy[index]!, busy[index + 1]!);
  return sum;
}

/** By code of a resource: the unit in which it did most rows of work (-1: none told); undefined for one without work. */
function mainUnits(log: EventLog): readonly (number | undefined)[] {
  const counts = log.resources.map(() => new Map<number, number>());
  for (let row = 0; row < log.rows; row++) {
    if (log.kind[row] !== WORK) continue;
    const of = counts[log.resourceOf[row]!];
    of?.set(log.unitOf[row]!, (of.get(log.unitOf[row]!) ?? 0) + 1);
  }
  return counts.map((of) => [...of].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0]);
}
