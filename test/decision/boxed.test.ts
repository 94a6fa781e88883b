import { describe, expect, test } from '@jest/globals';
import { decision, dmn, evaluate, functionDefinition, input, literal, rulesOf, table, valueOf } from './dmn-file.ts';

const entry = (name: string | undefined, logic: string, type?: string): string =>
  `<contextEntry>${name === undefined ? '' : `<variable name="${name}"${type === undefined ? '' : ` typeRef="${type}"`}/>`}${logic}</contextEntry>`;
const context = (...entries: readonly string[]): string => `<context>${entries.join('')}</context>`;
const list = (...items: readonly string[]): string => `<list>${items.join('')}</list>`;
const child = (name: string, logic: string): string => `<${name}>${logic}</${name}>`;
const one = (logic: string): unknown => valueOf(decision('d', logic), 'd');

describe('a boxed context', () => {
  test('lets each entry read those before it', () => {
    expect(one(context(entry('a', literal('1 + 2')), entry('b c', literal('a * 2')), entry('d', literal('b c + a'))))).toEqual({
      a: 3,
      'b c': 6,
      d: 9,
    });
  });

  test('answers its last entry when that has no name', () => {
    expect(one(context(entry('a', literal('20')), entry('b', literal('a + 1')), entry(undefined, literal('a + b'))))).toBe(41);
  });

  test('nests, the inner entries hiding the outer ones', () => {
    const inner = context(entry('a', literal('2')), entry('sum', literal('a + outer')));
    expect(
      one(context(entry('a', literal('1')), entry('outer', literal('10')), entry('in', inner), entry('same', literal('a')))),
    ).toEqual({
      a: 1,
      outer: 10,
      in: { a: 2, sum: 12 },
      same: 1,
    });
  });

  test('holds functions that call themselves', () => {
    const factorial = functionDefinition(['n: number'], literal('if n = 0 then 1 else n * fact(n - 1)'));
    expect(one(context(entry('fact', factorial), entry(undefined, literal('fact(5)'))))).toBe(120);
  });

  test('takes an entry that is not of its type as null', () => {
    const { value, notes } = evaluate(
      decision('d', context(entry('a', literal('"x"'), 'number'), entry('b', literal('[7]'), 'number'))),
      'd',
    );
    expect(value).toEqual({ a: null, b: 7 });
    expect(notes).toEqual(['d: The entry "a" is taken as null: it is a string, not number']);
  });
});

describe('boxed lists and relations', () => {
  test('hold any expressions', () => {
    expect(one(list(literal('1'), list(literal('2')), context(entry('a', literal('3')))))).toEqual([1, [2], { a: 3 }]);
    expect(one(list())).toEqual([]);
  });

  test('a relation is a list of contexts by its columns', () => {
    const row = (...cells: readonly string[]): string => `<row>${cells.map((cell) => literal(cell)).join('')}</row>`;
    const relation = `<relation><column name="name"/><column name="Work Days" typeRef="number"/>${row('"a"', '1 + 1')}${row('"b"', '"x"')}</relation>`;
    expect(one(relation)).toEqual([
      { name: 'a', 'Work Days': 2 },
      { name: 'b', 'Work Days': null },
    ]);
    expect(valueOf(decision('r', relation) + decision('d', literal('r[name = "a"].Work Days'), ['decision:r']), 'd')).toEqual([
      2,
    ]);
    expect(rulesOf(dmn(decision('d', `<relation><column name="a"/>${row('1', '2')}</relation>`)))).toEqual(['row-entries at d']);
  });
});

describe('a boxed conditional', () => {
  const conditional = (condition: string): string =>
    `<conditional>${child('if', literal(condition))}${child('then', literal('"then"'))}${child('else', list(literal('"else"')))}</conditional>`;
  test('takes what is not true for false', () => {
    expect(['true', 'false', 'null', '"abc"'].map((condition) => one(conditional(condition)))).toEqual([
      'then',
      ['else'],
      ['else'],
      ['else'],
    ]);
    expect(evaluate(decision('d', conditional('"abc"')), 'd').notes).toEqual(['d: The condition is a string, not true or false']);
  });
});

describe('a boxed filter', () => {
  const filter = (source: string, match: string): string =>
    `<filter>${child('in', literal(source))}${child('match', literal(match))}</filter>`;
  test('keeps the items that match, by item and by their entries', () => {
    expect(one(filter('[1, 2, 3, 4, 5]', 'item >= 3'))).toEqual([3, 4, 5]);
    expect(one(filter('[1, 2]', 'item > 5'))).toEqual([]);
    expect(one(filter('[{a: 1, b: "x"}, {a: 2, b: "y"}]', 'a = 2'))).toEqual([{ a: 2, b: 'y' }]);
  });

  test('may match by any boxed expression and by outer names', () => {
    const match = context(entry('limit', literal('outer')), entry(undefined, literal('item > limit')));
    const boxed = context(
      entry('outer', literal('2')),
      entry(undefined, `<filter>${child('in', literal('[1, 2, 3]'))}${child('match', match)}</filter>`),
    );
    expect(one(boxed)).toEqual([3]);
  });
});

