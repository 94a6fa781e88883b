/** FEEL conditions of a scenario over the variables of a case. */
import type { Variables } from '../../engine/errors.ts';
import { compileExpression, isFault } from '../../engine/feel/compile.ts';
import type { Expression } from '../../engine/feel/compile.ts';
import { withoutSign } from './scenario-values.ts';

/** @throws RangeError when the text is no expression (the scenario's schema has refused such a one) */
export function feelOf(text: string): Expression {
  const compiled = compileExpression(withoutSign(text));
  if (isFault(compiled)) throw new RangeError(`"${text}" is no FEEL expression: ${compiled.fault}`);
  return compiled;
}

/** Whether it is true; what cannot be worked out (a variable that the case does not have) is not. */
export function isTrueOf(condition: Expression, variables: Variables, now: number, zone: string): boolean {
  const read = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  return condition.evaluate({ read, now, zone, noted: () => undefined }) === true;
}
