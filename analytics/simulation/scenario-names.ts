/**
 * What a scenario speaks of and the model does not have, so that a misspelling is seen. No faults: one scenario may serve the as-is and
 * the to-be, and what only the other has says nothing here.
 */
import type { Expression } from '../../engine/feel/compile.ts';
import { isActivity, triggersOf } from '../../engine/model/executable-process.ts';
import type { ExecutableProcess, FlowNode, JobDefinition, Throwing } from '../../engine/model/executable-process.ts';
import { numbered } from './people.ts';
import type { Scenario } from './scenario.ts';

export interface UnusedName {
  /** In the scenario: `activities.sign`. */
  readonly place: string;
  /** In English, with what there is instead. */
  readonly text: string;
}

/** Of so many a sentence names what there is. */
const MOST_NAMED = 8;
const TASKS = 'tasks for people';

/** @param called processes that the first one calls; a scenario names their elements `process/element` */
export function unusedNames(
  process: ExecutableProcess,
  scenario: Scenario,
  called: readonly ExecutableProcess[] = [],
): readonly UnusedName[] {
  const elements = new Map<string, FlowNode>(process.nodes);
  for (const one of called) for (const node of one.nodes.values()) elements.set(`${one.id}/${node.id}`, node);
  const unused: UnusedName[] = [];
  const say = (place: string, text: string): void => {
    unused.push({ place, text });
  };
  const check = (
    section: string,
    kinds: string,
    ids: readonly string[],
    holds: (node: FlowNode, id: string) => boolean,
  ): void => {
    const there = [...elements].flatMap(([id, node]) => (holds(node, id) ? [id] : []));
    for (const id of ids) {
      const node = elements.get(id);
      if (node === undefined) say(`${section}.${id}`, `The model has no "${id}"; of ${kinds} it has ${listed(there, ids)}.`);
      else if (!holds(node, id)) say(`${section}.${id}`, `"${id}" is none of the ${kinds}; they are ${listed(there, ids)}.`);
    }
  };
  const { activities, events, branches, messages, jobs, staff } = scenario;
  // What a machine does takes its time from "jobs"; money may be said of it here.
  const isTold = (node: FlowNode, id: string): boolean =>
    isForPeople(node) || ('job' in node && activities[id]?.cost !== undefined);
  check('activities', TASKS, Object.keys(activities), isTold);
  check('events', 'events that wait for a time or a message', Object.keys(events), isAwaited);
  const isOften = (id: string): boolean => branches[id]?.repeats !== undefined;
  const branching = Object.keys(branches);
  check('branches', 'activities that are done several times', branching.filter(isOften), isRepeated);
  check(
    'branches',
    'gateways that choose',
    branching.filter((id) => !isOften(id)),
    chooses,
  );
  for (const [index, { does, people }] of staff.entries()) {
    check(`staff.${String(index)}.does`, TASKS, does ?? [], isForPeople);
    if (typeof people !== 'number')
      for (const [of, person] of people.entries())
        check(`staff.${String(index)}.people.${String(of)}.does`, TASKS, person.does ?? [], isForPeople);
  }
  const nodes = [...elements.values()];
  named('messages', 'messages', messages, nodes.flatMap(messagesOf), say);
  const owners = [process, ...called, ...nodes];
  named('jobs', 'job types', jobs, [...owners.flatMap(listenersOf), ...nodes.flatMap(jobsOf)], say);
  const roles = [...new Set(staff.map(({ role }) => role))];
  const everybody = staff.flatMap(({ role, people }) => (typeof people === 'number' ? numbered(role, people) : people));
  const ids = [...new Set(everybody.map(({ id }) => id))];
  for (const [id, { roles: mine, workMinutesByRole, workMinutesByPerson }] of Object.entries(activities)) {
    const inStaff = (place: string, kind: string, names: readonly string[], there: readonly string[]): void => {
      for (const name of names)
        if (!there.includes(name))
          say(`activities.${id}.${place}.${name}`, `Nobody in "staff" is the ${kind} "${name}"; there are ${listed(there)}.`);
    };
    inStaff('roles', 'role', mine ?? [], roles);
    inStaff('workMinutesByRole', 'role', Object.keys(workMinutesByRole), roles);
    inStaff('workMinutesByPerson', 'person', Object.keys(workMinutesByPerson), ids);
  }
  return unused;
}

/** Nothing is said where a name is worked out at run time: it may be any. */
function named(
  section: string,
  kinds: string,
  given: Readonly<Record<string, unknown>>,
  names: readonly Expression[],
  say: (place: string, text: string) => void,
): void {
  const there = [...new Set(names.map(({ constant }) => constant))];
  const texts = there.filter((name) => typeof name === 'string');
  if (texts.length < there.length) return;
  for (const name of Object.keys(given))
    if (!texts.includes(name))
      say(`${section}.${name}`, `The model has no "${name}"; of ${kinds} it has ${listed(texts, Object.keys(given))}.`);
}

/** Those of which the scenario does not speak come first: the misspelled one is among them. */
function listed(there: readonly string[], known: readonly string[] = []): string {
  if (there.length === 0) return 'none';
  const sorted = [...there.filter((id) => !known.includes(id)), ...there.filter((id) => known.includes(id))];
  return `${sorted.slice(0, MOST_NAMED).join(', ')}${sorted.length > MOST_NAMED ? ', …' : ''}`;
}

function isForPeople({ kind }: FlowNode): boolean {
  return kind === 'userTask' || kind === 'task' || kind === 'manualTask';
}

function isAwaited(node: FlowNode): boolean {
  return 'trigger' in node && triggersOf(node.trigger).some(({ kind }) => kind === 'timer' || kind === 'message');
}

function isRepeated(node: FlowNode): boolean {
  return isActivity(node) && node.loop !== undefined;
}

/** Gateways with several ways out, and activities whose ways out have conditions. */
function chooses({ kind, outgoing }: FlowNode): boolean {
  return outgoing.length > 1 && kind !== 'parallelGateway' && kind !== 'eventBasedGateway';
}

function messagesOf(node: FlowNode): readonly Expression[] {
  if (!('trigger' in node)) return [];
  return triggersOf(node.trigger).flatMap((trigger) => (trigger.kind === 'message' ? [trigger.name] : []));
}

function jobsOf(node: FlowNode): readonly Expression[] {
  if ('job' in node) return [node.job.type];
  return 'result' in node ? thrownJobs(node.result).map(({ type }) => type) : [];
}

function thrownJobs(result: Throwing): readonly JobDefinition[] {
  if (result.kind === 'multiple') return result.results.flatMap(thrownJobs);
  return result.kind === 'job' ? [result.job] : [];
}

function listenersOf({ listeners }: Pick<FlowNode, 'listeners'>): readonly Expression[] {
  return Object.values(listeners ?? {}).flatMap((all) => all.map(({ type }) => type));
}
