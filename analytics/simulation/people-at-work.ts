/** User tasks: offered to the staff, claimed, begun, perhaps paused, completed with what the person decides. */
import type { Actor } from '../../engine/case/command.ts';
import type { TaskRow } from '../../engine/case/effect.ts';
import type { Variables } from '../../engine/errors.ts';
import type { TaskKey } from '../../engine/ids.ts';
import { draw } from './distributions.ts';
import type { Observer, Run } from './run.ts';
import type { Activity } from './scenario.ts';
import { afterWorkingDays, MINUTE_MS } from './spans.ts';
import { staffOf } from './staff.ts';
import type { Person, WorkItem } from './staff.ts';
import { drawValues } from './values.ts';

/** What the case and chance decided about a task when it came up. */
interface Assignment {
  readonly item: WorkItem;
  readonly decides: Variables;
  readonly isAssigned: boolean;
  readonly pause?: { readonly afterMs: number; readonly days: number; readonly reason: NonNullable<Activity['pause']>['reason'] };
}

export function peopleAtWork(run: Run): Observer {
  const staff = staffOf(run.scenario, run.calendars);
  const assignments = new Map<TaskKey, Assignment>();

  const look = (person: Person): void => {
    if (person.at !== undefined) return;
    const found = staff.next(person, run.now());
    if (typeof found === 'number') wakeAt(person, found);
    else if (found !== undefined) take(person, found);
  };
  const wakeAt = (person: Person, at: number): void => {
    if (person.wakesAt <= at && person.wakesAt > run.now()) return;
    person.wakesAt = at;
    run.plan(at, () => {
      if (person.wakesAt === at) person.wakesAt = Infinity;
      look(person);
    });
  };
  const offer = (item: WorkItem): void => {
    staff.offer(item);
    for (const person of staff.candidates(item)) {
      look(person);
      if (person.at?.taskKey === item.taskKey) return;
    }
  };
  const take = (person: Person, item: WorkItem): void => {
    const { taskKey, caseIndex } = item;
    const assignment = assignments.get(taskKey);
    if (assignment === undefined) throw new Error(`Task ${taskKey} was taken, but nobody gave it out.`);
    staff.take(person, item);
    const options = { actor: actorOf(person) };
    if (item.heldBy !== undefined) run.ask(caseIndex, { type: 'resumeTask', taskKey }, options);
    else {
      run.ask(caseIndex, { type: assignment.isAssigned ? 'assignTask' : 'claimTask', taskKey, user: person.id }, options);
      run.ask(caseIndex, { type: 'startTask', taskKey }, options);
    }
    const pause = item.heldBy === undefined ? assignment.pause : undefined;
    const workMs = pause?.afterMs ?? item.workMs;
    run.plan(person.calendar.finishOf(run.now(), workMs), () => {
      if (person.at !== item) return;
      staff.free(person, run.now());
      if (pause !== undefined) rest(person, item, pause);
      else {
        assignments.delete(taskKey);
        run.ask(caseIndex, { type: 'completeTask', taskKey, variables: assignment.decides }, options);
      }
      look(person);
    });
  };
  const rest = (person: Person, item: WorkItem, pause: NonNullable<Assignment['pause']>): void => {
    run.ask(item.caseIndex, { type: 'suspendTask', taskKey: item.taskKey, reason: pause.reason }, { actor: actorOf(person) });
    run.plan(afterWorkingDays(run.office, run.now(), pause.days), () => {
      if (assignments.has(item.taskKey)) offer({ ...item, workMs: item.workMs - pause.afterMs, heldBy: person });
    });
  };

  return {
    observe(caseIndex, effect) {
      if (effect.type !== 'saveTask') return;
      const { row } = effect;
      if ((row.status === 'created' || row.status === 'claimed') && row.startedAt === undefined) {
        if (assignments.has(row.key)) return;
        const assignment = assignmentOf(run, caseIndex, row);
        assignments.set(row.key, assignment);
        if (staff.people.every((person) => !person.roles.some((role) => assignment.item.roles.includes(role))))
          throw new Error(
            `The scenario has no staff for "${row.elementId}" (${row.candidateGroups.join(', ') || 'no candidate group'}).`,
          );
        offer(assignment.item);
      } else if (row.status === 'cancelled' && assignments.delete(row.key)) {
        const person = staff.withdraw(row.key);
        if (person === undefined) return;
        staff.free(person, run.now());
        look(person);
      }
    },
  };
}

function assignmentOf(run: Run, caseIndex: number, row: TaskRow): Assignment {
  const activity = run.scenario.activities[row.elementId];
  if (activity === undefined) throw new Error(`The scenario says nothing about the activity "${row.elementId}".`);
  const chance = run.chanceOf(caseIndex);
  const { random, occurrence } = chance.stream(`task ${row.elementId}`);
  const role = row.candidateGroups.find((group) => activity.workMinutesByRole[group] !== undefined);
  const minutes = draw(role === undefined ? activity.workMinutes : activity.workMinutesByRole[role]!, random.split('work'));
  const workMs = Math.round(Math.max(0, minutes) * chance.effort * MINUTE_MS);
  const { pause } = activity;
  const pauses = pause !== undefined && random.split('pauses').next() < pause.share;
  return {
    item: {
      caseIndex,
      taskKey: row.key,
      activity: row.elementId,
      roles: row.candidateGroups,
      enabledAt: run.now(),
      priority: row.priority,
      dueAt: row.dueAt ?? Infinity,
      workMs,
      ...(activity.calendar === undefined ? {} : { calendar: run.calendars.named(activity.calendar) }),
    },
    decides: drawValues(activity.sets, random.split('sets'), occurrence),
    isAssigned: row.assignee !== undefined,
    ...(pauses
      ? { pause: { afterMs: Math.round(workMs / 2), days: draw(pause.workingDays, random.split('pause')), reason: pause.reason } }
      : {}),
  };
}

function actorOf(person: Person): Actor {
  return { user: person.id, role: 'clerk', unit: person.unit };
}
