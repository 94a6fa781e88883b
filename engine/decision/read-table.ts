/** Reads decision tables. */
import { AGGREGATIONS, HIT_POLICIES } from './decision-file.ts';
import type { Aggregation, DecisionTable, HitPolicy, TableInput, TableOutput, TableRule } from './decision-file.ts';
import { checkName, feelIn, nameIn, part, parts, quoted, textIn, typeIn } from './reading.ts';
import type { Reading } from './reading.ts';
import type { XmlElement } from './xml-tree.ts';

/** What is wrong with it goes to `complain`; the table is then not to be used. */
export function readTable(reading: Reading, element: XmlElement, place: string): DecisionTable {
  const { complain } = reading;
  const hitPolicy = hitPolicyOf(reading, element, place);
  const aggregation = aggregationOf(reading, element, place);
  const inputs = parts(element, 'input').map((input, index) => readInput(reading, input, `${place}, input ${String(index + 1)}`));
  const outputs = parts(element, 'output').map((output, index) =>
    readOutput(reading, output, `${place}, output ${String(index + 1)}`),
  );
  if (outputs.length === 0) complain('table-output', `${place} has no output; add a column for the result`);
  checkNames(reading, outputs, place);
  if (aggregation !== undefined && hitPolicy !== 'COLLECT') {
    complain(
      'aggregation',
      `${place} has an aggregation, which only COLLECT uses; remove it or change the hit policy`,
      'warning',
    );
  } else if (aggregation !== undefined && aggregation !== 'COUNT' && outputs.length > 1) {
    complain('aggregation', `${place} has the aggregation ${aggregation} over several outputs; keep one output`);
  }
  const rows = parts(element, 'rule');
  if (rows.length > reading.mostRules) {
    complain(
      'limit/rules',
      `${place} has ${String(rows.length)} rules; ${String(reading.mostRules)} are allowed: split the table`,
    );
  }
  const titles = parts(element, 'annotation').map(nameIn);
  const rules = rows
    .slice(0, reading.mostRules)
    .map((row, index) => readRule(reading, row, titles, `${place}, rule ${String(index + 1)}`));
  for (const [index, { tests, outputs: entries }] of rules.entries()) {
    if (tests.length === inputs.length && entries.length === outputs.length) continue;
    const has = `${String(tests.length)} input and ${String(entries.length)} output entries`;
    complain(
      'rule-entries',
      `${place}, rule ${String(index + 1)} has ${has}, but the table has ${String(inputs.length)} inputs and ${String(outputs.length)} outputs`,
    );
  }
  const typeRef = typeIn(element.attributes.get('typeRef'));
  return { kind: 'decisionTable', id: element.attributes.get('id'), typeRef, hitPolicy, aggregation, inputs, outputs, rules };
}

function hitPolicyOf({ complain }: Reading, element: XmlElement, place: string): HitPolicy {
  const written = element.attributes.get('hitPolicy') ?? 'UNIQUE';
  const known = HIT_POLICIES.find((policy) => policy === written);
  if (known === undefined)
    complain('hit-policy', `${place}: ${quoted(written)} is no hit policy; use one of ${HIT_POLICIES.join(', ')}`);
  return known ?? 'UNIQUE';
}

function aggregationOf({ complain }: Reading, element: XmlElement, place: string): Aggregation | undefined {
  const written = element.attributes.get('aggregation') ?? '';
  const known = AGGREGATIONS.find((aggregation) => aggregation === written);
  if (known === undefined && written !== '') {
    complain('aggregation', `${place}: ${quoted(written)} is no aggregation; use one of ${AGGREGATIONS.join(', ')}`);
  }
  return known;
}

function readInput(reading: Reading, element: XmlElement, place: string): TableInput {
  const expression = part(element, 'inputExpression');
  const text = feelIn(reading, expression, place);
  if (text === undefined) reading.complain('missing-logic', `${place} has no expression; write what the column looks at`);
  const typeRef = typeIn(expression?.attributes.get('typeRef'));
  return {
    id: element.attributes.get('id') ?? '',
    label: element.attributes.get('label') ?? text ?? '',
    expression: { kind: 'literalExpression', id: expression?.attributes.get('id'), typeRef, text: text ?? 'null' },
    values: feelIn(reading, part(element, 'inputValues'), place),
  };
}

function readOutput(reading: Reading, element: XmlElement, place: string): TableOutput {
  const name = nameIn(element);
  return {
    id: element.attributes.get('id') ?? '',
    name,
    label: element.attributes.get('label') ?? name,
    typeRef: typeIn(element.attributes.get('typeRef')),
    values: feelIn(reading, part(element, 'outputValues'), place),
    otherwise: feelIn(reading, part(element, 'defaultOutputEntry'), place),
  };
}

function checkNames(reading: Reading, outputs: readonly TableOutput[], place: string): void {
  const { complain } = reading;
  for (const { name } of outputs) checkName(reading, name, place);
  if (outputs.length < 2) return;
  const names = new Set<string>();
  for (const [index, { name }] of outputs.entries()) {
    if (name === '')
      complain('table-output', `${place}, output ${String(index + 1)} has no name; each of several outputs needs one`);
    else if (names.has(name)) complain('duplicate-name', `${place} has two outputs named ${quoted(name)}; rename one`);
    names.add(name);
  }
}

function readRule(reading: Reading, element: XmlElement, titles: readonly string[], place: string): TableRule {
  const texts = parts(element, 'annotationEntry').map((entry) => textIn(entry) ?? '');
  const annotations = texts.map((text, index) => ({ name: titles[index] ?? '', text }));
  const description = part(element, 'description')?.text.trim() ?? '';
  if (description !== '') annotations.push({ name: 'description', text: description });
  return {
    id: element.attributes.get('id') ?? '',
    // Camunda Modeler leaves "any" and "nothing" empty.
    tests: parts(element, 'inputEntry').map((entry) => feelIn(reading, entry, place) ?? '-'),
    outputs: parts(element, 'outputEntry').map((entry) => feelIn(reading, entry, place) ?? 'null'),
    annotations: annotations.filter(({ text }) => text !== ''),
  };
}
