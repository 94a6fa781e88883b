/** Reads boxed expressions. */
import type { Boxed, FunctionLogic, Literal, Variable } from './decision-file.ts';
import { readTable } from './read-table.ts';
import { checkName, feelIn, part, parts, quoted, typeIn, variableIn } from './reading.ts';
import type { Reading } from './reading.ts';
import type { XmlElement } from './xml-tree.ts';

const KINDS: ReadonlySet<string> = new Set(
  'literalExpression decisionTable context relation list functionDefinition invocation conditional filter for some every'.split(
    ' ',
  ),
);

/** The expression among an element's children. */
export function expressionIn(element: XmlElement): XmlElement | undefined {
  return element.children.find((child) => KINDS.has(child.name));
}

/** The expression inside an element; complains when there is none. */
function readIn(reading: Reading, element: XmlElement | undefined, place: string): Boxed {
  const expression = element && expressionIn(element);
  if (expression !== undefined) return readBoxed(reading, expression, place);
  reading.complain('missing-logic', `${place} has no expression; write one`);
  return nothing();
}

function nothing(): Literal {
  return { kind: 'literalExpression', text: 'null' };
}

/** `place` names the expression in findings: `entry "fee"`. */
export function readBoxed(reading: Reading, element: XmlElement, place: string): Boxed {
  const typed = { id: element.attributes.get('id'), typeRef: typeIn(element.attributes.get('typeRef')) };
  const inside = (name: string): Boxed => readIn(reading, part(element, name), `${place}, ${name}`);
  switch (element.name) {
    case 'decisionTable':
      return readTable(reading, element, place);
    case 'context':
      return { kind: 'context', ...typed, entries: readEntries(reading, element, place) };
    case 'relation':
      return { kind: 'relation', ...typed, ...readRelation(reading, element, place) };
    case 'list': {
      const items = element.children.filter((child) => KINDS.has(child.name));
      return {
        kind: 'list',
        ...typed,
        items: items.map((item, index) => readBoxed(reading, item, `${place}, item ${String(index + 1)}`)),
      };
    }
    case 'functionDefinition':
      return readFunction(reading, element, place);
    case 'invocation':
      return { kind: 'invocation', ...typed, ...readInvocation(reading, element, place) };
    case 'conditional':
      return { kind: 'conditional', ...typed, condition: inside('if'), then: inside('then'), otherwise: inside('else') };
    case 'filter':
      return { kind: 'filter', ...typed, source: inside('in'), match: inside('match') };
    case 'for':
    case 'some':
    case 'every': {
      const iterator = element.attributes.get('iteratorVariable')?.trim().replace(/\s+/g, ' ') ?? '';
      if (iterator === '') reading.complain('missing-name', `${place} (${element.name}) has no iterator variable; name it`);
      return {
        kind: element.name,
        ...typed,
        iterator,
        source: inside('in'),
        body: inside(element.name === 'for' ? 'return' : 'satisfies'),
      };
    }
    default:
      return readLiteral(reading, element, place);
  }
}

function readLiteral(reading: Reading, element: XmlElement, place: string): Literal {
  const text = feelIn(reading, element, place);
  if (text === undefined && !part(element, 'importedValues')) {
    reading.complain('missing-logic', `${place} is empty; write an expression`);
  }
  return {
    kind: 'literalExpression',
    id: element.attributes.get('id'),
    typeRef: typeIn(element.attributes.get('typeRef')),
    text: text ?? 'null',
  };
}

/** Of a boxed function and of a business knowledge model. */
export function readFunction(reading: Reading, element: XmlElement, place: string): FunctionLogic {
  const kind = element.attributes.get('kind') ?? 'FEEL';
  if (kind !== 'FEEL') {
    reading.complain('external-function', `${place}: a function in ${quoted(kind)} would run foreign code; write it in FEEL`);
  }
  const parameters = uniqueNames(reading, parts(element, 'formalParameter').map(variableIn), `${place}, parameters`);
  const typeRef = typeIn(element.attributes.get('typeRef'));
  const body = kind === 'FEEL' ? readIn(reading, element, place) : nothing();
  return { kind: 'functionDefinition', id: element.attributes.get('id'), typeRef, parameters, body };
}

function uniqueNames(reading: Reading, variables: readonly Variable[], place: string): readonly Variable[] {
  const { complain } = reading;
  const names = new Set<string>();
  for (const { name } of variables) {
    if (name === '') complain('missing-name', `${place}: one has no name; name it`);
    else if (names.has(name)) complain('duplicate-name', `${place}: ${quoted(name)} stands twice; rename one`);
    checkName(reading, name, place);
    names.add(name);
  }
  return variables;
}

function readEntries(
  reading: Reading,
  element: XmlElement,
  place: string,
): { readonly variable?: Variable | undefined; readonly value: Boxed }[] {
  const entries = parts(element, 'contextEntry').map((entry, index) => {
    const named = part(entry, 'variable');
    const variable = named && variableIn(named);
    const title = variable ? `entry ${quoted(variable.name)}` : `entry ${String(index + 1)}`;
    return { variable, value: readIn(reading, entry, `${place}, ${title}`) };
  });
  uniqueNames(
    reading,
    entries.flatMap(({ variable }) => variable ?? []),
    place,
  );
  if (entries.slice(0, -1).some(({ variable }) => variable === undefined)) {
    reading.complain('context-result', `${place}: only the last entry may be without a name, as the result; name the others`);
  }
  return entries;
}

function readRelation(
  reading: Reading,
  element: XmlElement,
  place: string,
): { readonly columns: readonly Variable[]; readonly rows: readonly (readonly Boxed[])[] } {
  const columns = uniqueNames(reading, parts(element, 'column').map(variableIn), `${place}, columns`);
  const rows = parts(element, 'row').map((row, index) => {
    const cells = row.children.filter((child) => KINDS.has(child.name));
    const title = `${place}, row ${String(index + 1)}`;
    if (cells.length !== columns.length) {
      reading.complain('row-entries', `${title} has ${String(cells.length)} values for ${String(columns.length)} columns`);
    }
    return cells.map((cell, column) => readBoxed(reading, cell, `${title}, column ${quoted(columns[column]?.name ?? '')}`));
  });
  return { columns, rows };
}

function readInvocation(
  reading: Reading,
  element: XmlElement,
  place: string,
): { readonly called: Boxed; readonly bindings: readonly { readonly parameter: Variable; readonly value: Boxed }[] } {
  const bindings = parts(element, 'binding').map((binding) => {
    const named = part(binding, 'parameter');
    const parameter = named ? variableIn(named) : { name: '' };
    return { parameter, value: readIn(reading, binding, `${place}, parameter ${quoted(parameter.name)}`) };
  });
  uniqueNames(
    reading,
    bindings.map(({ parameter }) => parameter),
    `${place}, parameters`,
  );
  return { called: readIn(reading, element, `${place}, called function`), bindings };
}
