/** What a table answers when rules match: DMN 1.5, 8.2.10 and 8.2.11. */
import { isList } from '../feel/compile.ts';
import type { Environment, Value } from '../feel/compile.ts';
import type { Aggregation, DecisionTable } from './decision-file.ts';
import { Violation } from './decision-error.ts';
import { shown } from './item-type.ts';
import type { ItemType, ValueTest } from './item-type.ts';
import { feel, same, spend } from './logic.ts';
import type { Code } from './logic.ts';

export interface OutputColumn {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type: ItemType | undefined;
  readonly values: { readonly test: ValueTest; readonly text: string } | undefined;
  /** Its values from the first in rank to the last. */
  readonly ranking: Code | undefined;
  readonly otherwise: Code | undefined;
}

/** A rule that matches, with what it answers in each output column. */
export interface Match {
  /** From 1. */
  readonly ruleIndex: number;
  readonly values: readonly Value[];
}

/**
 * The table's value, and the matches in its order: for PRIORITY and OUTPUT ORDER by rank.
 * @throws Violation when the hit policy does not allow these matches.
 */
export function applyHitPolicy(
  environment: Environment,
  { hitPolicy, aggregation }: DecisionTable,
  outputs: readonly OutputColumn[],
  matches: readonly Match[],
): { readonly value: Value; readonly order: readonly Match[] } {
  const all = (order: readonly Match[]): Value => order.map((match) => outputOf(outputs, match.values));
  const [first, second] = matches;
  if (first === undefined) return { value: otherwise(environment, hitPolicy, aggregation, outputs), order: [] };
  const value = outputOf(outputs, first.values);
  switch (hitPolicy) {
    case 'UNIQUE':
      if (second !== undefined) {
        throw new Violation(
          `${rulesOf(matches)} all match, but the table allows one (hit policy UNIQUE); correct the input or the table`,
        );
      }
      return { value, order: matches };
    case 'ANY': {
      const other = matches.find(
        ({ values }) => !values.every((given, index) => same(environment, given, first.values[index] ?? null)),
      );
      if (other !== undefined) {
        const rules = rulesOf([first, other]);
        throw new Violation(
          `${rules} match with different outputs, but the table allows only equal ones (hit policy ANY); correct the table`,
        );
      }
      return { value, order: matches };
    }
    case 'FIRST':
      return { value, order: matches };
    case 'PRIORITY': {
      const order = ranked(environment, outputs, matches);
      return { value: outputOf(outputs, order[0]?.values ?? first.values), order };
    }
    case 'OUTPUT ORDER': {
      const order = ranked(environment, outputs, matches);
      return { value: all(order), order };
    }
    case 'RULE ORDER':
      return { value: all(matches), order: matches };
    case 'COLLECT':
      return { value: aggregated(environment, aggregation, matches, all(matches)), order: matches };
    default:
      return hitPolicy satisfies never;
  }
}

function rulesOf(matches: readonly Match[]): string {
  const shownRules = matches.slice(0, 10).map(({ ruleIndex }) => String(ruleIndex));
  const more = matches.length > 10 ? ` and ${String(matches.length - 10)} more` : '';
  return `Rules ${shownRules.join(', ')}${more}`;
}

/** One output is its value, several are a context. */
function outputOf(outputs: readonly OutputColumn[], values: readonly Value[]): Value {
  if (outputs.length === 1) return values[0] ?? null;
  return Object.fromEntries(outputs.map(({ name }, index) => [name, values[index] ?? null]));
}

/** The default outputs; without any, nothing was collected, or null. */
function otherwise(
  environment: Environment,
  hitPolicy: DecisionTable['hitPolicy'],
  aggregation: Aggregation | undefined,
  outputs: readonly OutputColumn[],
): Value {
  if (outputs.some((output) => output.otherwise !== undefined)) {
    return outputOf(
      outputs,
      outputs.map((output) => output.otherwise?.(environment) ?? null),
    );
  }
  if (hitPolicy !== 'COLLECT') return null;
  if (aggregation === undefined) return [];
  return aggregation === 'COUNT' ? 0 : null;
}

function aggregated(
  environment: Environment,
  aggregation: Aggregation | undefined,
  matches: readonly Match[],
  values: Value,
): Value {
  switch (aggregation) {
    case undefined:
      return values;
    case 'COUNT':
      return matches.length;
    case 'SUM':
      return feel(environment, 'sum(values)', { values });
    case 'MIN':
      return feel(environment, 'min(values)', { values });
    case 'MAX':
      return feel(environment, 'max(values)', { values });
    default:
      return aggregation satisfies never;
  }
}

/** By the place of their values in the lists of output values, the first column before the second; equals keep the order of the rules. */
function ranked(environment: Environment, outputs: readonly OutputColumn[], matches: readonly Match[]): readonly Match[] {
  const lists = outputs.map(({ ranking }) => ranking?.(environment));
  const rank = (value: Value, list: Value | undefined): number => {
    if (list === undefined || !isList(list)) return 0;
    spend(environment, list.length);
    const place = list.findIndex((item) => same(environment, item, value));
    if (place >= 0) return place;
    throw new Violation(`The output ${shown(value)} is not among the output values by which the table ranks; add it to them`);
  };
  return matches
    .map((match) => ({ match, ranks: match.values.map((value, index) => rank(value, lists[index])) }))
    .sort((a, b) => {
      const column = a.ranks.findIndex((place, index) => place !== b.ranks[index]);
      return column < 0 ? 0 : (a.ranks[column] ?? 0) - (b.ranks[column] ?? 0);
    })
    .map(({ match }) => match);
}
