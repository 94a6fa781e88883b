import { bpmnFile, flow } from '../bpmn-file.ts';
import type { RuleCase } from './rule-case.ts';
import { MESSAGE, ROOTS, beside, catching, chain, end, file, service, start, task } from './pieces.ts';

const loop = (attributes: string, content = ''): string =>
  task(`<bpmn:standardLoopCharacteristics ${attributes}>${content}</bpmn:standardLoopCharacteristics>`);
const many = (attributes: string, content = ''): string =>
  task(
    `<bpmn:multiInstanceLoopCharacteristics ${attributes}><bpmn:loopCardinality>3</bpmn:loopCardinality>${content}</bpmn:multiInstanceLoopCharacteristics>`,
    '',
    'task',
    `${ROOTS}<bpmn:signalEventDefinition id="thrown" signalRef="signal"/>`,
  );
const complex = (condition: string): string =>
  many(
    'behavior="Complex"',
    `<bpmn:complexBehaviorDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:condition><bpmn:event id="event"><bpmn:signalEventDefinition signalRef="signal"/></bpmn:event></bpmn:complexBehaviorDefinition>`,
  );
const adHoc = (content: string): string => task(content, '', 'adHocSubProcess');
/** One way splits at `x` and joins at `y`. */
const diamond = (kind: string, join = '', split = ''): string =>
  file(
    `${start('s')}<bpmn:${kind} id="x" ${split}/>${service('a')}${service('b')}<bpmn:${kind} id="y">${join}</bpmn:${kind}>${end('e')}${flow('s', 'x')}${flow('x', 'a', '=a')}${flow('x', 'b', '=b')}${chain('a', 'y', 'e')}${flow('b', 'y')}`,
  );
const ACTIVATION = '<bpmn:activationCondition>=activationCount &gt;= 1</bpmn:activationCondition>';
const PASS = `${start('s')}${end('e')}${chain('s', 'e')}`;
const called = (process: string, attributes = 'calledElement="other"'): string =>
  file(`${start('s')}<bpmn:callActivity id="t" ${attributes}/>${end('e')}${chain('s', 't', 'e')}`, process);
const other = (content: string, attributes = 'isExecutable="true"'): string =>
  `<bpmn:process id="other" ${attributes}>${content}</bpmn:process>`;
const OTHER_PASS = `${start('os')}${end('oe')}${chain('os', 'oe')}`;

