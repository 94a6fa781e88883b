/** Types: `x instance of T` (DMN 1.5, 10.3.2.3) and what a value becomes where a type is expected (10.3.2.9.4). */
import type { Json } from '../errors.ts';
import { FeelError } from './fault.ts';
import type { FeelType } from './nodes.ts';
import type { Environment, Run } from './run.ts';
import { spend } from './run.ts';
import { FeelDate, FeelDateTime, parseFeelDate, parseFeelDateTime, parseFeelDuration, parseFeelTime } from './temporal-values.ts';
import type { Temporal } from './temporal-values.ts';
import type { Kind, Value } from './values.ts';
import { FeelFunction, FeelRange, isContext, isList, kindOf, member } from './values.ts';
import { MS_PER_DAY } from '../time/civil-day.ts';

type TypeNamed = Environment['typeNamed'];

const KINDS: ReadonlySet<string> = new Set<Kind>([
  'boolean',
  'number',
  'string',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'range',
  'function',
  'list',
  'context',
]);
/** Types nested deeper are taken for circular. */
const DEEPEST = 64;

/** Whether FEEL itself has a type of this name. */
export function isBuiltInType(name: string): boolean {
  return KINDS.has(name) || name === 'Any' || name === 'Null' || name === 'duration';
}

/**
 * Whether a value is of a type: null is of type Null alone, a function when it takes these parameters. `typeNamed` tells what names that
 * FEEL does not know stand for.
 * @throws FeelError for a name that nobody knows, or a type within itself.
 */
export function conformsTo(value: Value, type: FeelType, typeNamed?: TypeNamed, run?: Run, depth = 0): boolean {
  if (depth > DEEPEST) throw new FeelError(`A type is nested deeper than ${String(DEEPEST)} levels`);
  if (run !== undefined) spend(run, 1);
  const isOf = (part: Value, of: FeelType): boolean => conformsTo(part, of, typeNamed, run, depth + 1);
  if ('listOf' in type) return isList(value) && value.every((item) => isOf(item, type.listOf));
  if ('rangeOf' in type) {
    return value instanceof FeelRange && [value.start, value.end].every((end) => end === null || isOf(end, type.rangeOf));
  }
  if ('entries' in type) {
    return (
      isContext(value) && type.entries.every(({ name, type: of }) => Object.hasOwn(value, name) && isOf(member(value, name), of))
    );
  }
  if ('parameters' in type) {
    if (!(value instanceof FeelFunction) || value.parameters.length !== type.parameters.length) return false;
    return type.parameters.every((given, index) => accepts(value.types[index], given));
  }
  const { name } = type;
  if (name === 'Any') return value !== null;
  if (name === 'Null') return value === null;
  if (name === 'duration') return kindOf(value).endsWith('duration');
  return KINDS.has(name) ? kindOf(value) === name : isOf(value, resolve(name, typeNamed));
}

function resolve(name: string, typeNamed: TypeNamed): FeelType {
  const type = typeNamed?.(name);
  if (type === undefined) throw new FeelError(`There is no type ${name.slice(0, 60)}`);
  return type;
}

/** Whether a parameter takes every value of a type: it must not be narrower. */
function accepts(parameter: FeelType | undefined, given: FeelType): boolean {
  if (parameter === undefined || ('name' in parameter && parameter.name === 'Any')) return true;
  if ('listOf' in parameter) return 'listOf' in given && accepts(parameter.listOf, given.listOf);
  if ('rangeOf' in parameter) return 'rangeOf' in given && accepts(parameter.rangeOf, given.rangeOf);
  if ('entries' in parameter) {
    if (!('entries' in given)) return false;
    return parameter.entries.every(({ name, type }) =>
      given.entries.some((entry) => entry.name === name && accepts(type, entry.type)),
    );
  }
  if ('parameters' in parameter) {
    if (!('parameters' in given) || given.parameters.length !== parameter.parameters.length) return false;
    return (
      parameter.parameters.every((type, index) => accepts(given.parameters[index], type)) &&
      accepts(parameter.result, given.result)
    );
  }
  return 'name' in given ? given.name === parameter.name : parameter.name in GENERIC && (GENERIC[parameter.name] ?? '') in given;
}

/** A plain `list` takes any `list<…>`. */
const GENERIC: Readonly<Record<string, string>> = {
  list: 'listOf',
  range: 'rangeOf',
  context: 'entries',
  function: 'parameters',
};

/**
 * The value as one of this type: itself, the element of a list of one, a list of one of the value, or a date as its midnight in UTC.
 * Null is of every type. Undefined when there is no way; DMN takes null then.
 */
export function coerce(value: Value, type: FeelType, typeNamed?: TypeNamed, run?: Run): Value | undefined {
  if (value === null || conformsTo(value, type, typeNamed, run)) return value;
  if (isList(value)) {
    const [only] = value;
    if (value.length === 1 && only !== undefined && conformsTo(only, type, typeNamed, run)) return only;
  } else if (conformsTo([value], type, typeNamed, run)) return [value];
  if (!(value instanceof FeelDate)) return undefined;
  const midnight = new FeelDateTime(value.dayNumber * MS_PER_DAY, 0);
  return conformsTo(midnight, type, typeNamed, run) ? midnight : undefined;
}

/**
 * JSON as a value of a type: text becomes a date, time or duration where the type says so, within lists and contexts too. What does not
 * fit its type stays as it is: `coerce` tells.
 * @throws FeelError for text that is no such date, time or duration, naming it.
 */
export function fromJson(json: Json, type?: FeelType, typeNamed?: TypeNamed, depth = 0): Value {
  if (type === undefined || json === null || depth > DEEPEST) return json;
  if ('listOf' in type) {
    const { listOf } = type;
    return Array.isArray(json)
      ? json.map((item: Json) => fromJson(item, listOf, typeNamed, depth + 1))
      : fromJson(json, listOf, typeNamed, depth + 1);
  }
  if ('entries' in type) {
    if (!isContext(json)) return json;
    const context: Record<string, Value> = { ...json };
    for (const { name, type: of } of type.entries) {
      const entry = json[name];
      if (Object.hasOwn(json, name) && entry !== undefined) context[name] = fromJson(entry, of, typeNamed, depth + 1);
    }
    return context;
  }
  if (!('name' in type)) return json;
  if (!isBuiltInType(type.name)) return fromJson(json, resolve(type.name, typeNamed), typeNamed, depth + 1);
  const read = READERS.get(type.name);
  if (read === undefined || typeof json !== 'string') return json;
  const value = read(json);
  if (value === undefined || (type.name !== 'duration' && kindOf(value) !== type.name))
    throw new FeelError(`"${json.slice(0, 60)}" is not a ${type.name}`);
  return value;
}

const READERS: ReadonlyMap<string, (text: string) => Temporal | undefined> = new Map<
  string,
  (text: string) => Temporal | undefined
>([
  ['date', parseFeelDate],
  ['time', parseFeelTime],
  ['date and time', parseFeelDateTime],
  ['days and time duration', parseFeelDuration],
  ['years and months duration', parseFeelDuration],
  ['duration', parseFeelDuration],
]);
