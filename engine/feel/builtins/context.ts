/** Contexts: DMN 1.5, 10.3.4.10; and Camunda's `is defined` and `get or else`. Names that reach JavaScript's prototypes are refused. */
import { FeelError } from '../fault.ts';
import type { Run } from '../run.ts';
import { spend } from '../run.ts';
import type { Context, Value } from '../values.ts';
import { isContext, isList, member, safeName } from '../values.ts';
import { builtin } from './arguments.ts';
import type { Arguments, Builtins } from './arguments.ts';

export const CONTEXT: Builtins = {
  'get value': builtin('m, key', getValue, 'context, key', 'context, keys'),
  'get entries': builtin('m', (given) => {
    const context = given.context(0);
    return Object.keys(context).map((key) => {
      spend(given.run, 1);
      return { key, value: member(context, key) };
    });
  }),
  context: builtin('entries', (given) => {
    const entries = given.list(0).map((entry): [string, Value] => {
      const key = isContext(entry) ? member(entry, 'key') : null;
      if (!isContext(entry) || typeof key !== 'string') throw new FeelError('context expects entries of the form { key, value }');
      return [key, member(entry, 'value')];
    });
    if (new Set(entries.map(([key]) => key)).size < entries.length) throw new FeelError('context expects each key once');
    return made(given.run, entries);
  }),
  'context put': builtin('context, key, value', contextPut, 'context, keys, value'),
  'context merge': builtin('contexts', (given) =>
    made(
      given.run,
      given.list(0).flatMap((context) => {
        if (!isContext(context)) throw new FeelError('context merge expects a list of contexts');
        return Object.keys(context).map((name): [string, Value] => [name, member(context, name)]);
      }),
    ),
  ),
  'is defined': builtin('value', (given) => given.at(0) !== null),
  'get or else': builtin('value, default', (given) => (given.has(0) ? given.at(0) : given.at(1))),
};

function made(run: Run, entries: readonly (readonly [string, Value])[]): Context {
  spend(run, entries.length);
  const context: Record<string, Value> = {};
  for (const [name, value] of entries) context[safeName(name)] = value;
  return context;
}

function getValue(given: Arguments): Value {
  const keys = given.at(1);
  if (!isList(keys)) return given.has(0) ? member(given.context(0), given.text(1)) : null;
  let value: Value = given.at(0);
  for (const key of keys) {
    if (typeof key !== 'string') return given.refuse(1, 'a list of strings');
    value = isContext(value) ? member(value, key) : null;
  }
  return value;
}

function contextPut(given: Arguments): Value {
  const keys = given.at(1);
  const path = isList(keys) ? keys : [given.text(1)];
  if (path.length === 0 || path.length > 64) return given.refuse(1, 'between 1 and 64 keys');
  return put(given, given.context(0), path, 0);
}

function put(given: Arguments, context: Context, path: readonly Value[], depth: number): Context {
  const key = path[depth];
  if (typeof key !== 'string') return given.refuse(1, 'a list of strings');
  const inner = member(context, key);
  const isLast = depth === path.length - 1;
  if (!isLast && inner !== null && !isContext(inner))
    throw new FeelError(`context put finds no context at "${key.slice(0, 40)}"`);
  const value = isLast ? given.at(2) : put(given, inner !== null && isContext(inner) ? inner : {}, path, depth + 1);
  spend(given.run, Object.keys(context).length + 1);
  return { ...context, [safeName(key)]: value };
}
