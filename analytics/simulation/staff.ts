/**
 * The people of a scenario and what waits for them. A person does one thing at a time, takes only what their roles and skills allow, and
 * only in working time; an activity with a calendar of its own (signing on two mornings) is begun only inside it. Nobody is booked ahead:
 * who is free and on duty takes the next task, so that no later arrival can push in front of an earlier one.
 */
import type { TaskKey } from '../../engine/ids.ts';
import { bothWorkAt } from './calendars.ts';
import type { Person, WorkItem } from './people.ts';
import type { Scenario } from './scenario.ts';

export interface Staff {
  readonly people: readonly Person[];
  offer(item: WorkItem): void;
  /** It is no longer there. */
  withdraw(item: WorkItem): void;
  /** Free people who may take the item, the longest free first. */
  candidates(item: WorkItem): readonly Person[];
  /** Whether there is anybody who ever could. */
  canDo(item: Pick<WorkItem, 'roles' | 'activity'>): boolean;
  /** What a free person takes now, or when there will be something to take, or undefined when nothing waits for them. */
  next(person: Person, at: number): WorkItem | number | undefined;
  take(person: Person, item: WorkItem): void;
  free(person: Person, at: number): void;
}

type Queue = Map<TaskKey, WorkItem>;

export function staffOf(people: readonly Person[]): Staff {
  const byRole = new Map<string, Person[]>();
  for (const person of people) for (const role of person.skills.keys()) byRole.set(role, [...(byRole.get(role) ?? []), person]);
  /** By role, by activity: all of one queue are alike but for the case. */
  const queues = new Map<string, Map<string, Queue>>();
  const desks = new Map<Person, Queue>();
  const queueOf = (role: string, activity: string): Queue => {
    const ofRole = queues.get(role) ?? new Map<string, Queue>();
    queues.set(role, ofRole);
    const queue = ofRole.get(activity) ?? new Map<TaskKey, WorkItem>();
    ofRole.set(activity, queue);
    return queue;
  };
  const deskOf = (person: Person): Queue => {
    const desk = desks.get(person) ?? new Map<TaskKey, WorkItem>();
    desks.set(person, desk);
    return desk;
  };
  const queuesOf = (item: WorkItem): readonly Queue[] =>
    item.heldBy === undefined ? item.roles.map((role) => queueOf(role, item.activity)) : [deskOf(item.heldBy)];
  const may = (person: Person, role: string, activity: string): boolean => {
    const skills = person.skills.get(role);
    return skills === 'all' || skills?.has(activity) === true;
  };
  const withdraw = (item: WorkItem): void => {
    for (const queue of queuesOf(item)) queue.delete(item.taskKey);
  };

  function next(person: Person, at: number): WorkItem | number | undefined {
    let best: WorkItem | undefined;
    let laterAt = Infinity;
    const onDuty = person.calendar.nextWorkingInstant(at) === at;
    const look = (queue: Queue): void => {
      for (const item of queue.values()) {
        const possible = onDuty && (item.calendar === undefined || item.calendar.nextWorkingInstant(at) === at);
        if (!possible) laterAt = Math.min(laterAt, possibleAt(person, item, at));
        else if (best === undefined || goesBefore(item, best, person.takes)) best = item;
        // In order of arrival, and all have the same calendar: nothing behind it can win, or is possible earlier.
        if (person.takes === 'first' || !possible) return;
      }
    };
    const desk = desks.get(person);
    if (desk !== undefined) for (const item of desk.values()) look(new Map([[item.taskKey, item]]));
    for (const [role, skills] of person.skills) {
      const ofRole = queues.get(role);
      if (ofRole === undefined) continue;
      for (const [activity, queue] of ofRole) if (queue.size > 0 && (skills === 'all' || skills.has(activity))) look(queue);
    }
    return best ?? (laterAt === Infinity ? undefined : laterAt);
  }

  return {
    people,
    next,
    withdraw,
    offer(item) {
      for (const queue of queuesOf(item)) queue.set(item.taskKey, item);
    },
    candidates(item) {
      const { heldBy, roles, activity } = item;
      if (heldBy !== undefined) return heldBy.at === undefined ? [heldBy] : [];
      const free: Person[] = [];
      for (const role of roles)
        for (const person of byRole.get(role) ?? [])
          if (person.at === undefined && may(person, role, activity) && !free.includes(person)) free.push(person);
      return free.sort((a, b) => a.freeSince - b.freeSince || a.order - b.order);
    },
    canDo: ({ roles, activity }) => roles.some((role) => byRole.get(role)?.some((person) => may(person, role, activity))),
    take(person, item) {
      withdraw(item);
      person.at = item;
    },
    free(person, at) {
      delete person.at;
      person.freeSince = at;
    },
  };
}

function possibleAt(person: Person, item: WorkItem, at: number): number {
  return item.calendar === undefined ? person.calendar.nextWorkingInstant(at) : bothWorkAt(person.calendar, item.calendar, at);
}

/** What was begun before goes on first; then as the person takes them; among equals the longest waiting. */
function goesBefore(a: WorkItem, b: WorkItem, takes: Scenario['staff'][number]['takes']): boolean {
  if ((a.heldBy === undefined) !== (b.heldBy === undefined)) return a.heldBy !== undefined;
  const order = orderOf(a, b, takes);
  return order < 0 || (order === 0 && a.waitsSince < b.waitsSince);
}

function orderOf(a: WorkItem, b: WorkItem, takes: Scenario['staff'][number]['takes']): number {
  switch (takes) {
    case 'first':
      return a.waitsSince - b.waitsSince;
    case 'last':
      return b.waitsSince - a.waitsSince;
    case 'priority':
      return b.casePriority - a.casePriority || b.priority - a.priority;
    case 'due':
      return a.dueAt === b.dueAt ? 0 : a.dueAt - b.dueAt;
    default:
      return takes satisfies never;
  }
}
