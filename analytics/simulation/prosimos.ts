/** Scenario files of Prosimos (BPMN simulation of the University of Tartu) as ours; what of them has no counterpart is told by name. */
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { calendar } from '../../engine/time/calendar.ts';
import type { CalendarData } from '../../engine/time/calendar.ts';
import { scaled, moments } from './distributions.ts';
import type { Distribution } from './distributions.ts';
import { batchFrom } from './prosimos-batches.ts';
import { calendarData, calendarFrom, conditionFrom, distributionFrom, nameFrom, valueFrom } from './prosimos-parts.ts';
import { PROSIMOS_SECTIONS, prosimosSchema } from './prosimos-schema.ts';
import type { Prosimos, ProsimosAttribute } from './prosimos-schema.ts';
import { readScenario } from './scenario.ts';
import type { Branch, Scenario, ScenarioSource, Value } from './scenario.ts';
import { faultSentence } from './scenario-faults.ts';

export interface Imported {
  readonly scenario: Scenario;
  /** What has no counterpart, or another meaning, one sentence each with its place. */
  readonly notes: readonly string[];
}

/** Whether a file is meant as one of Prosimos. */
export function isProsimos(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'resource_profiles' in json;
}

/** @param process the model that the file belongs to: its elements are checked */
export function readProsimos(json: unknown, process: ExecutableProcess): Imported | { readonly faults: readonly string[] } {
  const read = prosimosSchema.safeParse(json);
  if (!read.success) return { faults: read.error.issues.map((issue) => faultSentence(issue)) };
  const importing = new Importing(read.data, process);
  const source = importing.scenario();
  if (importing.faults.length > 0) return { faults: importing.faults };
  const scenario = readScenario(source);
  return 'faults' in scenario ? scenario : { scenario, notes: importing.notes };
}

/** Rows of a calendar that is never left. */
const ALWAYS = calendarData([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })));

class Importing {
  readonly faults: string[] = [];
  readonly notes: string[] = [];
  private readonly source: Prosimos;
  private readonly process: ExecutableProcess;
  private readonly calendars: Record<string, CalendarData> = { office: ALWAYS };

  constructor(source: Prosimos, process: ExecutableProcess) {
    this.source = source;
    this.process = process;
  }

  scenario(): ScenarioSource {
    this.leftOut();
    for (const { id, time_periods, workload_ratio } of this.source.resource_calendars) {
      if (workload_ratio !== undefined) this.note(`resource_calendars ${id}: workload_ratio has no counterpart.`);
      this.addCalendar(id, time_periods, `resource_calendars ${id}`);
    }
    const staff = this.staff();
    const events = this.events();
    const activities = this.activities();
    const { sets, priorities } = this.cases();
    return {
      formatVersion: 1,
      service: this.process.id,
      unit: this.source.resource_profiles[0]?.name ?? 'staff',
      arrivals: this.arrivals(),
      cases: { sets, priorities },
      calendars: this.calendars as NonNullable<ScenarioSource['calendars']>,
      staff: priorities.length > 0 ? staff.map((group) => ({ ...group, takes: 'priority' as const })) : staff,
      activities,
      events,
      branches: this.branches(),
    };
  }

  private readonly note = (sentence: string): void => {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  };

  private leftOut(): void {
    const { source } = this;
    for (const name of Object.keys(source))
      if (!PROSIMOS_SECTIONS.has(name)) this.note(`${name}: this section is not known and is left out.`);
    if (source.model_type === 'FUZZY') this.note('model_type FUZZY: hours are worked or not; see the calendars.');
    if (source.granule_size !== undefined && source.model_type === 'FUZZY') this.note('granule_size: has no counterpart.');
    if (source.gateway_execution_limit !== undefined)
      this.note('gateway_execution_limit: has no counterpart; a case may take 5,000 steps.');
    if (source.multitask !== undefined) this.note('multitask: has no counterpart; a person does one thing at a time.');
  }

  private addCalendar(name: string, periods: Parameters<typeof calendarFrom>[0], where: string): void {
    const data = calendarFrom(periods, where, this.note);
    if (data === undefined)
      this.faults.push(`${where}: no hours of work can be read: give MONDAY to SUNDAY and times as 09:00:00.`);
    else this.calendars[name] = data;
  }

