import { describe, expect, test } from '@jest/globals';
import { readModel } from '../../engine/model/compile.ts';
import { around, bpmnFile, flow } from './bpmn-file.ts';

async function rules(xml: string): Promise<readonly string[]> {
  const { findings } = await readModel(xml);
  return findings.map(({ rule, element }) => `${rule} at ${element}`);
}
const task = (attributes: string, content = '', tag = 'task'): string =>
  around('t', `<bpmn:${tag} id="t" ${attributes}>${content}</bpmn:${tag}>`);
const extended = (tag: string, extension: string, attributes = ''): string =>
  task(attributes, `<bpmn:extensionElements>${extension}</bpmn:extensionElements>`, tag);
const catching = (definition: string): string =>
  around('t', `<bpmn:intermediateCatchEvent id="t">${definition}</bpmn:intermediateCatchEvent>`);
const throwing = (definition: string): string =>
  around('t', `<bpmn:intermediateThrowEvent id="t">${definition}</bpmn:intermediateThrowEvent>`);
const JOB = '<zeebe:taskDefinition type="x"/>';
const PASS = `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${flow('s', 'e')}`;

const REFUSED: readonly (readonly [thing: string, xml: string])[] = [
  ['inclusive-gateway', around('t', '<bpmn:inclusiveGateway id="t"/>')],
  ['complex-gateway', around('t', '<bpmn:complexGateway id="t"/>')],
  ['call-activity', extended('callActivity', '<zeebe:calledElement processId="p"/>')],
  ['business-rule-task', extended('businessRuleTask', '<zeebe:calledDecision decisionId="d" resultVariable="r"/>')],
  ['transaction', task('', PASS, 'transaction')],
  ['ad-hoc-sub-process', task('', '<bpmn:task id="inner"/>', 'adHocSubProcess')],
  [
    'event-sub-process',
    task(
      'triggeredByEvent="true"',
      `<bpmn:startEvent id="s"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent><bpmn:endEvent id="e"/>${flow('s', 'e')}`,
      'subProcess',
    ),
  ],
  ['compensation-activity', task('isForCompensation="true"')],
  ['token-quantity', task('startQuantity="2"')],
  ['token-quantity', task('completionQuantity="2"')],
  ['standard-loop', task('', '<bpmn:standardLoopCharacteristics/>')],
  [
    'multi-instance-behavior',
    task(
      '',
      '<bpmn:multiInstanceLoopCharacteristics behavior="One"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
    ),
  ],
  [
    'multi-instance-data',
    bpmnFile(
      `<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/><bpmn:startEvent id="start"/><bpmn:task id="t"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>r</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics></bpmn:task><bpmn:endEvent id="e"/>${flow('start', 't')}${flow('t', 'e')}`,
    ),
  ],
  [
    'instantiating-receive-task',
    bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:receiveTask id="t" instantiate="true" messageRef="m"/><bpmn:endEvent id="e"/>${flow('s', 'e')}${flow('t', 'e')}`,
      '<bpmn:message id="m" name="M"/>',
    ),
  ],
  ['escalation-event', throwing('<bpmn:escalationEventDefinition/>')],
  ['compensation-event', throwing('<bpmn:compensateEventDefinition/>')],
  [
    'conditional-event',
    catching('<bpmn:conditionalEventDefinition><bpmn:condition>=a</bpmn:condition></bpmn:conditionalEventDefinition>'),
  ],
  ['link-event', throwing('<bpmn:linkEventDefinition name="l"/>')],
  [
    'multiple-event',
    catching(
      '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition><bpmn:signalEventDefinition/>',
    ),
  ],
  [
    'execution-listeners',
    extended(
      'task',
      '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="x"/></zeebe:executionListeners>',
    ),
  ],
  [
    'task-listeners',
    extended('userTask', '<zeebe:taskListeners><zeebe:taskListener eventType="creating" type="x"/></zeebe:taskListeners>'),
  ],
  ['job-priority', extended('serviceTask', `${JOB}<zeebe:jobPriorityDefinition priority="5"/>`)],
  ['gateway-mapping', extended('exclusiveGateway', '<zeebe:ioMapping><zeebe:output source="=1" target="a"/></zeebe:ioMapping>')],
  [
    'input-mapping',
    around(
      't',
      '<bpmn:intermediateCatchEvent id="t"><bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=1" target="a"/></zeebe:ioMapping></bpmn:extensionElements><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>',
    ),
  ],
  ['script-language', task('scriptFormat="javascript"', '<bpmn:script>1 + 1</bpmn:script>', 'scriptTask')],
  ['juel', extended('userTask', '<zeebe:assignmentDefinition assignee="${bean.find(x)}"/>')],
  ['juel', extended('serviceTask', '<zeebe:taskDefinition type="#{a.b()}"/>')],
  ['camunda7-class', task('camunda:class="org.example.Work"')],
  [
    'camunda7-inputOutput',
    extended(
      'userTask',
      '<camunda:inputOutput><camunda:inputParameter name="a">1</camunda:inputParameter></camunda:inputOutput>',
    ),
  ],
];

describe('what is not executed is refused by name, once, at its element', () => {
  test.each(REFUSED)('%s', async (thing, xml) => {
    expect(await rules(xml)).toEqual([`unsupported/${thing}`].map((rule) => `${rule} at t`));
  });

  test('an event-based gateway that starts cases', async () => {
    const starts = (attributes: string): string =>
      bpmnFile(
        `<bpmn:startEvent id="s"/><bpmn:eventBasedGateway id="t" ${attributes}/>${['a', 'b'].map((id) => `<bpmn:intermediateCatchEvent id="${id}"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${flow('t', id)}${flow(id, 'e')}`).join('')}<bpmn:endEvent id="e"/>${flow('s', 't')}`,
      );
    expect(await rules(starts('eventGatewayType="Parallel"'))).toEqual(['unsupported/instantiating-event-gateway at t']);
    expect(await rules(starts('instantiate="true"'))).toEqual(['unsupported/instantiating-event-gateway at t']);
    expect(await rules(starts('instantiate="false"'))).toEqual([]);
  });

  test('a cancel event, wherever it stands', async () => {
    const end = `<bpmn:startEvent id="s"/><bpmn:endEvent id="t"><bpmn:cancelEventDefinition/></bpmn:endEvent>${flow('s', 't')}`;
    expect(await rules(bpmnFile(end))).toEqual(['unsupported/cancel-event at t']);
  });

  test('conditions in other languages', async () => {
    const conditional = (attributes: string, body: string): string =>
      bpmnFile(
        `<bpmn:startEvent id="s"/><bpmn:task id="a"/><bpmn:endEvent id="e"/>${flow('s', 'a')}<bpmn:sequenceFlow id="t" sourceRef="a" targetRef="e"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" ${attributes}>${body}</bpmn:conditionExpression></bpmn:sequenceFlow>`,
      );
    expect(await rules(conditional('language="javascript"', 'a === 1'))).toEqual(['unsupported/expression-language at t']);
    expect(await rules(conditional('', '${run()}'))).toEqual(['unsupported/juel at t']);
    expect(await rules(conditional('', 'approved'))).toEqual(['feel-expected at t']);
    expect(await rules(conditional('language="https://www.omg.org/spec/DMN/20191111/FEEL/"', 'a = 1'))).toEqual([]);
    expect(await rules(conditional('', '=a = 1'))).toEqual([]);
  });
});

test('a refused construct among executed ones leaves nothing to run', async () => {
  const { processes, findings } = await readModel(around('t', '<bpmn:inclusiveGateway id="t"/>'));
  expect(processes).toEqual([]);
  expect(findings).toEqual([
    {
      rule: 'unsupported/inclusive-gateway',
      severity: 'error',
      element: 't',
      message: 'Inclusive gateway (t): inclusive gateways are not executed; use exclusive and parallel ones.',
    },
  ]);
});
