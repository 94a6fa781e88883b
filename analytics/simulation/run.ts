/** What the parts of a driven scenario share: virtual time, the world, and each case's own chance. */
import type { Actor } from '../../engine/case/command.ts';
import type { Effect } from '../../engine/case/effect.ts';
import type { CaseState } from '../../engine/case/state.ts';
import type { Step } from '../../engine/case/step.ts';
import type { WorkingCalendar } from '../../engine/time/calendar.ts';
import type { Calendars } from './calendars.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { RunningCommand } from './world.ts';

export interface Run {
  readonly scenario: Scenario;
  readonly calendars: Calendars;
  /** The institution's. */
  readonly office: WorkingCalendar;
  /** Of the whole run; what belongs to a case has its own. */
  readonly random: Random;
  readonly fromAt: number;
  /** Who worked when, and what that cost. */
  readonly ledger: Ledger;
  now(): number;
  plan(at: number, happen: () => void): void;
  /** Asks a case, and lets everybody see what came of it. @throws Error when it is refused: the driver knows what a case waits for */
  ask(caseIndex: number, command: RunningCommand, options?: { readonly actor?: Actor; readonly message?: string }): Step;
  chanceOf(caseIndex: number): CaseChance;
  /** The case that came by itself: the one at the top of the calls. */
  rootOf(caseIndex: number): number;
  /** What the scenario calls an element: by its id; in a called case `process/id`. */
  nameOf(caseIndex: number, elementId: string): string;
  /** The last day of the statutory term of the case, or of the one at the top of its calls. */
  termDueOn(caseIndex: number): string | undefined;
}

/** How a scenario and its figures name an element of a called process. An id of BPMN has no slash. */
export function calledName(processId: string, elementId: string): string {
  return `${processId}/${elementId}`;
}

/** Somebody or something that acts on what the cases bring about. */
export interface Observer {
  observe(caseIndex: number, effect: Effect, state: CaseState): void;
  /** Nothing is planned any more. @returns whether there was something left to do */
  idle?(): boolean;
}

/** The chance of one case: a stream for each thing done in it and each time it is done. */
export interface CaseChance {
  /** How much more or less work it is than others. */
  readonly effort: number;
  /** Of the case among others; 0 unless the scenario says so. */
  readonly priority: number;
  stream(name: string): { readonly random: Random; readonly occurrence: number };
}

export function caseChance(random: Random, effort: number, priority = 0): CaseChance {
  const counts = new Map<string, number>();
  return {
    effort,
    priority,
    stream(name) {
      const occurrence = counts.get(name) ?? 0;
      counts.set(name, occurrence + 1);
      return { random: random.split(name).split(occurrence), occurrence };
    },
  };
}

/** Of a case that another one has called: as much work as that, and the same streams, under the name of its process. */
export function calledChance({ effort, priority, stream }: CaseChance, processId: string): CaseChance {
  return { effort, priority, stream: (name) => stream(calledName(processId, name)) };
}
