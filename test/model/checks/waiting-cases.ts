import { around, flow } from '../bpmn-file.ts';
import {
  CONDITION,
  MESSAGE,
  OTHER_MESSAGE,
  ROOTS,
  TIMER,
  beside,
  catching,
  chain,
  end,
  file,
  handler,
  service,
  start,
} from './pieces.ts';
import type { RuleCase } from './rule-case.ts';

const BARE_ROOTS = '<bpmn:message id="message" name="Message"/>';
const link = (name?: string): string => `<bpmn:linkEventDefinition ${name === undefined ? '' : `name="${name}"`}/>`;
const gateway = (attributes: string, targets: string, ...flows: readonly string[]): string =>
  file(`<bpmn:eventBasedGateway id="g" ${attributes}/>${targets}${end('e')}${flows.join('')}`);
const TWO = `${catching('a', MESSAGE)}${catching('b', TIMER)}`;
const TWO_FLOWS = `${chain('g', 'a', 'e')}${chain('g', 'b', 'e')}`;
function receive(id: string, message: string, attributes = ''): string {
  return `<bpmn:receiveTask id="${id}" messageRef="${message}" ${attributes}/>`;
}

/** Event gateways, what begins a case, and the keys of messages. */
export const WAITING_CASES: readonly RuleCase[] = [
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
    rule: 'correlation-key',
    what: 'an event sub-process that waits for a message without key',
    at: ['h-s'],
    broken: beside(handler('h', MESSAGE.replace('message"', 'bare"')), '<bpmn:message id="bare" name="Bare"/>'),
    neighbour: beside(handler('h', MESSAGE)),
  },
  {
    rule: 'correlation-key',
    what: 'a message without key; one that a message flow of the file brings needs none',
    at: ['m'],
    broken: conversing('messageRef="bare"', ''),
    neighbour: conversing('messageRef="bare"', '<bpmn:messageFlow id="f" sourceRef="x" targetRef="m"/>'),
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
    rule: 'instantiate',
    what: 'a receive task that would begin a case in a sub-process',
    at: ['r'],
    broken: around(
      't',
      `<bpmn:subProcess id="t">${receive('r', 'message', 'instantiate="true"')}${service('x')}</bpmn:subProcess>`,
      ROOTS,
    ),
    neighbour: around('t', `<bpmn:subProcess id="t">${receive('r', 'message')}${service('x')}</bpmn:subProcess>`, ROOTS),
    alsoBroken: ['unreachable-node at r'],
  },
  {
    rule: 'event-reference',
    what: 'no message; a message flow of the file names what it brings',
    at: ['m'],
    broken: conversing('', ''),
    neighbour: conversing('', '<bpmn:messageFlow id="f" sourceRef="x" targetRef="m"/>'),
  },
  {
    rule: 'job-definition',
    what: 'a send task that sends nothing; a message flow of the file takes what it sends',
    at: ['x'],
    broken: conversing('messageRef="message"', '').replace('messageRef="sent"', ''),
    neighbour: conversing('', '<bpmn:messageFlow id="f" sourceRef="x" targetRef="m"/>').replace('messageRef="sent"', ''),
  },
  {
    rule: 'event-gateway',
    what: 'an event one of whose definitions cannot be waited for',
    at: ['a'],
    broken: gateway(
      '',
      `${start('s')}${TWO}`.replace(MESSAGE, `${MESSAGE}<bpmn:errorEventDefinition/>`),
      flow('s', 'g'),
      TWO_FLOWS,
    ),
    neighbour: gateway('', `${start('s')}${TWO}`, flow('s', 'g'), TWO_FLOWS),
    alsoBroken: ['event-position at a'],
  },
];

/** Two executable pools: one waits in the middle by this message, the other sends one by its task `x`. */
function conversing(message: string, messageFlow: string): string {
  return file(
    `${start('s')}${catching('m', `<bpmn:messageEventDefinition ${message}/>`)}${end('e')}${chain('s', 'm', 'e')}`,
    `<bpmn:message id="bare" name="Bare"/><bpmn:message id="sent" name="Sent"/><bpmn:process id="p" isExecutable="true">${start('xs')}<bpmn:sendTask id="x" messageRef="sent"/>${end('xe')}${chain('xs', 'x', 'xe')}</bpmn:process><bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="process"/><bpmn:participant id="p2" processRef="p"/>${messageFlow}</bpmn:collaboration>`,
  );
}
