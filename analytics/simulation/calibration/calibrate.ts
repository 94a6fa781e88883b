/**
 * A scenario from a log: who comes when, which way cases go, who works when on what and for how long, what waits for a batch, and what
 * waits for reasons that the log does not hold. After the pipeline of Simod (Camargo, Dumas, González-Rojas 2020; Chapela-Campa, Dumas
 * 2024 for the delays), with exact quantile distances in the place of random ones.
 */
import type { ExecutableProcess, FlowNode } from '../../../engine/model/executable-process.ts';
import { calendar } from '../../../engine/time/calendar.ts';
import type { CalendarData } from '../../../engine/time/calendar.ts';
import { labelsOf } from '../../conformance/labels.ts';
import { discoverCalendars } from '../../discover-calendars.ts';
import { COMPLETED } from '../../log/event-log.ts';
import type { EventLog } from '../../log/event-log.ts';
import { calendarData } from '../prosimos-parts.ts';
import { calledName } from '../run.ts';
import { readScenario } from '../scenario.ts';
import type { Branch, Scenario, ScenarioSource } from '../scenario.ts';
import { MINUTE_MS } from '../spans.ts';
import { arrivalPattern } from './arrival-pattern.ts';
import { batchRules } from './batch-rules.ts';
import { branchShares } from './branch-shares.ts';
import { fit } from './fit.ts';
import { joinedLog } from './joined-log.ts';
import type { LogPart } from './joined-log.ts';
import { awaited } from './letters.ts';
import { replay } from './replay.ts';
import { calendarsByResource, workTimes } from './work-times.ts';

export interface CalibrateOptions {
  /** IANA name of the zone in which people work; UTC by default. */
  readonly zone?: string | undefined;
  /** The element id for activities of the log whose name is neither an element's id nor its label. */
  readonly mapping?: Readonly<Record<string, string>> | undefined;
  /** Each process that the model calls, with the log of its cases. */
  readonly called?: readonly CalledLog[] | undefined;
  readonly progress?: ((done: number, of: number) => void) | undefined;
}

export interface CalledLog {
  readonly process: ExecutableProcess;
  readonly log: EventLog;
}

export interface Calibrated {
  readonly scenario: Scenario;
  /** By the scenario's name of an element, what the log calls it: of the process itself alone. */
  readonly names: ReadonlyMap<string, string>;
  /** Of the replay that the shares of gateways come from; null when the model cannot be replayed. */
  readonly fitness: number | null;
  /** What is guessed, or not known, one sentence each. */
  readonly notes: readonly string[];
}

