/** Decision tables to code: which rules match, and what the hit policy makes of them. */
import { isList } from '../feel/compile.ts';
import type { Environment, Value } from '../feel/compile.ts';
import type { Annotation, DecisionTable, TableOutput } from './decision-file.ts';
import { Violation } from './decision-error.ts';
import { applyHitPolicy } from './hit-policy.ts';
import type { Match, OutputColumn } from './hit-policy.ts';
import { asType, jsonAs, shown } from './item-type.ts';
import type { ItemType, ValueTest } from './item-type.ts';
import { compiledBy, expressionCode, spend, testCode, typeAt, valueTest, withName } from './logic.ts';
import type { Code, Compiling } from './logic.ts';
import { literalOf, plainTest } from './plain-cell.ts';
import { quoted } from './reading.ts';

export interface TableOutcome {
  readonly value: Value;
  readonly inputs: readonly { readonly id: string; readonly name: string; readonly value: Value }[];
  /** In the order of the result. */
  readonly matched: readonly MatchedRule[];
}
export interface MatchedRule {
  /** From 1. */
  readonly ruleIndex: number;
  readonly ruleId: string;
  readonly outputs: readonly { readonly id: string; readonly name: string; readonly value: Value }[];
  readonly annotations: readonly Annotation[];
}
export type CompiledTable = (environment: Environment) => TableOutcome;

/** Whether a cell lets a value pass; the environment's `?` is the value. Undefined passes all. */
type Cell = ((environment: Environment, value: Value) => boolean) | undefined;
interface Rule {
  readonly id: string;
  readonly cells: readonly Cell[];
  readonly outputs: readonly Code[];
  readonly annotations: readonly Annotation[];
}
interface Column {
  readonly id: string;
  readonly label: string;
  readonly code: Code;
  readonly type: ItemType | undefined;
  readonly values: { readonly test: ValueTest; readonly text: string } | undefined;
}

/** Faults go to `compiling`; the table is then not to be used. */
export function compileTable(compiling: Compiling, table: DecisionTable, place: string): CompiledTable {
  const inputs = table.inputs.map((input): Column => {
    const title = `${place}, input ${quoted(input.label)}`;
    const code = expressionCode(compiling, input.expression.text, title);
    const type = typeAt(compiling, input.expression.typeRef, title);
    return { id: input.id, label: input.label, code, type, values: allowed(compiling, input.values, `${title}, input values`) };
  });
  const outputs = table.outputs.map((output) => compileOutput(compiling, output, place, table));
  const ranks = table.hitPolicy === 'PRIORITY' || table.hitPolicy === 'OUTPUT ORDER';
  if (ranks && outputs.every(({ ranking }) => ranking === undefined)) {
    const says = `${place}: the hit policy ${table.hitPolicy} ranks by output values, and no output lists any; list them`;
    compiling.complain('output-values', compiling.element, `${says}.`);
  }
  const rules = compileRules(compiling, table, place);
  const type = typeAt(compiling, table.typeRef, place);
  const onlyFirst = table.hitPolicy === 'FIRST';
  return (environment) => {
    const values = inputs.map((input) => inputValue(environment, input));
    const environments = values.map((value) => withName(environment, '?', value));
    const matches: Match[] = [];
    spend(environment, rules.length);
    for (const [index, rule] of rules.entries()) {
      if (!isMatch(rule, environments, values)) continue;
      const found = rule.outputs.map((code, at) => outputValue(environment, code(environment), outputs[at], index + 1));
      matches.push({ ruleIndex: index + 1, values: found });
      if (onlyFirst) break;
    }
    const { value, order } = applyHitPolicy(environment, table, outputs, matches);
    return {
      value: asType(environment, value, type, 'The result'),
      inputs: inputs.map(({ id, label }, index) => ({ id, name: label, value: values[index] ?? null })),
      matched: order.map((match) => matchedRule(match, rules, outputs)),
    };
  };
}

function matchedRule(match: Match, rules: readonly Rule[], outputs: readonly OutputColumn[]): MatchedRule {
  const rule = rules[match.ruleIndex - 1];
  return {
    ruleIndex: match.ruleIndex,
    ruleId: rule?.id ?? '',
    outputs: outputs.map(({ id, label }, index) => ({ id, name: label, value: match.values[index] ?? null })),
    annotations: rule?.annotations ?? [],
  };
}

