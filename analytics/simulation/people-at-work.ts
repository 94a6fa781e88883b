/** User tasks: offered to the staff, claimed, begun, perhaps paused, completed with what the person decides. */
import type { Actor } from '../../engine/case/command.ts';
import type { TaskKey } from '../../engine/ids.ts';
import { assignmentOf } from './assignments.ts';
import type { Assignment } from './assignments.ts';
import { batchesAtWork } from './batching.ts';
import type { Observer, Run } from './run.ts';
import { afterWorkingDays } from './spans.ts';
import { staffOf } from './staff.ts';
import type { Person, WorkItem } from './people.ts';

export function peopleAtWork(run: Run, people: readonly Person[]): Observer {
  const staff = staffOf(people);
  /** Of all tasks that are not over. */
  const assignments = new Map<TaskKey, Assignment>();
  /** Those that somebody may take, and those that somebody is at. */
  const offered = new Map<TaskKey, WorkItem>();
  const workers = new Map<TaskKey, Person>();
  /** Tasks whose listeners are at it, and what somebody does with them afterwards. */
  const heard = new Map<TaskKey, () => void>();
  const isOpen = ({ taskKey }: WorkItem): boolean => assignments.has(taskKey);

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
    offered.set(item.taskKey, item);
    staff.offer(item);
    for (const person of staff.candidates(item)) {
      look(person);
      if (!offered.has(item.taskKey)) return;
    }
  };
  const batching = batchesAtWork(run, offer);
  /** It can be begun from now on, as far as only the staff is needed. */
  const gather = (item: WorkItem): void => {
    if (run.scenario.activities[item.activity]?.batch === undefined) offer(item);
    else batching.add(item);
  };

  const take = (person: Person, item: WorkItem): void => {
    const { together = [], afterwards = [], ...alone } = item;
    offered.delete(item.taskKey);
    staff.take(person, item);
    person.since = run.now();
    const items = [alone, ...together].filter(isOpen);
    for (const one of items) workers.set(one.taskKey, person);
    for (const one of afterwards.filter(isOpen)) {
      const own = { ...one, heldBy: person };
      offered.set(own.taskKey, own);
      staff.offer(own);
    }
    let toBegin = items.length;
    const begun = (): void => {
      toBegin -= 1;
      if (toBegin === 0) work(person, item, items);
    };
    for (const one of items) begin(person, one, begun);
  };
  const work = (person: Person, item: WorkItem, items: readonly WorkItem[]): void => {
    if (person.at !== item) return;
    const pause = items.length > 1 || item.paused ? undefined : assignments.get(item.taskKey)?.pause;
    const workMs = Math.max(...items.map((one) => one.workOf(person)));
    const untilMs = pause === undefined ? workMs : Math.round(workMs / 2);
    run.plan(person.calendar.finishOf(run.now(), untilMs), () => {
      if (person.at !== item) return;
      const left = items.filter(isOpen);
      leave(person, items);
      if (pause !== undefined) rest(person, { ...items[0]!, workOf: () => workMs - untilMs }, pause);
      else for (const one of left) complete(person, one);
      look(person);
    });
  };
  /** @param begun told when its listeners, if it has any, have let it begin, or when it is over before */
  const begin = (person: Person, { taskKey, caseIndex, paused }: WorkItem, begun: () => void): void => {
    const options = { actor: actorOf(person) };
    if (paused) {
      run.ask(caseIndex, { type: 'resumeTask', taskKey }, options);
      begun();
      return;
    }
    const { isAssigned } = assignments.get(taskKey)!;
    const start = (): void => {
      if (assignments.has(taskKey)) run.ask(caseIndex, { type: 'startTask', taskKey }, options);
      begun();
    };
    run.ask(caseIndex, { type: isAssigned ? 'assignTask' : 'claimTask', taskKey, user: person.id }, options);
    if (heard.has(taskKey)) heard.set(taskKey, start);
    else start();
  };
  const wasHeard = (taskKey: TaskKey): void => {
    const goOn = heard.get(taskKey);
    heard.delete(taskKey);
    if (goOn !== undefined) run.plan(run.now(), goOn);
  };
  const complete = (person: Person, { taskKey, caseIndex }: WorkItem): void => {
    const assignment = assignments.get(taskKey);
    // What was done in the same batch may have ended this one.
    if (assignment === undefined) return;
    assignments.delete(taskKey);
    run.ask(caseIndex, { type: 'completeTask', taskKey, variables: assignment.decides }, { actor: actorOf(person) });
  };
  const leave = (person: Person, items: readonly WorkItem[]): void => {
    for (const { taskKey } of items) workers.delete(taskKey);
    const cases = items.map(({ caseIndex }) => run.rootOf(caseIndex));
    run.ledger.worked(person, cases, person.since, run.now());
    staff.free(person, run.now());
  };
  const rest = (person: Person, item: WorkItem, pause: NonNullable<Assignment['pause']>): void => {
    run.ask(item.caseIndex, { type: 'suspendTask', taskKey: item.taskKey, reason: pause.reason }, { actor: actorOf(person) });
    run.plan(afterWorkingDays(run.office, run.now(), pause.days), () => {
      if (isOpen(item)) offer({ ...item, heldBy: person, paused: true });
    });
  };

  const cancelled = (taskKey: TaskKey): void => {
    if (!assignments.delete(taskKey) || batching.remove(taskKey)) return;
    const item = offered.get(taskKey);
    if (item !== undefined) {
      offered.delete(taskKey);
      staff.withdraw(item);
      // The rest of its batch waits on.
      const [first, ...others] = [...(item.together ?? []), ...(item.afterwards ?? [])].filter(isOpen);
      const how = item.together === undefined ? 'afterwards' : 'together';
      if (first !== undefined) offer(others.length === 0 ? first : { ...first, [how]: others });
    }
    const person = workers.get(taskKey);
    if (person?.at === undefined) return;
    const { together = [], ...alone } = person.at;
    const items = [alone, ...together];
    if (items.some(isOpen)) return;
    leave(person, items);
    look(person);
  };

  return {
    observe(caseIndex, effect) {
      if (effect.type !== 'saveTask') return;
      const { row } = effect;
      // What is to be cancelled is nobody's work any more, whatever its listeners still do.
      const isOver = row.status === 'cancelled' || row.listener === 'canceling';
      if (isOver) cancelled(row.key);
      if (isOver || row.listener === undefined) wasHeard(row.key);
      else if (!heard.has(row.key)) heard.set(row.key, () => undefined);
      if (isOver || row.listener !== undefined) return;
      if ((row.status !== 'created' && row.status !== 'claimed') || row.startedAt !== undefined || assignments.has(row.key))
        return;
      const assignment = assignmentOf(run, caseIndex, row);
      const { item, offeredAt } = assignment;
      assignments.set(row.key, assignment);
      if (!staff.canDo(item))
        throw new Error(
          `The scenario has no staff for "${item.activity}" (${item.roles.join(', ') || 'no candidate group'}): add it to "staff".`,
        );
      if (offeredAt <= run.now()) gather(item);
      else
        run.plan(offeredAt, () => {
          if (isOpen(item)) gather({ ...item, waitsSince: run.now() });
        });
    },
    idle: () => batching.releaseAll(),
  };
}

function actorOf(person: Person): Actor {
  return { user: person.id, role: 'clerk', unit: person.unit };
}
