/** The people of a scenario, each once, with all their roles and skills, their own hours and absences; and a piece of work for them. */
import type { CalendarData, WorkingCalendar } from '../../engine/time/calendar.ts';
import { absencesByChance } from './absences.ts';
import type { Calendars } from './calendars.ts';
import type { Worker } from './ledger.ts';
import type { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import type { StaffGroup } from './scenario-staff.ts';
import type { TaskKey } from '../../engine/ids.ts';

export interface Person extends Worker {
  readonly id: string;
  /** By role the activities of it that they know; in the order of the scenario. */
  readonly skills: ReadonlyMap<string, 'all' | ReadonlySet<string>>;
  readonly unit: string;
  readonly calendar: WorkingCalendar;
  readonly takes: StaffGroup['takes'];
  readonly order: number;
  at?: WorkItem;
  /** Since when they are at it. */
  since: number;
  freeSince: number;
  /** A wake-up is planned for this instant. */
  wakesAt: number;
}

export interface WorkItem {
  readonly caseIndex: number;
  readonly taskKey: TaskKey;
  readonly activity: string;
  readonly roles: readonly string[];
  /** Since when it waits for somebody. */
  readonly waitsSince: number;
  /** Of the case, and of the task itself. */
  readonly casePriority: number;
  readonly priority: number;
  readonly dueAt: number;
  /** Milliseconds of work for this person. */
  readonly workOf: (person: Person) => number;
  /** Inside which alone it may be begun. */
  readonly calendar?: WorkingCalendar;
  /** Only this person goes on with it: it was paused, or it is of a batch that the person has begun. */
  readonly heldBy?: Person;
  /** It was paused and is taken up again. */
  readonly paused?: true;
  /** The others of its batch: done with it at once, or after it by the same person. */
  readonly together?: readonly WorkItem[];
  readonly afterwards?: readonly WorkItem[];
}

/** Absences by chance are drawn from `random`, from one instant to another; nobody is away so after that. */
export interface Away {
  readonly random: Random;
  readonly fromAt: number;
  readonly toAt: number;
}

/** The people of a role of whom only the number is given. */
export function numbered(role: string, count: number): Exclude<Scenario['staff'][number]['people'], number> {
  return Array.from({ length: count }, (_, index) => ({ id: `${role}-${String(index + 1)}`, absences: [] }));
}

export function peopleOf(scenario: Pick<Scenario, 'staff'>, calendars: Calendars, away?: Away): readonly Person[] {
  const people = new Map<string, Person>();
  for (const group of scenario.staff) {
    const named = typeof group.people === 'number' ? numbered(group.role, group.people) : group.people;
    for (const { id, absences, calendar, does, costPerHour } of named) {
      const known = people.get(id);
      const mine = does ?? group.does;
      const skills = new Map([...(known?.skills ?? []), [group.role, mine === undefined ? 'all' : new Set(mine)] as const]);
      const away_ = known === undefined ? awayOf(group, id, away) : [];
      people.set(id, {
        id,
        roles: [...skills.keys()],
        skills,
        unit: known?.unit ?? group.unit ?? group.role,
        calendar: known?.calendar ?? calendars.of(calendar ?? group.calendar, [...absences, ...away_]),
        takes: known?.takes ?? group.takes,
        costPerHour: known?.costPerHour ?? costPerHour ?? group.costPerHour ?? 0,
        order: known?.order ?? people.size,
        freeSince: 0,
        since: 0,
        wakesAt: Infinity,
      });
    }
  }
  return [...people.values()];
}

function awayOf({ away: spells }: StaffGroup, id: string, away: Away | undefined): CalendarData['absences'] {
  if (spells === undefined || away === undefined) return [];
  return absencesByChance(spells, away.random.split(id), away.fromAt, away.toAt);
}