function isMatch({ cells }: Rule, environments: readonly Environment[], values: readonly Value[]): boolean {
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    const environment = environments[column];
    if (cell !== undefined && environment !== undefined && !cell(environment, values[column] ?? null)) return false;
  }
  return true;
}

function inputValue(environment: Environment, { code, type, label, values }: Column): Value {
  const read = code(environment);
  const value = asType(environment, typeof read === 'string' ? jsonAs(read, type) : read, type, `The input ${quoted(label)}`);
  const isAllowed = (one: Value): boolean => values === undefined || one === null || values.test(environment, one);
  if (isAllowed(value) || (isList(value) && value.every(isAllowed))) return value;
  throw new Violation(`The input ${quoted(label)} is ${shown(value)}, which is not among its input values ${values?.text ?? ''}`);
}

function outputValue(environment: Environment, given: Value, output: OutputColumn | undefined, ruleIndex: number): Value {
  if (output === undefined) return given;
  const what = `The output ${output.label === '' ? '' : `${quoted(output.label)} `}of rule ${String(ruleIndex)}`;
  const value = asType(environment, given, output.type, what);
  if (value === null || output.values === undefined || output.values.test(environment, value)) return value;
  throw new Violation(`${what} is ${shown(value)}, which is not among its output values ${output.values.text}`);
}

function compileOutput(compiling: Compiling, output: TableOutput, place: string, { hitPolicy }: DecisionTable): OutputColumn {
  const title = output.label === '' ? `${place}, output` : `${place}, output ${quoted(output.label)}`;
  const type = typeAt(compiling, output.typeRef, title);
  const listed = output.values ?? type?.allowed?.text;
  const isRanked = listed !== undefined && (hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER');
  return {
    id: output.id,
    name: output.name,
    label: output.label,
    type,
    values: allowed(compiling, output.values, `${title}, output values`),
    ranking: isRanked ? expressionCode(compiling, `[${listed}]`, `${title}, output values`) : undefined,
    otherwise: output.otherwise === undefined ? undefined : expressionCode(compiling, output.otherwise, `${title}, default`),
  };
}

function allowed(compiling: Compiling, text: string | undefined, place: string): Column['values'] {
  const test = text === undefined ? undefined : valueTest(compiling, text, place);
  return test && { test, text: text ?? '' };
}

/** Cells say the same again and again: each text is compiled once. */
function compileRules(compiling: Compiling, table: DecisionTable, place: string): readonly Rule[] {
  const cells = new Map<string, Cell>();
  const codes = new Map<string, Code>();
  const column = (rule: number, kind: string, labels: readonly { readonly label: string }[], index: number): string =>
    `${place}, rule ${String(rule + 1)}, ${kind} ${quoted(labels[index]?.label ?? '')}`;
  return table.rules.map(({ id, tests, outputs, annotations }, rule) => ({
    id,
    annotations,
    cells: tests.map((text, index) => {
      if (!cells.has(text)) cells.set(text, compileCell(compiling, text, column(rule, 'input', table.inputs, index)));
      return cells.get(text);
    }),
    outputs: outputs.map((text, index) => {
      let code = codes.get(text);
      if (code === undefined)
        codes.set(text, (code = compileEntry(compiling, text, column(rule, 'output', table.outputs, index))));
      return code;
    }),
  }));
}

function compileCell(compiling: Compiling, text: string, place: string): Cell {
  if (text === '-') return undefined;
  const plain = plainTest(text);
  if (plain === undefined) {
    const test = compiledBy(compiling, () => testCode(compiling, text, place) ?? (() => false));
    return (environment) => test()(environment);
  }
  // What FEEL says of other values than the plain test knows is compiled when one comes.
  let full: ((environment: Environment) => boolean) | undefined;
  return (environment, value) => plain(value) ?? (full ??= testCode(compiling, text, place) ?? (() => false))(environment);
}

function compileEntry(compiling: Compiling, text: string, place: string): Code {
  const literal = literalOf(text);
  if (literal !== undefined) return () => literal;
  const code = compiledBy(compiling, () => expressionCode(compiling, text, place));
  return (environment) => code()(environment);
}
