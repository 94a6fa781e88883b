import { around, bpmnFile, flow } from '../bpmn-file.ts';
import type { RuleCase } from './rule-case.ts';

const boundary = (
  attached: string,
  content = '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
): string =>
  bpmnFile(
    `<bpmn:startEvent id="start"/><bpmn:task id="t"/><bpmn:exclusiveGateway id="x"/><bpmn:endEvent id="end"/><bpmn:boundaryEvent id="b" ${attached}>${content}</bpmn:boundaryEvent>${flow('start', 't')}${flow('start', 'x')}${flow('t', 'x')}${flow('x', 'end')}${flow('b', 'end')}`,
  );
const catching = (definition: string, roots = ''): string =>
  around('c', `<bpmn:intermediateCatchEvent id="c">${definition}</bpmn:intermediateCatchEvent>`, roots);
const looped = (loop: string): string =>
  around(
    't',
    `<bpmn:task id="t"><bpmn:multiInstanceLoopCharacteristics>${loop}</bpmn:multiInstanceLoopCharacteristics></bpmn:task>`,
  );
const zeebeLoop = (attributes: string): string =>
  `<bpmn:extensionElements><zeebe:loopCharacteristics ${attributes}/></bpmn:extensionElements>`;
const timer = (content: string): string => catching(`<bpmn:timerEventDefinition>${content}</bpmn:timerEventDefinition>`);
const KEYED =
  '<bpmn:message id="m" name="Come"><bpmn:extensionElements><zeebe:subscription correlationKey="=id"/></bpmn:extensionElements></bpmn:message>';

