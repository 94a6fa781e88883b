import { describe, expect, test } from '@jest/globals';
import { compileDecisionFile } from '../../engine/decision/compile.ts';
import { DecisionError, evaluateDecision, inputsOf } from '../../engine/decision/evaluate.ts';
import {
  decision,
  dmn,
  evaluate,
  functionDefinition,
  input,
  knowledge,
  literal,
  modelOf,
  MOMENT,
  rulesOf,
  service,
  table,
  valueOf,
} from './dmn-file.ts';

describe('a requirement graph', () => {
  const GRAPH =
    input('Applicant Data') +
    decision('Fee', literal('Base Fee * Factor'), ['decision:base', 'decision:factor'], 'number') +
    decision('base', literal('Applicant Data.Monthly Income / 10'), ['input:in_Applicant_Data'], 'number', 'Base Fee') +
    decision(
      'factor',
      table({ inputs: ['Base Fee'], outputs: [{}], rules: ['> 100 | 2', '<= 100 | 1'] }),
      ['decision:base'],
      'number',
      'Factor',
    ) +
    '<itemDefinition name="tApplicant"><itemComponent name="Monthly Income"><typeRef>number</typeRef></itemComponent></itemDefinition>';

  test('is evaluated from its inputs up, each decision once, and every one is kept in that order', () => {
    const { value, evaluated, notes } = evaluate(GRAPH, 'Fee', { 'Applicant Data': { 'Monthly Income': 1500 } });
    expect(value).toBe(300);
    expect(notes).toEqual([]);
    expect(evaluated.map(({ decisionId, name, kind, value: each }) => [decisionId, name, kind, each])).toEqual([
      ['base', 'Base Fee', 'literalExpression', 150],
      ['factor', 'Factor', 'decisionTable', 2],
      ['Fee', 'Fee', 'literalExpression', 300],
    ]);
  });

  test('says what it has to offer', () => {
    const model = modelOf(dmn(GRAPH));
    expect([model.id, model.name, model.namespace]).toEqual(['file', 'File', 'http://eiga.lt/test']);
    expect([...model.entries.values()].map(({ id, kind }) => [id, kind, inputsOf(model, id)])).toEqual([
      ['Fee', 'literalExpression', ['Applicant Data']],
      ['base', 'literalExpression', ['Applicant Data']],
      ['factor', 'decisionTable', ['Applicant Data']],
    ]);
  });

  test('evaluates only what the asked decision needs', () => {
    expect(evaluate(GRAPH, 'base', {}).evaluated.map(({ decisionId }) => decisionId)).toEqual(['base']);
  });

  test('lets a decision read what it requires and the variables of the caller, but no other decision', () => {
    const content = decision('a', literal('1')) + decision('b', literal('[a, given]'));
    expect(valueOf(content, 'b', { given: 5 })).toEqual([null, 5]);
  });

  test('gives a required decision by its variable, its name and its id', () => {
    const base =
      '<decision id="base_id" name="Base name"><variable name="base variable"/><literalExpression><text>7</text></literalExpression></decision>';
    expect(valueOf(base + decision('d', literal('[base variable, Base name, base_id]'), ['decision:base_id']), 'd')).toEqual([
      7, 7, 7,
    ]);
  });

  test('has no inputs of its own: what is missing is null, JavaScript’s own names too', () => {
    const content = input('toString') + decision('d', literal('[toString, constructor, __proto__]'), ['input:in_toString']);
    expect(valueOf(content, 'd')).toEqual([null, null, null]);
  });

  test('takes text with signs and spaces for one name', () => {
    const content =
      input("Student's name") +
      input('a-b') +
      input('Approved/Declined') +
      decision('d', literal('Student\'s name + " " + a-b + Approved/Declined'), [
        "input:in_Student's_name",
        'input:in_a-b',
        'input:in_Approved/Declined',
      ]);
    expect(valueOf(content, 'd', { "Student's name": 'Ona', 'a-b': 'x', 'Approved/Declined': 'y' })).toBe('Ona xy');
  });

  test('takes names inside the values of what it requires, however far, for one name', () => {
    const context =
      '<context><contextEntry><variable name="Net-Amount"/><literalExpression><text>7</text></literalExpression></contextEntry></context>';
    const content =
      decision('low', context) +
      decision('middle', literal('{low: low}'), ['decision:low']) +
      decision('d', literal('middle.low.Net-Amount + 1'), ['decision:middle']);
    expect(valueOf(content, 'd')).toBe(8);
  });

  test('reads the moment from the caller', () => {
    expect(valueOf(decision('d', literal('string(today()) + " " + string(now().hour)')), 'd')).toBe('2026-03-02 12');
  });

  test('notes what DMN takes as null, with the decision', () => {
    const { value, notes } = evaluate(decision('d', literal('if 1 + "a" = null then "null" else "not"')), 'd');
    expect(value).toBe('null');
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(/^d: .*in: if 1 \+ "a"/);
  });

  test('keeps at most 100 notes', () => {
    expect(evaluate(decision('d', literal('for i in 1..1000 return i + "a"')), 'd').notes).toHaveLength(100);
  });

  test('tells which decision failed', () => {
    const bad = table({ inputs: ['1'], outputs: [{}], rules: ['- | 1', '- | 2'] });
    const content = decision('low', bad) + decision('top', literal('low'), ['decision:low']);
    const failed = (): unknown => evaluate(content, 'top');
    expect(failed).toThrow(DecisionError);
    expect(failed).toThrow(expect.objectContaining({ decisionId: 'low' }));
  });

  test('has no decision of an unknown id', () => {
    expect(() => evaluateDecision(modelOf(dmn(GRAPH)), 'nobody', {}, MOMENT)).toThrow(/no decision "nobody" in "File"/);
  });

  test('of 1,000 decisions in a row is compiled and evaluated without recursion', () => {
    const chain = [decision('d0', literal('1'))];
    for (let index = 1; index < 1_000; index++)
      chain.push(decision(`d${String(index)}`, literal(`d${String(index - 1)} + 1`), [`decision:d${String(index - 1)}`]));
    const { model } = compileDecisionFile(dmn(chain.reverse().join('')));
    if (model === undefined) throw new Error('the chain is refused');
    expect(evaluateDecision(model, 'd999', {}, MOMENT).value).toBe(1_000);
  });

  test('of decisions that share what they require evaluates that once', () => {
    const layers = [decision('d0', literal('1'))];
    for (let index = 1; index <= 60; index++) {
      const below = `d${String(index - 1)}`;
      layers.push(decision(`e${String(index)}`, literal(below), [`decision:${below}`]));
      layers.push(
        decision(`d${String(index)}`, literal(`${below} + e${String(index)}`), [
          `decision:${below}`,
          `decision:e${String(index)}`,
        ]),
      );
    }
    const { value, evaluated } = evaluate(layers.join(''), 'd40');
    expect(value).toBe(2 ** 40);
    expect(evaluated).toHaveLength(81);
  });
});

