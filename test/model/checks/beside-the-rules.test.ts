import { describe, expect, test } from '@jest/globals';
import { readModel } from '../../../engine/model/compile.ts';
import { modelXml } from '../../support/model.ts';
import { around, bpmnFile, flow } from '../bpmn-file.ts';

const gateway = (first: string, second: string, rest = ''): string =>
  bpmnFile(
    `<bpmn:startEvent id="s"/><bpmn:eventBasedGateway id="g"/>${first}${second}<bpmn:endEvent id="e"/>${flow('s', 'g')}${flow('g', 'a')}${flow('g', 'b')}${flow('a', 'e')}${flow('b', 'e')}`,
    `<bpmn:message id="m" name="M"><bpmn:extensionElements><zeebe:subscription correlationKey=" =id"/></bpmn:extensionElements></bpmn:message><bpmn:message id="n" name="M"><bpmn:extensionElements><zeebe:subscription correlationKey="=id "/></bpmn:extensionElements></bpmn:message><bpmn:message id="k" name="M"><bpmn:extensionElements><zeebe:subscription correlationKey="=other"/></bpmn:extensionElements></bpmn:message><bpmn:signal id="x" name="X"/><bpmn:signal id="nameless"/>${rest}`,
  );
const caught = (id: string, definition: string): string =>
  `<bpmn:intermediateCatchEvent id="${id}">${definition}</bpmn:intermediateCatchEvent>`;
const message = (of: string): string => `<bpmn:messageEventDefinition messageRef="${of}"/>`;
const signal = (of: string): string => `<bpmn:signalEventDefinition signalRef="${of}"/>`;
const transaction = (boundary: string): string =>
  modelXml('start -> transaction:T -> end\nT {\nstart -> end.cancel\n}\nT ! cancel:One -> end:one').replace(
    '</bpmn:transaction>',
    `</bpmn:transaction>${boundary}`,
  );
const sent = (name: string): string =>
  around('t', '<bpmn:sendTask id="t" messageRef="m"/>', `<bpmn:message id="m" name="${name}"/>`);
const script = '<bpmn:scriptTask id="t"><bpmn:script>1</bpmn:script></bpmn:scriptTask>';
const stored = (content: string): string =>
  around(
    't',
    `<bpmn:userTask id="t"><bpmn:ioSpecification><bpmn:dataInput id="In" name="text"/><bpmn:inputSet><bpmn:dataInputRefs>In</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet/></bpmn:ioSpecification>${content}</bpmn:userTask><bpmn:dataStoreReference id="ref" dataStoreRef="store"/>`,
    '<bpmn:dataStore id="store" name="Archive"/>',
  );
const association = (source: string): string =>
  `<bpmn:dataInputAssociation id="i"><bpmn:sourceRef>${source}</bpmn:sourceRef><bpmn:targetRef>In</bpmn:targetRef></bpmn:dataInputAssociation>`;

const FILES: readonly (readonly [what: string, xml: string, found: readonly string[]])[] = [
  [
    'one message is one by its name and key, whatever spaces stand around the key',
    gateway(caught('a', message('m')), caught('b', message('n'))),
    ['event-twice at b'],
  ],
  ['messages of one name with two keys are two', gateway(caught('a', message('m')), caught('b', message('k'))), []],
  [
    'two signals without a name are not told to be the same',
    gateway(caught('a', signal('nameless')), caught('b', signal('nameless'))),
    ['event-reference at a', 'event-reference at b'],
  ],
  [
    'an event without a definition after an event gateway',
    gateway(caught('a', ''), caught('b', signal('x'))),
    ['event-gateway at a', 'event-position at a'],
  ],
  [
    'a second cancel event of a transaction',
    transaction(
      '<bpmn:boundaryEvent id="two" attachedToRef="T"><bpmn:outgoing>two--end</bpmn:outgoing><bpmn:cancelEventDefinition/></bpmn:boundaryEvent><bpmn:sequenceFlow id="two--end" sourceRef="two" targetRef="end"/>',
    ),
    ['event-twice at One'],
  ],
  [
    'a message on the border of an activity has a key too',
    modelXml('start -> user:T -> end\nT ! message:Stop(Stop){key: none} -> end:s'),
    ['correlation-key at Stop'],
  ],
  [
    'a cancel end event ends what otherwise would go on for ever',
    modelXml('start -> transaction:T -> end\nT {\nstart -> and:f -> xor:m -> timer:w(PT1H) -> m\nf -> user:A -> end.cancel\n}'),
    ['cancel-unanswered at T'],
  ],
  [
    'a message and a signal of spaces have no name',
    gateway(
      caught('a', message('spaces')),
      caught('b', signal('blank')),
      '<bpmn:message id="spaces" name=" "/><bpmn:signal id="blank" name=" "/>',
    ),
    ['correlation-key at a', 'event-reference at a', 'event-reference at b'],
  ],
  [
    'nor has a link of spaces',
    modelXml('start -> throw.link:Go(L)\nlink:Come(L) -> end').replaceAll('name="L"', 'name=" "'),
    ['event-reference at Come', 'event-reference at Go'],
  ],
  ['a message of spaces sends nothing', sent('  '), ['job-definition at t']],
  ['a message with a name is sent', sent('Told'), []],
  ['a script of a language is refused once', around('t', script), ['unsupported/script-language at t']],
  ['a data store is seen from everywhere, and is not executed', stored(association('ref')), ['unsupported/data-store at t']],
  ['the store itself too', stored(association('store')), ['unsupported/data-store at t']],
  [
    'a link is found by its name without the spaces around it',
    modelXml('start -> throw.link:Go(L)\nlink:Come(L) -> end').replace('name="L"', 'name=" L "'),
    [],
  ],
  [
    'a catching link that nobody throws leads nowhere, and what follows it is told by that alone',
    modelXml('start -> end\nlink:Come(L) -> user:A -> end'),
    ['link-pair at Come'],
  ],
  [
    'nothing waits at a flow that leads from or to nothing',
    around('t', '<bpmn:task id="t"/>').replace('</bpmn:process>', '<bpmn:sequenceFlow id="f" sourceRef="t"/></bpmn:process>'),
    ['flow-ends at f'],
  ],
  [
    'in an ad-hoc sub-process everything begins by itself, also events',
    modelXml('start -> adhoc:T -> end\nT {\nuser:A -> timer:B(PT1H)\nthrow.signal:C(x)\n}'),
    [],
  ],
  [
    'a sub-process without a start event begins at what no flow leads to',
    modelXml('start -> sub:T -> end\nT {\nuser:A -> user:B\nuser:C\n}'),
    [],
  ],
];

describe('what lies beside the rules', () => {
  test.each(FILES)('%s', async (_, xml, found) => {
    const { findings } = await readModel(xml);
    expect(findings.map(({ rule, element }) => `${rule} at ${element}`).sort()).toEqual(found);
  });
});
