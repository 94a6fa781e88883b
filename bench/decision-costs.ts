/** What decisions cost: compiling a file once, and each evaluation after it. */
import type { DecisionModel } from '../engine/decision/decision-model.ts';
import { compileDecisionFile } from '../engine/decision/compile.ts';
import { evaluateDecision } from '../engine/decision/evaluate.ts';
import { PEER_NAMESPACE, type DecisionPeer } from './decision-peer.ts';
import { medianMs, medianMsOf } from './median.ts';

const NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const AT = { now: Date.UTC(2026, 2, 2, 10), zone: 'Europe/Vilnius' } as const;

/** Cells of a rule: two tests and an output. */
type Cells = (rule: number) => readonly [string, string, string];
/** Ranges and strings, as most cells of large tables are. The last rule is the one that matches, so that every rule is tried. */
const PLAIN: Cells = (rule) => [
  `[${String(rule * 10)}..${String(rule * 10 + 10)}[`,
  `"u${String(rule % 7)}"`,
  `"r${String(rule)}"`,
];
/** Expressions, no two of them alike. */
const FEEL: Cells = (rule) => [
  `? >= ${String(rule)} * 10 and ? < ${String(rule)} * 10 + 10`,
  `"u${String(rule % 7)}", null, "x${String(rule)}"`,
  `unit + "-${String(rule)}"`,
];

export interface TableCost {
  readonly rules: number;
  readonly cells: 'plain' | 'FEEL';
  readonly compileMs: number;
  readonly evaluateUs: number;
  /** Absent where there is no peer, or it does not know such cells. */
  readonly peer?: { readonly compileMs: number; readonly evaluateUs: number };
}

export interface ChainCost {
  readonly names: 'plain' | 'with spaces';
  readonly decisions: number;
  readonly compileMs: number;
  readonly evaluateMs: number;
}

export async function tableCost(
  rules: number,
  cells: TableCost['cells'],
  rounds: number,
  peer?: DecisionPeer,
): Promise<TableCost> {
  const text = (namespace: string): string => tableFile(rules, cells === 'plain' ? PLAIN : FEEL, namespace);
  const inputs = { amount: rules * 10 - 5, unit: `u${String((rules - 1) % 7)}` };
  const xml = text(NAMESPACE);
  const compileMs = medianMs(rounds, () => compiled(xml));
  const model = compiled(xml);
  const expected = cells === 'plain' ? `r${String(rules - 1)}` : `${inputs.unit}-${String(rules - 1)}`;
  const own = (): unknown => evaluateDecision(model, 'd', inputs, AT).value;
  check(own(), expected);
  const costs = { rules, cells, compileMs, evaluateUs: eachUs(own, rounds, rules) };
  if (!peer || cells === 'FEEL') return costs;
  const theirs = text(PEER_NAMESPACE);
  const theirMs = await medianMsOf(rules > 1_000 ? 1 : rounds, () => peer.parseDmnXml(theirs));
  const decisions = await peer.parseDmnXml(theirs);
  const evaluate = (): unknown => peer.evaluateDecision('d', decisions, inputs);
  check((evaluate() as { readonly a?: unknown }).a, expected);
  return { ...costs, peer: { compileMs: theirMs, evaluateUs: eachUs(evaluate, rounds, rules * 100) } };
}

/** Decisions in a row, each of which needs the one before it. */
export function chainCost(decisions: number, names: ChainCost['names'], rounds: number): ChainCost {
  const nameOf = (at: number): string => (names === 'plain' ? `fee${String(at)}` : `the fee ${String(at)} of it`);
  const content = Array.from({ length: decisions }, (_, at) => {
    const needs = `<informationRequirement><requiredDecision href="#d${String(at - 1)}"/></informationRequirement>`;
    const logic = at === 0 ? '1' : `${nameOf(at - 1)} + 1`;
    return `<decision id="d${String(at)}" name="${nameOf(at)}"><variable name="${nameOf(at)}"/>${at === 0 ? '' : needs}<literalExpression><text>${logic}</text></literalExpression></decision>`;
  });
  const xml = file(content.join(''), NAMESPACE);
  const compileMs = medianMs(rounds, () => compiled(xml));
  const model = compiled(xml);
  const last = (): unknown => evaluateDecision(model, `d${String(decisions - 1)}`, {}, AT).value;
  check(last(), decisions);
  return { names, decisions, compileMs, evaluateMs: medianMs(rounds, last) };
}

function eachUs(evaluate: () => unknown, rounds: number, work: number): number {
  const times = Math.max(1, Math.floor((rounds * 20_000) / (work + 100)));
  const ms = medianMs(rounds, () => {
    for (let count = 0; count < times; count++) evaluate();
  });
  return (ms * 1_000) / times;
}

function compiled(xml: string): DecisionModel {
  const { model, findings } = compileDecisionFile(xml);
  if (!model) throw new Error(findings.map(({ message }) => message).join('\n'));
  return model;
}

function check(got: unknown, expected: unknown): void {
  if (got !== expected) throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
}

function tableFile(rules: number, cells: Cells, namespace: string): string {
  const entry = (kind: string, id: string, text: string): string => `<${kind} id="${id}"><text>${escaped(text)}</text></${kind}>`;
  const rows = Array.from({ length: rules }, (_, rule) => {
    const [first, second, output] = cells(rule);
    const id = String(rule);
    return `<rule id="r${id}">${entry('inputEntry', `a${id}`, first)}${entry('inputEntry', `b${id}`, second)}${entry('outputEntry', `c${id}`, output)}</rule>`;
  });
  const input = (id: string, type: string, text: string): string =>
    `<input id="${id}"><inputExpression id="${id}e" typeRef="${type}"><text>${text}</text></inputExpression></input>`;
  const heads = `${input('i1', 'number', 'amount')}${input('i2', 'string', 'unit')}<output id="o1" name="a" typeRef="string"/>`;
  return file(
    `<decision id="d" name="d"><decisionTable id="t" hitPolicy="FIRST">${heads}${rows.join('')}</decisionTable></decision>`,
    namespace,
  );
}

function file(content: string, namespace: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="${namespace}" id="file" name="File" namespace="http://eiga.lt/bench">${content}</definitions>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
