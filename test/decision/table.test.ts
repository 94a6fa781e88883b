import { describe, expect, test } from '@jest/globals';
import type { Json, Variables } from '../../engine/errors.ts';
import { decision, dmn, evaluate, input, modelOf, rulesOf, table, valueOf } from './dmn-file.ts';
import type { TableText } from './dmn-file.ts';

/** A table over the inputs age and risk. */
function tableModel(table_: Partial<TableText>): string {
  const whole = { inputs: ['age', 'risk'], outputs: [{}], rules: [], ...table_ };
  return input('age', 'number') + input('risk', 'string') + decision('d', table(whole), ['input:in_age', 'input:in_risk']);
}
const answer = (text: Partial<TableText>, inputs: Variables): Json => valueOf(tableModel(text), 'd', inputs);
const RULES = ['>= 18 | "low", "medium" | "approve"', '< 18 | - | "decline"', '- | "high" | "decline"'];

describe('a UNIQUE table', () => {
  test('answers the output of the only rule that matches', () => {
    expect(answer({ rules: RULES }, { age: 18, risk: 'medium' })).toBe('approve');
    expect(answer({ rules: RULES }, { age: 17, risk: 'low' })).toBe('decline');
    expect(answer({ rules: RULES }, { age: 18, risk: 'high' })).toBe('decline');
  });

  test('refuses to answer when two rules match, naming them', () => {
    expect(() => answer({ rules: RULES }, { age: 17, risk: 'high' })).toThrow(/Rules 2, 3 all match, .*UNIQUE/);
  });

  test('answers null when no rule matches, the default outputs when it has them', () => {
    expect(answer({ rules: RULES }, { age: 18, risk: 'unheard of' })).toBeNull();
    const outputs = [{ otherwise: '"ask " + risk' }];
    expect(answer({ rules: RULES, outputs }, { age: 18, risk: 'x' })).toBe('ask x');
    const two = [{ name: 'a', otherwise: '1' }, { name: 'b' }];
    expect(answer({ rules: ['- | "r" | 5 | 6'], outputs: two }, { age: 1, risk: 'x' })).toEqual({ a: 1, b: null });
  });

  test('answers a context when it has several outputs', () => {
    const outputs = [{ name: 'fee' }, { name: 'Work Days' }];
    expect(answer({ rules: ['> 10 | - | age * 2 | 20'], outputs }, { age: 11 })).toEqual({ fee: 22, 'Work Days': 20 });
  });
});

describe('the other hit policies', () => {
  const same = ['>= 10 | - | "a"', '>= 20 | - | "a"', '>= 30 | - | "b"'];
  test('ANY answers when all matching rules agree and refuses when they differ', () => {
    expect(answer({ policy: 'ANY', rules: same }, { age: 25 })).toBe('a');
    expect(() => answer({ policy: 'ANY', rules: same }, { age: 30 })).toThrow(/Rules 1, 3 match with different outputs/);
  });

  test('FIRST answers the first rule that matches', () => {
    expect(answer({ policy: 'FIRST', rules: ['> 5 | - | 1', '> 3 | - | 2'] }, { age: 6 })).toBe(1);
    expect(answer({ policy: 'FIRST', rules: ['> 5 | - | 1', '> 3 | - | 2'] }, { age: 4 })).toBe(2);
  });

  test('PRIORITY answers the output that stands first among the output values', () => {
    const outputs = [{ values: '"reject", "check", "accept"' }];
    const rules = ['> 1 | - | "accept"', '> 2 | - | "check"', '> 3 | - | "reject"'];
    expect(answer({ policy: 'PRIORITY', outputs, rules }, { age: 2 })).toBe('accept');
    expect(answer({ policy: 'PRIORITY', outputs, rules }, { age: 3 })).toBe('check');
    expect(answer({ policy: 'PRIORITY', outputs, rules }, { age: 4 })).toBe('reject');
  });

  test('PRIORITY with several outputs ranks by the first column, then the second; a column without values counts for nothing', () => {
    const outputs = [{ name: 'status', values: '"b", "a"' }, { name: 'free' }, { name: 'rate', values: '2, 1' }];
    const rules = ['- | - | "a" | 9 | 2', '- | - | "b" | 8 | 1', '- | - | "b" | 7 | 2'];
    expect(answer({ policy: 'PRIORITY', outputs, rules }, {})).toEqual({ status: 'b', free: 7, rate: 2 });
  });

  test('OUTPUT ORDER answers all outputs by their rank, equals in the order of the rules', () => {
    const outputs = [{ name: 'x', values: '"hi", "lo"' }, { name: 'n' }];
    const rules = ['- | - | "lo" | 1', '- | - | "hi" | 2', '- | - | "lo" | 3', '- | - | "hi" | 4'];
    expect(answer({ policy: 'OUTPUT ORDER', outputs, rules }, {})).toEqual([
      { x: 'hi', n: 2 },
      { x: 'hi', n: 4 },
      { x: 'lo', n: 1 },
      { x: 'lo', n: 3 },
    ]);
  });

  test('RULE ORDER and COLLECT answer all outputs in the order of the rules', () => {
    const rules = ['> 1 | - | 3', '> 100 | - | 9', '> 2 | - | 1'];
    expect(answer({ policy: 'RULE ORDER', rules }, { age: 5 })).toEqual([3, 1]);
    expect(answer({ policy: 'COLLECT', rules }, { age: 5 })).toEqual([3, 1]);
  });

  test('COLLECT aggregates by sum, least, greatest and number of outputs, equal ones counted each', () => {
    const rules = ['> 1 | - | 10', '> 2 | - | 10', '> 3 | - | 2.5'];
    const collect = (aggregation: string, age: number): Json => answer({ policy: 'COLLECT', aggregation, rules }, { age });
    expect([collect('SUM', 4), collect('MIN', 4), collect('MAX', 4), collect('COUNT', 4)]).toEqual([22.5, 2.5, 10, 3]);
    expect([collect('SUM', 3), collect('COUNT', 3)]).toEqual([20, 2]);
    expect([collect('SUM', 0), collect('MIN', 0), collect('MAX', 0), collect('COUNT', 0)]).toEqual([null, null, null, 0]);
  });

  test('COLLECT answers an empty list when no rule matches, RULE ORDER and OUTPUT ORDER null', () => {
    expect(answer({ policy: 'COLLECT', rules: ['> 5 | - | 1'] }, { age: 1 })).toEqual([]);
    expect(answer({ policy: 'RULE ORDER', rules: ['> 5 | - | 1'] }, { age: 1 })).toBeNull();
    expect(answer({ policy: 'OUTPUT ORDER', outputs: [{ values: '1' }], rules: ['> 5 | - | 1'] }, { age: 1 })).toBeNull();
  });

  test('least and greatest are those of dates and texts too', () => {
    const rules = ['- | - | date("2026-02-01")', '- | - | date("2026-01-31")'];
    expect(answer({ policy: 'COLLECT', aggregation: 'MIN', rules }, {})).toBe('2026-01-31');
    expect(answer({ policy: 'COLLECT', aggregation: 'MAX', rules: ['- | - | "a"', '- | - | "b"'] }, {})).toBe('b');
  });
});

