/** DMN files for tests, from parts. Texts are escaped here; names and ids are not. */
import { expect } from '@jest/globals';
import { compileDecisionFile } from '../../engine/decision/compile.ts';
import type { DecisionModel } from '../../engine/decision/decision-model.ts';
import type { DecisionResult } from '../../engine/decision/decision-result.ts';
import { evaluateDecision } from '../../engine/decision/evaluate.ts';
import type { Json, Variables } from '../../engine/errors.ts';

export const NAMESPACES = {
  '1.2': 'http://www.omg.org/spec/DMN/20180521/MODEL/',
  '1.3': 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/',
  '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
} as const;

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export function dmn(content: string, namespace: string = NAMESPACES['1.5'], attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${namespace}" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="file" name="File" namespace="http://eiga.lt/test"${attributes}>
${content}
</definitions>`;
}

const typed = (type?: string): string => (type === undefined ? '' : ` typeRef="${escape(type)}"`);
export const text = (feel: string): string => `<text>${escape(feel)}</text>`;
export const literal = (feel: string, type?: string): string =>
  `<literalExpression${typed(type)}>${text(feel)}</literalExpression>`;
export const input = (name: string, type?: string, id = `in_${name.replaceAll(' ', '_')}`): string =>
  `<inputData id="${id}" name="${escape(name)}"><variable name="${escape(name)}"${typed(type)}/></inputData>`;

/** What a decision or a business knowledge model requires: `input:id`, `decision:id`, `knowledge:id`. */
const requirements = (requires: readonly string[]): string =>
  requires
    .map((requirement) => {
      const [kind = '', id = ''] = requirement.split(':');
      if (kind === 'knowledge') return `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
      const element = kind === 'input' ? 'requiredInput' : 'requiredDecision';
      return `<informationRequirement><${element} href="#${id}"/></informationRequirement>`;
    })
    .join('');

export function decision(id: string, logic: string, requires: readonly string[] = [], type?: string, name = id): string {
  return `<decision id="${id}" name="${escape(name)}"><variable name="${escape(name)}"${typed(type)}/>${requirements(requires)}${logic}</decision>`;
}

const parametersOf = (parameters: readonly string[]): string =>
  parameters
    .map((parameter) => parameter.split(': '))
    .map(([name = '', type]) => `<formalParameter name="${name}"${typed(type)}/>`)
    .join('');

/** Parameters are `name` or `name: type`. */
export function knowledge(
  id: string,
  parameters: readonly string[],
  body: string,
  requires: readonly string[] = [],
  type?: string,
): string {
  const variable = `<variable name="${id}"${typed(type)}/>`;
  const logic = `<encapsulatedLogic>${parametersOf(parameters)}${body}</encapsulatedLogic>`;
  return `<businessKnowledgeModel id="${id}" name="${id}">${variable}${logic}${requirements(requires)}</businessKnowledgeModel>`;
}

export function functionDefinition(parameters: readonly string[], body: string): string {
  return `<functionDefinition>${parametersOf(parameters)}${body}</functionDefinition>`;
}

export function service(
  id: string,
  outputs: readonly string[],
  parts: {
    readonly encapsulated?: readonly string[];
    readonly inputDecisions?: readonly string[];
    readonly inputs?: readonly string[];
  } = {},
  type?: string,
): string {
  const all = (name: string, ids: readonly string[] = []): string => ids.map((ref) => `<${name} href="#${ref}"/>`).join('');
  const references =
    all('outputDecision', outputs) +
    all('encapsulatedDecision', parts.encapsulated) +
    all('inputDecision', parts.inputDecisions) +
    all('inputData', parts.inputs);
  return `<decisionService id="${id}" name="${id}"><variable name="${id}"${typed(type)}/>${references}</decisionService>`;
}

export interface TableText {
  readonly policy?: string;
  readonly aggregation?: string;
  readonly type?: string;
  /** `expression`, or with a type and allowed values. */
  readonly inputs: readonly (
    string | { readonly text: string; readonly type?: string; readonly values?: string; readonly label?: string }
  )[];
  readonly outputs: readonly {
    readonly name?: string;
    readonly type?: string;
    readonly values?: string;
    readonly otherwise?: string;
  }[];
  /** A row is its cells, inputs first, between bars: `>= 18 | "yes"`. */
  readonly rules: readonly string[];
}

/** Ids are in1, in2, …; out1, …; rule1, …. */
export function table({ policy, aggregation, type, inputs, outputs, rules }: TableText): string {
  const attribute = (name: string, value?: string): string => (value === undefined ? '' : ` ${name}="${value}"`);
  const heads = inputs.map((given, index) => {
    const head = typeof given === 'string' ? { text: given } : given;
    const values = head.values === undefined ? '' : `<inputValues>${text(head.values)}</inputValues>`;
    const expression = `<inputExpression${typed(head.type)}>${text(head.text)}</inputExpression>`;
    return `<input id="in${String(index + 1)}"${attribute('label', head.label)}>${expression}${values}</input>`;
  });
  const results = outputs.map((output, index) => {
    const values = output.values === undefined ? '' : `<outputValues>${text(output.values)}</outputValues>`;
    const otherwise = output.otherwise === undefined ? '' : `<defaultOutputEntry>${text(output.otherwise)}</defaultOutputEntry>`;
    return `<output id="out${String(index + 1)}"${attribute('name', output.name)}${typed(output.type)}>${values}${otherwise}</output>`;
  });
  const rows = rules.map((rule, index) => {
    const cells = rule.split('|').map((cell) => cell.trim());
    const entries = cells.map((cell, column) => {
      const kind = column < inputs.length ? 'inputEntry' : 'outputEntry';
      return `<${kind}>${text(cell)}</${kind}>`;
    });
    return `<rule id="rule${String(index + 1)}">${entries.join('')}</rule>`;
  });
  const attributes = `${attribute('hitPolicy', policy)}${attribute('aggregation', aggregation)}${typed(type)}`;
  return `<decisionTable${attributes}>${[...heads, ...results, ...rows].join('\n')}</decisionTable>`;
}

/** Compiles; fails the test with the findings when there are errors. */
export function modelOf(xml: string): DecisionModel {
  const { model, findings } = compileDecisionFile(xml);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (model === undefined) throw new Error('there is no model and no finding of severity error');
  return model;
}

/** 2026-03-02 12:00 in Vilnius. */
export const MOMENT = { now: Date.UTC(2026, 2, 2, 10), zone: 'Europe/Vilnius' } as const;

export function evaluate(content: string, id: string, inputs: Variables = {}): DecisionResult {
  return evaluateDecision(modelOf(dmn(content)), id, inputs, MOMENT);
}

export function valueOf(content: string, id: string, inputs: Variables = {}): Json {
  return evaluate(content, id, inputs).value;
}

/** The rules of the findings, with their elements. */
export function rulesOf(xml: string): readonly string[] {
  return compileDecisionFile(xml).findings.map(({ rule, element }) => `${rule} at ${element}`);
}