/** Markers, gateways, ad-hoc sub-processes, calls, and where scopes begin. */
export const ACTIVITY_CASES: readonly RuleCase[] = [
  ...['startQuantity="0"', 'completionQuantity="-1"', 'startQuantity="many"'].map((attributes) => ({
    rule: 'token-quantity',
    what: attributes,
    at: ['t'],
    broken: task('', attributes),
    neighbour: task('', 'startQuantity="2" completionQuantity="3"'),
  })),
  {
    rule: 'loop-standard',
    what: 'a loop that nothing ends',
    at: ['t'],
    broken: loop(''),
    neighbour: loop('loopMaximum="1"'),
  },
  {
    rule: 'loop-standard',
    what: 'a maximum of none',
    at: ['t'],
    broken: loop('loopMaximum="0"', '<bpmn:loopCondition>=a</bpmn:loopCondition>'),
    neighbour: loop('testBefore="true"', '<bpmn:loopCondition>=a</bpmn:loopCondition>'),
  },
  {
    rule: 'loop-standard',
    what: 'a condition without text',
    at: ['t'],
    broken: loop('loopMaximum="2"', '<bpmn:loopCondition> </bpmn:loopCondition>'),
    neighbour: loop('loopMaximum="2"', '<bpmn:loopCondition>=a</bpmn:loopCondition>'),
  },
  {
    rule: 'multi-instance-source',
    what: 'a collection of the standard beside a cardinality',
    at: ['t'],
    broken: beside(`<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/>`).replace(
      '</bpmn:serviceTask>',
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:loopDataInputRef>r</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>',
    ),
    neighbour: beside(`<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/>`).replace(
      '</bpmn:serviceTask>',
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>r</bpmn:loopDataInputRef></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>',
    ),
  },
  {
    rule: 'multi-instance-behavior',
    what: 'a complex behaviour that never says when',
    at: ['t'],
    broken: complex(' '),
    neighbour: complex('=numberOfCompletedInstances = 2'),
  },
  {
    rule: 'multi-instance-event',
    what: 'an event for each instance that has no name',
    at: ['t'],
    broken: many('behavior="None"'),
    neighbour: many('behavior="None" noneBehaviorEventRef="thrown"'),
  },
  {
    rule: 'multi-instance-event',
    what: 'an event for the first instance that has no name',
    at: ['t'],
    broken: many('behavior="One" noneBehaviorEventRef="thrown"'),
    neighbour: many('behavior="One" oneBehaviorEventRef="thrown"'),
  },
  {
    rule: 'multi-instance-event',
    what: 'a complex behaviour of nothing; All throws nothing',
    at: ['t'],
    broken: many('behavior="Complex"'),
    neighbour: many('behavior="All"'),
  },
  {
    rule: 'ad-hoc-content',
    what: 'nothing to do',
    at: ['t'],
    broken: adHoc(catching('m', MESSAGE)).replace('</bpmn:definitions>', `${ROOTS}</bpmn:definitions>`),
    neighbour: adHoc('<bpmn:task id="a"/><bpmn:task id="b"/>'),
  },
  {
    rule: 'ad-hoc-content',
    what: 'start and end events',
    at: ['s', 'e'],
    broken: adHoc(`${start('s')}<bpmn:task id="a"/>${end('e')}${chain('s', 'a', 'e')}`),
    neighbour: adHoc(`<bpmn:task id="a"/><bpmn:task id="b"/>${flow('a', 'b')}`),
  },
  {
    rule: 'ad-hoc-condition',
    what: 'a condition without text',
    at: ['t'],
    broken: adHoc('<bpmn:task id="a"/><bpmn:completionCondition> </bpmn:completionCondition>'),
    neighbour: adHoc('<bpmn:task id="a"/><bpmn:completionCondition>=done</bpmn:completionCondition>'),
  },
  {
    rule: 'attribute-value',
    what: 'an order that the standard does not know',
    at: ['t'],
    broken: adHoc('<bpmn:task id="a"/>').replace('id="t"', 'id="t" ordering="sequential"'),
    neighbour: adHoc('<bpmn:task id="a"/>').replace('id="t"', 'id="t" ordering="Sequential"'),
  },
  {
    rule: 'attribute-value',
    what: 'a multi-instance behaviour that the standard does not know',
    at: ['t'],
    broken: many('behavior="Some"'),
    neighbour: many('behavior="All"'),
  },
  {
    rule: 'inclusive-condition',
    what: 'a branch without a condition',
    at: ['x--b'],
    broken: diamond('inclusiveGateway').replace(flow('x', 'b', '=b'), flow('x', 'b')),
    neighbour: diamond('inclusiveGateway', '', 'default="x--b"').replace(flow('x', 'b', '=b'), flow('x', 'b')),
  },
  {
    rule: 'complex-activation',
    what: 'a join that does not say when it fires',
    at: ['y'],
    broken: diamond('complexGateway'),
    neighbour: diamond('complexGateway', ACTIVATION),
  },
  {
    rule: 'gateway-direction',
    what: 'a diverging gateway that joins',
    at: ['y'],
    broken: diamond('inclusiveGateway').replace('id="y"', 'id="y" gatewayDirection="Diverging"'),
    neighbour: diamond('inclusiveGateway', '', 'gatewayDirection="Diverging"').replace(
      'id="y"',
      'id="y" gatewayDirection="Converging"',
    ),
  },
  {
    rule: 'gateway-direction',
    what: 'a mixed gateway that only splits',
    at: ['x'],
    broken: diamond('inclusiveGateway', '', 'gatewayDirection="Mixed"'),
    neighbour: diamond('inclusiveGateway', '', 'gatewayDirection="Unspecified"'),
  },
  {
    rule: 'gateway-pointless',
    what: 'a gateway that only passes',
    at: ['x'],
    broken: 'start -> xor:x -> end',
    neighbour: 'start -> xor:x -> end [= a]\nx -> task:A [default] -> end',
  },
  {
    rule: 'condition-alone',
    what: 'a task that may lead nowhere',
    at: ['A--end'],
    broken: 'start -> task:A -> end [= a]',
    neighbour: 'start -> task:A -> task:B [= a] -> end\nA -> end',
  },
  {
    rule: 'dead-end',
    what: 'a task that stops beside an end event',
    at: ['B'],
    broken: 'start -> task:A -> task:B\nA -> end',
    neighbour: 'start -> task:A -> task:B -> end\nA -> end',
  },
  {
    rule: 'no-beginning',
    what: 'a process in a circle',
    at: ['process'],
    broken: bpmnFile(`<bpmn:exclusiveGateway id="m"/><bpmn:task id="t"/>${chain('m', 't', 'm')}`),
    neighbour: bpmnFile(`<bpmn:task id="a"/><bpmn:task id="t"/>${chain('a', 't')}`),
    alsoBroken: ['gateway-pointless at m'],
  },
  {
    rule: 'no-beginning',
    what: 'a process that only an event sub-process is in',
    at: ['process'],
    broken: file(
      `<bpmn:subProcess id="h" triggeredByEvent="true">${start('hs', MESSAGE)}${end('he')}${chain('hs', 'he')}</bpmn:subProcess>`,
    ),
    neighbour: beside(
      `<bpmn:subProcess id="h" triggeredByEvent="true">${start('hs', MESSAGE)}${end('he')}${chain('hs', 'he')}</bpmn:subProcess>`,
    ),
  },
  {
    rule: 'no-beginning',
    what: 'a sub-process in a circle',
    at: ['t'],
    broken: task(`<bpmn:task id="a"/><bpmn:task id="b"/>${chain('a', 'b', 'a')}`, '', 'subProcess'),
    neighbour: task(`<bpmn:task id="a"/><bpmn:task id="b"/>`, '', 'subProcess'),
  },
  {
    rule: 'intermediate-incoming',
    what: 'an event that would begin a process',
    at: ['m'],
    broken: file(`${catching('m', MESSAGE)}${service('t')}${chain('m', 't')}${service('x')}`),
    neighbour: task(`${catching('m', MESSAGE)}<bpmn:task id="a"/>${chain('m', 'a')}`, '', 'adHocSubProcess', ROOTS),
  },
  {
    rule: 'process-public',
    what: 'a public process that is executable',
    at: ['process'],
    broken: file(PASS).replace('isExecutable', 'processType="Public" isExecutable'),
    neighbour: file(PASS).replace('isExecutable', 'processType="Private" isExecutable'),
  },
  {
    rule: 'call-target',
    what: 'a call of nothing',
    at: ['t'],
    broken: called('', ''),
    neighbour: called(''),
  },
  {
    rule: 'call-target',
    what: 'a call of a process that is documentation',
    at: ['t'],
    broken: called(other(OTHER_PASS, '')),
    neighbour: called(other(OTHER_PASS)),
  },
  {
    rule: 'call-target',
    what: 'a call of a message',
    at: ['t'],
    broken: called('<bpmn:message id="other" name="Other"/>'),
    neighbour: called('<bpmn:globalUserTask id="other"/>'),
  },
  {
    rule: 'call-beginning',
    what: 'a call of a process that only a message begins',
    at: ['t'],
    broken: called(other(OTHER_PASS.replace(start('os'), start('os', MESSAGE)))),
    neighbour: called(other(`${OTHER_PASS}${start('om', MESSAGE)}${flow('om', 'oe')}`)),
  },
  {
    rule: 'call-beginning',
    what: 'a call of a process that begins by itself is fine',
    at: ['t'],
    broken: called(other(OTHER_PASS.replace(start('os'), start('os', MESSAGE)))),
    neighbour: called(other(service('ot'))),
  },
  {
    rule: 'job-definition',
    what: 'a business rule task without decision',
    at: ['t'],
    broken: task('', '', 'businessRuleTask'),
    neighbour: task(
      '<bpmn:extensionElements><zeebe:calledDecision decisionId="d" resultVariable="r"/></bpmn:extensionElements>',
      '',
      'businessRuleTask',
    ),
  },
  {
    rule: 'error-uncaught',
    what: 'an error that a call in the file catches is fine',
    at: ['oe'],
    broken: called(other(OTHER_PASS.replace(end('oe'), end('oe', '<bpmn:errorEventDefinition errorRef="error"/>')))),
    neighbour: called(other(OTHER_PASS.replace(end('oe'), end('oe', '<bpmn:errorEventDefinition errorRef="error"/>')))).replace(
      '<bpmn:endEvent id="e" >',
      `<bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>${flow('b', 'e')}<bpmn:endEvent id="e" >`,
    ),
  },
  {
    rule: 'multi-instance-behavior',
    what: 'one of two complex behaviours that never says when',
    at: ['t'],
    broken: complex('=a').replace(/<bpmn:complexBehaviorDefinition>.*<\/bpmn:complexBehaviorDefinition>/, (one) => {
      return `${one}${one.replace('=a', ' ').replace('id="event"', 'id="event2"')}`;
    }),
    neighbour: complex('=a'),
  },
];