describe('cells', () => {
  test('are FEEL unary tests: comparisons, ranges, lists, negations, conditions about the input, other inputs', () => {
    const of = (cell: string, value: Json, risk: Json = null): Json =>
      answer({ rules: [`${cell} | - | true`], outputs: [{ otherwise: 'false' }] }, { age: value, risk });
    expect(
      ['< 5', '[1..5]', '(4..9]', '1, 4, 7', 'not(3, 5)', '? * 2 = 8', '-', '4', 'not(< 4)'].map((cell) => of(cell, 4)),
    ).toEqual([true, true, false, true, true, true, true, true, true]);
    expect(of('> string length(risk)', 4, 'abc')).toBe(true);
    expect(of('> string length(risk)', 4, 'abcd')).toBe(false);
    expect(['< 5', '4', '[1..5]', 'null', '-'].map((cell) => of(cell, null))).toEqual([false, false, false, true, true]);
  });

  test('match a list by what they say about it, not by one of its elements', () => {
    const of = (cell: string, list: Json): Json =>
      valueOf(
        input('list') +
          decision('d', table({ inputs: ['list'], outputs: [{ otherwise: '"no"' }], rules: [`${cell} | "yes"`] }), [
            'input:in_list',
          ]),
        'd',
        { list },
      );
    expect([of('list contains(?, "b")', ['a', 'b']), of('list contains(?, "b")', ['a'])]).toEqual(['yes', 'no']);
    expect([of('"b"', ['a', 'b']), of('7', [6, 7]), of('"b"', 'b'), of('7', 7)]).toEqual(['no', 'no', 'yes', 'yes']);
  });

  test('may hold a list: the input is looked for in it', () => {
    const content =
      input('flu symptoms') +
      input('symptom', 'string') +
      decision(
        'd',
        table({ inputs: ['symptom'], policy: 'COLLECT', outputs: [{}], rules: ['"cough" | "cold"', 'flu symptoms | "flu"'] }),
        ['input:in_symptom', 'input:in_flu_symptoms'],
      );
    expect(valueOf(content, 'd', { symptom: 'cough', 'flu symptoms': ['fever', 'cough'] })).toEqual(['cold', 'flu']);
    expect(valueOf(content, 'd', { symptom: 'fever', 'flu symptoms': ['fever', 'cough'] })).toEqual(['flu']);
  });

  test('that are empty match anything and answer null', () => {
    expect(answer({ policy: 'RULE ORDER', rules: [' | | '] }, { age: 1 })).toEqual([null]);
  });
});

