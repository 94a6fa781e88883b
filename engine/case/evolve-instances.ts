/** What the log's events do to element instances: the hands of `evolve`. */
import { bodyLifecycle } from '../lifecycle/body.ts';
import { elementLifecycle, type ElementChange, type ElementStatus } from '../lifecycle/element.ts';
import type { Variables } from '../errors.ts';
import { objectOf, type ElementInstanceKey } from '../ids.ts';
import { change } from './lifecycle-change.ts';
import { copyOfInstance, type Editable } from './copies.ts';
import type { CaseState, ElementInstance, Wait } from './state.ts';

/** A state that is being worked on: its own copy at the top and of the two maps, so that the caller's stays as it was. */
export type WorkingState = {
  -readonly [Field in keyof CaseState]: CaseState[Field];
} & {
  instances: Record<ElementInstanceKey, ElementInstance>;
  variables: Record<ElementInstanceKey, Variables>;
};

export function put(state: WorkingState, instance: ElementInstance): void {
  state.instances[instance.key] = copyOfInstance(instance);
}

/** Puts a copy in its place. @returns the copy, which the caller may change: whoever had the instance before still has it as it was */
export function edit(state: WorkingState, key: ElementInstanceKey): Editable<ElementInstance> {
  const instance = state.instances[key];
  if (!instance) throw new Error(`the log speaks of element instance ${key}, which does not live`);
  return (state.instances[key] = copyOfInstance(instance));
}

/** The same, of fields whose new values are known. */
export function alter(state: WorkingState, key: ElementInstanceKey, changes: Partial<ElementInstance>): void {
  Object.assign(edit(state, key), changes);
}

export function advance(state: WorkingState, key: ElementInstanceKey, what: ElementChange): Editable<ElementInstance> {
  const instance = edit(state, key);
  instance.status = change<ElementStatus, ElementChange>(elementLifecycle, instance.status, what);
  return instance;
}

export function enterScope(state: WorkingState, scopeKey: ElementInstanceKey, loopCounter: number | undefined): void {
  const scope = edit(state, scopeKey);
  scope.children += 1;
  if (scope.body && loopCounter !== undefined) scope.body = { ...scope.body, started: scope.body.started + 1 };
}

/** @param kept it stays, with its variables as they are now, to be compensated perhaps */
export function leaveScope(
  state: WorkingState,
  key: ElementInstanceKey,
  what: ElementChange,
  kept?: { readonly seq: number; readonly at: number },
): void {
  const instance = advance(state, key, what);
  const { scopeKey, loopCounter } = instance;
  instance.task = undefined;
  instance.job = undefined;
  if (kept) instance.kept = kept;
  else forget(state, instance);
  if (scopeKey === undefined) return;
  const scope = edit(state, scopeKey);
  scope.children -= 1;
  if (kept) scope.keeps = true;
  if (!scope.body || loopCounter === undefined || what !== 'complete') return;
  const status = change(bodyLifecycle, scope.body.status, 'childCompleted');
  scope.body = { ...scope.body, status, completed: scope.body.completed + 1 };
}

/** With all that it still kept; nothing else can be left in it. */
function forget(state: WorkingState, { key, keeps }: ElementInstance): void {
  delete state.instances[key];
  delete state.variables[key];
  if (!keeps) return;
  for (const child of Object.values(state.instances)) if (child.scopeKey === key) forget(state, child);
}

export function mark(scope: Editable<ElementInstance>, flow: string, by: number): void {
  const { [flow]: had = 0, ...others } = scope.marks ?? {};
  scope.marks = had + by === 0 ? others : { ...others, [flow]: had + by };
}

export function addWait(state: WorkingState, key: ElementInstanceKey, wait: Wait): void {
  const instance = edit(state, key);
  instance.waits = [...instance.waits, wait];
}

export function dropWait(state: WorkingState, key: ElementInstanceKey, waitKey: string): void {
  const instance = edit(state, key);
  instance.waits = instance.waits.filter((wait) => wait.key !== waitKey);
}

export function editWait(state: WorkingState, key: ElementInstanceKey, waitKey: string, how: (wait: Wait) => Wait): void {
  const instance = edit(state, key);
  instance.waits = instance.waits.map((wait) => (wait.key === waitKey ? how(wait) : wait));
}

/** Keys are given out in order, so the newest tells how many there are. */
export function count(state: WorkingState, key: string): void {
  state.objects = Math.max(state.objects, objectOf(key));
}