  private arrivals(): ScenarioSource['arrivals'] {
    this.addCalendar('arrivals', this.source.arrival_time_calendar, 'arrival_time_calendar');
    const given = this.source.arrival_time_distribution;
    let gap: Distribution | undefined;
    if ('histogram_data' in given) {
      const { cdf, bin_midpoints: values } = given.histogram_data as { cdf: number[]; bin_midpoints: number[] };
      const weights = values.map((_, index) => Math.max(0, (cdf[index] ?? 1) - (index === 0 ? 0 : (cdf[index - 1] ?? 1))));
      gap = { kind: 'empirical', values, weights };
    } else gap = distributionFrom(given, 1, 'arrival_time_distribution', this.note);
    const mean = gap === undefined ? 0 : moments(gap).mean;
    const hours = this.calendars['arrivals'];
    if (gap === undefined || hours === undefined || !(mean > 0)) {
      if (!(mean > 0)) this.faults.push('arrival_time_distribution: the mean time between two cases must be above zero.');
      return { perWorkingDay: 1 };
    }
    this.note('arrival_time_distribution: the time between two cases is counted inside arrival_time_calendar.');
    const perWorkingDay = calendar(hours).workingMsPerDay / (mean * 1_000);
    return { perWorkingDay, gap: scaled(gap, 1 / mean), calendar: 'arrivals' };
  }

  /** A role for each task, and each person in the roles of all their tasks. */
  private staff(): ScenarioSource['staff'] {
    return this.source.task_resource_distribution.map(({ task_id: task, resources }) => ({
      role: task,
      people: resources.flatMap(({ resource_id: id }) =>
        this.clones(id).map((clone) => ({ id: clone, ...this.hoursOf(id), ...this.costOf(id) })),
      ),
      unit: this.profileOf(resources[0]?.resource_id ?? '')?.name ?? 'staff',
      calendar: 'office',
    }));
  }

  private resource(id: string) {
    const found = this.source.resource_profiles.flatMap(({ resource_list }) => resource_list).find((one) => one.id === id);
    if (found === undefined && !this.faults.some((fault) => fault.includes(`"${id}"`)))
      this.faults.push(`task_resource_distribution: the resource "${id}" is in no resource_profiles: add it there.`);
    return found;
  }

  private profileOf(id: string) {
    return this.source.resource_profiles.find(({ resource_list }) => resource_list.some((one) => one.id === id));
  }

  private clones(id: string): readonly string[] {
    const amount = Math.max(1, Math.round(this.resource(id)?.amount ?? 1));
    return amount === 1 ? [id] : Array.from({ length: amount }, (_, index) => `${id}-${String(index + 1)}`);
  }

  private hoursOf(id: string): { calendar?: string } {
    const name = this.resource(id)?.calendar;
    if (name === undefined) return {};
    if (this.calendars[name] === undefined)
      this.faults.push(`resource_profiles: there is no calendar "${name}" in resource_calendars.`);
    return { calendar: name };
  }

  private costOf(id: string): { costPerHour?: number } {
    const cost = this.resource(id)?.cost_per_hour;
    return cost === undefined || cost === 0 ? {} : { costPerHour: cost };
  }

  private activities(): ScenarioSource['activities'] {
    const activities: Record<string, ScenarioSource['activities'][string]> = {};
    for (const { task_id: task, resources } of this.source.task_resource_distribution) {
      const node = this.process.nodes.get(task);
      if (node === undefined) {
        this.faults.push(`task_resource_distribution: the model has no element "${task}".`);
        continue;
      }
      const times = resources.map((one) => ({
        id: one.resource_id,
        minutes: distributionFrom(one, 60, `task_resource_distribution of ${task}`, this.note)!,
      }));
      const [first] = times;
      const isSame = times.every(({ minutes }) => JSON.stringify(minutes) === JSON.stringify(first?.minutes));
      const byPerson = times.flatMap(({ id, minutes }) => this.clones(id).map((clone) => [clone, minutes] as const));
      const sets = this.setsOf(task);
      const batch = this.source.batch_processing.find((one) => one.task_id === task);
      const rules = batch && batchFrom(batch, (name, data) => (this.calendars[name] = data), this.note);
      activities[task] = {
        workMinutes: first?.minutes ?? { kind: 'fixed', value: 0 },
        roles: [task],
        ...(isSame ? {} : { workMinutesByPerson: Object.fromEntries(byPerson) }),
        ...(Object.keys(sets).length > 0 ? { sets } : {}),
        ...(rules === undefined ? {} : { batch: rules }),
      };
    }
    for (const { task_id: task } of this.source.batch_processing)
      if (activities[task] === undefined) this.faults.push(`batch_processing: "${task}" is not in task_resource_distribution.`);
    return activities;
  }

