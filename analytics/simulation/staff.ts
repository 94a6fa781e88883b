/**
 * The people of a scenario and what waits for them. A person does one thing at a time, takes only what their roles may take, and only
 * in working time; an activity with a calendar of its own (signing on two mornings) is begun only inside it. Nobody is booked ahead:
 * who is free and on duty takes the next task, so that no later arrival can push in front of an earlier one.
 */
import type { TaskKey } from '../../engine/ids.ts';
import type { WorkingCalendar } from '../../engine/time/calendar.ts';
import type { Calendars } from './calendars.ts';
import { bothWorkAt } from './calendars.ts';
import type { Scenario } from './scenario.ts';

export interface WorkItem {
  readonly caseIndex: number;
  readonly taskKey: TaskKey;
  readonly activity: string;
  readonly roles: readonly string[];
  readonly enabledAt: number;
  readonly priority: number;
  readonly dueAt: number;
  readonly workMs: number;
  /** Inside which alone it may be begun. */
  readonly calendar?: WorkingCalendar;
  /** Only this person goes on with it: it was paused and is taken up again. */
  readonly heldBy?: Person;
}

type Takes = Scenario['staff'][number]['takes'];

export interface Person {
  readonly id: string;
  readonly roles: readonly string[];
  readonly unit: string;
  readonly calendar: WorkingCalendar;
  readonly takes: Takes;
  readonly order: number;
  at?: WorkItem;
  freeSince: number;
  /** A wake-up is planned for this instant. */
  wakesAt: number;
}

export interface Staff {
  readonly people: readonly Person[];
  offer(item: WorkItem): void;
  /** The task is no longer there; the person who was at it is free now. */
  withdraw(taskKey: TaskKey): Person | undefined;
  /** Free people who may take the item, the longest free first. */
  candidates(item: WorkItem): readonly Person[];
  /** What a free person takes now, or when there will be something to take, or undefined when nothing waits for them. */
  next(person: Person, at: number): WorkItem | number | undefined;
  take(person: Person, item: WorkItem): void;
  free(person: Person, at: number): void;
  /** Items that wait. */
  readonly waiting: number;
}

export function staffOf(scenario: Scenario, calendars: Calendars): Staff {
  const people = [...peopleOf(scenario, calendars).values()];
  const byRole = new Map<string, Person[]>();
  for (const person of people) for (const role of person.roles) byRole.set(role, [...(byRole.get(role) ?? []), person]);
  const queue = new Map<TaskKey, WorkItem>();
  const workers = new Map<TaskKey, Person>();
  const queues = new Map<string, Map<TaskKey, WorkItem>>();
  const queueOf = (role: string) => {
    const known = queues.get(role) ?? new Map<TaskKey, WorkItem>();
    queues.set(role, known);
    return known;
  };
  const queuesOf = (item: WorkItem) => (item.heldBy === undefined ? item.roles : [deskOf(item.heldBy)]).map(queueOf);
  const remove = (item: WorkItem) => {
    queue.delete(item.taskKey);
    for (const waiting of queuesOf(item)) waiting.delete(item.taskKey);
  };
  return {
    people,
    get waiting() {
      return queue.size;
    },
    offer(item) {
      queue.set(item.taskKey, item);
      for (const waiting of queuesOf(item)) waiting.set(item.taskKey, item);
    },
    withdraw(taskKey) {
      const item = queue.get(taskKey);
      if (item !== undefined) remove(item);
      return workers.get(taskKey);
    },
    candidates(item) {
      const able = item.heldBy === undefined ? item.roles.flatMap((role) => byRole.get(role) ?? []) : [item.heldBy];
      const free = [...new Set(able)].filter((person) => person.at === undefined);
      return free.sort((a, b) => a.freeSince - b.freeSince || a.order - b.order);
    },
    next(person, at) {
      let best: WorkItem | undefined;
      let laterAt = Infinity;
      const onDuty = person.calendar.nextWorkingInstant(at) === at;
      for (const name of [deskOf(person), ...person.roles]) {
        for (const item of queueOf(name).values()) {
          const possible = onDuty && (item.calendar === undefined || item.calendar.nextWorkingInstant(at) === at);
          if (!possible) laterAt = Math.min(laterAt, possibleAt(person, item, at));
          else if (best === undefined || goesBefore(item, best, person.takes)) best = item;
          // The queue is in order of arrival: nothing behind it can win, and when off duty nothing behind it is possible earlier.
          if (item.calendar === undefined && (person.takes === 'first' || !onDuty)) break;
        }
      }
      return best ?? (laterAt === Infinity ? undefined : laterAt);
    },
    take(person, item) {
      remove(item);
      person.at = item;
      workers.set(item.taskKey, person);
    },
    free(person, at) {
      if (person.at !== undefined) workers.delete(person.at.taskKey);
      delete person.at;
      person.freeSince = at;
    },
  };
}

/** The queue of what a person has begun and goes on with. */
function deskOf(person: Person): string {
  return `@${person.id}`;
}

function possibleAt(person: Person, item: WorkItem, at: number): number {
  return item.calendar === undefined ? person.calendar.nextWorkingInstant(at) : bothWorkAt(person.calendar, item.calendar, at);
}

/** What was begun before goes on first; then as the person takes them; among equals the longest waiting. */
function goesBefore(a: WorkItem, b: WorkItem, takes: Takes): boolean {
  if ((a.heldBy === undefined) !== (b.heldBy === undefined)) return a.heldBy !== undefined;
  const order = orderOf(a, b, takes);
  return order < 0 || (order === 0 && a.enabledAt < b.enabledAt);
}

function orderOf(a: WorkItem, b: WorkItem, takes: Takes): number {
  switch (takes) {
    case 'first':
      return a.enabledAt - b.enabledAt;
    case 'last':
      return b.enabledAt - a.enabledAt;
    case 'priority':
      return b.priority - a.priority;
    case 'due':
      return a.dueAt === b.dueAt ? 0 : a.dueAt - b.dueAt;
    default:
      return takes satisfies never;
  }
}

/** The people of a role of whom only the number is given. */
export function numbered(role: string, count: number): Exclude<Scenario['staff'][number]['people'], number> {
  return Array.from({ length: count }, (_, index) => ({ id: `${role}-${String(index + 1)}`, absences: [] }));
}

function peopleOf(scenario: Scenario, calendars: Calendars): ReadonlyMap<string, Person> {
  const people = new Map<string, Person>();
  for (const { role, people: who, calendar, takes, unit } of scenario.staff) {
    const named = typeof who === 'number' ? numbered(role, who) : who;
    for (const { id, absences } of named) {
      const known = people.get(id);
      people.set(id, {
        id,
        roles: [...(known?.roles ?? []), role],
        unit: known?.unit ?? unit ?? role,
        calendar: known?.calendar ?? calendars.of(calendar, absences),
        takes: known?.takes ?? takes,
        order: known?.order ?? people.size,
        freeSince: 0,
        wakesAt: Infinity,
      });
    }
  }
  return people;
}
