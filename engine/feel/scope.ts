/** What names mean inside an expression, decided while compiling: a slot of the run, an entry of a filtered item, or a variable. */
import { builtinFunction } from './builtin-call.ts';
import { builtinNamed } from './builtins/catalogue.ts';
import type { Node } from './nodes.ts';
import type { Run } from './run.ts';
import type { Value } from './values.ts';
import { isContext, member } from './values.ts';

/** A compiled node. */
export type Code = (run: Run) => Value;

/** Names from the inside out. A filter's item lends its entries as names; which, is known only when it runs. */
export interface Scope {
  readonly outer: Scope | undefined;
  readonly slot: number;
  /** Undefined: the entries of the context in this slot. */
  readonly name: string | undefined;
}

/** Collects, over one expression, the slots it needs, the variables it reads, how many nodes it has and how deep they lie. */
export class Compilation {
  slots = 0;
  nodes = 0;
  depth = 0;
  deepest = 0;
  readonly variables = new Set<string>();
  readonly text: string;
  /** Names that the caller says it provides: these may be functions. Undefined: the variables of a case, which are JSON. */
  readonly known: ReadonlySet<string> | undefined;
  /** Whether a failure is null and noted (DMN's letter), or a FeelError. */
  readonly isLenient: boolean;
  /** Compiles a node within the names of a scope. */
  readonly compile: (node: Node, scope: Scope | undefined) => Code;

  constructor(
    text: string,
    known: ReadonlySet<string> | undefined,
    isLenient: boolean,
    compileNode: (compilation: Compilation, node: Node, scope: Scope | undefined) => Code,
  ) {
    this.text = text;
    this.known = known;
    this.isLenient = isLenient;
    this.compile = (node, scope) => compileNode(this, node, scope);
  }

  /** A scope with one more name. */
  bind(outer: Scope | undefined, name: string | undefined): Scope {
    return { outer, slot: this.slots++, name };
  }

  /** `item` and its entries, in one slot. */
  bindItem(outer: Scope | undefined): Scope {
    const item = this.bind(outer, 'item');
    return { outer: item, slot: item.slot, name: undefined };
  }

  /** Whether a name may be a function's: bound here, perhaps by a filter's item, or among the caller's. */
  mayBeFunction(scope: Scope | undefined, name: string): boolean {
    const { slot, items } = find(scope, name);
    return slot !== undefined || (items.length > 0 && builtinNamed(name) === undefined) || this.known?.has(name) === true;
  }

  /** Reads a name: the innermost that has it; a variable that does not exist is null, or a built-in function where one is wanted. */
  read(scope: Scope | undefined, name: string, asFunction = this.isLenient): Code {
    const { slot, items } = find(scope, name);
    const plain = slot === undefined ? this.readVariable(name, asFunction) : readSlot(slot);
    return items.length === 0 ? plain : readItems(items, name, plain);
  }

  private readVariable(name: string, asFunction: boolean): Code {
    // A caller that looks names up in a plain object would hand out JavaScript's own: no case has variables called toString.
    if (name in Object.prototype) return () => null;
    this.variables.add(name);
    const otherwise = asFunction ? builtinFunction(name) : null;
    return (run) => {
      const value = run.environment.read(name);
      return value === undefined ? otherwise : value;
    };
  }
}

/** The slot of a name, and the items on the way to it whose entries go before. */
function find(scope: Scope | undefined, name: string): { readonly slot: number | undefined; readonly items: readonly number[] } {
  const items: number[] = [];
  let at = scope;
  while (at !== undefined && at.name !== name) {
    if (at.name === undefined) items.push(at.slot);
    at = at.outer;
  }
  return { slot: at?.slot, items };
}

function readSlot(slot: number): Code {
  return (run) => run.slots[slot] ?? null;
}

function readItems(slots: readonly number[], name: string, otherwise: Code): Code {
  return (run) => {
    for (const slot of slots) {
      const item = run.slots[slot] ?? null;
      if (isContext(item) && Object.hasOwn(item, name)) return member(item, name);
    }
    return otherwise(run);
  };
}
