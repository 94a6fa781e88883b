/** Boxed expressions to code: each becomes a function of what it may read. */
import { callFunction, described, FeelFunction, isContext, makeFunction } from '../feel/compile.ts';
import type { Environment, Value } from '../feel/compile.ts';
import type { Boxed, FunctionLogic } from './decision-file.ts';
import { asType, resultType } from './item-type.ts';
import type { ItemType } from './item-type.ts';
import { expressionCode, feel, spend, typeAt, withName, withNames } from './logic.ts';
import type { Code, Compiling } from './logic.ts';
import { quoted } from './reading.ts';
import { compileTable } from './table.ts';

/** Faults go to `compiling`; the code is then not to be run. */
export function compileBoxed(compiling: Compiling, boxed: Boxed, place: string): Code {
  const code = compilePlain(compiling, boxed, place);
  // A table looks after its own type, a function's is that of its results.
  if (boxed.kind === 'decisionTable' || boxed.kind === 'functionDefinition') return code;
  const type = typeAt(compiling, boxed.typeRef, place);
  if (type === undefined) return code;
  return (environment) => asType(environment, code(environment), type, 'The value');
}

function compilePlain(compiling: Compiling, boxed: Boxed, place: string): Code {
  const inside = (part: Boxed, title: string): Code => compileBoxed(compiling, part, `${place}, ${title}`);
  switch (boxed.kind) {
    case 'literalExpression':
      return expressionCode(compiling, boxed.text, place);
    case 'decisionTable': {
      const table = compileTable(compiling, boxed, place);
      return (environment) => table(environment).value;
    }
    case 'functionDefinition': {
      const make = compileFunction(compiling, boxed, place);
      return (environment) => make(environment);
    }
    case 'context':
      return compileContext(compiling, boxed, place);
    case 'relation': {
      const names = boxed.columns.map(({ name }) => name);
      const types = boxed.columns.map((column) => typeAt(compiling, column.typeRef, `${place}, column ${quoted(column.name)}`));
      const rows = boxed.rows.map((row, index) =>
        row.map((cell, column) => inside(cell, `row ${String(index + 1)}, column ${quoted(names[column] ?? '')}`)),
      );
      return (environment) => {
        spend(environment, rows.length);
        return rows.map((row) =>
          Object.fromEntries(
            row.map((cell, column) => [names[column] ?? '', asType(environment, cell(environment), types[column], 'The cell')]),
          ),
        );
      };
    }
    case 'list': {
      const items = boxed.items.map((item, index) => inside(item, `item ${String(index + 1)}`));
      return (environment) => items.map((item) => item(environment));
    }
    case 'invocation':
      return compileInvocation(compiling, boxed, place);
    case 'conditional': {
      const [condition, then, otherwise] = [
        inside(boxed.condition, 'if'),
        inside(boxed.then, 'then'),
        inside(boxed.otherwise, 'else'),
      ];
      return (environment) => {
        const value = condition(environment);
        if (value !== null && typeof value !== 'boolean')
          environment.noted?.(`The condition is ${described(value)}, not true or false`);
        return value === true ? then(environment) : otherwise(environment);
      };
    }
    case 'filter': {
      const [source, match] = [inside(boxed.source, 'in'), inside(boxed.match, 'match')];
      return (environment) => {
        const body = makeFunction(['item'], ([item = null]) => match(withItem(environment, item)));
        return feel(environment, 'source[body(item)]', { source: source(environment), body });
      };
    }
    case 'for':
    case 'some':
    case 'every': {
      const [source, body] = [inside(boxed.source, 'in'), inside(boxed.body, 'body')];
      const text = {
        for: 'for item in source return body(item, partial)',
        some: 'some item in source satisfies body(item, null)',
        every: 'every item in source satisfies body(item, null)',
      }[boxed.kind];
      const { iterator } = boxed;
      return (environment) => {
        const each = makeFunction(['item', 'partial'], ([item = null, partial = null]) =>
          body(withName(withName(environment, 'partial', partial), iterator, item)),
        );
        return feel(environment, text, { source: source(environment), body: each });
      };
    }
    default:
      return boxed satisfies never;
  }
}

/** `item`, and its entries by their names. */
function withItem(environment: Environment, item: Value): Environment {
  const read = (name: string): Value | undefined => {
    if (isContext(item) && Object.hasOwn(item, name)) return item[name];
    return name === 'item' ? item : environment.read(name);
  };
  return { ...environment, read };
}

function compileContext(compiling: Compiling, boxed: Boxed & { readonly kind: 'context' }, place: string): Code {
  const entries = boxed.entries.map(({ variable, value }) => {
    const title = variable ? `${place}, entry ${quoted(variable.name)}` : `${place}, result`;
    return {
      name: variable?.name,
      type: typeAt(compiling, variable?.typeRef, title),
      code: compileBoxed(compiling, value, title),
    };
  });
  return (environment) => {
    const values = new Map<string, Value>();
    // A function among the entries sees them all, itself too, when it is called.
    const inner = withNames(environment, values);
    for (const { name, type, code } of entries) {
      const value = asType(environment, code(inner), type, name === undefined ? 'The result' : `The entry ${quoted(name)}`);
      if (name === undefined) return value;
      values.set(name, value);
    }
    return Object.fromEntries(values);
  };
}

/** A function of where it is defined. Arguments that are not of their parameter's type are null, as the standard has it. */
export function compileFunction(
  compiling: Compiling,
  logic: FunctionLogic,
  place: string,
  variableType?: ItemType,
): (environment: Environment) => FeelFunction {
  const names = logic.parameters.map(({ name }) => name);
  const types = logic.parameters.map((parameter) =>
    typeAt(compiling, parameter.typeRef, `${place}, parameter ${quoted(parameter.name)}`),
  );
  const body = compileBoxed(compiling, logic.body, place);
  const results = [resultType(typeAt(compiling, logic.typeRef, place)), resultType(variableType)];
  return (environment) =>
    makeFunction(names, (args) => {
      const values = new Map(
        names.map((name, index) => [
          name,
          asType(environment, args[index] ?? null, types[index], `The argument ${quoted(name)}`),
        ]),
      );
      return results.reduce(
        (value: Value, type) => asType(environment, value, type, 'The result'),
        body(withNames(environment, values)),
      );
    });
}

function compileInvocation(compiling: Compiling, boxed: Boxed & { readonly kind: 'invocation' }, place: string): Code {
  const called = compileBoxed(compiling, boxed.called, `${place}, called function`);
  const bindings = boxed.bindings.map(({ parameter, value }) => {
    const title = `${place}, parameter ${quoted(parameter.name)}`;
    const type = typeAt(compiling, parameter.typeRef, title);
    return { name: parameter.name, type, code: compileBoxed(compiling, value, title) };
  });
  return (environment) => {
    const callee = called(environment);
    const given = new Map(
      bindings.map(({ name, type, code }) => [
        name,
        asType(environment, code(environment), type, `The argument ${quoted(name)}`),
      ]),
    );
    if (!(callee instanceof FeelFunction)) {
      environment.noted?.(`Only a function can be called, not ${described(callee)}`);
      return null;
    }
    const { parameters } = callee;
    if (parameters.length !== given.size || !parameters.every((name) => given.has(name))) {
      environment.noted?.(`The function takes (${parameters.join(', ')}), not (${[...given.keys()].join(', ')})`);
      return null;
    }
    return callFunction(
      callee,
      parameters.map((name) => given.get(name) ?? null),
      environment,
    );
  };
}