/** Delays in a smaller share of an activity's rows are none, and shorter ones too. */
const DELAY_SHARE = 0.05;
const LEAST_DELAY_MS = MINUTE_MS;
const NEAR_MINUTES = 5 / 60;
const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** @returns the faults when the log tells too little */
export function calibrate(
  log: EventLog,
  process: ExecutableProcess,
  { zone = 'UTC', mapping = {}, called = [], progress }: CalibrateOptions = {},
): Calibrated | { readonly faults: readonly string[] } {
  const labelling = labelsOf(log, process, mapping);
  if (labelling.stray.length > 0)
    return { faults: labelling.stray.map((one) => `The mapping names "${one}", which is not there.`) };
  const missing = logsMissing(process, called);
  if (missing.length > 0) return { faults: missing };
  const own = log;
  const parts = partsOf(own, process, labelling.labels, called);
  log = called.length === 0 ? own : joinedLog(parts);
  const codes = new Map(log.activities.map((name, code) => [name, code]));
  const notes: string[] = [];
  const always = { ...calendarData(DAYS.map((weekday) => ({ weekday, from: '00:00', to: '24:00' }))), zone };
  const duty = discoverCalendars(log, { zone });
  if (duty.source === 'none') notes.push('The log tells no hours of work: everybody is taken to work day and night.');
  const { cases } = own;
  const instants = Array.from({ length: cases.count }, (_, index) =>
    Number.isNaN(cases.receivedAt[index]!) ? cases.startedAt[index]! : cases.receivedAt[index]!,
  ).filter((at) => !Number.isNaN(at));
  const arrivals = instants.length < 2 ? undefined : arrivalPattern(instants, zone, duty.holidays);
  if (arrivals === undefined) return { faults: ['The log has no two cases that begin at different instants.'] };

  const hoursOf = calendarsByResource(duty, always);
  const times = workTimes(log, hoursOf);
  if (times.estimatedStarts > 0)
    notes.push(`${String(times.estimatedStarts)} rows have no start; it is taken to be when they could have been begun.`);
  if (times.overlapping > 0)
    notes.push(`${String(times.overlapping)} rows overlap others of the same person; the time is shared evenly among them.`);
  const gathered = batchRules(
    log,
    (from, to, resource) => hoursOf(resource).workingMsBetween(from, to),
    duty.source !== 'none',
    zone,
  );
  const branches: Record<string, Branch> = {};
  const fitnesses: (number | null)[] = [];
  const ways = parts.map((part) => {
    const calls = [...part.process.nodes.values()].filter(({ kind }) => kind === 'callActivity').map(({ id }) => id);
    // What a call comes to stands in the log of the called cases.
    const options = { unrecorded: called.length === 0 ? undefined : new Set(calls) };
    const replayed = replay(part.log, part.process, part.process === process ? { ...options, mapping, progress } : options);
    const found = branchShares(replayed, part.process);
    const name = part.process === process ? 'the model' : `the called process "${part.process.id}"`;
    const { fitness } = replayed;
    if (fitness === null) notes.push(`${name.replace('t', 'T')} cannot be replayed: ways out of gateways are left to the model.`);
    else if (fitness < 0.9)
      notes.push(`The cases fit ${name} by ${fitness.toFixed(3)} only: shares of gateways are of the nearest runs.`);
    for (const gateway of found.unseen)
      notes.push(`No case came to the gateway "${part.named(gateway)}": its ways are left to the model.`);
    for (const [id, branch] of Object.entries(found.branches)) branches[part.named(id)] = branch;
    fitnesses.push(fitness);
    return found.taken;
  });
  const [fitness = null] = fitnesses;

  const rowsOf = rowsByActivity(log);
  const calendars: Record<string, CalendarData> = { office: duty.whole ?? always, arrivals: arrivals.calendar };
  const nameOfCalendar = (data: CalendarData): string => {
    const text = JSON.stringify(data);
    const known = Object.entries(calendars).find(([, one]) => JSON.stringify(one) === text)?.[0];
    if (known !== undefined) return known;
    const name = `hours ${String(Object.keys(calendars).length - 1)}`;
    calendars[name] = data;
    return name;
  };
  const hours = new Map([
    ['office', hoursOf(undefined)],
    ['arrivals', calendar(arrivals.calendar)],
  ]);
  const staff: ScenarioSource['staff'] = [];
  const activities: ScenarioSource['activities'] = {};
  const jobs: NonNullable<ScenarioSource['jobs']> = {};
  const events: NonNullable<ScenarioSource['events']> = {};
  const names = new Map<string, string>();
  for (const { part, node } of parts.flatMap((each) =>
    [...each.process.nodes.values()].map((one) => ({ part: each, node: one })),
  )) {
    const id = part.named(node.id);
    const codeOf = (one: FlowNode): number | undefined => codes.get(part.nameOf(one) ?? '');
    const code = codeOf(node);
    if (code !== undefined && part.process === process) names.set(node.id, log.activities[code]!);
    const rows = code === undefined ? [] : (rowsOf.get(code) ?? []);
    if (node.kind === 'userTask' || ((node.kind === 'task' || node.kind === 'manualTask') && rows.length > 0)) {
      if (rows.length === 0) notes.push(`The log does not have "${node.name || id}": it takes no time.`);
      const minutes = rows.map((row) => times.workMs[row]! / MINUTE_MS).filter((value) => value >= 0);
      const found = code === undefined ? undefined : gathered.get(code);
      if (found !== undefined && 'weekly' in found)
        calendars[`batch ${id}`] = { ...(duty.whole ?? always), weekly: found.weekly };
      const delay = found === undefined ? delayOf(rows, times.delayMs) : undefined;
      activities[id] = {
        workMinutes: minutes.length === 0 ? { kind: 'fixed', value: 0 } : fit(minutes, NEAR_MINUTES).distribution,
        roles: [id],
        ...(delay === undefined ? {} : { delay: { ...delay, calendar: 'office' } }),
        ...(found === undefined
          ? {}
          : { batch: { releases: ['size' in found ? { size: found.size } : { during: `batch ${id}` }] } }),
      };
      const people = whoDid(log, rows).map((person) => ({
        id: person,
        calendar: nameOfCalendar(duty.calendarOf(person, undefined) ?? always),
      }));
      const unnamed = Math.max(1, atOnce(rows, times.startedAt, log));
      staff.push({ role: id, ...(people.length > 0 ? { people } : { people: unnamed, calendar: 'office' }) });
    }
    if ('job' in node && typeof node.job.type.constant === 'string') {
      const seconds = rows.map((row) => (log.completedAt[row]! - times.startedAt[row]!) / 1_000).filter((value) => value >= 0);
      jobs[node.job.type.constant] = {
        latencySeconds: seconds.length === 0 ? { kind: 'fixed', value: 0 } : fit(seconds, 5).distribution,
      };
    }
    if ('trigger' in node && node.trigger.kind === 'message' && node.kind !== 'startEvent' && node.kind !== 'boundaryEvent') {
      const found = awaited(node, {
        log,
        process: part.process,
        codeOf,
        enabledAt: times.enabledAt,
        taken: ways[parts.indexOf(part)]!,
        hours,
      });
      if (found === undefined) notes.push(`The log does not tell how long "${node.name || id}" is awaited: it comes at once.`);
      events[id] = found ?? { minutes: { kind: 'fixed', value: 0 } };
    }
  }
  if (staff.length === 0) return { faults: ['No activity of the log is a task of the model: name them with a mapping.'] };
  const scenario = readScenario({
    formatVersion: 1,
    service: process.id,
    unit: 'staff',
    arrivals: {
      perWorkingDay: arrivals.perWorkingDay,
      gap: arrivals.gap,
      calendar: 'arrivals',
      ...(arrivals.seasons === undefined ? {} : { seasons: [...arrivals.seasons] }),
    },
    calendars,
    staff,
    activities,
    jobs,
    events,
    branches,
  });
  return 'faults' in scenario ? scenario : { scenario, names, fitness, notes };
}

