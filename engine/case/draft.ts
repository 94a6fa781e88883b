import { objectKey, OBJECTS_PER_CASE, type ElementInstanceKey } from '../ids.ts';
import type { Variables } from '../errors.ts';
import { innerOf, type ExecutableProcess, type FlowNode, type Scope } from '../model/executable-process.ts';
import type { StepContext } from './command.ts';
import type { Effect } from './effect.ts';
import { evolve, type WorkingState } from './evolve.ts';
import type { Happening, LogEvent, VariableEntry } from './log-event.ts';
import { Problem } from './problem.ts';
import { Projection } from './projection.ts';
import type { ElementInstance } from './state.ts';

/** One step in the making: the working state, what has happened so far, the tokens still on their way. */
export interface Draft {
  readonly process: ExecutableProcess;
  readonly context: StepContext;
  readonly state: WorkingState;
  readonly log: LogEvent[];
  readonly values: VariableEntry[];
  readonly projection: Projection;
  /** Effects that are no rows: messages and signals to send. */
  readonly sent: Effect[];
  /** Tokens on sequence flows, first come first served. */
  readonly tokens: Token[];
  /** Loop bodies of which a child has ended, and scopes in which something has: looked at again before the step is over. */
  readonly bodies: Set<ElementInstanceKey>;
  readonly scopes: Set<ElementInstanceKey>;
  /** Scopes in which something has moved: their joins are tested when everything rests. */
  readonly moved: Set<ElementInstanceKey>;
  /** Who sees to a compensation that has got further. */
  readonly drivers: Set<ElementInstanceKey>;
  /** Variables have changed, or a condition has begun to be waited for. */
  conditionsDue: boolean;
  /** An element has been left after which the case is to end. */
  ends: boolean;
  /** Keys given out, some perhaps not yet in the log. */
  objects: number;
  /** Tokens that have reached an element in this step, and element instances alive: both have a limit. */
  arrivals: number;
  living: number;
  /** Characters of JSON: of the case's variables (once they were counted), and of what was set in this step. */
  variables: number | undefined;
  set: number;
}

/** A token on its way to `node`. */
export interface Token {
  readonly node: string;
  readonly scopeKey: ElementInstanceKey;
  readonly flow?: string;
  /** Which child of a multi-instance body is to begin. */
  readonly loopCounter?: number;
  /** What the event brought that sends this token (a message's variables at its boundary event). */
  readonly variables?: Variables;
  /** Variables of the element's own, set by whoever begins it (an ad-hoc activation, a modification). */
  readonly locals?: Variables;
  /** It is to begin with these elements, one inside the other, instead of where it usually begins. */
  readonly within?: Within;
  /** The completed instance that a compensation activity is to undo. */
  readonly compensates?: ElementInstanceKey;
  /** The instance that waited for listeners and goes on now. */
  readonly resumes?: ElementInstanceKey;
  /** Which of several definitions of a start event has happened. */
  readonly part?: number;
}

export interface Within {
  readonly path: readonly string[];
  /** Local variables of each, by its id. */
  readonly locals: Readonly<Record<string, Variables>>;
}

export function openDraft(process: ExecutableProcess, state: WorkingState, context: StepContext): Draft {
  const { objects } = state;
  const living = Object.keys(state.instances).length;
  const collected = {
    log: [],
    values: [],
    projection: new Projection(),
    sent: [],
    tokens: [],
    bodies: new Set<never>(),
    scopes: new Set<never>(),
    moved: new Set<never>(),
    drivers: new Set<never>(),
  };
  return {
    process,
    context,
    state,
    ...collected,
    conditionsDue: false,
    ends: false,
    objects,
    arrivals: 0,
    living,
    variables: undefined,
    set: 0,
  };
}

const LEFT = new Set<string>(['elementPassed', 'elementCompleted', 'elementTerminated', 'elementFailed']);

/**
 * Records that something happened: gives it its number and instant, applies it to the state, notes the rows to save.
 * @param happening becomes the event itself, so it is nobody else's
 * @param values of a `variablesSet`
 * @param note a sentence for the row (an incident's or a job's message); it may quote values, so it is not part of the log
 */
export function record(draft: Draft, happening: Happening, values: Variables = {}, note?: string): void {
  const { state, context } = draft;
  const { actor, now: at } = context;
  const seq = state.seq + 1;
  const event: LogEvent = Object.assign(happening, actor ? { seq, at, actor } : { seq, at });
  const key = 'key' in event ? event.key : undefined;
  const before = key && state.instances[key];
  evolve(state, event, values);
  const after = key && state.instances[key];
  if (event.type === 'elementEnabled') draft.living += 1;
  else if (before && !after) draft.living -= 1;
  draft.log.push(event);
  if (LEFT.has(event.type) && before?.loopCounter === undefined && 'elementId' in event)
    draft.ends ||= state.endsAfter?.includes(event.elementId) === true;
  if (event.type === 'variablesSet') {
    draft.conditionsDue = true;
    for (const name of event.names)
      draft.values.push({ seq: event.seq, scopeKey: event.scopeKey, name, value: values[name] ?? null });
  }
  draft.projection.note(event, before, after, note);
}

/** The next key of this case. A key that is taken is used in the log. @throws Problem 'limit' when there is none left */
export function newKey<Key extends string>(draft: Draft): Key {
  if (draft.objects + 1 >= OBJECTS_PER_CASE)
    throw new Problem('limit', `the case has had ${OBJECTS_PER_CASE} objects, and there are no more keys`);
  draft.objects += 1;
  return objectKey<Key>(draft.state.caseKey, draft.objects);
}

/** @throws Error when it does not live: a bug, since every caller has just found it. */
export function instanceOf(draft: Draft, key: ElementInstanceKey): ElementInstance {
  const instance = draft.state.instances[key];
  if (!instance) throw new Error(`element instance ${key} does not live`);
  return instance;
}

/** @throws Error when the model has no such element: a state of another version. */
export function nodeOf(draft: Draft, elementId: string): FlowNode {
  const node = draft.process.nodes.get(elementId);
  if (!node) throw new Error(`process ${draft.process.id} has no element ${elementId}`);
  return node;
}

/** Those that live; what is only kept for compensation does not. */
export function childrenOf(draft: Draft, scopeKey: ElementInstanceKey): readonly ElementInstance[] {
  return Object.values(draft.state.instances).filter(
    (instance) => instance.scopeKey === scopeKey && instance.status !== 'completed',
  );
}

/** The scope that an element instance is: the process, or a sub-process of any kind; not a loop's body. */
export function scopeOf(draft: Draft, instance: ElementInstance): Scope | undefined {
  if (instance.scopeKey === undefined) return draft.process.root;
  return instance.body ? undefined : innerOf(nodeOf(draft, instance.elementId));
}

/** Looks at a scope again before the step is over. */
export function touch(draft: Draft, scopeKey: ElementInstanceKey): void {
  draft.scopes.add(scopeKey);
  draft.moved.add(scopeKey);
}

export function rootKey(draft: Draft): ElementInstanceKey {
  return draft.state.caseKey as string as ElementInstanceKey;
}
