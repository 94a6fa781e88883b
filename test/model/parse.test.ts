import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '../../engine/model/limits.ts';
import { parse } from '../../engine/model/parse.ts';
import { around, bpmnFile, flow } from './bpmn-file.ts';

const VALID = around('t', '<bpmn:task id="t"/>');

/** `rule at element`, or nothing when the file is read. */
async function refusal(xml: string, limits = LIMITS): Promise<readonly string[]> {
  const parsed = await parse(xml, limits);
  return 'findings' in parsed
    ? parsed.findings.map(({ rule, element }) => (element === '' ? rule : `${rule} at ${element}`))
    : [];
}
async function sentence(xml: string): Promise<string> {
  const parsed = await parse(xml);
  return 'findings' in parsed ? (parsed.findings[0]?.message ?? '') : '';
}

test('a valid file is read', async () => {
  const parsed = await parse(VALID);
  expect('definitions' in parsed && parsed.definitions.id).toBe('definitions');
  expect(await refusal(`\ufeff${VALID}`)).toEqual([]);
});

describe('a file that is not BPMN is refused', () => {
  test.each([
    ['nothing', ''],
    ['plain text', 'hello'],
    ['an unfinished file', VALID.slice(0, -30)],
    ['another root', '<process/>'],
    ['two roots', `${VALID}<a/>`],
    ['an unclosed comment', VALID.replace('<bpmn:task', '<!-- <bpmn:task')],
    ['a thousand unclosed comments', '<!--'.repeat(1000)],
    ['a bare ampersand', VALID.replace('id="t"', 'id="t" name="a & b"')],
    ['a tag closed by another', VALID.replace('</bpmn:process>', '</bpmn:task>')],
    ['a tag without end', '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d'],
  ])('%s', async (_, xml) => {
    expect(await refusal(xml)).toEqual(['xml/malformed']);
  });

  test('with the line where it stops, and a short sentence', async () => {
    expect(await sentence(VALID.replace('</bpmn:process>', '</bpmn:task>'))).toMatch(
      /^The file is not BPMN 2\.0 XML: .* line 3 column \d+\.$/,
    );
    expect((await sentence('x'.repeat(100_000))).length).toBeLessThan(300);
  });
});

