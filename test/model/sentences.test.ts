import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Finding } from '../../engine/errors.ts';
import { runRules } from '../../engine/model/checks/index.ts';
import { readModel } from '../../engine/model/compile.ts';
import { viewModel } from '../../engine/model/model-view.ts';
import { parse } from '../../engine/model/parse.ts';
import { modelXml } from '../support/model.ts';
import { around, bpmnFile, flow } from './bpmn-file.ts';
import { RULE_CASES } from './checks/rule-cases.ts';

const PAGE = new URL('sentences.txt', import.meta.url);

const VALID = around('t', '<bpmn:task id="t" name="Look  at it"/>');
const at = (written: string): string => modelXml(`start -> ${written} -> end`);
const extended = (tag: string, extension: string, inner = ''): string =>
  around(
    't',
    `<bpmn:${tag} id="t" name="Look"><bpmn:extensionElements>${extension}</bpmn:extensionElements>${inner}</bpmn:${tag}>`,
  );
const ON_USER = (extension: string): string => extended('userTask', extension);
const RETRIED = (retries: string): string => extended('serviceTask', `<zeebe:taskDefinition type="x" retries="${retries}"/>`);
const LISTENER = (of: string): string => `<zeebe:executionListeners><zeebe:executionListener ${of}/></zeebe:executionListeners>`;
const TASK_LISTENER = (of: string): string => `<zeebe:taskListeners><zeebe:taskListener ${of}/></zeebe:taskListeners>`;
const formal = (tag: string, text: string): string => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${tag}>`;
const LONG = 'a'.repeat(130);
const event = (inner: string, roots = '', tag = 'intermediateCatchEvent'): string =>
  around('t', `<bpmn:${tag} id="t">${inner}</bpmn:${tag}>`, roots);
const CONDITION = (text: string): string =>
  bpmnFile(
    `<bpmn:startEvent id="s"/><bpmn:task id="t"/><bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>${flow('s', 't')}${flow('t', 'a', text)}${flow('t', 'b')}`,
  );
const LOOP = (attributes: string): string =>
  around(
    't',
    `<bpmn:task id="t"><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=x" ${attributes}/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:task>`,
  );
const data = (association: string): string =>
  around(
    't',
    `<bpmn:dataObject id="o" name="request"/><bpmn:dataObjectReference id="r" dataObjectRef="o"/><bpmn:dataStoreReference id="Store"/><bpmn:userTask id="t"><bpmn:ioSpecification><bpmn:dataInput id="In" name="text"/><bpmn:dataOutput id="Out" name="reply"/><bpmn:inputSet><bpmn:dataInputRefs>In</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet><bpmn:dataOutputRefs>Out</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>${association}</bpmn:userTask>`,
  );