describe('a decision without logic', () => {
  test('is a warning, and the variable of its name', () => {
    const content = decision('given', '') + decision('d', literal('given + 1'), ['decision:given']);
    expect(rulesOf(dmn(content))).toEqual(['missing-logic at given']);
    expect(valueOf(content, 'd', { given: 4 })).toBe(5);
    expect(valueOf(content, 'd')).toBeNull();
  });

  test('is no warning when a service takes it from its caller', () => {
    const content =
      decision('given', '') +
      decision('d', literal('given + 1'), ['decision:given']) +
      service('s', ['d'], { inputDecisions: ['given'] });
    expect(rulesOf(dmn(content))).toEqual([]);
    expect(valueOf(content, 's', { given: 4 })).toBe(5);
  });
});

describe('a business knowledge model', () => {
  test('is a function of its parameters, called by FEEL with positions and names, and by a boxed invocation', () => {
    const bkm = knowledge('area', ['width: number', 'height: number'], literal('width * height'));
    expect(valueOf(bkm + decision('d', literal('area(3, 4) + area(height: 1, width: 2)'), ['knowledge:area']), 'd')).toBe(14);
    const binding = (name: string, feel: string): string => `<binding><parameter name="${name}"/>${literal(feel)}</binding>`;
    const invocation = `<invocation>${literal('area')}${binding('height', '5')}${binding('width', '2 + 1')}</invocation>`;
    expect(valueOf(bkm + decision('d', invocation, ['knowledge:area']), 'd')).toBe(15);
  });

  test('sees its parameters and what it requires, nothing of its caller', () => {
    const content =
      input('secret') +
      knowledge('inner', [], literal('10')) +
      knowledge('outer', ['a'], literal('[a, inner(), secret, given]'), ['knowledge:inner']) +
      decision('d', literal('outer(secret)'), ['input:in_secret', 'knowledge:outer']);
    expect(valueOf(content, 'd', { secret: 1, given: 2 })).toEqual([1, 10, null, null]);
  });

  test('may call itself, with or without saying that it requires itself', () => {
    const fibonacci = literal('if n < 2 then n else fib(n - 1) + fib(n - 2)');
    for (const requires of [[], ['knowledge:fib']]) {
      expect(
        valueOf(knowledge('fib', ['n: number'], fibonacci, requires) + decision('d', literal('fib(12)'), ['knowledge:fib']), 'd'),
      ).toBe(144);
    }
  });

  test('that calls itself without end runs out of fuel', () => {
    const content = knowledge('f', ['n'], literal('f(n + 1)')) + decision('d', literal('f(1)'), ['knowledge:f']);
    expect(() => valueOf(content, 'd')).toThrow(DecisionError);
    expect(() => valueOf(content, 'd')).toThrow(/fuel|more work|too deep/);
    const doubling =
      knowledge('f', ['n'], literal('if n = 0 then 1 else f(n - 1) + f(n - 1)')) +
      decision('d', literal('f(60)'), ['knowledge:f']);
    expect(() => valueOf(doubling, 'd')).toThrow(/fuel|more work/);
  });

  test('may hold a table', () => {
    const body = table({ inputs: ['Age'], outputs: [{}], rules: ['>= 18 | "adult"', '< 18 | "minor"'] });
    expect(
      valueOf(knowledge('Group', ['Age'], body) + decision('d', literal('[Group(17), Group(18)]'), ['knowledge:Group']), 'd'),
    ).toEqual(['minor', 'adult']);
  });

  test('is a value that other functions take and give', () => {
    const content =
      knowledge('ten', ['a'], literal('a * 10')) +
      knowledge('both', ['f', 'g'], literal('f(5) + g(1)')) +
      knowledge('plus', ['a: number'], literal('function(b) a + b')) +
      knowledge('times', ['a: number'], functionDefinition(['b: number'], literal('a * b'))) +
      decision('d', literal('[both(ten, ten), plus(10)(2), times(3)(4)]'), [
        'knowledge:both',
        'knowledge:ten',
        'knowledge:plus',
        'knowledge:times',
      ]);
    expect(valueOf(content, 'd')).toEqual([60, 12, 12]);
  });

  test('called with too few, too many or other arguments is null, with a note', () => {
    const content =
      knowledge('f', ['a', 'b'], literal('1')) +
      decision('d', literal('[f(1), f(1, 2, 3), f(a: 1, c: 2), f(1, 2)]'), ['knowledge:f']);
    const { value, notes } = evaluate(content, 'd');
    expect(value).toEqual([null, null, null, 1]);
    expect(notes).toHaveLength(3);
  });
});

