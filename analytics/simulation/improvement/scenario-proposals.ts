/** Proposals that change the scenario alone: batches that end, people who move. */
import type { ExecutableProcess } from '../../../engine/model/executable-process.ts';
import { numbered } from '../people.ts';
import type { Forecast } from '../replications.ts';
import type { Scenario } from '../scenario.ts';
import { nameOf } from './proposal.ts';
import type { Change, Proposal } from './proposal.ts';

/** Work is begun as soon as somebody is free, not on signing days or when a batch is full. */
export function endBatches(process: ExecutableProcess, scenario: Scenario): readonly Proposal[] {
  return Object.entries(scenario.activities).flatMap(([id, activity]): Proposal[] => {
    if (!process.nodes.has(id) || (activity.calendar === undefined && activity.batch === undefined)) return [];
    const { calendar, batch, ...free } = activity;
    const changes: Change[] = [];
    if (calendar !== undefined) changes.push({ of: 'scenario', place: `activities.${id}.calendar`, from: calendar, to: null });
    if (batch !== undefined) changes.push({ of: 'scenario', place: `activities.${id}.batch`, from: batch, to: null });
    const name = nameOf(process, id);
    return [
      {
        kind: 'endBatch',
        key: 'improve.endBatch',
        params: { activity: id, name },
        text: `Do "${name}" as it comes, not in batches.`,
        changes,
        process,
        scenario: { ...scenario, activities: { ...scenario.activities, [id]: free } },
      },
    ];
  });
}

const MOST_RECEIVERS = 2;
const MOST_DONORS = 2;
/** Who is at work for more of the time than this is not given away. */
const IDLE_BELOW = 0.7;

/** One of the least busy people helps where cases wait longest; people of other bodies stay where they are. */
export function movePeople(process: ExecutableProcess, scenario: Scenario, asIs: Forecast): readonly Proposal[] {
  const busy = new Map(asIs.utilisation.map(({ role, share }) => [role, share.mean ?? 0]));
  const waits = waitingByRole(process, scenario, asIs);
  const groups = scenario.staff.map((group, index) => ({ group, index })).filter(({ group }) => !group.external);
  const receivers = groups
    .filter(({ group }) => (waits.get(group.role) ?? 0) > 0)
    .sort((a, b) => (waits.get(b.group.role) ?? 0) - (waits.get(a.group.role) ?? 0))
    .slice(0, MOST_RECEIVERS);
  const size = ({ people }: Scenario['staff'][number]): number => (typeof people === 'number' ? people : people.length);
  return receivers.flatMap(({ group: to, index: toIndex }) =>
    groups
      .filter(({ group }) => group.role !== to.role && size(group) > 1 && (busy.get(group.role) ?? 1) < IDLE_BELOW)
      .sort((a, b) => (busy.get(a.group.role) ?? 0) - (busy.get(b.group.role) ?? 0))
      .slice(0, MOST_DONORS)
      .map(({ group: from, index: fromIndex }): Proposal => {
        const staff = scenario.staff.map((group, index) => {
          if (index === fromIndex)
            return { ...group, people: typeof group.people === 'number' ? group.people - 1 : group.people.slice(0, -1) };
          if (index !== toIndex) return group;
          if (typeof group.people === 'number') return { ...group, people: group.people + 1 };
          const [moved] = (typeof from.people === 'number' ? numbered(from.role, from.people) : from.people).slice(-1);
          return { ...group, people: [...group.people, ...(moved === undefined ? [] : [moved])] };
        });
        const change = (index: number): Change => ({
          of: 'scenario',
          place: `staff.${String(index)}.people`,
          from: scenario.staff[index]!.people,
          to: staff[index]!.people,
        });
        return {
          kind: 'movePerson',
          key: 'improve.movePerson',
          params: { from: from.role, to: to.role },
          text: `Let one person of "${from.role}" work in "${to.role}".`,
          changes: [change(fromIndex), change(toIndex)],
          process,
          scenario: { ...scenario, staff },
        };
      }),
  );
}

/** Per case, of the activities that a role does. */
function waitingByRole(process: ExecutableProcess, scenario: Scenario, asIs: Forecast): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { activity, waitingMs, perCase } of asIs.activities) {
    const node = process.nodes.get(activity);
    const groups = node?.kind === 'userTask' ? node.candidateGroups?.constant : undefined;
    const told =
      typeof groups === 'string' ? groups.split(',').map((one) => one.trim()) : Array.isArray(groups) ? groups.map(String) : [];
    const roles = scenario.activities[activity]?.roles ?? told;
    for (const role of roles) found.set(role, (found.get(role) ?? 0) + (waitingMs.mean ?? 0) * (perCase.mean ?? 0));
  }
  return found;
}
