/** What names mean inside an expression, decided while compiling: a slot of the run, an entry of a filtered item, or a variable. */
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

/** Collects, over one expression, the slots it needs, the variables it reads and how many nodes it has. */
export class Compilation {
  slots = 0;
  nodes = 0;
  readonly variables = new Set<string>();

  /** A scope with one more name. */
  bind(outer: Scope | undefined, name: string | undefined): Scope {
    return { outer, slot: this.slots++, name };
  }

  /** `item` and its entries, in one slot. */
  bindItem(outer: Scope | undefined): Scope {
    const item = this.bind(outer, 'item');
    return { outer: item, slot: item.slot, name: undefined };
  }

  /** Reads a name: the innermost that has it; a variable that does not exist is null. */
  read(scope: Scope | undefined, name: string): Code {
    const items: number[] = [];
    let at = scope;
    while (at !== undefined && at.name !== name) {
      if (at.name === undefined) items.push(at.slot);
      at = at.outer;
    }
    const plain = at === undefined ? this.readVariable(name) : readSlot(at.slot);
    return items.length === 0 ? plain : readItems(items, name, plain);
  }

  private readVariable(name: string): Code {
    // A caller that looks names up in a plain object would hand out JavaScript's own: no case has variables called toString.
    if (name in Object.prototype) return () => null;
    this.variables.add(name);
    return (run) => run.environment.read(name) ?? null;
  }
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
