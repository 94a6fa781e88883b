/** `{ a: 1, b: a + 1 }`: each entry may use those before it; functions also themselves and each other, so that they can recur. */
import { Refused } from './fault.ts';
import { compileFunction } from './function-definition.ts';
import type { Callable } from './function-value.ts';
import type { Node } from './nodes.ts';
import type { Run } from './run.ts';
import { spend } from './run.ts';
import type { Code, Compilation, Scope } from './scope.ts';
import type { Value } from './values.ts';

interface CompiledEntry {
  readonly name: string;
  readonly slot: number;
  readonly code: Code;
  readonly define: ((run: Run) => Callable) | undefined;
}

/** @throws Refused when two entries have one name, and as `compileNode` does. */
export function compileContext(
  compilation: Compilation,
  node: Node & { readonly kind: 'context' },
  scope: Scope | undefined,
): Code {
  const names = new Set<string>();
  for (const { name } of node.entries) {
    if (names.has(name)) throw new Refused(`The context has two entries "${name.slice(0, 60)}".`);
    names.add(name);
  }
  const slots = node.entries.map(({ name }) => compilation.bind(undefined, name).slot);
  const bound = (outer: Scope | undefined, index: number): Scope => ({
    outer,
    slot: slots[index] ?? 0,
    name: node.entries[index]?.name,
  });
  const functions = node.entries.flatMap(({ value }, index) => (value.kind === 'function' ? [index] : []));
  let before = scope;
  const entries = node.entries.map(({ name, value }, index): CompiledEntry => {
    const slot = slots[index] ?? 0;
    let inside = before;
    before = bound(before, index);
    if (value.kind !== 'function') return { name, slot, code: compilation.compile(value, inside), define: undefined };
    for (const other of functions) inside = bound(inside, other);
    const define = compileFunction(compilation, value, inside);
    return { name, slot, code: define, define };
  });
  return (run) => evaluate(run, entries);
}

function evaluate(run: Run, entries: readonly CompiledEntry[]): Value {
  const context: Record<string, Value> = {};
  const functions: { readonly slot: number; readonly made: Callable }[] = [];
  for (const { name, slot, code, define } of entries) {
    const made = define?.(run);
    const value = made ?? code(run);
    run.slots[slot] = value;
    context[name] = value;
    if (made === undefined) continue;
    functions.push({ slot, made });
    spend(run, functions.length);
    for (const other of functions) {
      other.made.captured[slot] = made;
      made.captured[other.slot] = other.made;
    }
  }
  return context;
}
