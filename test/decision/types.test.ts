import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../engine/errors.ts';
import { decision, dmn, evaluate, input, knowledge, literal, rulesOf, text, valueOf } from './dmn-file.ts';

const item = (name: string, content: string, isCollection = false): string =>
  `<itemDefinition name="${name}"${isCollection ? ' isCollection="true"' : ''}>${content}</itemDefinition>`;
const ref = (type: string): string => `<typeRef>${type}</typeRef>`;
const component = (name: string, content: string, isCollection = false): string =>
  item(name, content, isCollection).replaceAll('itemDefinition', 'itemComponent');
const TYPES =
  item('tNumbers', ref('number'), true) +
  item('tText', ref('feel:string')) +
  item('tTexts', ref('tText'), true) +
  item('tPerson', component('name', ref('string')) + component('age', ref('number'))) +
  item('tPeople', ref('tPerson'), true) +
  item('tGrade', `${ref('string')}<allowedValues>${text('"A", "B"')}</allowedValues>`) +
  item('tGrades', `${ref('string')}<allowedValues>${text('"A", "B"')}</allowedValues>`, true) +
  item('tShort', `${ref('tGrades')}<typeConstraint>${text('count(?) < 3')}</typeConstraint>`) +
  item('tTree', component('value', ref('number')) + component('children', ref('tTree'), true)) +
  item('tFunction', '<functionItem outputTypeRef="number"><parameters name="a" typeRef="number"/></functionItem>');
/** The value of an expression as the result of a decision of this type. */
const as = (feel: string, type: string): Json => valueOf(TYPES + decision('d', literal(feel), [], type), 'd');

