/** What the case and chance decide about a task when it comes up: how much work it is, what comes of it, whether it rests or has to wait. */
import type { TaskRow } from '../../engine/case/effect.ts';
import type { Variables } from '../../engine/errors.ts';
import { draw } from './distributions.ts';
import type { Distribution } from './distributions.ts';
import type { Run } from './run.ts';
import type { Activity } from './scenario.ts';
import { afterMinutes, MINUTE_MS } from './spans.ts';
import type { WorkItem } from './people.ts';
import { drawValues } from './values.ts';

export interface Assignment {
  readonly item: WorkItem;
  readonly decides: Variables;
  readonly isAssigned: boolean;
  /** Before this nobody can begin it. */
  readonly offeredAt: number;
  readonly pause?: { readonly days: number; readonly reason: NonNullable<Activity['pause']>['reason'] };
}

/** @throws Error when the scenario says nothing about the activity */
export function assignmentOf(run: Run, caseIndex: number, row: TaskRow): Assignment {
  const name = run.nameOf(caseIndex, row.elementId);
  const activity = run.scenario.activities[name];
  if (activity === undefined) throw new Error(`The scenario says nothing about the activity "${name}": add it to "activities".`);
  const chance = run.chanceOf(caseIndex);
  const { random, occurrence } = chance.stream(`task ${row.elementId}`);
  const roles = activity.roles ?? row.candidateGroups;
  const role = roles.find((group) => activity.workMinutesByRole[group] !== undefined);
  const usual = role === undefined ? activity.workMinutes : activity.workMinutesByRole[role]!;
  const work = (minutes: Distribution): number =>
    Math.round(Math.max(0, draw(minutes, random.split('work'))) * chance.effort * MINUTE_MS);
  const usualMs = work(usual);
  const byPerson = activity.workMinutesByPerson;
  const { pause, delay } = activity;
  const pauses = pause !== undefined && random.split('pauses').next() < pause.share;
  const delayed = delay !== undefined && random.split('delayed').next() < delay.share;
  return {
    item: {
      caseIndex,
      taskKey: row.key,
      activity: name,
      roles,
      waitsSince: run.now(),
      casePriority: chance.priority,
      priority: row.priority,
      dueAt: row.dueAt ?? termDueAt(run.termDueOn(caseIndex)),
      workOf: ({ id }) => (byPerson[id] === undefined ? usualMs : work(byPerson[id])),
      ...(activity.calendar === undefined ? {} : { calendar: run.calendars.named(activity.calendar) }),
    },
    decides: drawValues(activity.sets, random.split('sets'), occurrence),
    isAssigned: row.assignee !== undefined,
    offeredAt: delayed
      ? afterMinutes(run.calendars, delay.calendar, run.now(), draw(delay.minutes, random.split('delay')))
      : run.now(),
    ...(pauses ? { pause: { days: draw(pause.workingDays, random.split('pause')), reason: pause.reason } } : {}),
  };
}

/** A task without a due date of its own is due when the case's statutory term is over. */
function termDueAt(dueOn: string | undefined): number {
  return dueOn === undefined ? Infinity : Date.parse(`${dueOn}T23:59:59Z`);
}