describe('what XML parsers swallow is refused', () => {
  test.each([
    ['a document type', 'xml/doctype', VALID.replace('<bpmn:definitions', '<!DOCTYPE x [<!ENTITY a "b">]><bpmn:definitions')],
    [
      'an external entity',
      'xml/doctype',
      VALID.replace('<bpmn:definitions', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><bpmn:definitions'),
    ],
    ['an entity declaration alone', 'xml/doctype', VALID.replace('<bpmn:definitions', '<!ENTITY a "b"><bpmn:definitions')],
    ['an unknown entity', 'xml/entity', VALID.replace('id="t"', 'id="t" name="&xxe;"')],
    ['a reference to NUL', 'xml/character', VALID.replace('id="t"', 'id="t" name="a&#0;"')],
    ['a hexadecimal reference to NUL', 'xml/character', VALID.replace('id="t"', 'id="t" name="a&#x00;"')],
    ['a reference to a surrogate', 'xml/character', VALID.replace('id="t"', 'id="t" name="&#xD800;"')],
    ['a reference beyond Unicode', 'xml/character', VALID.replace('id="t"', 'id="t" name="&#x110000;"')],
    ['a raw NUL', 'xml/character', VALID.replace('id="t"', 'id="t" name="\u0000"')],
    ['a raw escape', 'xml/character', VALID.replace('id="t"', 'id="t" name="\u001b"')],
    ['a lone surrogate', 'xml/character', VALID.replace('id="t"', 'id="t" name="\ud800"')],
    ['another encoding', 'xml/encoding', VALID.replace('UTF-8', 'UTF-16')],
  ])('%s', async (_, rule, xml) => {
    expect(await refusal(xml)).toEqual([rule]);
  });

  test('but not what only looks like it', async () => {
    const name = 'name="&lt;!DOCTYPE &amp;#0; &#x1F600; 😀 &#10;"';
    expect(await refusal(VALID.replace('id="t"', `id="t" ${name}`))).toEqual([]);
    expect(await refusal(VALID.replace('<bpmn:task', '<!-- a <b & c &#0; --><bpmn:task'))).toEqual([]);
    const documentation = '<bpmn:documentation><![CDATA[<!DOCTYPE a> &#0; & ]]></bpmn:documentation>';
    expect(await refusal(VALID.replace('<bpmn:task id="t"/>', `<bpmn:task id="t">${documentation}</bpmn:task>`))).toEqual([]);
  });
});

describe('what moddle would drop silently is refused', () => {
  test.each([
    ['a duplicate id', 'duplicate-id at t', VALID.replace('<bpmn:task id="t"/>', '<bpmn:task id="t"/><bpmn:userTask id="t"/>')],
    [
      'a flow to nothing',
      'unresolved-reference at t--gone',
      VALID.replace('</bpmn:process>', `${flow('t', 'gone')}</bpmn:process>`),
    ],
    [
      'an unknown element',
      'unknown-element',
      VALID.replace('<bpmn:task id="t"/>', '<bpmn:task id="t"/><bpmn:robotTask id="r"/>'),
    ],
    ['an unknown attribute', 'unknown-attribute at t', VALID.replace('id="t"', 'id="t" colour="red"')],
    ['an unknown attribute of zeebe', 'unknown-attribute at t', VALID.replace('id="t"', 'id="t" zeebe:colour="red"')],
    [
      'an unknown element of zeebe',
      'unknown-element',
      VALID.replace(
        '<bpmn:task id="t"/>',
        '<bpmn:task id="t"><bpmn:extensionElements><zeebe:robot/></bpmn:extensionElements></bpmn:task>',
      ),
    ],
    ['an attribute without quotes', 'xml/malformed', VALID.replace('id="t"', 'id=t')],
  ])('%s', async (_, finding, xml) => {
    expect((await refusal(xml))[0]).toBe(finding);
  });

  test('extensions of other tools are kept and not refused', async () => {
    const foreign = VALID.replace('xmlns:bpmn', 'xmlns:acme="http://acme.example" xmlns:bpmn').replace(
      '<bpmn:task id="t"/>',
      '<bpmn:task id="t" acme:a="1"><bpmn:extensionElements><acme:thing b="2"><acme:part/></acme:thing></bpmn:extensionElements></bpmn:task>',
    );
    expect(await refusal(foreign)).toEqual([]);
  });

  test('every fault is told at once', async () => {
    const broken = bpmnFile(`<bpmn:task id="a" x="1"/><bpmn:task id="a"/>${flow('a', 'b')}${flow('a', 'c')}`);
    expect(await refusal(broken)).toEqual([
      'unknown-attribute at a',
      'duplicate-id at a',
      'unresolved-reference at a--b',
      'unresolved-reference at a--c',
    ]);
  });
});

describe('ids', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is refused', async (id) => {
    expect(await refusal(around(id, `<bpmn:task id="${id}"/>`))).toContain(`bad-id at ${id}`);
    expect(Object.prototype).toEqual({});
  });

  test.each(['1a', 'a b', 'a:b', '-a', 'a/b', 'prašymas'])('"%s" is no name in ASCII and refused', async (id) => {
    expect(await refusal(VALID.replaceAll('Ref="t"', `Ref="${id}"`).replace('id="t"', `id="${id}"`))).toEqual([
      `bad-id at ${id}`,
    ]);
  });

  test.each(['a', '_1', 'A1', 'a.b-c'])('%s is accepted', async (id) => {
    expect(await refusal(around(id, `<bpmn:task id="${id}"/>`))).toEqual([]);
  });
});

