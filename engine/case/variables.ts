import { FeelError, type Environment, type Expression } from '../feel/compile.ts';
import type { Json, Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import type { Mapping } from '../model/executable-process.ts';
import { record, rootKey, type Draft } from './draft.ts';
import { LIMITS } from './limits.ts';
import { Problem } from './problem.ts';
import type { CaseState, IncidentKind } from './state.ts';

/** What an expression in a scope reads: the nearest scope that has the name. */
export function read(state: CaseState, scopeKey: ElementInstanceKey, name: string): Json | undefined {
  const holder = scopeWith(state, scopeKey, name);
  return holder === undefined ? undefined : state.variables[holder]?.[name];
}

/** All that is visible from a scope, its own before its parents'; hidden ones (of multi-instance bodies) left out. */
export function visible(state: CaseState, scopeKey: ElementInstanceKey): Variables {
  const all: Record<string, Json> = {};
  for (let key: ElementInstanceKey | undefined = scopeKey; key !== undefined; key = state.instances[key]?.scopeKey) {
    for (const [name, value] of Object.entries(state.variables[key] ?? {})) {
      if (!Object.hasOwn(all, name) && !name.startsWith('$')) all[name] = value;
    }
  }
  return all;
}

function scopeWith(state: CaseState, scopeKey: ElementInstanceKey, name: string): ElementInstanceKey | undefined {
  for (let key: ElementInstanceKey | undefined = scopeKey; key !== undefined; key = state.instances[key]?.scopeKey) {
    const own = state.variables[key];
    if (own && Object.hasOwn(own, name)) return key;
  }
  return undefined;
}

/** Sets variables in that very scope. @throws Problem 'limit' when the case has no room for them */
export function setLocal(draft: Draft, scopeKey: ElementInstanceKey, variables: Variables): void {
  const names = Object.keys(variables);
  if (names.length === 0) return;
  const { now, set } = weighed(draft, scopeKey, variables);
  draft.variables = now;
  draft.set += set;
  record(draft, { type: 'variablesSet', scopeKey, names }, variables);
}

/**
 * Sets each variable where it is found going up from a scope, or in the root when it is new (Camunda 8's propagation). What a loop has
 * collected so far is its own: a worker or a called case that hands back all it was given does not overwrite it.
 */
export function propagate(draft: Draft, scopeKey: ElementInstanceKey, variables: Variables): void {
  for (const [holder, group] of holders(draft, scopeKey, variables)) setLocal(draft, holder, group);
}

/** Whether the case has room for variables that `propagate` would set. @throws Problem 'limit' */
export function checkRoom(draft: Draft, scopeKey: ElementInstanceKey, variables: Variables): void {
  for (const [holder, group] of holders(draft, scopeKey, variables)) weighed(draft, holder, group);
}

function holders(
  draft: Draft,
  scopeKey: ElementInstanceKey,
  variables: Variables,
): ReadonlyMap<ElementInstanceKey, Record<string, Json>> {
  const byHolder = new Map<ElementInstanceKey, Record<string, Json>>();
  for (const [name, value] of Object.entries(variables)) {
    const holder = scopeWith(draft.state, scopeKey, name) ?? rootKey(draft);
    if (holder !== scopeKey && collects(draft, holder, name)) continue;
    const group = byHolder.get(holder) ?? {};
    group[name] = value;
    byHolder.set(holder, group);
  }
  return byHolder;
}

/** How much the case's variables would be with these, and how much these are. @throws Problem 'limit' */
function weighed(
  draft: Draft,
  scopeKey: ElementInstanceKey,
  variables: Variables,
): { readonly now: number; readonly set: number } {
  const own = draft.state.variables[scopeKey] ?? {};
  const names = Object.keys(variables);
  const set = weight(variables, names);
  if (draft.set + set > LIMITS.setInStep)
    throw new Problem('limit', `more than ${LIMITS.setInStep} characters of values were set in one step`);
  const grown = set - weight(own, names);
  let now = (draft.variables ?? weightOfAll(draft.state)) + grown;
  // What scopes that have ended took with them is counted only now.
  if (now > LIMITS.variables) now = weightOfAll(draft.state) + grown;
  if (now > LIMITS.variables && grown > 0)
    throw new Problem('limit', `the variables of the case would have ${now} characters; at most ${LIMITS.variables} are kept`);
  return { now, set };
}

function weightOfAll({ variables }: CaseState): number {
  return Object.values(variables).reduce((sum, own) => sum + weight(own, Object.keys(own)), 1);
}

/** As JSON text with its comma; hidden ones weigh nothing. */
function weight(variables: Variables, names: readonly string[]): number {
  let sum = 0;
  for (const name of names) {
    if (name.startsWith('$') || !Object.hasOwn(variables, name)) continue;
    const value = variables[name];
    sum += name.length + 4 + (typeof value === 'number' ? String(value) : JSON.stringify(value)).length;
  }
  return sum;
}

function collects({ state, process }: Draft, scopeKey: ElementInstanceKey, name: string): boolean {
  const body = state.instances[scopeKey];
  const node = body?.body && process.nodes.get(body.elementId);
  const loop = node && 'loop' in node ? node.loop : undefined;
  return loop?.kind === 'multiInstance' && loop.outputCollection === name;
}

/**
 * Evaluates an expression as seen from a scope.
 * @throws Problem of the given kind, with FEEL's reason in words
 */
export function evaluate(
  draft: Draft,
  expression: Expression,
  scopeKey: ElementInstanceKey,
  kind: IncidentKind,
  extra?: Variables,
): Json {
  if (expression.constant !== undefined) return expression.constant;
  const environment: Environment = {
    read: (name) => (extra && Object.hasOwn(extra, name) ? extra[name] : read(draft.state, scopeKey, name)),
    now: draft.context.now,
    zone: draft.context.calendar.zone,
  };
  try {
    return expression.evaluate(environment);
  } catch (error) {
    if (error instanceof FeelError) throw new Problem(kind, error.message);
    throw error;
  }
}

/** Whether a condition holds. @throws Problem 'condition' when it is neither true nor false */
export function isTrue(
  draft: Draft,
  condition: Expression,
  scopeKey: ElementInstanceKey,
  extra?: Variables,
  where = '',
): boolean {
  const value = evaluate(draft, condition, scopeKey, 'condition', extra);
  if (typeof value === 'boolean') return value;
  const got = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  throw new Problem('condition', `the condition '${condition.text}'${where} gives ${got}, not true or false`);
}

/**
 * Works out mappings in their order; a later one sees what an earlier one made.
 * @param from the scope the sources are read in; @param base what a nested target (`applicant.address`) starts from
 * @throws Problem 'mapping'
 */
export function applyMappings(
  draft: Draft,
  mappings: readonly Mapping[],
  from: ElementInstanceKey,
  base: ElementInstanceKey,
): Variables {
  const made: Record<string, Json> = {};
  for (const { source, target } of mappings) {
    const [name, ...path] = target;
    if (name === undefined) continue;
    const value = evaluate(draft, source, from, 'mapping', made);
    made[name] = placed(Object.hasOwn(made, name) ? made[name] : read(draft.state, base, name), path, value);
  }
  return made;
}

function placed(current: Json | undefined, path: readonly string[], value: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const context = isContext(current) ? current : {};
  return { ...context, [name]: placed(Object.hasOwn(context, name) ? context[name] : undefined, rest, value) };
}

function isContext(value: Json | undefined): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