describe('boxed iterators', () => {
  const iterator = (kind: string, source: string, body: string): string =>
    `<${kind} iteratorVariable="element">${child('in', literal(source))}${child(kind === 'for' ? 'return' : 'satisfies', literal(body))}</${kind}>`;
  test('for answers the list of results, which it can look back on', () => {
    expect(one(iterator('for', '[1, 2, 3]', 'element * 2'))).toEqual([2, 4, 6]);
    expect(one(iterator('for', '[]', 'element * 2'))).toEqual([]);
    expect(one(iterator('for', '[1, 2, 3, 4]', 'if count(partial) = 0 then element else element * partial[-1]'))).toEqual([
      1, 2, 6, 24,
    ]);
    expect(one(iterator('for', '[2..4]', 'element'))).toEqual([2, 3, 4]);
  });

  test('some and every ask for one and for all', () => {
    expect([
      one(iterator('some', '[1, 5]', 'element >= 3')),
      one(iterator('some', '[1, 2]', 'element > 5')),
      one(iterator('some', '[]', 'true')),
    ]).toEqual([true, false, false]);
    expect([
      one(iterator('every', '[3, 5]', 'element >= 3')),
      one(iterator('every', '[1, 5]', 'element > 3')),
      one(iterator('every', '[]', 'false')),
    ]).toEqual([true, false, true]);
  });

  test('the iterator hides an outer name and is not seen outside', () => {
    const boxed = context(
      entry('element', literal('100')),
      entry('doubled', iterator('for', '[1, 2]', 'element * 2')),
      entry('after', literal('element')),
    );
    expect(one(boxed)).toEqual({ element: 100, doubled: [2, 4], after: 100 });
  });
});

describe('a boxed function', () => {
  test('closes over where it is defined and checks its arguments', () => {
    const make = functionDefinition(['b: number'], literal('[a, b]'));
    const boxed = context(entry('a', literal('1')), entry('f', make), entry(undefined, literal('[f(2), f("x"), f([3])]')));
    expect(one(boxed)).toEqual([
      [1, 2],
      [1, null],
      [1, 3],
    ]);
  });

  test('in another language is refused by name', () => {
    const java =
      '<functionDefinition kind="Java"><context><contextEntry><variable name="class"/><literalExpression><text>"java.lang.Math"</text></literalExpression></contextEntry></context></functionDefinition>';
    expect(rulesOf(dmn(decision('d', java)))).toEqual(['external-function at d']);
    expect(rulesOf(dmn(decision('d', literal('function(a) external {java: {class: "x", method signature: "y"}}'))))).toEqual([
      'feel at d',
    ]);
  });
});

describe('a boxed invocation', () => {
  const binding = (name: string, feel: string): string => `<binding><parameter name="${name}"/>${literal(feel)}</binding>`;
  const of = (...bindings: readonly string[]): unknown =>
    one(
      context(
        entry('f', functionDefinition(['a', 'b'], literal('a - b'))),
        entry(undefined, `<invocation>${literal('f')}${bindings.join('')}</invocation>`),
      ),
    );
  test('gives its arguments by name; with others it is null', () => {
    expect(of(binding('b', '1'), binding('a', '10'))).toBe(9);
    expect([
      of(binding('a', '1')),
      of(binding('a', '1'), binding('c', '1')),
      of(binding('a', '1'), binding('b', '1'), binding('c', '1')),
    ]).toEqual([null, null, null]);
    expect(one(`<invocation>${literal('"no function"')}</invocation>`)).toBeNull();
  });
});

describe('expressions inside', () => {
  test('may be tables, whose rules are not kept', () => {
    const inner = table({ inputs: ['x'], outputs: [{}], rules: ['> 1 | "many"', '<= 1 | "few"'] });
    const content = input('x') + decision('d', list(inner, inner), ['input:in_x']);
    expect(evaluate(content, 'd', { x: 2 })).toMatchObject({
      value: ['many', 'many'],
      evaluated: [{ kind: 'list', matched: [] }],
    });
  });

  test('that are missing are refused with their place', () => {
    expect(rulesOf(dmn(decision('d', '<conditional><if/><then/></conditional>')))).toEqual([
      'missing-logic at d',
      'missing-logic at d',
      'missing-logic at d',
    ]);
    expect(rulesOf(dmn(decision('d', context(entry('a', '')))))).toEqual(['missing-logic at d']);
    expect(rulesOf(dmn(decision('d', literal(' '))))).toEqual(['missing-logic at d']);
    expect(rulesOf(dmn(decision('d', context(entry(undefined, literal('1')), entry('a', literal('2'))))))).toEqual([
      'context-result at d',
    ]);
    expect(rulesOf(dmn(decision('d', context(entry('__proto__', literal('1'))))))).toEqual(['bad-name at d']);
    expect(rulesOf(dmn(decision('d', context(entry('a', literal('1')), entry('a', literal('2'))))))).toEqual([
      'duplicate-name at d',
    ]);
  });
});
