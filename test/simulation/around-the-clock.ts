/** A world for queueing theory: everybody works day and night, an hour is the unit of time, and the only chance is in what a test names. */
import { readScenario } from '../../analytics/simulation/scenario.ts';
import type { Scenario, ScenarioSource } from '../../analytics/simulation/scenario.ts';
import { simulate } from '../../analytics/simulation/simulate.ts';
import type { Simulated } from '../../analytics/simulation/simulate.ts';
import type { EventLog } from '../../analytics/log/event-log.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';

export const HOUR_MS = 3_600_000;
const DAYS = [1, 2, 3, 4, 5, 6, 7];
export const ALWAYS = {
  zone: 'UTC',
  weekly: DAYS.map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
  holidays: 'none' as const,
  shortEves: false,
};
export const START_AT = Date.parse('2025-01-06T00:00:00Z');

/** @param source what differs: arrivals per hour, staff, activities */
export function scenarioOf(
  source: Pick<ScenarioSource, 'staff' | 'activities'> & Partial<ScenarioSource>,
  perHour: number,
): Scenario {
  const scenario = readScenario({
    formatVersion: 1,
    service: 'theory',
    unit: 'theory',
    arrivals: { perWorkingDay: perHour * 24 },
    ...source,
    calendars: { office: ALWAYS, ...source.calendars },
  });
  if ('faults' in scenario) throw new Error(scenario.faults.join('; '));
  return scenario;
}

export function run(process: ExecutableProcess, scenario: Scenario, seed: number, cases: number): Simulated {
  const simulated = simulate({ process, scenario, seed, cases, fromAt: START_AT });
  if (simulated.incidents.length > 0) throw new Error(simulated.incidents.map(({ message }) => message).join('; '));
  return simulated;
}

/** Hours from enabled to started of the rows of one activity, in the order of the cases, without the first `skip` cases. */
export function waitsInHours({ log }: { readonly log: EventLog }, activity: string, skip = 0): readonly number[] {
  const waits: number[] = [];
  for (let row = 0; row < log.rows; row++)
    if (log.activities[log.activityOf[row]!] === activity && log.caseOf[row]! >= skip)
      waits.push((log.startedAt[row]! - log.enabledAt[row]!) / HOUR_MS);
  return waits;
}

export function cycleTimesInHours({ log: { cases } }: { readonly log: EventLog }): readonly number[] {
  return Array.from({ length: cases.count }, (_, index) => (cases.completedAt[index]! - cases.startedAt[index]!) / HOUR_MS);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean of independent replications with the half-width of its 99.9 % interval (Student, 9 degrees of freedom: ten replications). */
export function replicated(figureOf: (seed: number) => number): { readonly mean: number; readonly halfWidth: number } {
  const figures = Array.from({ length: 10 }, (_, index) => figureOf(index + 1));
  const middle = mean(figures);
  const variance = figures.reduce((sum, figure) => sum + (figure - middle) ** 2, 0) / 9;
  return { mean: middle, halfWidth: 4.781 * Math.sqrt(variance / 10) };
}
