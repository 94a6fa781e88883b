/** A compiled process as plain data that can go from one thread to another: its expressions travel as text and are compiled again when used. */
import { compileExpression, constant, isFault } from '../feel/compile.ts';
import type { Expression } from '../feel/compile.ts';
import type { ExecutableProcess } from './executable-process.ts';

/** Nobody but `revived` looks inside. */
export type PortableProcess = { readonly portable: unknown };

/** What stands in place of an expression. */
interface Written {
  readonly feel: Pick<Expression, 'text' | 'constant' | 'names'>;
}

/** @throws Error when a process holds a function that is no expression's: what is lost on the way must not be lost silently. */
export function portable(process: ExecutableProcess): PortableProcess {
  return {
    portable: copied(process, (value) => {
      if (typeof value === 'function') throw new Error('a compiled process holds a function');
      return isExpression(value) ? written(value) : undefined;
    }),
  };
}

/**
 * The process that `portable` was given: the same to every reader, but that a text which cannot be compiled is found when it is first
 * evaluated (there is none: it was compiled before).
 */
export function revived({ portable: sent }: PortableProcess): ExecutableProcess {
  // It is what `portable` made of one.
  return copied(sent, (value) => (isWritten(value) ? lazily(value.feel) : undefined)) as ExecutableProcess;
}

/** A deep copy in which what is shared stays shared. */
function copied(whole: unknown, replaced: (value: unknown) => unknown): unknown {
  const known = new Map<object, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return replaced(value) ?? value;
    const before = known.get(value) ?? replaced(value);
    if (before !== undefined) {
      known.set(value, before);
      return before;
    }
    if (isMap(value)) {
      const map = new Map<unknown, unknown>();
      known.set(value, map);
      for (const [name, member] of value) map.set(name, copy(member));
      return map;
    }
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      known.set(value, list);
      for (const member of value) list.push(copy(member));
      return list;
    }
    const record: Record<string, unknown> = {};
    known.set(value, record);
    for (const [name, member] of Object.entries(value)) record[name] = copy(member);
    return record;
  };
  return copy(whole);
}

/** Also one of another realm, as what comes from a thread may be. */
function isMap(value: object): value is ReadonlyMap<unknown, unknown> {
  return Object.prototype.toString.call(value) === '[object Map]';
}

function isExpression(value: unknown): value is Expression {
  return typeof value === 'object' && value !== null && 'evaluate' in value && 'text' in value;
}

function written({ text, names, constant: value }: Expression): Written {
  return { feel: { text, names, ...(value === undefined ? {} : { constant: value }) } };
}

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && 'feel' in value;
}

function lazily({ text, names, constant: value }: Written['feel']): Expression {
  if (value !== undefined) return constant(value, text);
  let known: Expression | undefined;
  const expression = (): Expression => {
    if (known) return known;
    const compiled = compileExpression(text);
    if (isFault(compiled)) throw new Error(`an expression can no longer be compiled: ${compiled.fault}`);
    return (known = compiled);
  };
  return {
    text,
    names,
    evaluate: (environment) => expression().evaluate(environment),
    value: (environment) => expression().value(environment),
  };
}
