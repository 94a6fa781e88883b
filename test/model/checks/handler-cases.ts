import { flow } from '../bpmn-file.ts';
import {
  CANCEL,
  COMPENSATION,
  CONDITION,
  ERROR,
  ESCALATION,
  MESSAGE,
  OTHER_MESSAGE,
  SIGNAL,
  TIMER,
  beside,
  boundary,
  catching,
  chain,
  end,
  file,
  handler,
  start,
  throwing,
} from './pieces.ts';
import type { RuleCase } from './rule-case.ts';

const ERROR2 = ERROR.replace('"error"', '"error2"');
const SIGNAL2 = SIGNAL.replace('"signal"', '"signal2"');
const boundaries = (...definitions: readonly (readonly [id: string, content: string, attributes?: string])[]): string =>
  beside(definitions.map(([id, content, attributes]) => `${boundary(id, 't', content, attributes)}${flow(id, 'e')}`).join(''));
const transaction = (tag: string, definition: string, attached = ''): string =>
  file(
    `${start('s')}<bpmn:${tag} id="t">${start('is')}${end('ie', definition)}${chain('is', 'ie')}</bpmn:${tag}>${end('e')}${chain('s', 't', 'e')}${attached}`,
  );
const TERMINATE = '<bpmn:terminateEventDefinition/>';
const SENT = `<bpmn:extensionElements><zeebe:taskDefinition type="post"/></bpmn:extensionElements>${MESSAGE}`;
const ANY_ERROR = `${boundary('b', 't', '<bpmn:errorEventDefinition/>')}${flow('b', 'e')}`;
const CANCELLED = `${boundary('b', 't', CANCEL)}${flow('b', 'e')}`;
const gateway = (attributes: string, targets: string, ...flows: readonly string[]): string =>
  file(`<bpmn:eventBasedGateway id="g" ${attributes}/>${targets}${end('e')}${flows.join('')}`);
const TWO_FLOWS = `${chain('g', 'a', 'e')}${chain('g', 'b', 'e')}`;
function twice(id: string, definition: string): string {
  return [id, `${id}2`].map((one) => `${boundary(one, 't', definition)}${flow(one, 'e')}`).join('');
}
function receive(id: string, message: string, attributes = ''): string {
  return `<bpmn:receiveTask id="${id}" messageRef="${message}" ${attributes}/>`;
}
/** Two processes that call each other; the second catches one error around its call, the first throws `E`. */
function circle(caught: string): string {
  return file(
    `${start('s')}<bpmn:callActivity id="t" calledElement="other"/>${end('e', ERROR)}${chain('s', 't', 'e')}`,
    `<bpmn:process id="other" isExecutable="true">${start('os')}<bpmn:callActivity id="ot" calledElement="process"/>${end('oe')}${chain('os', 'ot', 'oe')}${boundary('ob', 'ot', caught)}${flow('ob', 'oe')}</bpmn:process>`,
  );
}

