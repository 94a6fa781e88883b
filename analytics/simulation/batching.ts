/** Work that is gathered before anybody begins it: by size, by waiting, by hour and weekday. */
import type { TaskKey } from '../../engine/ids.ts';
import type { Run } from './run.ts';
import type { Batch, Release } from './scenario.ts';
import { MINUTE_MS } from './spans.ts';
import type { WorkItem } from './people.ts';

export interface Batching {
  add(item: WorkItem): void;
  /** @returns whether it was waiting in a batch */
  remove(taskKey: TaskKey): boolean;
  /** Lets go everything. @returns whether there was anything */
  releaseAll(): boolean;
}

interface Gathering {
  readonly rules: Batch;
  readonly items: Map<TaskKey, WorkItem>;
  lastAt: number;
  /** For which instant a look is planned. */
  looksAt: number;
}

/** @param release is given the first of a batch, with the others in it */
export function batchesAtWork(run: Run, release: (item: WorkItem) => void): Batching {
  const gatherings = new Map<string, Gathering>();

  const look = (gathering: Gathering): void => {
    const { rules, items } = gathering;
    while (items.size > 0) {
      const at = Math.min(...rules.releases.map((rule) => holdsAt(rule, gathering)));
      if (at > run.now()) {
        if (at < Infinity && !(gathering.looksAt > run.now() && gathering.looksAt <= at)) {
          gathering.looksAt = at;
          run.plan(at, () => {
            look(gathering);
          });
        }
        return;
      }
      letGo(gathering);
    }
  };

  /** The earliest instant, from now on, at which all of a rule holds if nothing else is added. */
  const holdsAt = ({ size, waitedMinutes, quietMinutes, during }: Release, { items, lastAt }: Gathering): number => {
    if (items.size < (size ?? 1)) return Infinity;
    const [first] = items.values();
    const at = Math.max(
      run.now(),
      waitedMinutes === undefined ? 0 : first!.waitsSince + waitedMinutes * MINUTE_MS,
      quietMinutes === undefined ? 0 : lastAt + quietMinutes * MINUTE_MS,
    );
    return during === undefined ? at : run.calendars.named(during).nextWorkingInstant(at);
  };

  const letGo = ({ rules, items }: Gathering): void => {
    const all = [...items.values()].slice(0, rules.most ?? items.size);
    for (const { taskKey } of all) items.delete(taskKey);
    const factor = rules.factors.reduce((found, one) => (one.size <= all.length && one.size >= found.size ? one : found), {
      size: 0,
      factor: 1,
    }).factor;
    const [first, ...others] = all.map((item): WorkItem => ({
      ...item,
      waitsSince: run.now(),
      workOf: (person) => Math.round(item.workOf(person) * factor),
    }));
    if (first === undefined) return;
    release(others.length === 0 ? first : { ...first, [rules.worked === 'together' ? 'together' : 'afterwards']: others });
  };

  return {
    add(item) {
      const rules = run.scenario.activities[item.activity]?.batch;
      if (rules === undefined) throw new Error(`The activity "${item.activity}" has no batch.`);
      const gathering = gatherings.get(item.activity) ?? { rules, items: new Map(), lastAt: 0, looksAt: 0 };
      gatherings.set(item.activity, gathering);
      gathering.items.set(item.taskKey, item);
      gathering.lastAt = run.now();
      look(gathering);
    },
    remove(taskKey) {
      for (const { items } of gatherings.values()) if (items.delete(taskKey)) return true;
      return false;
    },
    releaseAll() {
      const left = [...gatherings.values()].filter(({ items }) => items.size > 0);
      for (const gathering of left) while (gathering.items.size > 0) letGo(gathering);
      return left.length > 0;
    },
  };
}
