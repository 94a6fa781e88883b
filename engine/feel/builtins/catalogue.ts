/** All built-in functions by name: those DMN 1.5 (10.3.4) names, and the few that Camunda 8 models use besides. */
import type { Builtin } from './arguments.ts';
import { CONTEXT } from './context.ts';
import { CONVERSION } from './conversion.ts';
import { LIST } from './list.ts';
import { LIST_NUMBERS } from './list-numbers.ts';
import { NUMBER } from './number.ts';
import { RANGE } from './range.ts';
import { STRING } from './string.ts';
import { TEMPORAL } from './temporal.ts';

/** Functions that are known and refused, with the reason. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['uuid', 'uuid is not supported: an expression gives the same result each time.'],
  ['random number', 'random number is not supported: an expression gives the same result each time.'],
]);

let all: ReadonlyMap<string, Builtin> | undefined;

function catalogue(): ReadonlyMap<string, Builtin> {
  all ??= new Map(
    [CONVERSION, STRING, LIST, LIST_NUMBERS, NUMBER, RANGE, TEMPORAL, CONTEXT].flatMap((family) => Object.entries(family)),
  );
  return all;
}

export function builtinNamed(name: string): Builtin | undefined {
  return catalogue().get(name);
}

/** Why a function is not to be had: refused for a reason, or unknown. */
export function refusalOf(name: string): string {
  return REFUSED.get(name) ?? `There is no function ${name.slice(0, 60)}.`;
}

/** The names, refused ones included: the grammar needs those with spaces. */
export function builtinNames(): readonly string[] {
  return [...catalogue().keys(), ...REFUSED.keys()];
}