/** Files with a fault that the parser or the compiler tells; the rules have cases of their own. */
const FILES: readonly string[] = [
  // The text of the file.
  'hello',
  '<process/>',
  `${VALID}<a/>`,
  VALID.replace('<bpmn:task', '<!-- <bpmn:task'),
  VALID.replace('<bpmn:task', '<![CDATA[ <bpmn:task'),
  VALID.replace('<bpmn:task', '<? <bpmn:task'),
  VALID.replace('</bpmn:process>', '</bpmn:task>'),
  '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d',
  VALID.replace('id="t"', `id="t" name="a\n & b"`),
  VALID.replace('id="t"', 'id="t" name="&xxe;"'),
  VALID.replace('id="t"', 'id="t" name="&#x0B;"'),
  VALID.replace('id="t"', 'id="t" name="\n\n\u0007"'),
  VALID.replace('UTF-8', 'UTF-16'),
  VALID.replace('UTF-8', LONG),
  VALID.replace('<bpmn:definitions', '<!DOCTYPE x><bpmn:definitions'),
  VALID.replace('id="t"', `id="t" ${Array.from({ length: 200 }, (_, index) => `a${index}="1"`).join(' ')}`),
  bpmnFile(`${'<bpmn:subProcess>'.repeat(31)}${'</bpmn:subProcess>'.repeat(31)}`),
  // What the parser drops.
  VALID.replace('/></bpmn', '/>').replace('<bpmn:endEvent', '<bpmn:userTask id="t"/><bpmn:endEvent'),
  VALID.replace('</bpmn:process>', `${flow('t', 'gone')}${flow('t', LONG)}</bpmn:process>`),
  VALID.replace('<bpmn:endEvent', `<bpmn:robotTask id="r"/><bpmn:endEvent`),
  VALID.replace('id="t"', `id="t" colour="red" ${LONG}="x"`),
  VALID.replace('id="t"', 'id=t'),
  VALID.replaceAll('Ref="t"', 'Ref="1 a"').replace('id="t"', 'id="1 a"'),
  VALID.replaceAll('Ref="t"', 'Ref="constructor"').replace('id="t"', 'id="constructor"'),
  // Expressions, each by the name of its place.
  ...['assignee', 'groups', 'users', 'priority', 'due', 'followUp'].map((key) => at(`user:T{${key}: =1 +}`)),
  at('user:T{priority: high}'),
  at('user:T{in x: =1 +}'),
  at('user:T{out x: =1 +}'),
  at('user:T{assignee: ${bean.find(x)}}'),
  at('service:T{job: =1 +}'),
  at('service:T{retries: =1 +}'),
  at('service:T{retries: many}'),
  at('service:T{retries: -1}'),
  at('script:T{feel: =1 +; result: r}'),
  at('script:T{feel: 1; result: r}'),
  at('rule:T(=1 +){result: r}'),
  at('call:T(=1 +)'),
  at('task:T{each: item in =1 +}'),
  at('task:T{times: =1 +}'),
  at('task:T{times: 3; until: =1 +}'),
  at('task:T{times: 3; collect: all from =1 +}'),
  at('task:T{times: 3; behavior: complex signal s when =1 +}'),
  at('task:T{repeat: =1 +}'),
  at('complex:T(=1 +)'),
  at('timer:T(duration =1 +)'),
  at('timer:T(date =1 +)'),
  at('timer:T(cycle =1 +)'),
  at('signal:T(=1 +)'),
  at('throw.signal:T(=1 +)'),
  at('condition:T(=1 +)'),
  at('message:T(=1 +)'),
  at('message:T(m){key: =1 +}'),
  at('throw.message:T(m){key: =1 +}'),
  modelXml('start -> xor:X -> end:A [= 1 +]\nX -> end:B [default]'),
  modelXml('start -> xor:X -> end:A [= 1]\nX -> end:B [default]'),
  modelXml('start -> adhoc:T{active: =1 +; until: =2 +} -> end\nT {\ntask:A\n}'),
  modelXml('start -> xor:X -> end:A [= 1 = 1]\nX -> end:B [default]').replaceAll('= 1 = 1', '${run()}'),
  CONDITION('approved'),
  CONDITION('a === 1').replace('xsi:type', 'language="javascript" xsi:type'),
  ON_USER('<zeebe:assignmentDefinition assignee="  ${a(1)}  "/>'),
  // Values that can never work.
  ...[
    'timer:T(duration P1X)',
    'timer:T(2026-13-01)',
    'timer:T(R/P0X)',
    'timer:T(R0/PT1H)',
    'timer:T(cycle ="10 0 * * MON-FRI")',
  ].map(at),
  at('timer:T(duration =1)'),
  at('timer:T(-PT1H)'),
  at('timer:T(P1M){calendar: working}'),
  at('timer:T(R/P1D){calendar: working}'),
  at('timer:T(P1D){calendar: lunar}'),
  at('throw.message:T(m){ttl: soon}'),
  at('call:T(other){binding: newest}'),
  at('call:T(other){binding: versionTag}'),
  at('rule:T(fee){result: 1x; binding: newest}'),
  at('rule:T(fee)'),
  at('script:T{feel: =1; result: 1x}'),
  at('task:T{needs: 10001}'),
  at('task:T{times: 3; behavior: one timer PT1H}'),
  LOOP('inputElement="one two"'),
  LOOP('outputCollection="a b" outputElement="=x"'),
  modelXml('start.message:Go(=a) -> end'),
  modelXml('start.timer:Go(duration =a) -> end'),
  extended('task', '<eiga:termChange onComplete="pause"/><eiga:caseOutcome onComplete="lost"/>'),
  extended('task', '<eiga:step valueClass="good" cost="-1"/>'),
  extended('task', '<eiga:step cost=" "/>'),
  around('t', '<bpmn:userTask id="t" eiga:waitsFor="godot"/>'),
  ON_USER('<zeebe:ioMapping><zeebe:input source="=1" target="a b"/><zeebe:output source=" " target="x.y"/></zeebe:ioMapping>'),
  ON_USER('<zeebe:ioMapping><zeebe:input source="=1"/></zeebe:ioMapping>'),
  ON_USER('<zeebe:formDefinition formKey="camunda-forms:bpmn:lost"/>'),
  ON_USER('<zeebe:formDefinition formId="f" bindingType="newest"/>'),
  extended('scriptTask', '<zeebe:script expression=" " resultVariable="r"/>'),
  extended('serviceTask', '<zeebe:taskDefinition type=" "/>'),
  RETRIED('0'),
  data(
    '<bpmn:dataInputAssociation id="i"><bpmn:sourceRef>Store</bpmn:sourceRef><bpmn:targetRef>In</bpmn:targetRef></bpmn:dataInputAssociation>',
  ),
  data(
    `<bpmn:dataInputAssociation id="i"><bpmn:sourceRef>r</bpmn:sourceRef><bpmn:targetRef>In</bpmn:targetRef>${formal('transformation', '=1 +')}</bpmn:dataInputAssociation>`,
  ),
  data(
    `<bpmn:dataOutputAssociation id="o2"><bpmn:sourceRef>Out</bpmn:sourceRef><bpmn:targetRef>r</bpmn:targetRef><bpmn:assignment>${formal('from', '=1')}${formal('to', 'a b')}</bpmn:assignment></bpmn:dataOutputAssociation>`,
  ),
  // What is not executed.
  bpmnFile('<bpmn:choreographyTask id="t"/>'),
  around('t', '<bpmn:transaction id="t" triggeredByEvent="true"/>'),
  extended('serviceTask', '<zeebe:taskDefinition type="x"/><zeebe:linkedResources/>'),
  extended('exclusiveGateway', '<zeebe:ioMapping><zeebe:output source="=1" target="a"/></zeebe:ioMapping>'),
  event(
    '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=1" target="a"/></zeebe:ioMapping></bpmn:extensionElements><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
  ),
  event(
    '<bpmn:conditionalEventDefinition><bpmn:extensionElements><zeebe:conditionalFilter variableNames="b"/></bpmn:extensionElements><bpmn:condition xsi:type="bpmn:tFormalExpression">=a</bpmn:condition></bpmn:conditionalEventDefinition>',
  ),
  around('t', '<bpmn:scriptTask id="t"><bpmn:script>1</bpmn:script></bpmn:scriptTask>'),
  around('t', `<bpmn:scriptTask id="t" scriptFormat="${LONG}"><bpmn:script>1</bpmn:script></bpmn:scriptTask>`),
  extended('callActivity', '<zeebe:calledElement processId="p" businessId="=x"/>'),
  modelXml('start -> adhoc:T -> end\nT {\ntask:A\n}').replace(
    /<bpmn:adHocSubProcess ([^>]*)>/,
    '<bpmn:adHocSubProcess $1><bpmn:extensionElements><zeebe:adHoc outputCollection="all"/><zeebe:taskDefinition type="x"/></bpmn:extensionElements>',
  ),
  around('t', '<bpmn:task id="t" camunda:class="org.example.Work"/>'),
  // Listeners, by what they cannot listen to.
  ...['task', 'exclusiveGateway', 'complexGateway'].map((tag) => extended(tag, LISTENER('eventType="dreaming" type="x"'))),
  extended('task', LISTENER('eventType="start"')),
  extended('task', LISTENER('eventType="start" type="=1 +"')),
  extended('task', TASK_LISTENER('eventType="creating" type="x"')),
  ON_USER(TASK_LISTENER('eventType="dreaming" type="x"')),
  ON_USER(
    `<zeebe:executionListeners>${'<zeebe:executionListener eventType="end" type="x"/>'.repeat(2)}</zeebe:executionListeners>`,
  ),
  bpmnFile(
    `<bpmn:startEvent id="s"><bpmn:extensionElements>${LISTENER('eventType="start" type="x"')}</bpmn:extensionElements></bpmn:startEvent><bpmn:endEvent id="e"/>${flow('s', 'e')}`,
  ),
];

function told({ severity, rule, element, message }: Finding): string {
  return `${severity} ${rule} at ${element}: ${message}`.replace(/\s+/g, ' ');
}

async function ofRules(xml: string): Promise<readonly Finding[]> {
  const parsed = await parse(xml);
  return 'findings' in parsed ? parsed.findings : runRules(viewModel(parsed.definitions));
}

test('findings say what a person read and found right, in sentences.txt (EIGA_WRITE_DOCS=1 writes it anew)', async () => {
  const ofFiles = await Promise.all(FILES.map(async (xml) => (await readModel(xml)).findings));
  const ofCases = await Promise.all(RULE_CASES.map(({ broken }) => ofRules(broken.startsWith('<') ? broken : modelXml(broken))));
  const lines = [...ofFiles, ...ofCases].map((findings) => findings.map(told).join('\n')).join('\n\n');
  if (process.env['EIGA_WRITE_DOCS'] === '1') writeFileSync(PAGE, `${lines}\n`);
  expect(`${lines}\n`.split('\n')).toEqual(readFileSync(PAGE, 'utf8').split('\n'));
});
