/** What a built-in function is, and how it reads what it is given: each reader hands out the right kind or says what was expected. */
import { FeelError } from '../fault.ts';
import { call } from '../function-value.ts';
import type { Run } from '../run.ts';
import { FeelDate, FeelDateTime } from '../temporal-values.ts';
import type { Context, FeelFunction, Value } from '../values.ts';
import { described, FeelRange, isContext, isList } from '../values.ts';

export interface Builtin {
  /** The parameter lists it can be called with; `name?` may be left out, `...name` takes any number. */
  readonly signatures: readonly (readonly string[])[];
  readonly call: (given: Arguments) => Value;
}

export type Builtins = Readonly<Record<string, Builtin>>;

export function builtin(signature: string, call: (given: Arguments) => Value, ...others: string[]): Builtin {
  const signatures = [signature, ...others].map((text) => (text === '' ? [] : text.split(', ')));
  return { signatures, call };
}

/** Arguments count from 0; readers throw a FeelError that names function, place and kind. */
export class Arguments {
  readonly run: Run;
  readonly name: string;
  readonly values: readonly Value[];
  constructor(run: Run, name: string, values: readonly Value[]) {
    this.run = run;
    this.name = name;
    this.values = values;
  }

  at(index: number): Value {
    return this.values[index] ?? null;
  }

  /** DMN converts a list of one to its element where no list is expected. */
  single(index: number): Value {
    const value = this.at(index);
    return isList(value) && value.length === 1 ? (value[0] ?? null) : value;
  }

  /** Given, and not null. */
  has(index: number): boolean {
    return this.at(index) !== null;
  }

  text(index: number): string {
    const value = this.single(index);
    return typeof value === 'string' ? value : this.refuse(index, 'a string');
  }

  number(index: number): number {
    const value = this.single(index);
    return typeof value === 'number' ? value : this.refuse(index, 'a number');
  }

  integer(index: number): number {
    const value = this.number(index);
    return Number.isInteger(value) ? value : this.refuse(index, 'a whole number');
  }

  /** A value that is no list counts as a list of one, as DMN converts it; null does not. */
  list(index: number): readonly Value[] {
    const value = this.at(index);
    if (isList(value)) return value;
    return value === null ? this.refuse(index, 'a list') : [value];
  }

  /** The list, or the arguments themselves: `sum([1, 2])` and `sum(1, 2)`. */
  listOrAll(): readonly Value[] {
    return this.values.length === 1 ? this.list(0) : this.values;
  }

  numbers(): number[] {
    return this.listOrAll().map((value) => {
      if (typeof value !== 'number') throw new FeelError(`${this.name} expects numbers, but one is ${described(value)}`);
      return value;
    });
  }

  context(index: number): Context {
    const value = this.single(index);
    return isContext(value) ? value : this.refuse(index, 'a context');
  }

  range(index: number): FeelRange {
    const value = this.single(index);
    return value instanceof FeelRange ? value : this.refuse(index, 'a range');
  }

  day(index: number): FeelDate | FeelDateTime {
    const value = this.single(index);
    return value instanceof FeelDate || value instanceof FeelDateTime ? value : this.refuse(index, 'a date');
  }

  /** What a function answers, which must be true or false. */
  condition(callee: FeelFunction, args: readonly Value[]): boolean {
    const answer = call(this.run, callee, args);
    if (typeof answer === 'boolean') return answer;
    throw new FeelError(`The function given to ${this.name} must answer true or false, but it is ${described(answer)}`);
  }

  refuse(index: number, expected: string): never {
    throw new FeelError(
      `${this.name} expects ${expected} as argument ${String(index + 1)}, but it is ${described(this.at(index))}`,
    );
  }
}