describe('limits are kept at n and refused at n + 1', () => {
  test('bytes, counted in UTF-8', async () => {
    const room = (bytes: number): string =>
      VALID.replace(
        'id="t"',
        `id="t" name="${'ė'.repeat(40)}${'x'.repeat(bytes - new TextEncoder().encode(VALID).length - 88)}"`,
      );
    expect(new TextEncoder().encode(room(4000)).length).toBe(4000);
    expect(await refusal(room(4000), { ...LIMITS, bytes: 4000 })).toEqual([]);
    expect(await refusal(room(4001), { ...LIMITS, bytes: 4000 })).toEqual(['limit/bytes']);
    expect(await refusal(room(LIMITS.bytes))).toEqual([]);
    expect(await refusal(room(LIMITS.bytes + 1))).toEqual(['limit/bytes']);
  });

  test('elements, the diagram not counted', async () => {
    // definitions, process, two events and two flows besides the tasks
    const tasks = (count: number): string =>
      around('t0', Array.from({ length: count - 6 }, (_, index) => `<bpmn:task id="t${String(index)}"/>`).join(''));
    expect(await refusal(tasks(LIMITS.elements))).toEqual([]);
    expect(await refusal(tasks(LIMITS.elements + 1))).toEqual(['limit/elements']);
    const shape = '<di:BPMNShape id="shape" bpmnElement="t0"/>';
    const diagram = `<di:BPMNDiagram id="diagram"><di:BPMNPlane id="plane">${shape}</di:BPMNPlane></di:BPMNDiagram></bpmn:definitions>`;
    const drawn = tasks(LIMITS.elements)
      .replace('xmlns:bpmn', 'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:bpmn')
      .replace('</bpmn:definitions>', diagram);
    expect(await refusal(drawn)).toEqual([]);
  });

  test('XML elements of any kind', async () => {
    const tags = (count: number): string =>
      VALID.replace('<bpmn:task id="t"/>', `<bpmn:task id="t">${'<bpmn:documentation/>'.repeat(count - 7)}</bpmn:task>`);
    expect(await refusal(tags(LIMITS.tags))).toEqual([]);
    expect(await refusal(tags(LIMITS.tags + 1))).toEqual(['limit/tags']);
  });

  test('depth', async () => {
    const nested = (depth: number): string => {
      const levels = Array.from({ length: depth - 2 }, (_, index) => `<bpmn:subProcess id="s${String(index)}">`);
      return bpmnFile(`${levels.join('')}${'</bpmn:subProcess>'.repeat(levels.length)}`);
    };
    expect(await refusal(nested(LIMITS.depth))).toEqual([]);
    expect(await refusal(nested(LIMITS.depth + 1))).toEqual(['limit/depth']);
    expect(await refusal(nested(20_000), { ...LIMITS, elements: 1e9, tags: 1e9 })).toEqual(['limit/depth']);
  });

  test('attributes of one element', async () => {
    const attributes = (count: number): string =>
      VALID.replace('xmlns:bpmn', 'xmlns:acme="http://acme.example" xmlns:bpmn').replace(
        'id="t"',
        `id="t" ${Array.from({ length: count - 1 }, (_, index) => `acme:a${String(index)}="1"`).join(' ')}`,
      );
    expect(await refusal(attributes(LIMITS.attributes))).toEqual([]);
    expect(await refusal(attributes(LIMITS.attributes + 1))).toEqual(['limit/attributes']);
  });

  test('hostile files within the limit of bytes are answered', async () => {
    const room = LIMITS.bytes - 2000;
    const hostile = [
      VALID.replace('id="t"', `id="t" name="${'&lt;'.repeat(room / 4)}"`),
      VALID.replace('<bpmn:task id="t"/>', '<bpmn:task id="t"/>'.repeat(room / 19)),
      VALID.replace('id="t"', `id="t" ${'a="1" '.repeat(room / 6)}`),
      '<a>'.repeat(room / 3),
      '<'.repeat(room),
      `<a ${' '.repeat(room)}`,
      `<a b="${'<![CDATA['.repeat(room / 9)}`,
      '&'.repeat(room),
      '<!--'.repeat(room / 4),
    ];
    for (const xml of hostile) await parse(xml); // what blows up never comes back from one of these
  });
});

