import { around, bpmnFile, flow } from '../bpmn-file.ts';
import type { RuleCase } from './rule-case.ts';
import {
  CANCEL,
  COMPENSATION,
  CONDITION,
  ERROR,
  ESCALATION,
  MESSAGE,
  OTHER_MESSAGE,
  ROOTS,
  SIGNAL,
  TIMER,
  beside,
  boundary,
  catching,
  chain,
  end,
  file,
  handler,
  service,
  start,
  throwing,
} from './pieces.ts';

const ERROR2 = ERROR.replace('"error"', '"error2"');
const SIGNAL2 = SIGNAL.replace('"signal"', '"signal2"');
const NAMED_TIMER = TIMER.replace('<bpmn:timerEventDefinition', '<bpmn:timerEventDefinition id="d"');
const BARE_ROOTS = '<bpmn:message id="message" name="Message"/>';
const boundaries = (...definitions: readonly (readonly [id: string, content: string, attributes?: string])[]): string =>
  beside(definitions.map(([id, content, attributes]) => `${boundary(id, 't', content, attributes)}${flow(id, 'e')}`).join(''));
const middle = (node: string): string => file(`${start('s')}${node}${end('e')}${chain('s', 'm', 'e')}`);
const ending = (definition: string): string => file(`${start('s')}${end('e', definition)}${chain('s', 'e')}`);
const link = (name?: string): string => `<bpmn:linkEventDefinition ${name === undefined ? '' : `name="${name}"`}/>`;
const linked = (nodes: string, flows = ''): string =>
  file(`${start('s')}${nodes}${end('e')}${chain('s', 'from')}${chain('to', 'e')}${flows}`);
const transaction = (tag: string, definition: string, attached = ''): string =>
  file(
    `${start('s')}<bpmn:${tag} id="t">${start('is')}${end('ie', definition)}${chain('is', 'ie')}</bpmn:${tag}>${end('e')}${chain('s', 't', 'e')}${attached}`,
  );
const CANCELLED = `${boundary('b', 't', CANCEL)}${flow('b', 'e')}`;
const gateway = (attributes: string, targets: string, ...flows: readonly string[]): string =>
  file(`<bpmn:eventBasedGateway id="g" ${attributes}/>${targets}${end('e')}${flows.join('')}`);
const TWO = `${catching('a', MESSAGE)}${catching('b', TIMER)}`;
const TWO_FLOWS = `${chain('g', 'a', 'e')}${chain('g', 'b', 'e')}`;

