/** `x instance of T`: the types of DMN 1.5, 10.3.2.3; null is an instance of Null alone. */
import { Refused } from './fault.ts';
import type { FeelType } from './nodes.ts';
import type { Run } from './run.ts';
import { spend } from './run.ts';
import type { Kind, Value } from './values.ts';
import { isContext, isList, kindOf, member } from './values.ts';

type TypeTest = (run: Run, value: Value) => boolean;

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
  'list',
  'context',
]);

/** @throws Refused for a type that does not exist. */
export function instanceTest(type: FeelType, depth = 0): TypeTest {
  if (depth > 16) throw new Refused('The type is nested deeper than 16 levels.');
  if ('listOf' in type) {
    const element = instanceTest(type.listOf, depth + 1);
    return (run, value) => {
      if (!isList(value)) return false;
      spend(run, value.length + 1);
      return value.every((item) => element(run, item));
    };
  }
  if ('entries' in type) {
    const entries = type.entries.map((entry) => ({ name: entry.name, test: instanceTest(entry.type, depth + 1) }));
    return (run, value) => {
      spend(run, entries.length + 1);
      return isContext(value) && entries.every(({ name, test }) => Object.hasOwn(value, name) && test(run, member(value, name)));
    };
  }
  return named(type.name);
}

function named(name: string): TypeTest {
  if (name === 'Any') return (_, value) => value !== null;
  if (name === 'Null') return (_, value) => value === null;
  if (name === 'duration') return (_, value) => kindOf(value).endsWith('duration');
  if (!KINDS.has(name)) throw new Refused(`There is no type ${name.slice(0, 60)}.`);
  return (_, value) => kindOf(value) === name;
}