  private setsOf(element: string): Record<string, Value> {
    return this.values(
      this.source.event_attributes.filter(({ event_id }) => event_id === element).flatMap(({ attributes }) => attributes),
      `event_attributes of ${element}`,
    );
  }

  private values(attributes: readonly ProsimosAttribute[], where: string): Record<string, Value> {
    return Object.fromEntries(
      attributes.flatMap((attribute) => {
        const value = valueFrom(attribute, where, this.note);
        const name = nameFrom(attribute.name);
        if (name !== attribute.name) this.note(`${where}: the attribute "${attribute.name}" is called ${name} here.`);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  }

  private events(): NonNullable<ScenarioSource['events']> {
    const events: NonNullable<ScenarioSource['events']> = {};
    for (const one of this.source.event_distribution) {
      if (!this.process.nodes.has(one.event_id))
        this.faults.push(`event_distribution: the model has no element "${one.event_id}".`);
      const minutes = distributionFrom(one, 60, `event_distribution of ${one.event_id}`, this.note);
      if (minutes !== undefined) events[one.event_id] = { minutes, sets: this.setsOf(one.event_id) };
    }
    return events;
  }

  private cases(): { sets: Record<string, Value>; priorities: Scenario['cases']['priorities'] } {
    const { case_attributes, global_attributes, prioritisation_rules: rules } = this.source;
    if (global_attributes.length > 0)
      this.note('global_attributes: what all cases share has no counterpart; each case has such an attribute of its own.');
    return {
      sets: {
        ...this.values(global_attributes, 'global_attributes'),
        ...this.values(case_attributes, 'case_attributes'),
      },
      priorities: [...rules]
        .sort((a, b) => a.priority_level - b.priority_level)
        .map(({ priority_level: level, rules: when }) => ({ when: conditionFrom(when), priority: -level })),
    };
  }

  private branches(): Record<string, Branch> {
    const branches: Record<string, Branch> = {};
    const known = new Map(this.source.branch_rules.map(({ id, rules }) => [id, conditionFrom(rules)]));
    for (const { gateway_id: id, probabilities } of this.source.gateway_branching_probabilities) {
      const where = `gateway_branching_probabilities of ${id}`;
      const node = this.process.nodes.get(id);
      if (node === undefined) {
        this.faults.push(`${where}: the model has no such gateway.`);
        continue;
      }
      const stray = probabilities.find(({ path_id }) => !node.outgoing.includes(path_id));
      if (stray !== undefined) this.faults.push(`${where}: the flow "${stray.path_id}" does not leave it.`);
      const ruled = probabilities.filter(({ condition_id }) => typeof condition_id === 'string');
      if (ruled.length > 0) {
        if (ruled.length < probabilities.length)
          this.note(`${where}: beside conditions the probabilities of the other flows are left out.`);
        branches[id] = {
          rules: Object.fromEntries(ruled.map((one) => [one.path_id, known.get(one.condition_id ?? '') ?? 'false'])),
        };
        for (const one of ruled)
          if (!known.has(one.condition_id ?? ''))
            this.faults.push(`${where}: there is no branch_rules "${String(one.condition_id)}".`);
        continue;
      }
      const given = probabilities.flatMap(({ value }) => (value === undefined ? [] : [value]));
      const missing = probabilities.length - given.length;
      if (missing > 0) this.note(`${where}: flows without a probability share what is left evenly.`);
      const rest = Math.max(0, 1 - given.reduce((sum, value) => sum + value, 0)) / Math.max(1, missing);
      const shares = probabilities.map(({ path_id, value }) => [path_id, value ?? rest] as const);
      if (shares.every(([, value]) => value === 0)) this.faults.push(`${where}: no flow has a probability above zero.`);
      branches[id] = { shares: Object.fromEntries(shares) };
    }
    return branches;
  }
}