describe('what counts as an element', () => {
  const LOW = { ...LIMITS, elements: 7, tags: 12 }; // as many elements as the valid file has, and five tags more
  const extra = (text: string): string => VALID.replace('<bpmn:endEvent', `${text}<bpmn:endEvent`);

  test.each([
    ['nothing without an id', extra('<bpmn:task/>'), []],
    ['an id however it is spaced', extra('<bpmn:task \n\t id \n=\n "x"/>'), ['limit/elements']],
    ['an id in other quotes, after other attributes', extra("<bpmn:task name='a' id='x'></bpmn:task>"), ['limit/elements']],
    ['no attribute that only ends in id', extra('<bpmn:task uid="x" name="id" />'), []],
    ['no part of the diagram', extra('<bpmn:BPMNShape id="x"/>').replace('<bpmn:BPMNShape', '<di:BPMNShape'), []],
    ['what only begins like one', extra('<bpmn:BPMNShapes id="x"/>'), ['limit/elements']],
  ])('%s', async (_, xml, refused) => {
    expect((await refusal(xml, LOW)).filter((rule) => rule.startsWith('limit/'))).toEqual(refused);
  });

  test('XML elements with and without ids are tags, what ends them and comments are not', async () => {
    const tags = (count: number): string => extra(`<!-- <a> -->${'<bpmn:textAnnotation></bpmn:textAnnotation>'.repeat(count)}`);
    expect(await refusal(tags(5), LOW)).toEqual([]);
    expect(await refusal(tags(6), LOW)).toEqual(['limit/tags']);
  });

  test('the limits of bytes, by their length and by their bytes', async () => {
    const bytes = new TextEncoder().encode(VALID).length;
    expect(await refusal(VALID, { ...LIMITS, bytes })).toEqual([]);
    expect(await refusal(VALID, { ...LIMITS, bytes: bytes - 1 })).toEqual(['limit/bytes']);
    expect(await refusal(VALID.replace('id="t"', 'id="t" name="ė"'), { ...LIMITS, bytes: bytes + 9 })).toEqual(['limit/bytes']);
    expect(await refusal(VALID.replace('id="t"', 'id="t" name="ė"'), { ...LIMITS, bytes: bytes + 10 })).toEqual([]);
  });

  test('UTF-8 is the one encoding, by that name', async () => {
    expect(await refusal(VALID.replace('"UTF-8"', "'utf-8'"))).toEqual([]);
    expect(await refusal(VALID.replace('UTF-8', 'utf8'))).toEqual(['xml/encoding']); // moddle does not know it
  });

  test('what looks like another encoding further down is none', async () => {
    expect(await refusal(VALID.replace('id="t"', `id="t" name="${'x'.repeat(300)} encoding='latin1'"`))).toEqual([]);
    expect(await refusal(VALID.replace(' encoding="UTF-8"', ''))).toEqual([]);
  });
});

test.each([
  ['an unknown entity in text', 'xml/entity', '<bpmn:documentation>&xxe;</bpmn:documentation>'],
  ['a reference without its end in text', 'xml/malformed', '<bpmn:documentation>a &lt b;</bpmn:documentation>'],
  ['a reference without its end in an attribute', 'xml/malformed', '<bpmn:textAnnotation id="n" textFormat="a &lt b"/>'],
])('%s is refused', async (_, rule, content) => {
  expect(await refusal(VALID.replace('<bpmn:endEvent', `${content}<bpmn:endEvent`))).toEqual([rule]);
});
