import { describe, expect, test } from '@jest/globals';
import { compileDecisionFile, compileDeployed } from '../../engine/decision/compile.ts';
import { evaluateDecision } from '../../engine/decision/evaluate.ts';
import { DECISION_LIMITS } from '../../engine/decision/limits.ts';
import { readDecisions } from '../../engine/decision/read.ts';
import { decision, dmn, evaluate, input, literal, modelOf, MOMENT, NAMESPACES, rulesOf, table, valueOf } from './dmn-file.ts';

const ONE = decision('d', literal('1'));

describe('a DMN file', () => {
  test('of 1.2, 1.3, 1.4 and 1.5 is read alike', () => {
    for (const namespace of Object.values(NAMESPACES))
      expect(evaluateDecision(modelOf(dmn(ONE, namespace)), 'd', {}, MOMENT).value).toBe(1);
  });

  test('of 1.1, of no known version, or something else is refused by name', () => {
    const messages = (xml: string): readonly string[] => compileDecisionFile(xml).findings.map(({ message }) => message);
    expect(messages(dmn(ONE, 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'))).toEqual([
      'The file is DMN 1.1; save it as DMN 1.3 in a current modeler.',
    ]);
    expect(messages(dmn(ONE, 'https://www.omg.org/spec/DMN/20990101/MODEL/'))[0]).toMatch(
      /not with the definitions of DMN 1.2, 1.3, 1.4 or 1.5/,
    );
    expect(rulesOf('<html/>')).toEqual(['dmn/version at ']);
  });

  test('may use a prefix, and hold diagrams, comments and what vendors add', () => {
    const xml = `<?xml version="1.0"?><!-- c --><s:definitions xmlns:s="${NAMESPACES['1.3']}" xmlns="urn:own" xmlns:v="urn:v" id="f" name="f" namespace="urn:own" v:x="1">
      <s:extensionElements><v:decision id="d"><decision/></v:decision></s:extensionElements>
      <s:decision id="d" name="D"><s:literalExpression><v:text>2</v:text><s:text><![CDATA[1 < ]]>2</s:text></s:literalExpression></s:decision>
      <v:DMNDI><v:DMNShape id="d"/></v:DMNDI></s:definitions>`;
    expect(evaluateDecision(modelOf(xml), 'd', {}, MOMENT).value).toBe(true);
  });

  test('as Camunda Modeler writes it runs: no input data, empty cells, a version tag', () => {
    const logic = table({
      policy: 'UNIQUE',
      inputs: [{ text: 'season', type: 'string', label: 'Season' }],
      outputs: [{ name: 'dish', type: 'string' }],
      rules: ['"Winter" | "Roast"', '"Summer" | "Salad"'],
    });
    const tag = '<extensionElements><zeebe:versionTag value="1.4"/></extensionElements>';
    const content = `<decision id="dish" name="Dish">${tag}${logic}</decision>`;
    const { value, evaluated } = evaluate(content, 'dish', { season: 'Summer' });
    expect(value).toBe('Salad');
    expect(evaluated[0]).toMatchObject({
      versionTag: '1.4',
      inputs: [{ name: 'Season', value: 'Summer' }],
      matched: [{ ruleId: 'rule2' }],
    });
    expect(modelOf(dmn(content)).entries.get('dish')).toEqual({
      id: 'dish',
      name: 'Dish',
      kind: 'decisionTable',
      versionTag: '1.4',
    });
  });

  test('may refer to itself by its own namespace', () => {
    const reference = '<informationRequirement><requiredDecision href="http://eiga.lt/test#d"/></informationRequirement>';
    expect(valueOf(`${ONE}<decision id="e" name="e">${reference}${literal('d + 1')}</decision>`, 'e')).toBe(2);
  });
});

describe('what is not run is refused by name', () => {
  const messages = (content: string, attributes = ''): readonly string[] =>
    compileDecisionFile(dmn(content, NAMESPACES['1.5'], attributes)).findings.map(({ rule, message }) => `${rule}: ${message}`);
  test('imports and references to other files', () => {
    expect(messages('<import namespace="urn:x" locationURI="other.dmn" importType="x"/>')).toEqual([
      'import: The file imports "other.dmn", which is not supported; copy what it needs into this file.',
    ]);
    const reference = '<informationRequirement><requiredDecision href="urn:x#d"/></informationRequirement>';
    expect(messages(`<decision id="e" name="E">${reference}${literal('1')}</decision>`)).toEqual([
      'import: Decision "E" (e): it refers to "urn:x#d" in another file; copy that element into this file.',
    ]);
    expect(messages(decision('d', '<literalExpression><importedValues/></literalExpression>'))[0]).toMatch(
      /^import: .*imported values/,
    );
  });

  test('other expression languages, of a file or of one expression; FEEL by any of its names is not', () => {
    const script = '<literalExpression expressionLanguage="javascript"><text>1</text></literalExpression>';
    expect(messages(decision('d', script))).toEqual([
      'expression-language: Decision "d" (d): the language "javascript" is not supported; write it in FEEL.',
    ]);
    expect(messages(ONE, ' expressionLanguage="urn:groovy"')).toHaveLength(1);
    expect(messages(ONE, ' expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"')).toEqual([]);
    expect(messages(decision('d', script.replace('javascript', 'feel')))).toEqual([]);
  });

  test('elements that DMN does not know', () => {
    expect(messages('<decisio id="d"/>')[0]).toMatch(
      /^unknown-element: The file has <decisio>, line 3, which is no element of DMN/,
    );
  });

  test('elements without id or name, ids that stand twice, reserved names', () => {
    expect(rulesOf(dmn('<decision name="d"/><inputData id="i"/>'))).toEqual(['missing-id at ', 'missing-name at i']);
    expect(rulesOf(dmn(ONE + ONE))).toEqual(['duplicate-id at d']);
    expect(rulesOf(dmn(input('__proto__')))).toEqual(['bad-name at in___proto__', 'bad-name at in___proto__']);
  });

  test('FEEL that does not parse, with decision, rule and column; all at once', () => {
    const logic = table({
      inputs: [{ text: 'a', label: 'Age' }],
      outputs: [{ name: 'fee' }],
      rules: ['> | 1', '1 | 2', '- | 1 +'],
    });
    expect(messages(decision('d', logic) + decision('e', literal('if')))).toEqual([
      expect.stringMatching(/^feel: Decision "d" \(d\), rule 1, input "Age": This is not FEEL/),
      expect.stringMatching(/^feel: Decision "d" \(d\), rule 3, output "fee": This is not FEEL/),
      expect.stringMatching(/^feel: Decision "e" \(e\): This is not FEEL/),
    ]);
  });
});

describe('hostile files', () => {
  test('are refused before anything is read', () => {
    const refusal = (xml: string): string | undefined => readDecisions(xml).findings[0]?.rule;
    expect(refusal(`<!DOCTYPE x [<!ENTITY a "b">]>${dmn(ONE)}`)).toBe('xml/doctype');
    expect(refusal(dmn('&lol;'))).toBe('xml/entity');
    expect(refusal(dmn('\u0001'))).toBe('xml/character');
    expect(refusal(dmn('<decision'))).toBe('xml/malformed');
    expect(refusal(dmn('<decision></inputData>'))).toBe('xml/malformed');
    expect(refusal(dmn('<x:decision/>'))).toBe('xml/malformed');
    expect(refusal('')).toBe('xml/malformed');
  });

  test('are held to the limits of the file at n and n + 1', () => {
    const small = { ...DECISION_LIMITS, tags: 20, depth: 6, attributes: 3, elements: 3 };
    const rules = (xml: string): readonly string[] => readDecisions(xml, small).findings.map(({ rule }) => rule);
    const bare = (content: string): string => `<definitions xmlns="${NAMESPACES['1.5']}" name="f">${content}</definitions>`;
    expect(rules(bare('<group/>'.repeat(19)))).toEqual([]);
    expect(rules(bare('<group/>'.repeat(20)))).toEqual(['limit/tags']);
    expect(rules(bare('<group>'.repeat(5) + '</group>'.repeat(5)))).toEqual([]);
    expect(rules(bare('<group>'.repeat(6) + '</group>'.repeat(6)))).toEqual(['limit/depth']);
    expect(rules(bare('<group a="1" b="1" c="1"/>'))).toEqual([]);
    expect(rules(bare('<group a="1" b="1" c="1" d="1"/>'))).toEqual(['limit/attributes']);
    const bytes = new TextEncoder().encode(dmn(ONE)).length;
    expect(readDecisions(dmn(ONE), { ...DECISION_LIMITS, bytes }).findings).toEqual([]);
    expect(readDecisions(dmn(ONE), { ...DECISION_LIMITS, bytes: bytes - 1 }).findings.map(({ rule }) => rule)).toEqual([
      'limit/bytes',
    ]);
  });

  test('nested as deep as the limit allows are compiled and evaluated; deeper is refused', () => {
    const nested = (levels: number): string =>
      dmn(decision('d', '<list>'.repeat(levels) + literal('1') + '</list>'.repeat(levels)));
    // definitions, decision, literalExpression and text stand around the lists.
    const deepest = DECISION_LIMITS.depth - 4;
    expect(compileDecisionFile(nested(deepest)).findings).toEqual([]);
    expect(rulesOf(nested(deepest + 1))).toEqual(['limit/depth at ']);
    const model = modelOf(dmn(decision('d', '<list>'.repeat(60) + literal('1') + '</list>'.repeat(60))));
    expect(JSON.stringify(evaluateDecision(model, 'd', {}, MOMENT).value)).toBe(`${'['.repeat(60)}1${']'.repeat(60)}`);
    expect(() => evaluateDecision(modelOf(nested(deepest)), 'd', {}, MOMENT)).toThrow(/deeper than 64/);
  });
});

describe('a table of 10,000 rules', () => {
  const rules = (count: number): string => {
    const rows = Array.from(
      { length: count },
      (_, index) =>
        `[${String(index)}..${String(index + 1)}) | "k${String(index)}" | string(x) + "${String(index)}" | ${String(index)}`,
    );
    return dmn(decision('d', table({ inputs: ['x', 'y'], outputs: [{ name: 'a' }, { name: 'b' }], rules: rows })));
  };

  test('is accepted and answers; one more rule is refused', () => {
    const [most, tooMany] = [rules(10_000), rules(10_001)];
    const { model, findings } = compileDecisionFile(most);
    expect(findings).toEqual([]);
    if (model === undefined) return;
    expect(evaluateDecision(model, 'd', { x: 9_999.5, y: 'k9999' }, MOMENT).value).toEqual({ a: '9999.59999', b: 9_999 });
    expect(rulesOf(tooMany)).toEqual(['limit/rules at d']);
  }, 60_000);

  test('that was deployed before is compiled in small pieces between which others have their turn, and answers the same', async () => {
    let turns = 0;
    const turn = (): Promise<void> => {
      turns++;
      return Promise.resolve();
    };
    const xml = rules(10_000);
    const model = await compileDeployed(xml, turn);
    // 10,000 outputs that are no plain values, 200 at once, after 100,000 characters at once and the whole.
    expect(turns).toBe(50 + Math.ceil(xml.length / 100_000) + 2);
    for (const inputs of [{ x: 9_999.5, y: 'k9999' }, { x: 3, y: 'k3' }, { x: -1 }]) {
      const expected = evaluateDecision(modelOf(xml), 'd', inputs, MOMENT);
      expect(evaluateDecision(model!, 'd', inputs, MOMENT)).toEqual(expected);
    }
    const faulty = xml.replace('string(x) + &quot;7777&quot;', 'string(x');
    expect(faulty).not.toBe(xml);
    expect(await compileDeployed(faulty, turn)).toBeUndefined();
    expect(await compileDeployed('<nothing/>', turn)).toBeUndefined();
  }, 60_000);

  test('tried again and again runs out of fuel', () => {
    const model = modelOf(
      rules(10_000)
        .replace('id="d" name="d"', 'id="t" name="t"')
        .replace('</definitions>', `${decision('d', literal('for i in 1..1000 return t'), ['decision:t'])}</definitions>`),
    );
    expect(evaluateDecision(model, 'd', { x: 1 }, MOMENT).evaluated).toHaveLength(2);
    const body = table({
      inputs: ['n'],
      outputs: [{}],
      policy: 'FIRST',
      rules: Array.from({ length: 2_000 }, (_, index) => `${String(-index - 1)} | 1`),
    });
    const bkm = `<businessKnowledgeModel id="k" name="k"><encapsulatedLogic><formalParameter name="n"/>${body}</encapsulatedLogic></businessKnowledgeModel>`;
    expect(valueOf(bkm + decision('d', literal('count(for i in 1..100 return k(i))'), ['knowledge:k']), 'd')).toBe(100);
    expect(() => valueOf(bkm + decision('d', literal('for i in 1..1000 return k(i)'), ['knowledge:k']), 'd')).toThrow(
      /more work than one evaluation may/,
    );
  }, 60_000);
});