/** Events and activities. */
export const EVENT_CASES: readonly RuleCase[] = [
  {
    rule: 'start-incoming',
    what: 'a loop back to the start',
    at: ['start'],
    broken: 'start -> task:A -> xor:x -> start [= again]\nx -> end [default]',
    neighbour: 'start -> xor:m -> task:A -> xor:x -> m [= again]\nx -> end [default]',
  },
  {
    rule: 'end-outgoing',
    what: 'a task after the end',
    at: ['end'],
    broken: 'start -> end -> task:A',
    alsoBroken: ['dead-end at A'],
    neighbour: 'start -> throw:Reached -> task:A -> end',
  },
  {
    rule: 'boundary-flows',
    what: 'a flow to a boundary event',
    at: ['A-timer'],
    broken: 'start -> user:A -> end\nA ! timer(P1D) -> xor:x -> end [default]\nx -> A-timer [= again]',
    neighbour: 'start -> xor:m -> user:A -> end\nA ! timer(P1D) -> xor:x -> end [default]\nx -> m [= again]',
  },
  {
    rule: 'boundary-flows',
    what: 'a boundary event that leads nowhere',
    at: ['A-timer'],
    broken: 'start -> user:A -> end\nA ! timer(P1D)',
    neighbour: 'start -> user:A -> end\nA ! timer(P1D) -> end',
  },
  {
    rule: 'boundary-host',
    what: 'a gateway as host',
    at: ['b'],
    broken: boundary('attachedToRef="x"'),
    neighbour: boundary('attachedToRef="t"'),
  },
  {
    rule: 'boundary-host',
    what: 'an activity of another sub-process as host',
    at: ['b'],
    broken: around(
      'sub',
      `<bpmn:task id="t"/>${flow('start', 't')}<bpmn:subProcess id="sub"><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${flow('s', 'e')}<bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('b', 'e')}</bpmn:subProcess>`,
    ),
    alsoBroken: ['dead-end at t'],
    neighbour: around(
      'sub',
      `<bpmn:subProcess id="sub"><bpmn:startEvent id="s"/><bpmn:task id="t"/><bpmn:endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}<bpmn:boundaryEvent id="b" attachedToRef="t"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('b', 'e')}</bpmn:subProcess>`,
    ),
  },
  {
    rule: 'boundary-error-interrupts',
    what: 'an error that lets the activity go on',
    at: ['A-error'],
    broken: 'start -> service:A -> end\nA ~ error(E) -> end',
    neighbour: 'start -> service:A -> end\nA ! error(E) -> end',
  },
  {
    rule: 'event-position',
    what: 'an intermediate event that waits for nothing',
    at: ['c'],
    broken: catching(''),
    neighbour: catching('<bpmn:messageEventDefinition messageRef="m"/>', KEYED),
  },
  {
    rule: 'event-position',
    what: 'an error as intermediate event',
    at: ['c'],
    broken: catching('<bpmn:errorEventDefinition errorRef="e"/>', '<bpmn:error id="e" errorCode="E"/>'),
    neighbour: catching('<bpmn:signalEventDefinition signalRef="s"/>', '<bpmn:signal id="s" name="S"/>'),
  },
  {
    rule: 'event-position',
    what: 'a timer that ends',
    at: ['end'],
    broken: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:endEvent id="end"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:endEvent>${flow('s', 'end')}`,
    ),
    neighbour: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:endEvent id="end"><bpmn:terminateEventDefinition/></bpmn:endEvent>${flow('s', 'end')}`,
    ),
  },
  {
    rule: 'event-gateway',
    what: 'only one event',
    at: ['g'],
    broken: 'start -> event:g -> timer(P1D) -> end',
    neighbour: 'start -> event:g -> timer(P1D) -> end\ng -> message(Go) -> end',
  },
  {
    rule: 'event-gateway',
    what: 'a task instead of an event',
    at: ['A'],
    broken: 'start -> event:g -> timer(P1D) -> end\ng -> user:A -> end',
    neighbour: 'start -> event:g -> timer(P1D) -> end\ng -> receive:A(Go) -> end',
  },
  {
    rule: 'event-gateway',
    what: 'another flow into one of its events',
    at: ['message'],
    broken: 'start -> and:x -> event:g -> timer(P1D) -> end\ng -> message(Go) -> end\nx -> message',
    neighbour: 'start -> and:x -> event:g -> timer(P1D) -> end\ng -> message(Go) -> end\nx -> message:Other(Go) -> end',
  },
  {
    rule: 'event-gateway',
    what: 'messages and receive tasks together',
    at: ['g'],
    broken: 'start -> event:g -> message(Go) -> end\ng -> receive:A(Stop) -> end',
    neighbour: 'start -> event:g -> receive:B(Go) -> end\ng -> receive:A(Stop) -> end',
  },
  {
    rule: 'event-gateway',
    what: 'a boundary event on one of its receive tasks',
    at: ['A'],
    broken: 'start -> event:g -> receive:B(Go) -> end\ng -> receive:A(Stop) -> end\nA ! timer(P1D) -> end',
    neighbour: 'start -> event:g -> receive:B(Go) -> end\ng -> receive:A(Stop) -> end\ng -> timer(P1D) -> end',
  },
  {
    rule: 'event-reference',
    what: 'a message without name',
    at: ['c'],
    broken: catching('<bpmn:messageEventDefinition messageRef="m"/>', KEYED.replace(' name="Come"', '')),
    neighbour: catching('<bpmn:messageEventDefinition messageRef="m"/>', KEYED),
  },
  {
    rule: 'event-reference',
    what: 'no signal',
    at: ['c'],
    broken: catching('<bpmn:signalEventDefinition/>'),
    neighbour: catching('<bpmn:signalEventDefinition signalRef="s"/>', '<bpmn:signal id="s" name="S"/>'),
  },
  {
    rule: 'event-reference',
    what: 'an error without code at the end',
    at: ['A.error'],
    broken: 'start -> sub:A -> end\nA ! error -> end\nA {\nstart -> error\n}',
    neighbour: 'start -> sub:A -> end\nA ! error -> end\nA {\nstart -> error(E)\n}',
  },
  {
    rule: 'event-reference',
    what: 'a start message without name',
    at: ['s'],
    broken: bpmnFile(
      `<bpmn:startEvent id="s"><bpmn:messageEventDefinition/></bpmn:startEvent><bpmn:endEvent id="e"/>${flow('s', 'e')}`,
    ),
    neighbour: bpmnFile(
      `<bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent><bpmn:endEvent id="e"/>${flow('s', 'e')}`,
      '<bpmn:message id="m" name="Come"/>',
    ),
  },
  {
    rule: 'timer-form',
    what: 'no value',
    at: ['c'],
    broken: timer(''),
    neighbour: timer('<bpmn:timeDate>2026-03-01T09:00:00Z</bpmn:timeDate>'),
  },
  {
    rule: 'timer-form',
    what: 'two values',
    at: ['c'],
    broken: timer('<bpmn:timeDate>2026-03-01T09:00:00Z</bpmn:timeDate><bpmn:timeDuration>P1D</bpmn:timeDuration>'),
    neighbour: timer('<bpmn:timeDuration>P1D</bpmn:timeDuration>'),
  },
  {
    rule: 'multi-instance-source',
    what: 'neither collection nor cardinality',
    at: ['t'],
    broken: looped(''),
    neighbour: looped('<bpmn:loopCardinality>3</bpmn:loopCardinality>'),
  },
  {
    rule: 'multi-instance-source',
    what: 'collection and cardinality',
    at: ['t'],
    broken: looped(`${zeebeLoop('inputCollection="=a"')}<bpmn:loopCardinality>3</bpmn:loopCardinality>`),
    neighbour: looped(zeebeLoop('inputCollection="=a"')),
  },
  {
    rule: 'multi-instance-source',
    what: 'an output collection of nothing',
    at: ['t'],
    broken: looped(zeebeLoop('inputCollection="=a" outputCollection="b"')),
    neighbour: looped(zeebeLoop('inputCollection="=a" outputCollection="b" outputElement="=c"')),
  },
  {
    rule: 'error-boundary-host',
    what: 'an error of a task for a person',
    at: ['A-error'],
    broken: 'start -> user:A -> end\nA ! error(E) -> end',
    neighbour: 'start -> service:A -> end\nA ! error(E) -> end',
  },
  {
    rule: 'error-boundary-host',
    what: 'an error of a sub-process that throws none',
    at: ['A-error'],
    broken: 'start -> sub:A -> end\nA ! error(E) -> end\nA {\nstart -> user:B -> end\n}',
    neighbour: 'start -> sub:A -> end\nA ! error(E) -> end\nA {\nstart -> service:B -> end\n}',
  },
  {
    rule: 'error-uncaught',
    what: 'an error that another code catches',
    at: ['A.error'],
    broken: 'start -> sub:A -> end\nA ! error(F) -> end\nA {\nstart -> error(E)\n}',
    neighbour: 'start -> sub:A -> end\nA ! error(E) -> end\nA {\nstart -> error(E)\n}',
  },
  {
    rule: 'correlation-key',
    what: 'a receive task without key',
    at: ['A'],
    broken: 'start -> receive:A(Come){key: none} -> end',
    neighbour: 'start -> receive:A(Come){key: =id} -> end',
  },
  {
    rule: 'correlation-key',
    what: 'a message event without key; a start event needs none',
    at: ['message'],
    broken: 'start -> message(Come){key: none} -> end',
    neighbour: 'start.message(Come) -> end',
  },
  {
    rule: 'message-start-name',
    what: 'the same message starts at two places',
    at: ['B'],
    broken: 'start.message:A(Come) -> end\nstart.message:B(Come) -> end',
    neighbour: 'start.message:A(Come) -> end\nstart.message:B(Go) -> end',
  },
  {
    rule: 'job-definition',
    what: 'a service task without job',
    at: ['t'],
    broken: around('t', '<bpmn:serviceTask id="t"/>'),
    neighbour: around(
      't',
      '<bpmn:serviceTask id="t"><bpmn:extensionElements><zeebe:taskDefinition type="x"/></bpmn:extensionElements></bpmn:serviceTask>',
    ),
  },
  {
    rule: 'job-definition',
    what: 'a send task without job and message',
    at: ['t'],
    broken: around('t', '<bpmn:sendTask id="t"/>'),
    neighbour: around('t', '<bpmn:sendTask id="t" messageRef="m"/>', '<bpmn:message id="m" name="M"/>'),
  },
  {
    rule: 'job-definition',
    what: 'a message end event without job and message',
    at: ['end'],
    broken: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:endEvent id="end"><bpmn:messageEventDefinition/></bpmn:endEvent>${flow('s', 'end')}`,
    ),
    neighbour: bpmnFile(
      `<bpmn:startEvent id="s"/><bpmn:endEvent id="end"><bpmn:extensionElements><zeebe:taskDefinition type="x"/></bpmn:extensionElements><bpmn:messageEventDefinition/></bpmn:endEvent>${flow('s', 'end')}`,
    ),
  },
  {
    rule: 'job-definition',
    what: 'a script task without script',
    at: ['t'],
    broken: around('t', '<bpmn:scriptTask id="t"/>'),
    neighbour: around(
      't',
      '<bpmn:scriptTask id="t"><bpmn:extensionElements><zeebe:script expression="=1" resultVariable="x"/></bpmn:extensionElements></bpmn:scriptTask>',
    ),
  },
];