describe('allowed values', () => {
  test('of an input: another value is refused with its name, null is not', () => {
    const inputs = [{ text: 'risk', label: 'Risk', values: '"low", "high"' }];
    const content = input('risk') + decision('d', table({ inputs, outputs: [{}], rules: ['- | 1'] }), ['input:in_risk']);
    expect(valueOf(content, 'd', { risk: 'low' })).toBe(1);
    expect(valueOf(content, 'd', {})).toBe(1);
    expect(() => valueOf(content, 'd', { risk: 'none' })).toThrow(
      /The input "Risk" is "none", which is not among its input values/,
    );
  });

  test('of an output: another value is refused with the rule', () => {
    const rules = ['> 1 | - | risk'];
    expect(answer({ outputs: [{ name: 'o', values: '"a", "b"' }], rules }, { age: 2, risk: 'b' })).toBe('b');
    expect(() => answer({ outputs: [{ name: 'o', values: '"a", "b"' }], rules }, { age: 2, risk: 'c' })).toThrow(
      /output "o" of rule 1 is "c"/,
    );
  });
});

describe('what is kept of a table', () => {
  test('is each input, and each rule that matched with its outputs', () => {
    const outputs = [{ name: 'fee' }, { name: 'days' }];
    const { evaluated } = evaluate(
      tableModel({ policy: 'RULE ORDER', outputs, rules: ['> 1 | - | 1 | 2', '> 9 | - | 3 | 4', '> 2 | "x" | 5 | 6'] }),
      'd',
      { age: 3, risk: 'x' },
    );
    expect(evaluated).toEqual([
      {
        decisionId: 'd',
        name: 'd',
        kind: 'decisionTable',
        inputs: [
          { id: 'in1', name: 'age', value: 3 },
          { id: 'in2', name: 'risk', value: 'x' },
        ],
        matched: [
          {
            ruleIndex: 1,
            ruleId: 'rule1',
            outputs: [
              { id: 'out1', name: 'fee', value: 1 },
              { id: 'out2', name: 'days', value: 2 },
            ],
          },
          {
            ruleIndex: 3,
            ruleId: 'rule3',
            outputs: [
              { id: 'out1', name: 'fee', value: 5 },
              { id: 'out2', name: 'days', value: 6 },
            ],
          },
        ],
        value: [
          { fee: 1, days: 2 },
          { fee: 5, days: 6 },
        ],
      },
    ]);
  });

  test('is for PRIORITY the deciding rule first, for FIRST only the first', () => {
    const matched = (text: Partial<TableText>): readonly number[] =>
      evaluate(tableModel(text), 'd', { age: 9 }).evaluated[0]?.matched.map(({ ruleIndex }) => ruleIndex) ?? [];
    const rules = ['> 1 | - | "b"', '> 2 | - | "a"'];
    expect(matched({ policy: 'PRIORITY', outputs: [{ values: '"a", "b"' }], rules })).toEqual([2, 1]);
    expect(matched({ policy: 'FIRST', rules })).toEqual([1]);
  });

  test('are the annotations of a rule, and its description as Camunda Modeler writes it', () => {
    const rule =
      '<rule id="r"><description>by law</description><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry><annotationEntry><text>art. 5</text></annotationEntry></rule>';
    const logic = `<decisionTable><input id="i"><inputExpression><text>1</text></inputExpression></input><output id="o"/><annotation name="Source"/>${rule}</decisionTable>`;
    expect(evaluate(decision('d', logic), 'd').evaluated[0]?.matched[0]?.annotations).toEqual([
      { name: 'Source', text: 'art. 5' },
      { name: 'description', text: 'by law' },
    ]);
  });
});

describe('a table that cannot be right is refused', () => {
  const refused = (text: Partial<TableText>): readonly string[] => rulesOf(dmn(tableModel(text)));
  test('by rule', () => {
    expect(refused({ policy: 'BEST' })).toEqual(['hit-policy at d']);
    expect(refused({ policy: 'COLLECT', aggregation: 'MEAN' })).toEqual(['aggregation at d']);
    expect(refused({ policy: 'COLLECT', aggregation: 'SUM', outputs: [{ name: 'a' }, { name: 'b' }] })).toEqual([
      'aggregation at d',
    ]);
    expect(refused({ outputs: [] })).toEqual(['table-output at d']);
    expect(refused({ outputs: [{ name: 'a' }, {}] })).toEqual(['table-output at d']);
    expect(refused({ outputs: [{ name: 'a' }, { name: 'a' }] })).toEqual(['duplicate-name at d']);
    expect(refused({ rules: ['1 | 2 | 3', '1 | 2', '1 | 2 | 3 | 4'] })).toEqual(['rule-entries at d', 'rule-entries at d']);
    expect(refused({ policy: 'PRIORITY', rules: ['1 | 2 | 3'] })).toEqual(['output-values at d']);
    expect(refused({ outputs: [{ name: 'constructor' }] })).toEqual(['bad-name at d']);
  });

  test('an aggregation that the hit policy does not use is only a warning', () => {
    const xml = dmn(tableModel({ policy: 'FIRST', aggregation: 'SUM' }));
    expect(rulesOf(xml)).toEqual(['aggregation at d']);
    expect(modelOf(xml).entries.has('d')).toBe(true);
  });
});
