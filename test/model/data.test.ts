import { describe, expect, test } from '@jest/globals';
import { bpmnFile, flow } from './bpmn-file.ts';
import { compiledXml, node } from './compiled.ts';

const OBJECTS =
  '<bpmn:dataObject id="Object_1" name="request"/><bpmn:dataObjectReference id="Ref_1" name="The request" dataObjectRef="Object_1"/>' +
  '<bpmn:dataObject id="Object_2"/><bpmn:dataObjectReference id="Ref_2" name="answer" dataObjectRef="Object_2"/><bpmn:dataObjectReference id="Ref_2b" name="answer_sent" dataObjectRef="Object_2"/>' +
  '<bpmn:dataObject id="Object-3" name="Two words"/><bpmn:dataObjectReference id="Ref_3" dataObjectRef="Object-3"/>' +
  '<bpmn:dataStoreReference id="Store"/>';
const IO =
  '<bpmn:ioSpecification><bpmn:dataInput id="In" name="text"/><bpmn:dataOutput id="Out" name="reply"/><bpmn:inputSet><bpmn:dataInputRefs>In</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet><bpmn:dataOutputRefs>Out</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>';
const formal = (tag: string, text: string): string => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${tag}>`;
const input = (sources: readonly string[], rest = '', target = 'In'): string =>
  `<bpmn:dataInputAssociation id="i">${sources.map((source) => `<bpmn:sourceRef>${source}</bpmn:sourceRef>`).join('')}<bpmn:targetRef>${target}</bpmn:targetRef>${rest}</bpmn:dataInputAssociation>`;
const output = (source: string | undefined, target: string, rest = ''): string =>
  `<bpmn:dataOutputAssociation id="o">${source === undefined ? '' : `<bpmn:sourceRef>${source}</bpmn:sourceRef>`}<bpmn:targetRef>${target}</bpmn:targetRef>${rest}</bpmn:dataOutputAssociation>`;

async function withTask(content: string, tag = 'userTask') {
  const { process, refused } = await compiledXml(
    bpmnFile(
      `${OBJECTS}<bpmn:startEvent id="s"/><bpmn:${tag} id="t">${content}</bpmn:${tag}><bpmn:endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`,
    ),
  );
  return { refused, task: node(process, 't') };
}

describe('a data association is a mapping', () => {
  test('that copies: a data object is the variable with its name, or with its reference’s, or with its id', async () => {
    for (const [reference, variable] of [
      ['Ref_1', 'request'],
      ['Object_1', 'request'],
      ['Ref_2', 'answer'],
      ['Ref_2b', 'answer'],
      ['Ref_3', 'Object_3'],
    ] as const) {
      const { task, refused } = await withTask(IO + input([reference]) + output('Out', reference));
      expect(refused).toEqual([]);
      expect(task.inputs).toMatchObject([{ source: { names: [variable] }, target: ['text'] }]);
      expect(task.outputs).toMatchObject([{ source: { names: ['reply'] }, target: [variable] }]);
    }
  });

  test('that transforms one or several sources', async () => {
    const { task } = await withTask(IO + input(['Ref_1', 'Ref_2'], formal('transformation', '=request + answer')));
    expect(task.inputs).toMatchObject([{ source: { names: ['answer', 'request'] }, target: ['text'] }]);
  });

  test('that assigns parts, named from the target or within it', async () => {
    const assignment = (from: string, to: string): string =>
      `<bpmn:assignment>${formal('from', from)}${formal('to', to)}</bpmn:assignment>`;
    const parts = assignment('=reply.street', 'request.street') + assignment('=reply.town', '=town');
    const { task, refused } = await withTask(IO + output('Out', 'Ref_1', parts));
    expect(refused).toEqual([]);
    expect(task.outputs).toMatchObject([{ target: ['request', 'street'] }, { target: ['request', 'town'] }]);
    const wrong = await withTask(IO + output('Out', 'Ref_1', assignment('=1', 'a b')));
    expect(wrong.refused).toEqual(['data-assignment at t']);
  });

  test('before those of zeebe:ioMapping', async () => {
    const extension =
      '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=1" target="one"/><zeebe:output source="=2" target="two"/></zeebe:ioMapping></bpmn:extensionElements>';
    const { task } = await withTask(extension + IO + input(['Ref_1']) + output('Out', 'Ref_1'));
    expect(task.inputs.map(({ target }) => target)).toEqual([['text'], ['one']]);
    expect(task.outputs.map(({ target }) => target)).toEqual([['request'], ['two']]);
  });

  test('of events too', async () => {
    const { process } = await compiledXml(
      bpmnFile(
        `${OBJECTS}<bpmn:intermediateCatchEvent id="c"><bpmn:dataOutput id="co" name="payload"/>${output('co', 'Ref_1')}<bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent><bpmn:intermediateThrowEvent id="t"><bpmn:dataInput id="ti" name="payload"/>${input(['Ref_1'], '', 'ti')}<bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateThrowEvent>`,
        '<bpmn:message id="m" name="M"/>',
      ),
    );
    expect(node(process, 'c').outputs).toMatchObject([{ source: { names: ['payload'] }, target: ['request'] }]);
    expect(node(process, 't').inputs).toMatchObject([{ source: { names: ['request'] }, target: ['payload'] }]);
  });

  test('with no other language than FEEL', async () => {
    const { refused } = await withTask(
      IO + input(['Ref_1'], '<bpmn:transformation xsi:type="bpmn:tFormalExpression" language="xpath">a</bpmn:transformation>'),
    );
    expect(refused).toEqual(['unsupported/expression-language at t']);
  });
});

describe('what is only drawn', () => {
  test('moves no data: an input to Camunda Modeler’s placeholder, an output from nothing', async () => {
    const drawn = '<bpmn:property id="p" name="__targetRef_placeholder"/>';
    for (const end of ['Ref_1', 'Store']) {
      const { task, refused } = await withTask(drawn + input([end], '', 'p') + output(undefined, end));
      expect(refused).toEqual([]);
      expect([task.inputs, task.outputs]).toEqual([[], []]);
    }
  });

  test('but reading or writing a data store is refused', async () => {
    expect((await withTask(IO + input(['Store']))).refused).toEqual(['unsupported/data-store at t']);
    expect((await withTask(IO + output('Out', 'Store'))).refused).toEqual(['unsupported/data-store at t']);
    expect((await withTask(IO + output(undefined, 'Store', formal('transformation', '=1')))).refused).toEqual([
      'unsupported/data-store at t',
    ]);
  });
});

describe('the data of a loop', () => {
  const LOOP =
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>In</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>Out</bpmn:loopDataOutputRef><bpmn:inputDataItem id="item_in" name="item"/><bpmn:outputDataItem id="item_out" name="opinion"/></bpmn:multiInstanceLoopCharacteristics>';

  test('are the collections that its associations lead to', async () => {
    const { task, refused } = await withTask(IO + input(['Ref_1']) + output('Out', 'Ref_2') + LOOP);
    expect(refused).toEqual([]);
    expect(task).toMatchObject({
      inputs: [],
      outputs: [],
      loop: {
        kind: 'multiInstance',
        inputCollection: { names: ['request'] },
        inputElement: 'item',
        outputCollection: 'answer',
        outputElement: { names: ['opinion'] },
      },
    });
  });

  test('without associations are the data themselves, and zeebe’s go before them', async () => {
    const { task } = await withTask(IO + LOOP);
    expect(task).toMatchObject({ loop: { inputCollection: { names: ['text'] }, outputCollection: 'reply' } });
    const zeebe = LOOP.replace(
      '<bpmn:loopDataInputRef>',
      '<bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list" inputElement="x"/></bpmn:extensionElements><bpmn:loopDataInputRef>',
    );
    expect((await withTask(IO + zeebe)).task).toMatchObject({
      loop: { inputCollection: { names: ['list'] }, inputElement: 'x' },
    });
  });
});