describe('a result that is not of the decision’s type', () => {
  test('is null, and noted', () => {
    expect(as('1 + 1', 'string')).toBeNull();
    expect(as('[1, 2, "foo"]', 'tNumbers')).toBeNull();
    const { notes } = evaluate(TYPES + decision('d', literal('[1, "foo"]'), [], 'tNumbers'), 'd');
    expect(notes).toEqual(['d: The result of "d" is taken as null: it is a string, not number']);
  });

  test('is the element of a list of one, or a list of one', () => {
    expect([
      as('["foo"]', 'string'),
      as('[1]', 'string'),
      as('"foo"', 'tTexts'),
      as('1', 'tTexts'),
      as('null', 'tTexts'),
    ]).toEqual(['foo', null, ['foo'], null, null]);
  });

  test('is a date’s midnight in UTC where a date and time is expected', () => {
    expect(as('date("2026-03-02")', 'date and time')).toBe('2026-03-02T00:00:00Z');
    expect(as('date("2026-03-02")', 'dateTime')).toBe('2026-03-02T00:00:00Z');
    expect(as('date("2026-03-02")', 'time')).toBeNull();
  });

  test('of a structure has all its components, and may have more', () => {
    expect(as('{name: "a", age: 1, more: true}', 'tPerson')).toEqual({ name: 'a', age: 1, more: true });
    expect([as('{name: "a"}', 'tPerson'), as('{name: "a", age: "1"}', 'tPerson'), as('5', 'tPerson')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(as('{name: "a", age: null}', 'tPerson')).toEqual({ name: 'a', age: null });
    expect(as('{name: "a", age: 1}', 'tPeople')).toEqual([{ name: 'a', age: 1 }]);
    expect(as('{value: 1, children: [{value: 2, children: []}]}', 'tTree')).toMatchObject({ value: 1 });
    expect(as('{value: 1, children: [{value: "2", children: []}]}', 'tTree')).toBeNull();
  });

  test('is checked where an expression inside has a type', () => {
    expect(valueOf(TYPES + decision('d', literal('"x"', 'number')), 'd')).toBeNull();
    expect(valueOf(TYPES + decision('d', `<list typeRef="tNumbers">${literal('1')}${literal('"x"')}</list>`), 'd')).toBeNull();
  });

  test('is a function where a function is expected', () => {
    const content = (feel: string): string =>
      TYPES + decision('f', literal(feel), [], 'tFunction') + decision('d', literal('f != null'), ['decision:f']);
    expect([valueOf(content('function(a) a'), 'd'), valueOf(content('1'), 'd')]).toEqual([true, false]);
  });
});

describe('allowed values', () => {
  test('are of the value, of each element of a collection, and of the whole by a constraint', () => {
    expect([as('"A"', 'tGrade'), as('["A", "B"]', 'tGrades'), as('["A"]', 'tGrade'), as('null', 'tGrade')]).toEqual([
      'A',
      ['A', 'B'],
      'A',
      null,
    ]);
    expect(() => as('"C"', 'tGrade')).toThrow(/The result of "d" is not allowed: "C" is not among the allowed values "A", "B"/);
    expect(() => as('["A", "C"]', 'tGrades')).toThrow(/"C" is not among/);
    expect(as('["A", "B"]', 'tShort')).toEqual(['A', 'B']);
    expect(() => as('["A", "B", "A"]', 'tShort')).toThrow(/a list is not among the allowed values count/);
    expect(as('1', 'tGrade')).toBeNull();
  });

  test('of an input are refused with its name', () => {
    const content = TYPES + input('Grade', 'tGrade') + decision('d', literal('Grade'), ['input:in_Grade']);
    expect(valueOf(content, 'd', { Grade: 'B' })).toBe('B');
    expect(() => valueOf(content, 'd', { Grade: 'F' })).toThrow(/The input "Grade" is not allowed: "F"/);
  });

  test('of an entry name the entry', () => {
    const structure = item('tForm', component('grade', ref('tGrade')));
    expect(() => valueOf(TYPES + structure + decision('d', literal('{grade: "F"}'), [], 'tForm'), 'd')).toThrow(
      /in its entry "grade" "F" is not among/,
    );
  });
});

describe('inputs', () => {
  const echo = (type: string, json: Json, feel = 'x'): Json =>
    valueOf(TYPES + input('x', type) + decision('d', literal(feel), ['input:in_x']), 'd', { x: json });
  test('are dates, times and durations where their type is one and the text reads so', () => {
    expect(echo('date', '2026-03-02', 'x + duration("P1D")')).toBe('2026-03-03');
    expect(echo('time', '10:00:00', 'x.hour')).toBe(10);
    expect(echo('dateTime', '2026-03-02T10:00:00Z', 'x.day')).toBe(2);
    expect(echo('days and time duration', 'P2D', 'x.days')).toBe(2);
    expect(echo('yearMonthDuration', 'P2Y', 'x.years')).toBe(2);
    expect([echo('date', 'tomorrow'), echo('string', '2026-03-02')]).toEqual([null, '2026-03-02']);
  });

  test('are so within lists and structures too', () => {
    const types =
      item('tDates', ref('date'), true) + item('tStay', component('from', ref('date')) + component('to', ref('date')));
    const of = (type: string, json: Json, feel: string): Json =>
      valueOf(types + input('x', type) + decision('d', literal(feel), ['input:in_x']), 'd', { x: json });
    expect(of('tDates', ['2026-03-02', '2026-03-01'], 'min(x).day')).toBe(1);
    expect(of('tStay', { from: '2026-03-02', to: '2026-03-05' }, '(x.to - x.from).days')).toBe(3);
  });

  test('that lack an entry have null there', () => {
    expect(echo('tPerson', { name: 'a' })).toEqual({ name: 'a', age: null });
    expect(echo('tPerson', { name: 1 })).toBeNull();
  });

  test('are converted like any value: a list of one, an element', () => {
    expect([echo('string', ['a']), echo('tTexts', 'a'), echo('number', '5')]).toEqual(['a', ['a'], null]);
  });

  test('of a column are read as its type says', () => {
    const column = `<decisionTable><input id="i"><inputExpression typeRef="date">${text('x')}</inputExpression></input><output id="o"/><rule id="r"><inputEntry>${text('< date("2026-03-02")')}</inputEntry><outputEntry>${text('"before"')}</outputEntry></rule></decisionTable>`;
    expect([
      valueOf(decision('d', column), 'd', { x: '2026-03-01' }),
      valueOf(decision('d', column), 'd', { x: '2026-03-02' }),
    ]).toEqual(['before', null]);
  });
});

describe('arguments', () => {
  test('that are not of their parameter’s type are null, and the function goes on', () => {
    const bkm = TYPES + knowledge('given', ['p: tPerson'], literal('p != null'));
    const of = (feel: string): Json => valueOf(bkm + decision('d', literal(feel), ['knowledge:given']), 'd');
    expect([
      of('given({name: "foo", surname: "bar", age: 10})'),
      of('given({name: "foo"})'),
      of('given([{name: "foo", age: 1}])'),
    ]).toEqual([true, false, true]);
  });

  test('and results of a business knowledge model are of its types', () => {
    const of = (body: string, call: string, type?: string): Json =>
      valueOf(TYPES + knowledge('f', ['arg'], body, [], type) + decision('d', literal(call), ['knowledge:f']), 'd');
    expect([
      of(literal('arg', 'tNumbers'), 'f(10)'),
      of(literal('arg', 'tNumbers'), 'f("foo")'),
      of(literal('[arg]', 'number'), 'f(10)'),
    ]).toEqual([[10], null, 10]);
    expect([
      of(literal('arg'), 'f(1)', 'tFunction'),
      of(literal('arg'), 'f("1")', 'tFunction'),
      of(literal('arg'), 'f(1)', 'string'),
    ]).toEqual([1, null, null]);
  });
});

describe('FEEL inside a file', () => {
  test('knows its types', () => {
    expect(
      valueOf(TYPES + decision('d', literal('[{name: "a", age: 1} instance of tPerson, 1 instance of tPerson]')), 'd'),
    ).toEqual([true, false]);
  });
});

describe('types that do not exist are refused', () => {
  test('wherever they are named', () => {
    expect(rulesOf(dmn(decision('d', literal('1'), [], 'tNothing')))).toEqual(['unknown-type at d']);
    expect(rulesOf(dmn(decision('d', literal('1', 'tNothing'))))).toEqual(['unknown-type at d']);
    expect(rulesOf(dmn(input('x', 'tNothing')))).toEqual(['unknown-type at in_x']);
    expect(rulesOf(dmn(item('t', ref('tNothing'))))).toEqual(['unknown-type at t']);
    expect(rulesOf(dmn(knowledge('k', ['a: tNothing'], literal('1'))))).toEqual(['unknown-type at k']);
  });

  test('defined by themselves or twice too, and allowed values that are not FEEL', () => {
    expect(rulesOf(dmn(item('a', ref('b')) + item('b', ref('a'))))).toEqual(['circular-type at a', 'circular-type at b']);
    expect(rulesOf(dmn(item('a', ref('string')) + item('a', ref('string'))))).toEqual(['duplicate-name at a']);
    expect(rulesOf(dmn(item('a', `${ref('string')}<allowedValues>${text('"a" "b"')}</allowedValues>`)))).toEqual(['feel at a']);
  });

  test('FEEL’s own, with or without a prefix, and "undefined" are there', () => {
    for (const type of ['feel:number', 'tns:number', 'feel.number', 'number', 'Any', '<Undefined>', 'integer', ''])
      expect([type, as('1', type)]).toEqual([type, 1]);
  });
});
