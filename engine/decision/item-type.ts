/** Item definitions as types: what is of a type, what becomes of a value that is not (DMN 1.5, 10.3.2.9.4), and JSON as values of a type. */
import type { Json } from '../errors.ts';
import { coerce, conformsTo, described, FeelFunction, fromJson, isContext, isList } from '../feel/compile.ts';
import type { Environment, FeelType, Value } from '../feel/compile.ts';
import { Violation } from './decision-error.ts';

/** Whether a value passes unary tests. */
export type ValueTest = (environment: Environment, value: Value) => boolean;

/** Filled in after it is made, since a definition may name itself inside its components. */
export interface ItemType {
  /** For sentences. */
  readonly name: string;
  /** A type that FEEL itself has. */
  builtIn?: FeelType;
  base?: ItemType;
  components?: ReadonlyMap<string, ItemType>;
  /** Of a function: what it answers; undefined for anything. */
  answers?: { readonly type: ItemType | undefined };
  isCollection: boolean;
  /** Of the value, or of each element of a collection, with the text for sentences. */
  allowed?: { readonly test: ValueTest; readonly text: string };
  constraint?: { readonly test: ValueTest; readonly text: string };
}

/** Why a value is not of a type. */
interface Mismatch {
  readonly why: string;
  /** The value is of the right kind, but not among the allowed ones. */
  readonly isForbidden: boolean;
}

function mismatch(environment: Environment, value: Value, type: ItemType): Mismatch | undefined {
  if (value === null) return undefined;
  if (type.isCollection) {
    if (!isList(value)) return wrongKind(value, `a list of ${type.name}`);
    for (const item of value) {
      const found = item === null ? undefined : mismatchOfOne(environment, item, type);
      if (found !== undefined) return found;
    }
  } else {
    const found = mismatchOfOne(environment, value, type);
    if (found !== undefined) return found;
  }
  return refusal(environment, value, type.constraint);
}

/** Of a value, or of an element of a collection. */
function mismatchOfOne(environment: Environment, value: Value, type: ItemType): Mismatch | undefined {
  if (type.builtIn !== undefined && !conformsTo(value, type.builtIn)) return wrongKind(value, type.name);
  if (type.answers !== undefined && !(value instanceof FeelFunction)) return wrongKind(value, 'a function');
  if (type.base !== undefined) {
    const found = mismatch(environment, value, type.base);
    if (found !== undefined) return found;
  }
  if (type.components !== undefined) {
    if (!isContext(value)) return wrongKind(value, type.name);
    for (const [name, component] of type.components) {
      if (!Object.hasOwn(value, name)) return { why: `it has no entry "${name}", which ${type.name} has`, isForbidden: false };
      const found = mismatch(environment, value[name] ?? null, component);
      if (found !== undefined) return { ...found, why: `in its entry "${name}" ${found.why}` };
    }
  }
  return refusal(environment, value, type.allowed);
}

function wrongKind(value: Value, expected: string): Mismatch {
  return { why: `it is ${described(value)}, not ${expected}`, isForbidden: false };
}

function refusal(environment: Environment, value: Value, allowed: ItemType['allowed']): Mismatch | undefined {
  if (allowed === undefined || allowed.test(environment, value)) return undefined;
  return { why: `${shown(value)} is not among the allowed values ${allowed.text.slice(0, 150)}`, isForbidden: true };
}

/** A value in a sentence. */
export function shown(value: Value): string {
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : described(value);
}

/**
 * The value as one of a type: itself, the element of a list of one, a list of one, a date as its midnight; else null, and the reason is
 * noted. `what` begins the sentence: `The result`.
 * @throws Violation when it is of the right kind, but not among the allowed values.
 */
export function asType(environment: Environment, value: Value, type: ItemType | undefined, what: string): Value {
  if (type === undefined || value === null) return value;
  const found = mismatch(environment, value, type);
  if (found === undefined) return value;
  const other = found.isForbidden ? undefined : converted(value, type);
  const afterwards = other === undefined ? found : mismatch(environment, other, type);
  if (other !== undefined && afterwards === undefined) return other;
  if (afterwards?.isForbidden === true) throw new Violation(`${what} is not allowed: ${afterwards.why}`);
  environment.noted?.(`${what} is taken as null: ${found.why}`);
  return null;
}

function converted(value: Value, type: ItemType): Value | undefined {
  if (isList(value)) return value.length === 1 && !expectsList(type) ? (value[0] ?? null) : undefined;
  if (expectsList(type)) return [value];
  const builtIn = builtInOf(type);
  return builtIn === undefined ? undefined : coerce(value, builtIn);
}

function expectsList(type: ItemType): boolean {
  return (
    type.isCollection ||
    (type.base !== undefined && expectsList(type.base)) ||
    (type.builtIn !== undefined && conformsTo([], type.builtIn))
  );
}

function builtInOf(type: ItemType): FeelType | undefined {
  return type.builtIn ?? (type.base && builtInOf(type.base));
}

/**
 * JSON as a value of a type: ISO text where a date, time or duration is expected is that; entries that a context lacks are null, as inputs
 * that are not given are. What does not fit stays as it is; `asType` decides.
 */
export function jsonAs(json: Json, type: ItemType | undefined): Value {
  if (type === undefined || json === null) return json;
  if (type.isCollection && Array.isArray(json)) return json.map((item: Json) => jsonAsOne(item, type));
  return jsonAsOne(json, type);
}

function jsonAsOne(json: Json, type: ItemType): Value {
  if (type.builtIn !== undefined) return typeof json === 'string' ? temporalOr(json, type.builtIn) : json;
  if (type.base !== undefined) return jsonAs(json, type.base);
  if (type.components === undefined || typeof json !== 'object' || json === null || !isContext(json)) return json;
  const context: Record<string, Value> = { ...json };
  for (const [name, component] of type.components) {
    const entry = Object.hasOwn(json, name) ? json[name] : null;
    context[name] = jsonAs(entry ?? null, component);
  }
  return context;
}

/** The date, time or duration that a text is; the text itself when it is none. */
function temporalOr(text: string, type: FeelType): Value {
  try {
    return fromJson(text, type);
  } catch {
    return text;
  }
}

/** What the results of a function of this type are of: of a plain type itself, as DMN 1.1 wrote it. */
export function resultType(type: ItemType | undefined): ItemType | undefined {
  if (type?.answers !== undefined) return type.answers.type;
  return type?.builtIn !== undefined && conformsTo(new FeelFunction([]), type.builtIn) ? undefined : type;
}
