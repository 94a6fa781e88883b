/** Who worked from when to when, and what that cost in each case: kept while a simulation runs, summed up afterwards. */
import type { WorkingCalendar } from '../../engine/time/calendar.ts';

const HOUR_MS = 3_600_000;

export interface Worker {
  readonly id: string;
  readonly roles: readonly string[];
  readonly calendar: WorkingCalendar;
  readonly costPerHour: number;
}

export interface Ledger {
  /** A person was at the tasks of these cases, at all of them at once. */
  worked(person: Worker, cases: readonly number[], fromAt: number, toAt: number): void;
  /** Of a case so far: money for the hours of people, and those hours. */
  costOf(caseIndex: number): number;
  workMsOf(caseIndex: number): number;
  /** The working time that a person was at tasks between two instants. */
  busyMs(person: Worker, fromAt: number, toAt: number): number;
  /** Everybody of the scenario. */
  readonly people: readonly Worker[];
}

export function ledgerOf(people: readonly Worker[]): Ledger {
  const costs: number[] = [];
  const workMs: number[] = [];
  /** From and to in turns. */
  const stretches = new Map<Worker, number[]>(people.map((person) => [person, []]));
  const add = (sums: number[], caseIndex: number, value: number): void => {
    sums[caseIndex] = (sums[caseIndex] ?? 0) + value;
  };
  return {
    people,
    worked(person, cases, fromAt, toAt) {
      if (toAt <= fromAt) return;
      stretches.get(person)?.push(fromAt, toAt);
      const each = person.calendar.workingMsBetween(fromAt, toAt) / cases.length;
      for (const caseIndex of cases) {
        add(workMs, caseIndex, each);
        if (person.costPerHour > 0) add(costs, caseIndex, (each / HOUR_MS) * person.costPerHour);
      }
    },
    costOf: (caseIndex) => costs[caseIndex] ?? 0,
    workMsOf: (caseIndex) => workMs[caseIndex] ?? 0,
    busyMs(person, fromAt, toAt) {
      const all = stretches.get(person) ?? [];
      let sum = 0;
      for (let index = 0; index < all.length; index += 2) {
        const from = Math.max(fromAt, all[index]!);
        const to = Math.min(toAt, all[index + 1]!);
        if (from < to) sum += person.calendar.workingMsBetween(from, to);
      }
      return sum;
    },
  };
}
