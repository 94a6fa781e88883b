/**
 * Changes of which the true effect is known: the same change is made to the scenario that made a log and to the one that was calibrated
 * from this log alone, and both are asked what it does. A calibration is worth what it gets right of that.
 */
import { parallelise } from '../../analytics/simulation/improvement/model-proposals.ts';
import { calibrate } from '../../analytics/simulation/calibration/calibrate.ts';
import type { Calibrated } from '../../analytics/simulation/calibration/calibrate.ts';
import { scaled } from '../../analytics/simulation/distributions.ts';
import { estimateDifference } from '../../analytics/simulation/estimate.ts';
import type { Estimate } from '../../analytics/simulation/estimate.ts';
import { figuresOf } from '../../analytics/simulation/figures.ts';
import { numbered } from '../../analytics/simulation/people.ts';
import { replication } from '../../analytics/simulation/replications.ts';
import type { Experiment } from '../../analytics/simulation/replications.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import { constant } from '../../engine/feel/compile.ts';

export type Asked = Pick<Experiment, 'process' | 'scenario'>;
/** The truth, or the calibrated; people are known by their ids in both. */
export interface Intervention {
  readonly name: string;
  readonly apply: (asked: Asked) => Asked;
}

const scenarioChange = (name: string, change: (scenario: Scenario) => Scenario): Intervention => ({
  name,
  apply: ({ process, scenario }) => ({ process, scenario: change(scenario) }),
});

/** @param truth whose people are meant */
export function membersOf({ staff }: Scenario, role: string): ReadonlySet<string> {
  const of = staff.filter((group) => group.role === role);
  return new Set(of.flatMap(({ people }) => (typeof people === 'number' ? numbered(role, people) : people).map(({ id }) => id)));
}

const peopleIn = ({ role, people }: Scenario['staff'][number]) => (typeof people === 'number' ? numbered(role, people) : people);

/** One more who does what the others of a group do, in the hours of the first of them. */
export function onePersonMore(truth: Scenario, role: string): Intervention {
  const members = membersOf(truth, role);
  return scenarioChange(`one person more: ${role}`, (scenario) => {
    const model = scenario.staff.flatMap((group) =>
      peopleIn(group).map((person) => ({ ...person, calendar: person.calendar ?? group.calendar })),
    );
    const calendar = model.find(({ id }) => members.has(id))?.calendar ?? 'office';
    return {
      ...scenario,
      staff: scenario.staff.map((group) => {
        const people = peopleIn(group);
        if (!people.some(({ id }) => members.has(id))) return group;
        return { ...group, people: [...people, { id: `${role}-new`, absences: [], calendar }] };
      }),
    };
  });
}

/** On each day on which they work, an hour more in the evening. */
export function hourLonger(truth: Scenario, role: string): Intervention {
  const members = membersOf(truth, role);
  return scenarioChange(`an hour longer: ${role}`, (scenario) => {
    const calendars = { ...scenario.calendars };
    const longer = (name: string): string => {
      const known = calendars[name];
      const weekly = known?.weekly;
      if (known === undefined || weekly === undefined) throw new Error(`The calendar "${name}" has no hours to lengthen.`);
      const made = `${name}, an hour longer`;
      const lastOf = (weekday: number) => weekly.filter((one) => one.weekday === weekday).reduce((a, b) => (a.to > b.to ? a : b));
      calendars[made] = {
        ...known,
        weekly: weekly.map((one) => (one === lastOf(one.weekday) ? { ...one, to: anHourLater(one.to) } : one)),
      };
      return made;
    };
    const staff = scenario.staff.map((group) => {
      const people = peopleIn(group);
      if (!people.some(({ id }) => members.has(id))) return group;
      return {
        ...group,
        people: people.map((one) => (members.has(one.id) ? { ...one, calendar: longer(one.calendar ?? group.calendar) } : one)),
      };
    });
    return { ...scenario, staff, calendars };
  });
}

