import { describe, expect, test } from '@jest/globals';
import { readModel } from '../../engine/model/compile.ts';
import { around, bpmnFile, flow } from './bpmn-file.ts';
import { compiledXml } from './compiled.ts';

async function rules(xml: string): Promise<readonly string[]> {
  return (await compiledXml(xml)).refused;
}
const task = (attributes: string, content = '', tag = 'task'): string =>
  around('t', `<bpmn:${tag} id="t" ${attributes}>${content}</bpmn:${tag}>`);
const extended = (tag: string, extension: string, attributes = ''): string =>
  task(attributes, `<bpmn:extensionElements>${extension}</bpmn:extensionElements>`, tag);
const JOB = '<zeebe:taskDefinition type="x"/>';
const REFUSED: readonly (readonly [thing: string, xml: string])[] = [
  ['choreography-task', bpmnFile('<bpmn:choreographyTask id="t"/>')],
  [
    'listener-event',
    bpmnFile(
      '<bpmn:startEvent id="t"><bpmn:extensionElements><zeebe:executionListeners><zeebe:executionListener eventType="start" type="x"/></zeebe:executionListeners></bpmn:extensionElements></bpmn:startEvent>',
    ),
  ],
  [
    'listener-event',
    extended('userTask', '<zeebe:taskListeners><zeebe:taskListener eventType="dreaming" type="x"/></zeebe:taskListeners>'),
  ],
  ['job-priority', extended('serviceTask', `${JOB}<zeebe:jobPriorityDefinition priority="5"/>`)],
  ['linked-resources', extended('serviceTask', `${JOB}<zeebe:linkedResources/>`)],
  ['agent-definition', extended('serviceTask', `${JOB}<zeebe:agentDefinition agentType="a"/>`)],
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
  const priority = `${JOB}<zeebe:jobPriorityDefinition priority="5"/>`;
  const { processes, findings } = await readModel(extended('serviceTask', priority));
  expect(processes).toEqual([]);
  expect(findings).toEqual([
    {
      rule: 'unsupported/job-priority',
      severity: 'error',
      element: 't',
      message: 'Service task (t) has zeebe:JobPriorityDefinition, which is not executed; remove it.',
    },
  ]);
});

test('an extension of an event’s definition is refused too', async () => {
  const definition =
    '<bpmn:signalEventDefinition id="d" signalRef="s"><bpmn:extensionElements><zeebe:linkedResources/></bpmn:extensionElements></bpmn:signalEventDefinition>';
  const xml = around(
    't',
    `<bpmn:intermediateThrowEvent id="t">${definition}</bpmn:intermediateThrowEvent>`,
    '<bpmn:signal id="s" name="s"/>',
  );
  expect(await rules(xml)).toEqual(['unsupported/linked-resources at d']);
});