/** A process with its own log, as parts of the joined one. */
interface Part extends LogPart {
  readonly process: ExecutableProcess;
  /** What the joined log calls an element, if it has it. */
  readonly nameOf: (node: FlowNode) => string | undefined;
}

function partsOf(
  log: EventLog,
  process: ExecutableProcess,
  labels: ReadonlyMap<string, number>,
  called: readonly CalledLog[],
): readonly Part[] {
  const part = (of: CalledLog, found: ReadonlyMap<string, number>, named: LogPart['named']): Part => ({
    ...of,
    named,
    nameOf(node) {
      const name = of.log.activities[found.get(node.id) ?? -1];
      return name === undefined ? undefined : named(name);
    },
  });
  return [
    part({ process, log }, labels, (name) => name),
    ...called.map((one) => part(one, labelsOf(one.log, one.process, {}).labels, (name) => calledName(one.process.id, name))),
  ];
}

/** What a called process does stands in the log of its own cases. */
function logsMissing(process: ExecutableProcess, called: readonly CalledLog[]): readonly string[] {
  const there = new Set(called.map((one) => one.process.id));
  const faults = [process, ...called.map((one) => one.process)].flatMap(({ nodes }) =>
    [...nodes.values()].flatMap((node) => {
      const id = node.kind === 'callActivity' ? node.called.processId.constant : undefined;
      if (typeof id !== 'string' || there.has(id)) return [];
      return [`"${node.name || node.id}" calls the process "${id}", whose cases have a log of their own: hand that in too.`];
    }),
  );
  return [...new Set(faults)];
}

function rowsByActivity(log: EventLog): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (let row = 0; row < log.rows; row++) {
    if (log.ending[row] !== COMPLETED) continue;
    const rows = found.get(log.activityOf[row]!);
    if (rows === undefined) found.set(log.activityOf[row]!, [row]);
    else rows.push(row);
  }
  return found;
}

function delayOf(rows: readonly number[], delayMs: Float64Array) {
  const known = rows.map((row) => delayMs[row]!).filter((value) => !Number.isNaN(value));
  const long = known.filter((value) => value > LEAST_DELAY_MS);
  if (known.length === 0 || long.length < DELAY_SHARE * known.length) return undefined;
  const minutes = fit(
    long.map((value) => value / MINUTE_MS),
    NEAR_MINUTES,
  ).distribution;
  return { share: long.length / known.length, minutes };
}

function whoDid(log: EventLog, rows: readonly number[]): readonly string[] {
  const codes = new Set(rows.map((row) => log.resourceOf[row]!).filter((code) => code >= 0));
  return [...codes].sort((a, b) => a - b).map((code) => log.resources[code]!);
}

/** The most rows that were worked on at one time: as many people as there must have been. */
function atOnce(rows: readonly number[], startedAt: Float64Array, log: EventLog): number {
  const changes = rows.flatMap((row) => [
    [startedAt[row]!, 1] as const,
    [Math.max(log.completedAt[row]!, startedAt[row]! + 1), -1] as const,
  ]);
  let [now, most] = [0, 0];
  for (const [, change] of changes.sort(([a, x], [b, y]) => a - b || x - y)) most = Math.max(most, (now += change));
  return most;
}