function anHourLater(time: string): string {
  return `${String(Math.min(24, Number(time.slice(0, 2)) + 1)).padStart(2, '0')}:${time > '23:00' ? '00' : time.slice(3)}`;
}

export function arrivalsTimes(factor: number): Intervention {
  return scenarioChange(`arrivals × ${String(factor)}`, (scenario) => ({
    ...scenario,
    arrivals: { ...scenario.arrivals, perWorkingDay: scenario.arrivals.perWorkingDay * factor },
  }));
}

/** Begun as soon as somebody is free, not on certain days. */
export function endBatch(activity: string): Intervention {
  return scenarioChange(`no batch: ${activity}`, (scenario) => {
    const { calendar: _calendar, batch: _batch, ...free } = scenario.activities[activity]!;
    return { ...scenario, activities: { ...scenario.activities, [activity]: free } };
  });
}

export function workTimes(activity: string, factor: number): Intervention {
  return scenarioChange(`work × ${String(factor)}: ${activity}`, (scenario) => {
    const known = scenario.activities[activity]!;
    const times = (by: Readonly<Record<string, Parameters<typeof scaled>[0]>>) =>
      Object.fromEntries(Object.entries(by).map(([name, minutes]) => [name, scaled(minutes, factor)]));
    const changed = {
      ...known,
      workMinutes: scaled(known.workMinutes, factor),
      workMinutesByRole: times(known.workMinutesByRole),
      workMinutesByPerson: times(known.workMinutesByPerson),
    };
    return { ...scenario, activities: { ...scenario.activities, [activity]: changed } };
  });
}

/** A letter comes sooner: what the true scenario says of the message, the calibrated one says of the event. */
export function letterTimes(event: string, message: string, factor: number): Intervention {
  return scenarioChange(`letter × ${String(factor)}: ${event}`, (scenario) => {
    const [ofEvent, ofMessage] = [scenario.events[event], scenario.messages[message]];
    return {
      ...scenario,
      ...(ofEvent && {
        events: { ...scenario.events, [event]: { ...ofEvent, minutes: scaled(ofEvent.minutes, factor) } },
      }),
      ...(ofMessage && {
        messages: {
          ...scenario.messages,
          [message]: { ...ofMessage, afterWorkingDays: scaled(ofMessage.afterWorkingDays, factor) },
        },
      }),
    };
  });
}

/** Left out, and what it decides decided as it mostly is. @param decides by the true scenario */
export function withoutTask(activity: string, decides: Readonly<Record<string, string | boolean>> = {}): Intervention {
  return {
    name: `without ${activity}`,
    apply({ process, scenario }) {
      const node = process.nodes.get(activity);
      if (node?.kind !== 'userTask') throw new Error(`"${activity}" is no user task.`);
      const { [activity]: _gone, ...activities } = scenario.activities;
      const sets = Object.entries(decides).map(([name, value]) => ({ source: constant(value), target: [name] }));
      const nodes = new Map(process.nodes).set(activity, { ...node, kind: 'task', outputs: [...node.outputs, ...sets] });
      return { process: { ...process, nodes }, scenario: { ...scenario, activities } };
    },
  };
}

/** Two tasks, one after the other, at the same time. */
export function atTheSameTime(truth: Scenario, first: string, second: string): Intervention {
  return {
    name: `at once: ${first}, ${second}`,
    apply({ process, scenario }) {
      const free = { ...truth, activities: truth.activities };
      const found = parallelise(process, free).find(({ params }) => params['first'] === first && params['second'] === second);
      if (found === undefined) throw new Error(`"${first}" and "${second}" cannot be done at the same time.`);
      return { process: found.process, scenario };
    },
  };
}