describe('a function as a decision’s value', () => {
  const content =
    input('n') +
    decision('f', literal('function(a: number) a * n'), ['input:in_n']) +
    decision('d', literal('f(5)'), ['decision:f']);
  test('is called by those who require it, closing over what it read', () => {
    const { value, evaluated } = evaluate(content, 'd', { n: 7 });
    expect(value).toBe(35);
    expect(evaluated[0]?.value).toMatch(/^function\(a/);
  });

  test('cannot be the answer', () => {
    expect(() => valueOf(content, 'f', { n: 7 })).toThrow(/function/);
  });
});

describe('a decision service', () => {
  const CONTENT =
    input('x', 'string') +
    decision('extra', literal('"D"'), [], 'string') +
    decision('inner', literal('x + " " + extra'), ['input:in_x', 'decision:extra']) +
    decision('out', literal('inner + "!"'), ['decision:inner']) +
    service('serve', ['out'], { encapsulated: ['inner'], inputDecisions: ['extra'], inputs: ['in_x'] });

  test('is called as a function of its input data, then its input decisions, and leaves its caller’s values alone', () => {
    const caller = decision('d', literal('[serve("A", "B"), x, extra, serve(extra: "2", x: "1")]'), [
      'knowledge:serve',
      'input:in_x',
      'decision:extra',
    ]);
    expect(valueOf(CONTENT + caller, 'd', { x: 'X' })).toEqual(['A B!', 'X', 'D', '1 2!']);
  });

  test('is evaluated by its id, its input decisions being inputs, and keeps what it decided', () => {
    const { value, evaluated } = evaluate(CONTENT, 'serve', { x: 'A', extra: 'B' });
    expect(value).toBe('A B!');
    expect(evaluated.map(({ decisionId }) => decisionId)).toEqual(['inner', 'out']);
  });

  test('of several output decisions answers a context of them', () => {
    const content = decision('a', literal('1')) + decision('b', literal('a + 1'), ['decision:a']) + service('s', ['a', 'b']);
    expect(valueOf(content, 's')).toEqual({ a: 1, b: 2 });
  });

  test('takes an argument that is not of its type as null, and an element for a list of one', () => {
    const of = (call: string): string => CONTENT + decision('d', literal(call), ['knowledge:serve']);
    expect(valueOf(of('serve(["A"], "B")'), 'd')).toBe('A B!');
    expect(evaluate(of('serve(1, "B")'), 'd')).toMatchObject({ value: null });
  });

  test('called with arguments that it does not take is null', () => {
    const content =
      decision('a', literal('"foo"')) + service('s', ['a']) + decision('d', literal('[s(), s("bar")]'), ['knowledge:s']);
    expect(valueOf(content, 'd')).toEqual(['foo', null]);
  });

  test('answers as its function type says', () => {
    const type = '<itemDefinition name="tText"><functionItem outputTypeRef="string"/></itemDefinition>';
    expect(valueOf(type + decision('a', literal('1000')) + service('s', ['a'], {}, 'tText'), 's')).toBeNull();
    expect(valueOf(type + decision('a', literal('"1000"')) + service('s', ['a'], {}, 'tText'), 's')).toBe('1000');
  });
});

describe('requirements that cannot be met are refused', () => {
  test('what is not there, or something else', () => {
    expect(rulesOf(dmn(decision('d', literal('1'), ['decision:nobody'])))).toEqual(['unresolved-reference at d']);
    expect(rulesOf(dmn(input('x') + decision('d', literal('1'), ['decision:in_x'])))).toEqual(['unresolved-reference at d']);
    expect(rulesOf(dmn(knowledge('k', [], literal('1')) + decision('d', literal('1'), ['input:k'])))).toEqual([
      'unresolved-reference at d',
    ]);
    expect(rulesOf(dmn(service('s', ['nobody'])))).toEqual(['unresolved-reference at s']);
  });

  test('a circle, with its members', () => {
    const circle =
      decision('a', literal('1'), ['decision:b']) +
      decision('b', literal('1'), ['decision:c']) +
      decision('c', literal('1'), ['decision:a']);
    const { findings } = compileDecisionFile(dmn(circle));
    expect(findings.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'circular-requirement',
        'Decision "a" (a) needs itself: "a" needs "b" needs "c" needs "a"; remove one of these requirements.',
      ],
    ]);
    expect(rulesOf(dmn(decision('a', literal('1'), ['decision:a'])))).toEqual(['circular-requirement at a']);
    const mutual = knowledge('f', [], literal('g()'), ['knowledge:g']) + knowledge('g', [], literal('f()'), ['knowledge:f']);
    expect(rulesOf(dmn(mutual))).toEqual(['circular-requirement at f']);
    expect(rulesOf(dmn(service('s', ['a']) + decision('a', literal('s()'), ['knowledge:s'])))).toEqual([
      'circular-requirement at s',
    ]);
  });

  test('two that go by one name in one decision; elsewhere that is a warning', () => {
    const twice = input('x', undefined, 'x1') + input('x', undefined, 'x2');
    expect(rulesOf(dmn(twice + decision('d', literal('x'), ['input:x1', 'input:x2'])))).toEqual([
      'duplicate-name at x2',
      'duplicate-name at d',
    ]);
    const apart = twice + decision('d', literal('x'), ['input:x1']);
    expect(rulesOf(dmn(apart))).toEqual(['duplicate-name at x2']);
    expect(valueOf(apart, 'd', { x: 3 })).toBe(3);
  });
});
