/** What the log's events do to element instances: the hands of `evolve`. */
import { bodyLifecycle } from '../lifecycle/body.ts';
import { elementLifecycle, type ElementChange, type ElementStatus } from '../lifecycle/element.ts';
import type { Variables } from '../errors.ts';
import { objectOf, type ElementInstanceKey } from '../ids.ts';
import { change } from './lifecycle-change.ts';
import type { CaseState, ElementInstance, Wait } from './state.ts';

/** A state that is being worked on: its own copy at the top and of the two maps, so that the caller's stays as it was. */
export type WorkingState = {
  -readonly [Field in keyof CaseState]: CaseState[Field];
} & {
  instances: Record<ElementInstanceKey, ElementInstance>;
  variables: Record<ElementInstanceKey, Variables>;
};

export function put(state: WorkingState, instance: ElementInstance): void {
  state.instances[instance.key] = instance;
}

export function edit(state: WorkingState, key: ElementInstanceKey, how: (instance: ElementInstance) => ElementInstance): void {
  const instance = state.instances[key];
  if (!instance) throw new Error(`the log speaks of element instance ${key}, which does not live`);
  state.instances[key] = how(instance);
}

export function advance(state: WorkingState, key: ElementInstanceKey, what: ElementChange): void {
  edit(state, key, (instance) =>
    Object.assign({}, instance, { status: change<ElementStatus, ElementChange>(elementLifecycle, instance.status, what) }),
  );
}

export function enterScope(state: WorkingState, scopeKey: ElementInstanceKey, loopCounter: number | undefined): void {
  edit(state, scopeKey, (scope) => ({
    ...scope,
    children: scope.children + 1,
    ...(scope.body && loopCounter !== undefined ? { body: { ...scope.body, started: scope.body.started + 1 } } : {}),
  }));
}

/** @param kept it stays, with its variables as they are now, to be compensated perhaps */
export function leaveScope(
  state: WorkingState,
  key: ElementInstanceKey,
  what: ElementChange,
  kept?: { readonly seq: number; readonly at: number },
): void {
  advance(state, key, what);
  const { task: _task, job: _job, ...instance } = state.instances[key] as ElementInstance;
  const { scopeKey, loopCounter } = instance;
  if (kept) state.instances[key] = { ...instance, kept };
  else forget(state, instance);
  if (scopeKey === undefined) return;
  edit(state, scopeKey, (scope) => ({
    ...scope,
    children: scope.children - 1,
    ...(kept ? { keeps: true as const } : {}),
    ...(scope.body && loopCounter !== undefined && what === 'complete'
      ? {
          body: {
            ...scope.body,
            status: change(bodyLifecycle, scope.body.status, 'childCompleted'),
            completed: scope.body.completed + 1,
          },
        }
      : {}),
  }));
}

/** With all that it still kept; nothing else can be left in it. */
function forget(state: WorkingState, { key, keeps }: ElementInstance): void {
  delete state.instances[key];
  delete state.variables[key];
  if (!keeps) return;
  for (const child of Object.values(state.instances)) if (child.scopeKey === key) forget(state, child);
}

export function mark(scope: ElementInstance, flow: string, by: number): ElementInstance {
  const { [flow]: had = 0, ...others } = scope.marks ?? {};
  return { ...scope, marks: had + by === 0 ? others : { ...others, [flow]: had + by } };
}

export function addWait(state: WorkingState, key: ElementInstanceKey, wait: Wait): void {
  edit(state, key, (instance) => ({ ...instance, waits: [...instance.waits, wait] }));
}

export function dropWait(state: WorkingState, key: ElementInstanceKey, waitKey: string): void {
  edit(state, key, (instance) => ({ ...instance, waits: instance.waits.filter((wait) => wait.key !== waitKey) }));
}

export function editWait(state: WorkingState, key: ElementInstanceKey, waitKey: string, how: (wait: Wait) => Wait): void {
  edit(state, key, (instance) => ({
    ...instance,
    waits: instance.waits.map((wait) => (wait.key === waitKey ? how(wait) : wait)),
  }));
}

/** Keys are given out in order, so the newest tells how many there are. */
export function count(state: WorkingState, key: string): void {
  state.objects = Math.max(state.objects, objectOf(key));
}