export interface Effects {
  readonly asIsDays: number;
  /** Of the mean cycle time in days, in the order of the interventions; below zero is faster. */
  readonly days: readonly Estimate[];
  /** The same by replication. */
  readonly each: readonly (readonly (number | null)[])[];
  /** What stopped cases, of all that was asked. */
  readonly incidents: ReadonlyMap<string, number>;
  readonly open: number;
}

export type Ask = Pick<Experiment, 'seed' | 'cases' | 'replications' | 'fromAt' | 'decisionFor' | 'term'>;
const DAY_MS = 86_400_000;

/** Each on the same chance as the as-is. */
export function effectsOf(asked: Asked, interventions: readonly Intervention[], ask: Ask): Effects {
  const warmUp = Math.floor(ask.cases * 0.2);
  const incidents = new Map<string, number>();
  let open = 0;
  const figures = ({ process, scenario }: Asked): readonly (number | null)[] =>
    Array.from({ length: ask.replications }, (_, number) => {
      const found = figuresOf(replication({ ...ask, process, scenario }, number), process, scenario, warmUp);
      for (const [what, n] of Object.entries(found.incidents)) incidents.set(what, (incidents.get(what) ?? 0) + n);
      open += found.open;
      return found.cycleTimeMs === null ? null : found.cycleTimeMs / DAY_MS;
    });
  const asIs = figures(asked);
  const each = interventions.map(({ apply }) => figures(apply(asked)));
  return {
    asIsDays: asIs.reduce<number>((sum, value) => sum + (value ?? NaN), 0) / asIs.length,
    days: each.map((after) => estimateDifference(asIs, after)),
    each: each.map((after) => after.map((value, index) => (value ?? NaN) - (asIs[index] ?? NaN))),
    incidents,
    open,
  };
}

export interface Agreement {
  /** Kendall's over pairs of interventions whose true effects are told apart with 95 %; 1: all in the right order. */
  readonly tau: number;
  readonly pairs: number;
  /** Whether the best is the best; or one that cannot be told from it. */
  readonly best: boolean;
  /** Of the interventions whose true effect is not zero with 95 %. */
  readonly signs: number;
  readonly proven: number;
  /** Sum of |found − true| over that of |true|. */
  readonly error: number;
}

/** How far answers agree with the truth. @param differences of the true effects of two interventions, replication by replication */
export function agreement(truth: Effects, found: readonly number[]): Agreement {
  let [concordant, pairs] = [0, 0];
  const apart = (a: number, b: number): boolean => {
    const { low, high } = estimateDifference(truth.each[a]!, truth.each[b]!);
    return low !== null && high !== null && (low > 0 || high < 0);
  };
  const means = truth.days.map(({ mean }) => mean ?? NaN);
  for (let a = 0; a < found.length; a++)
    for (let b = 0; b < a; b++) {
      if (!apart(a, b)) continue;
      pairs += 1;
      concordant += Math.sign(means[a]! - means[b]!) * Math.sign(found[a]! - found[b]!);
    }
  const least = (values: readonly number[]): number => values.indexOf(Math.min(...values));
  const proven = truth.days.flatMap(({ low, high }, index) =>
    low !== null && high !== null && (low > 0 || high < 0) ? [index] : [],
  );
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + Math.abs(value), 0);
  return {
    tau: pairs === 0 ? 1 : concordant / pairs,
    pairs,
    best: least(found) === least(means) || !apart(least(found), least(means)),
    signs: proven.filter((index) => Math.sign(found[index]!) === Math.sign(means[index]!)).length,
    proven: proven.length,
    error: sum(found.map((value, index) => value - means[index]!)) / sum(means),
  };
}

/** From the log of one run of the truth. @throws Error when the log tells too little */
export function calibratedFrom(asked: Asked, ask: Omit<Ask, 'replications'>, zone: string): Calibrated {
  const { log } = replication({ ...ask, ...asked }, 0);
  const found = calibrate(log, asked.process, { zone });
  if ('faults' in found) throw new Error(found.faults.join('; '));
  return found;
}