/** Event sub-processes, links, cancellation, several definitions, and what waits side by side. */
export const HANDLER_CASES: readonly RuleCase[] = [
  ...[ERROR, CANCEL, ESCALATION, COMPENSATION].map((definition) => ({
    rule: 'event-position',
    what: `a start event of a process with ${definition}`,
    at: ['s'],
    broken: file(`${start('s', definition)}${end('e')}${chain('s', 'e')}`),
    neighbour: file(`${start('s', CONDITION)}${end('e')}${chain('s', 'e')}`),
  })),
  ...[ESCALATION, COMPENSATION, CANCEL, '<bpmn:terminateEventDefinition/>'].map((definition) => ({
    rule: 'event-position',
    what: `an intermediate event that catches ${definition}`,
    at: ['m'],
    broken: middle(catching('m', definition)),
    neighbour: middle(catching('m', CONDITION)),
  })),
  ...[TIMER, CONDITION, ERROR, CANCEL, '<bpmn:terminateEventDefinition/>'].map((definition) => ({
    rule: 'event-position',
    what: `an intermediate event that throws ${definition}`,
    at: ['m'],
    broken: middle(throwing('m', definition)),
    neighbour: middle(throwing('m', `${ESCALATION}${SIGNAL}`)),
  })),
  ...[CONDITION, link('L')].map((definition) => ({
    rule: 'event-position',
    what: `an end event with ${definition}`,
    at: ['e'],
    broken: ending(definition),
    neighbour: ending(`${ESCALATION}${SIGNAL}`),
  })),
  {
    rule: 'event-position',
    what: 'a wrong one among several definitions',
    at: ['m'],
    broken: middle(catching('m', `${MESSAGE}${ERROR}`)),
    neighbour: middle(catching('m', `${MESSAGE}${TIMER}${CONDITION}`, 'parallelMultiple="true"')),
  },
  {
    rule: 'event-position',
    what: 'a terminating event sub-process start',
    at: ['h-s'],
    broken: beside(handler('h', '<bpmn:terminateEventDefinition/>')),
    neighbour: beside(handler('h', ESCALATION, 'isInterrupting="false"')),
  },
  {
    rule: 'boundary-error-interrupts',
    what: 'an error among several definitions that do not interrupt',
    at: ['b'],
    broken: boundaries(['b', `${TIMER}${ERROR}`, 'cancelActivity="false"']),
    neighbour: boundaries(['b', `${TIMER}${ESCALATION}`, 'cancelActivity="false"']),
  },
  {
    rule: 'start-error-interrupts',
    what: 'an event sub-process for an error that does not interrupt',
    at: ['h-s'],
    broken: beside(handler('h', ERROR, 'isInterrupting="false"')),
    neighbour: beside(`${handler('h', ERROR)}${handler('other', ESCALATION, 'isInterrupting="false"')}`),
  },
  {
    rule: 'event-mixed',
    what: 'a link that also throws a signal',
    at: ['from'],
    broken: linked(`${throwing('from', `${link('L')}${SIGNAL}`)}${catching('to', link('L'))}`),
    neighbour: linked(`${throwing('from', link('L'))}${catching('to', link('L'))}`),
  },
  {
    rule: 'event-definition-ref',
    what: 'a definition that belongs to another event',
    at: ['b'],
    broken: file(
      `${start('s')}${catching('a', NAMED_TIMER)}${catching('b', '<bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef>')}${end('e')}${chain('s', 'a', 'b', 'e')}`,
    ),
    neighbour: file(
      `${start('s')}${catching('a', '<bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef>')}${catching('b', '<bpmn:eventDefinitionRef>d</bpmn:eventDefinitionRef>')}${end('e')}${chain('s', 'a', 'b', 'e')}`,
      NAMED_TIMER,
    ),
  },
  {
    rule: 'event-reference',
    what: 'a thrown escalation without code; what catches without one catches all',
    at: ['m'],
    broken: middle(throwing('m', '<bpmn:escalationEventDefinition/>')),
    neighbour: boundaries(
      ['b', '<bpmn:escalationEventDefinition/>', 'cancelActivity="false"'],
      ['c', '<bpmn:errorEventDefinition/>'],
    ),
  },
  {
    rule: 'event-reference',
    what: 'a link without name',
    at: ['m'],
    broken: file(`${start('s')}${throwing('m', link())}${chain('s', 'm')}`),
    neighbour: linked(`${throwing('from', link('L'))}${catching('to', link('L'))}`),
    alsoBroken: ['no-end-event at process'],
  },
  {
    rule: 'event-reference',
    what: 'the second of several definitions that names no signal',
    at: ['m'],
    broken: middle(catching('m', `${TIMER}<bpmn:signalEventDefinition/>`)),
    neighbour: middle(catching('m', `${TIMER}${SIGNAL}`)),
  },
  {
    rule: 'conditional-expression',
    what: 'a conditional event without condition',
    at: ['m'],
    broken: middle(
      catching('m', '<bpmn:conditionalEventDefinition><bpmn:condition> </bpmn:condition></bpmn:conditionalEventDefinition>'),
    ),
    neighbour: middle(catching('m', CONDITION)),
  },
  {
    rule: 'timer-form',
    what: 'the second of several definitions without value',
    at: ['m'],
    broken: middle(catching('m', `${SIGNAL}<bpmn:timerEventDefinition/>`)),
    neighbour: middle(catching('m', `${SIGNAL}${TIMER}`)),
  },
  {
    rule: 'event-twice',
    what: 'two boundary events for the same error',
    at: ['c'],
    broken: boundaries(['b', ERROR], ['c', `${ERROR}${TIMER}`]),
    neighbour: boundaries(['b', ERROR], ['c', `${ERROR2}${TIMER}`], ['d', '<bpmn:errorEventDefinition/>'], ['f', TIMER]),
  },
  {
    rule: 'event-twice',
    what: 'two interrupting signals; one that does not interrupt is fine',
    at: ['c'],
    broken: boundaries(['b', SIGNAL], ['c', SIGNAL]),
    neighbour: boundaries(['b', SIGNAL], ['c', SIGNAL, 'cancelActivity="false"'], ['d', SIGNAL2]),
  },
  {
    rule: 'event-twice',
    what: 'two interrupting event sub-processes for one message',
    at: ['i-s'],
    broken: beside(`${handler('h', MESSAGE)}${handler('i', MESSAGE)}`),
    neighbour: beside(`${handler('h', MESSAGE)}${handler('i', MESSAGE, 'isInterrupting="false"')}${handler('j', OTHER_MESSAGE)}`),
  },
  {
    rule: 'event-twice',
    what: 'an event gateway that waits twice for the same message',
    at: ['b'],
    broken: file(
      `${start('s')}<bpmn:eventBasedGateway id="g"/>${catching('a', MESSAGE)}${catching('b', MESSAGE)}${end('e')}${flow('s', 'g')}${TWO_FLOWS}`,
    ),
    neighbour: file(
      `${start('s')}<bpmn:eventBasedGateway id="g"/>${catching('a', MESSAGE)}${catching('b', OTHER_MESSAGE)}${end('e')}${flow('s', 'g')}${TWO_FLOWS}`,
    ),
  },
  {
    rule: 'event-sub-process-start',
    what: 'an event sub-process that begins by nothing',
    at: ['h'],
    broken: beside(handler('h', '')),
    neighbour: beside(handler('h', CONDITION)),
  },
  {
    rule: 'event-sub-process-start',
    what: 'an event sub-process without a start event',
    at: ['h'],
    broken: beside('<bpmn:subProcess id="h" triggeredByEvent="true"><bpmn:task id="x"/></bpmn:subProcess>'),
    neighbour: beside(handler('h', SIGNAL)),
  },
  {
    rule: 'event-sub-process-start',
    what: 'two events that begin one event sub-process; one event may have two definitions',
    at: ['h'],
    broken: beside(
      `<bpmn:subProcess id="h" triggeredByEvent="true">${start('a', TIMER)}${start('b', SIGNAL)}${end('x')}${flow('a', 'x')}${flow('b', 'x')}</bpmn:subProcess>`,
    ),
    neighbour: beside(handler('h', `${TIMER}${SIGNAL}`)),
  },
  {
    rule: 'event-sub-process-flows',
    what: 'a flow to an event sub-process',
    at: ['h'],
    broken: beside(`${handler('h', SIGNAL)}${flow('t', 'h')}`),
    neighbour: beside(handler('h', SIGNAL)),
  },
  {
    rule: 'event-sub-process-marker',
    what: 'an event sub-process in a loop',
    at: ['h'],
    broken: beside(
      handler('h', SIGNAL).replace('</bpmn:subProcess>', '<bpmn:standardLoopCharacteristics loopMaximum="2"/></bpmn:subProcess>'),
    ),
    neighbour: beside(handler('h', SIGNAL)),
  },
  {
    rule: 'boundary-host',
    what: 'an event sub-process as host',
    at: ['b'],
    broken: beside(`${handler('h', SIGNAL)}${boundary('b', 'h')}${flow('b', 'e')}`),
    neighbour: beside(`${handler('h', SIGNAL)}${boundary('b', 't')}${flow('b', 'e')}`),
  },
  {
    rule: 'link-pair',
    what: 'a link without target',
    at: ['from'],
    broken: file(
      `${start('s')}${throwing('from', link('L'))}${end('e')}<bpmn:exclusiveGateway id="x"/>${chain('s', 'x', 'e')}${flow('x', 'from', '=a')}`,
    ).replace('id="x"/>', 'id="x" default="x--e"/>'),
    neighbour: linked(`${throwing('from', link('L'))}${catching('to', link('L'))}`),
  },
  {
    rule: 'link-pair',
    what: 'a link without source',
    at: ['to'],
    broken: beside(`${catching('to', link('L'))}${flow('to', 'e')}`),
    neighbour: linked(`${throwing('from', link('L'))}${catching('to', link('L'))}`),
  },
  {
    rule: 'link-pair',
    what: 'two targets of one link; two sources are fine',
    at: ['to2'],
    broken: linked(`${throwing('from', link('L'))}${catching('to', link('L'))}${catching('to2', link('L'))}`, flow('to2', 'e')),
    neighbour: linked(
      `<bpmn:parallelGateway id="x"/>${throwing('from2', link('L'))}${throwing('from', link('L'))}${catching('to', link('L'))}`,
      `${chain('s', 'x', 'from2')}${flow('x', 'e')}`,
    ),
  },
  {
    rule: 'link-pair',
    what: 'a link into a sub-process',
    at: ['from', 'to'],
    broken: file(
      `${start('s')}<bpmn:parallelGateway id="x"/>${throwing('from', link('L'))}<bpmn:subProcess id="t">${start('is')}${catching('to', link('L'))}${end('ie')}${chain('is', 'ie')}${flow('to', 'ie')}</bpmn:subProcess>${end('e')}${chain('s', 'x', 't', 'e')}${flow('x', 'from')}`,
    ),
    neighbour: linked(`${throwing('from', link('L'))}${catching('to', link('L'))}`),
  },
  {
    rule: 'link-flows',
    what: 'a flow out of the source of a link',
    at: ['from'],
    broken: linked(`${throwing('from', link('L'))}${catching('to', link('L'))}`, flow('from', 'e')),
    neighbour: linked(`${throwing('from', link('L'))}${catching('to', link('L'))}`),
  },
  {
    rule: 'link-flows',
    what: 'a flow into the target of a link',
    at: ['to'],
    broken: linked(`<bpmn:task id="x"/>${throwing('from', link('L'))}${catching('to', link('L'))}`, chain('s', 'x', 'to')),
    neighbour: linked(`<bpmn:task id="x"/>${throwing('from', link('L'))}${catching('to', link('L'))}`, chain('s', 'x', 'e')),
  },
  {
    rule: 'cancel-end',
    what: 'a cancel end event in a plain sub-process',
    at: ['ie'],
    broken: transaction('subProcess', CANCEL),
    neighbour: transaction('transaction', CANCEL, CANCELLED),
  },
  {
    rule: 'cancel-end',
    what: 'a cancel end event in a sub-process of a transaction',
    at: ['x'],
    broken: transaction('transaction', '').replace(
      '<bpmn:endEvent id="ie" ></bpmn:endEvent>',
      `<bpmn:endEvent id="ie"/><bpmn:subProcess id="in">${start('w')}${end('x', CANCEL)}${chain('w', 'x')}</bpmn:subProcess>${chain('is', 'in', 'ie')}`,
    ),
    neighbour: transaction('transaction', CANCEL, CANCELLED),
  },
  {
    rule: 'cancel-boundary',
    what: 'a cancel boundary event on a sub-process',
    at: ['b'],
    broken: transaction('subProcess', '', CANCELLED),
    neighbour: transaction('transaction', CANCEL, CANCELLED),
  },
  {
    rule: 'cancel-unanswered',
    what: 'a cancellation that nothing answers',
    at: ['t'],
    broken: transaction('transaction', CANCEL),
    neighbour: transaction('transaction', CANCEL, CANCELLED),
  },
  {
    rule: 'cancel-unanswered',
    what: 'an answer to a cancellation that never comes',
    at: ['t'],
    broken: transaction('transaction', '', CANCELLED),
    neighbour: transaction('transaction', ''),
  },
  {
    rule: 'event-gateway',
    what: 'a parallel one in the middle of a process',
    at: ['g'],
    broken: gateway('eventGatewayType="Parallel"', `${start('s')}${TWO}`, flow('s', 'g'), TWO_FLOWS),
    neighbour: gateway('instantiate="true" eventGatewayType="Parallel"', TWO, TWO_FLOWS),
    warnings: ['no-start-event at process'],
  },
  {
    rule: 'event-gateway',
    what: 'an event with a definition that it cannot wait for; several that it can are fine',
    at: ['a'],
    broken: gateway('', `${start('s')}${TWO}`.replace(MESSAGE, link('L')), flow('s', 'g'), TWO_FLOWS),
    neighbour: gateway('', `${start('s')}${TWO}`.replace(MESSAGE, `${MESSAGE}${CONDITION}`), flow('s', 'g'), TWO_FLOWS),
    alsoBroken: ['link-flows at a', 'link-pair at a'],
  },
  {
    rule: 'condition-place',
    what: 'a condition after an event gateway',
    at: ['g--a'],
    broken: gateway('', `${start('s')}${TWO}`, flow('s', 'g'), flow('g', 'a', '=x'), chain('a', 'e'), chain('g', 'b', 'e')),
    neighbour: gateway('', `${start('s')}${TWO}`, flow('s', 'g'), TWO_FLOWS),
  },
  {
    rule: 'instantiate',
    what: 'a loop back to the gateway that begins the case',
    at: ['g'],
    broken: gateway('instantiate="true"', `${TWO}<bpmn:task id="x"/>`, chain('g', 'a', 'x', 'g'), chain('g', 'b', 'e')),
    neighbour: gateway('instantiate="true"', `${TWO}<bpmn:task id="x"/>`, chain('g', 'a', 'x', 'e'), chain('g', 'b', 'e')),
    alsoBroken: ['no-beginning at process', 'no-start-event at process'],
    warnings: ['no-start-event at process'],
  },
  {
    rule: 'instantiate',
    what: 'a receive task that begins a case in the middle of it; after a none start event it may',
    at: ['r'],
    broken: file(
      `${start('s')}<bpmn:task id="x"/><bpmn:receiveTask id="r" instantiate="true" messageRef="message"/>${end('e')}${chain('s', 'x', 'r', 'e')}`,
    ),
    neighbour: file(
      `${start('s')}<bpmn:receiveTask id="r" instantiate="true" messageRef="message"/>${end('e')}${chain('s', 'r', 'e')}`,
    ),
  },
  {
    rule: 'message-start-name',
    what: 'a receive task that begins by the message of a start event',
    at: ['r'],
    broken: file(
      `${start('s', MESSAGE)}<bpmn:receiveTask id="r" instantiate="true" messageRef="message"/>${end('e')}${chain('s', 'e')}${chain('r', 'e')}`,
    ),
    neighbour: file(
      `${start('s', OTHER_MESSAGE)}<bpmn:receiveTask id="r" instantiate="true" messageRef="message"/>${end('e')}${chain('s', 'e')}${chain('r', 'e')}`,
    ),
  },
  {
    rule: 'error-uncaught',
    what: 'an error that an event sub-process around it catches is fine',
    at: ['ie'],
    broken: transaction('subProcess', ERROR, handler('h', ERROR2)),
    neighbour: transaction('subProcess', ERROR, handler('h', ERROR)),
  },
  {
    rule: 'error-boundary-host',
    what: 'an ad-hoc sub-process of people; a call activity can fail',
    at: ['b'],
    broken: file(
      `${start('s')}<bpmn:adHocSubProcess id="t"><bpmn:userTask id="u"/></bpmn:adHocSubProcess>${end('e')}${chain('s', 't', 'e')}${boundary('b', 't', ERROR)}${flow('b', 'e')}`,
    ),
    neighbour: file(
      `${start('s')}<bpmn:callActivity id="t" calledElement="elsewhere"/>${end('e')}${chain('s', 't', 'e')}${boundary('b', 't', ERROR)}${flow('b', 'e')}`,
    ),
  },
  {
    rule: 'correlation-key',
    what: 'an event sub-process that waits for a message without key',
    at: ['h-s'],
    broken: beside(handler('h', MESSAGE.replace('message"', 'bare"')), '<bpmn:message id="bare" name="Bare"/>'),
    neighbour: beside(handler('h', MESSAGE)),
  },
  {
    rule: 'correlation-key',
    what: 'a message without key, unless another pool of the file sends it',
    at: ['m'],
    broken: bpmnFile(
      `${start('s')}${catching('m', '<bpmn:messageEventDefinition messageRef="bare"/>')}${end('e')}${chain('s', 'm', 'e')}`,
      '<bpmn:message id="bare" name="Bare"/>',
    ),
    neighbour: bpmnFile(
      `${start('s')}${catching('m', '<bpmn:messageEventDefinition messageRef="bare"/>')}${end('e')}${chain('s', 'm', 'e')}`,
      '<bpmn:message id="bare" name="Bare"/><bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="process"/><bpmn:participant id="p2"/><bpmn:messageFlow id="f" sourceRef="p2" targetRef="m"/></bpmn:collaboration>',
    ),
  },
  {
    rule: 'correlation-key',
    what: 'the first message of a gateway that begins a case needs no key, the others of a parallel one do',
    at: ['a'],
    broken: gateway('instantiate="true" eventGatewayType="Parallel"', TWO, TWO_FLOWS).replace(ROOTS, BARE_ROOTS),
    neighbour: gateway('instantiate="true"', TWO, TWO_FLOWS).replace(ROOTS, BARE_ROOTS),
    alsoBroken: ['no-start-event at process'],
    warnings: ['no-start-event at process'],
  },
  {
    rule: 'endless-node',
    what: 'a loop that an interrupting event sub-process stops is fine',
    at: ['m', 'x'],
    broken: loop(handler('h', SIGNAL, 'isInterrupting="false"')),
    neighbour: loop(handler('h', SIGNAL)),
  },
  {
    rule: 'endless-node',
    what: 'a boundary event that does not interrupt is no way out',
    at: ['m', 'x'],
    broken: loop(`${boundary('b', 'x', TIMER, 'cancelActivity="false"')}${flow('b', 'e')}`),
    neighbour: loop(`${boundary('b', 'x')}${flow('b', 'e')}`),
  },
  {
    rule: 'endless-node',
    what: 'a loop that leads out by a link is fine',
    at: ['m', 'x'],
    broken: loop(''),
    neighbour: loop(`${throwing('from', link('L'))}${catching('to', link('L'))}${flow('to', 'e')}`).replace(
      flow('x', 'm'),
      `<bpmn:parallelGateway id="y"/>${chain('x', 'y', 'm')}${flow('y', 'from')}`,
    ),
  },
  {
    rule: 'unreachable-node',
    what: 'a handler of an event sub-process is reached; a task beside its way is not',
    at: ['x'],
    broken: beside(
      handler('h', SIGNAL).replace('</bpmn:subProcess>', `<bpmn:task id="x"/>${flow('x', 'h-e')}</bpmn:subProcess>`),
    ),
    neighbour: beside(handler('h', SIGNAL)),
  },
  {
    rule: 'empty-sub-process',
    what: 'a sub-process that nobody drew',
    at: ['t'],
    broken: around('t', '<bpmn:subProcess id="t"/>'),
    neighbour: around('t', `<bpmn:subProcess id="t">${service('x')}</bpmn:subProcess>`),
  },
];

function loop(content: string): string {
  return file(
    `${start('s')}<bpmn:parallelGateway id="g"/><bpmn:exclusiveGateway id="m"/>${service('x')}${end('e')}${chain('s', 'g', 'm', 'x', 'm')}${chain('g', 'e')}${content}`,
  );
}
