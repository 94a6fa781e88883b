/** Who may do what. The one place that decides; everything else asks. */
import type { Person, Role } from './person.ts';

export const ACTIONS = [
  'signedIn',
  'models.read',
  'models.deploy',
  'cases.read',
  'cases.start',
  'cases.edit',
  'cases.cancel',
  /** Changing by hand where cases stand and which version they follow. */
  'cases.repair',
  'terms.change',
  'tasks.read',
  'tasks.work',
  'tasks.assign',
  'incidents.resolve',
  'insight.read',
  'logs.change',
  /** Keeping, renaming and deleting what was simulated. */
  'forecasts.change',
  /** The catalogue of services. */
  'services.read',
  'services.change',
  /** Recommendations, the change plan, results for the funder. */
  'plan.read',
  'plan.change',
  /** Surveys: entering answers and handing out the link of a case; seeing results; making instruments and waves. */
  'surveys.enter',
  'surveys.read',
  'surveys.change',
  'organisation.read',
  'organisation.change',
  /** What other systems do: jobs, messages, signals, variables of any case. */
  'integrations.act',
] as const;
export type Action = (typeof ACTIONS)[number];

const ALLOWED: Readonly<Record<Role, ReadonlySet<Action>>> = {
  analyst: new Set<Action>([
    'models.read',
    'models.deploy',
    'cases.read',
    'cases.start',
    'cases.repair',
    'incidents.resolve',
    'insight.read',
    'logs.change',
    'forecasts.change',
    'services.read',
    'services.change',
    'plan.read',
    'plan.change',
    'surveys.enter',
    'surveys.read',
    'surveys.change',
    'organisation.read',
  ]),
  clerk: new Set<Action>([
    'services.read',
    'surveys.enter',
    'cases.read',
    'cases.start',
    'cases.edit',
    'terms.change',
    'tasks.read',
    'tasks.work',
    'tasks.assign',
  ]),
  manager: new Set<Action>([
    'models.read',
    'cases.read',
    'cases.edit',
    'cases.cancel',
    'terms.change',
    'tasks.read',
    'tasks.assign',
    'incidents.resolve',
    'insight.read',
    'forecasts.change',
    'services.read',
    'plan.read',
    'plan.change',
    'surveys.read',
    'organisation.read',
  ]),
  worker: new Set<Action>(['services.read', 'cases.read', 'cases.start', 'cases.edit', 'integrations.act']),
  administrator: new Set<Action>(ACTIONS),
};

/** Whether a person may do something at all; in which cases she may is `accessOf`. */
export function may(person: Person, action: Action): boolean {
  return person.active && (action === 'signedIn' || person.roles.some((role) => ALLOWED[role].has(action)));
}

/** What the engine puts into every WHERE: see `Access` of engine/index.ts. */
export interface CaseAccess {
  readonly tenantId: string;
  readonly units: readonly string[] | 'all';
  readonly actor: { readonly user: string; readonly role?: string; readonly unit?: string };
}

/**
 * The cases and tasks that a person may know of: those of her units when she is a clerk alone, those of her institution when she manages
 * or analyses one below the head office; else all of her tenant. Never those of another tenant.
 */
export function accessOf(person: Person): CaseAccess {
  const [unit] = person.units;
  const role = person.roles.includes('clerk') ? 'clerk' : person.roles[0];
  return {
    tenantId: person.tenantId,
    units: seesAll(person) ? 'all' : unitsOf(person),
    actor: { user: person.user, ...(role !== undefined && { role }), ...(unit !== undefined && { unit }) },
  };
}

/** Whether a person sees every unit of her tenant. */
export function seesAll(person: Person): boolean {
  return person.oversees === undefined && person.roles.some((role) => role !== 'clerk');
}

/** The names under which tasks are offered to a person: candidate groups are units and roles. */
export function groupsOf(person: Person): readonly string[] {
  return [...unitsOf(person), ...person.roles];
}

/** Her own units, those that she oversees, and those of the people whose stand-in she is today. */
export function unitsOf({ units, oversees = [], standsInFor = [] }: Person): readonly string[] {
  return [...new Set([...units, ...oversees, ...standsInFor.flatMap((absent) => absent.units)])];
}

/** Whose tasks are hers to do: her own, and those of the people whose stand-in she is today. */
export function actsAs({ user, standsInFor = [] }: Person): readonly string[] {
  return [user, ...standsInFor.map((absent) => absent.user)];
}

export interface Offer {
  readonly candidateGroups: readonly string[];
  readonly candidateUsers: readonly string[];
  readonly assignee?: string | undefined;
}

/**
 * Whether a task is this person's to take: it is hers, offered to her or one of her groups, or to nobody by name. A clerk also sees the
 * other tasks of her unit's cases, which are for other units; those who see all may take any.
 */
export function isOffered(person: Person, { candidateGroups, candidateUsers, assignee }: Offer): boolean {
  const own = actsAs(person);
  if (seesAll(person) || own.some((user) => user === assignee || candidateUsers.includes(user))) return true;
  if (candidateGroups.length === 0 && candidateUsers.length === 0) return true;
  const groups = groupsOf(person);
  return candidateGroups.some((group) => groups.includes(group));
}

/**
 * Whether a person may work on a task that somebody holds: her own, one that nobody holds, that of somebody absent whose stand-in she is,
 * and any for those who may take work away from others (managers and administrators). Two clerks never work on one task.
 */
export function mayWorkFor(person: Person, assignee: string | undefined): boolean {
  return (
    assignee === undefined ||
    actsAs(person).includes(assignee) ||
    person.roles.includes('manager') ||
    person.roles.includes('administrator')
  );
}
