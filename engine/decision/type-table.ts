/** The types that a file may name: FEEL's, those of dmn-js and Camunda 7 for them, and its item definitions. */
import type { FeelType } from '../feel/compile.ts';
import type { ItemDefinition } from './decision-file.ts';
import type { ItemType, ValueTest } from './item-type.ts';
import { quoted } from './reading.ts';

/** Other names of FEEL's types in files. `dateTime` and its like come from dmn-js, `integer` and its like from Camunda 7. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['dateTime', 'date and time'],
  ['dayTimeDuration', 'days and time duration'],
  ['yearMonthDuration', 'years and months duration'],
  ['integer', 'number'],
  ['long', 'number'],
  ['double', 'number'],
]);
const BUILT_IN: ReadonlySet<string> = new Set(
  'number,string,boolean,date,time,date and time,days and time duration,years and months duration,duration,range,list,context,function'.split(
    ',',
  ),
);
const ANY: ReadonlySet<string> = new Set(['Any', 'any']);

/** Compiles unary tests about a value; undefined when they are not FEEL, which is told. */
export type CompileTests = (text: string, place: string, element: string) => ValueTest | undefined;
export type Complain = (rule: string, element: string, message: string) => void;

export class TypeTable {
  private readonly definitions = new Map<string, ItemDefinition>();
  private readonly made = new Map<string, ItemType>();
  private readonly tests: CompileTests;
  private readonly complain: Complain;

  constructor(definitions: readonly ItemDefinition[], tests: CompileTests, complain: Complain) {
    this.tests = tests;
    this.complain = complain;
    for (const definition of definitions) {
      if (this.definitions.has(definition.name)) {
        complain('duplicate-name', definition.name, `The type ${quoted(definition.name)} is defined twice; rename one.`);
      }
      this.definitions.set(definition.name, definition);
    }
  }

  /** Looks at every definition, used or not. */
  check(): void {
    for (const { name } of this.definitions.values()) this.named(name);
    for (const { name } of this.definitions.values()) {
      const names = new Set<string>();
      for (let at: string | undefined = name; at !== undefined; at = this.baseOf(at)) {
        if (names.has(at)) {
          this.complain('circular-type', name, `The type ${quoted(name)} is defined by itself; let it name another type.`);
          break;
        }
        names.add(at);
      }
    }
  }

  private baseOf(name: string): string | undefined {
    const base = this.definitions.get(name)?.typeRef;
    return base === undefined ? undefined : this.known(base);
  }

  /** The name of the definition that a reference means. */
  private known(reference: string): string | undefined {
    const plain = reference.replace(/^[\w.-]+:/, '');
    return [reference, plain].find((name) => this.definitions.has(name));
  }

  /**
   * The type of a reference; undefined for any value and for a type that does not exist, which is told with `place`.
   */
  of(reference: string | undefined, element: string, place: string): ItemType | undefined {
    if (reference === undefined) return undefined;
    const plain = reference.replace(/^([\w-]+:|feel\.)/, '');
    const name = this.known(reference);
    if (name !== undefined) return this.named(name);
    if (ANY.has(plain)) return undefined;
    const builtIn = ALIASES.get(plain) ?? plain;
    if (BUILT_IN.has(builtIn)) return { name: builtIn, builtIn: { name: builtIn }, isCollection: false };
    this.complain('unknown-type', element, `${place}: there is no type ${quoted(reference)}; define it or correct the name.`);
    return undefined;
  }

  /** For FEEL's own `instance of` and typed parameters: structure without allowed values. */
  readonly feelType = (name: string): FeelType | undefined => {
    const definition = this.definitions.get(name);
    return definition && this.structure(definition);
  };

  private structure(definition: ItemDefinition): FeelType {
    const one = this.structureOfOne(definition);
    return definition.isCollection ? { listOf: one } : one;
  }

  private structureOfOne({ components, function: called, typeRef }: ItemDefinition): FeelType {
    const named = (reference: string | undefined): FeelType => {
      const plain = reference?.replace(/^([\w-]+:|feel\.)/, '') ?? 'Any';
      return { name: (reference && this.known(reference)) ?? ALIASES.get(plain) ?? plain };
    };
    if (called !== undefined) {
      return { parameters: called.parameters.map(({ typeRef }) => named(typeRef)), result: named(called.outputTypeRef) };
    }
    if (components.length === 0) return named(typeRef);
    return { entries: components.map((component) => ({ name: component.name, type: this.structure(component) })) };
  }

  private named(name: string): ItemType | undefined {
    const made = this.made.get(name);
    const definition = this.definitions.get(name);
    if (made !== undefined || definition === undefined) return made;
    const type: ItemType = { name, isCollection: definition.isCollection };
    this.made.set(name, type);
    this.fill(type, definition, `The type ${quoted(name)}`, name);
    return type;
  }

  private fill(type: ItemType, definition: ItemDefinition, place: string, element: string): void {
    const { typeRef, components, function: called, allowedValues, typeConstraint } = definition;
    const base = this.of(typeRef, element, place);
    if (base !== undefined) type.base = base;
    if (called !== undefined) type.answers = { type: this.of(called.outputTypeRef, element, place) };
    if (components.length > 0) {
      type.components = new Map(
        components.map((component) => {
          const part: ItemType = { name: component.name, isCollection: component.isCollection };
          this.fill(part, component, `${place}, component ${quoted(component.name)}`, element);
          return [component.name, part];
        }),
      );
    }
    const allowed = allowedValues === undefined ? undefined : this.tests(allowedValues, `${place}, allowed values`, element);
    if (allowed !== undefined) type.allowed = { test: allowed, text: allowedValues ?? '' };
    const constraint = typeConstraint === undefined ? undefined : this.tests(typeConstraint, `${place}, constraint`, element);
    if (constraint !== undefined) type.constraint = { test: constraint, text: typeConstraint ?? '' };
  }
}