/** Event sub-processes, boundary events, cancellation, and errors that nothing catches. */
export const HANDLER_CASES: readonly RuleCase[] = [
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
    rule: 'cancel-end',
    what: 'a cancel end event in a plain sub-process',
    at: ['ie'],
    broken: transaction('subProcess', CANCEL),
    neighbour: transaction('transaction', CANCEL, CANCELLED),
  },
  {
    rule: 'cancel-end',
    what: 'a cancel end event in a sub-process of a sub-process; in one of a transaction it is fine',
    at: ['x'],
    broken: nestedCancel('subProcess'),
    neighbour: nestedCancel('transaction'),
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
    rule: 'event-deciding',
    what: 'two errors; one, named twice and with everything else that ends a scope or is thrown, is fine',
    at: ['ie'],
    broken: transaction('subProcess', `${ERROR}${ERROR2}`, ANY_ERROR),
    neighbour: transaction(
      'subProcess',
      `${TERMINATE}${COMPENSATION}${SIGNAL}${ERROR}${COMPENSATION}${ESCALATION}${ERROR}`,
      ANY_ERROR,
    ),
    warnings: [],
  },
  {
    rule: 'event-deciding',
    what: 'a transaction that is cancelled and left by an error at once; cancelled and terminated is cancelled',
    at: ['ie'],
    broken: transaction('transaction', `${CANCEL}${ERROR}`, `${CANCELLED}${boundary('c', 't', ERROR)}${flow('c', 'e')}`),
    neighbour: transaction('transaction', `${CANCEL}${MESSAGE}${TERMINATE}${COMPENSATION}`, CANCELLED),
  },
  {
    rule: 'event-deciding',
    what: 'two errors; messages that a job sends, signals and compensations with the end of everything are fine',
    at: ['ie'],
    broken: transaction('subProcess', `${ERROR2}${TERMINATE}${ERROR}`, ANY_ERROR),
    neighbour: file(
      `${start('s')}${throwing('m', `${SENT}${COMPENSATION}${SIGNAL}`)}${end('e', `${SENT}${OTHER_MESSAGE}${COMPENSATION}${TERMINATE}`)}${chain('s', 'm', 'e')}`,
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
    rule: 'boundary-host',
    what: 'nothing as host',
    at: ['b'],
    broken: beside(`<bpmn:boundaryEvent id="b">${TIMER}</bpmn:boundaryEvent>${flow('b', 'e')}`),
    neighbour: boundaries(['b', TIMER]),
  },
  {
    rule: 'event-twice',
    what: 'two interrupting escalations of one code, or two cancellations',
    at: ['b2', 'c2'],
    broken: transaction('transaction', CANCEL, `${twice('c', CANCEL)}${twice('b', ESCALATION)}`),
    neighbour: transaction('transaction', CANCEL, `${CANCELLED}${boundary('c', 't', ESCALATION)}${flow('c', 'e')}`),
  },
  {
    rule: 'event-twice',
    what: 'two receive tasks for one message; an event that waits for all of its definitions is another',
    at: ['b'],
    broken: gateway('instantiate="true"', `${receive('a', 'message')}${receive('b', 'message')}`, TWO_FLOWS),
    neighbour: gateway(
      'instantiate="true"',
      `${catching('a', MESSAGE)}${catching('b', `${MESSAGE}${TIMER}`, 'parallelMultiple="true"')}`,
      TWO_FLOWS,
    ),
    alsoBroken: ['no-start-event at process'],
    warnings: ['no-start-event at process'],
  },
  {
    rule: 'error-boundary-host',
    what: 'a task for a person; one whose instances throw may',
    at: ['b'],
    broken: file(
      `${start('s')}<bpmn:userTask id="t"/>${end('e')}${chain('s', 't', 'e')}${boundary('b', 't', ERROR)}${flow('b', 'e')}`,
    ),
    neighbour: file(
      `${start('s')}<bpmn:userTask id="t"><bpmn:multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="d"><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>${end('e')}${chain('s', 't', 'e')}${boundary('b', 't', ERROR)}${flow('b', 'e')}`,
      '<bpmn:errorEventDefinition id="d" errorRef="error"/>',
    ),
  },
  {
    rule: 'error-uncaught',
    what: 'processes that call each other in a circle, none of which catches',
    at: ['e'],
    broken: circle(ERROR2),
    neighbour: circle(ERROR),
  },
];

/** A cancel end event one sub-process deeper. */
function nestedCancel(kind: 'transaction' | 'subProcess'): string {
  return transaction(kind, '', kind === 'transaction' ? CANCELLED : '').replace(
    '<bpmn:endEvent id="ie" ></bpmn:endEvent>',
    `<bpmn:endEvent id="ie"/><bpmn:subProcess id="in">${start('w')}${end('x', CANCEL)}${chain('w', 'x')}</bpmn:subProcess>${chain('is', 'in', 'ie')}`,
  );
}
