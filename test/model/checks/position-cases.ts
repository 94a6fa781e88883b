import { flow } from '../bpmn-file.ts';
import {
  CANCEL,
  COMPENSATION,
  CONDITION,
  ERROR,
  ESCALATION,
  MESSAGE,
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

const NAMED_TIMER = TIMER.replace('<bpmn:timerEventDefinition', '<bpmn:timerEventDefinition id="d"');
const boundaries = (...definitions: readonly (readonly [id: string, content: string, attributes?: string])[]): string =>
  beside(definitions.map(([id, content, attributes]) => `${boundary(id, 't', content, attributes)}${flow(id, 'e')}`).join(''));
const middle = (node: string): string => file(`${start('s')}${node}${end('e')}${chain('s', 'm', 'e')}`);
const ending = (definition: string): string => file(`${start('s')}${end('e', definition)}${chain('s', 'e')}`);
const link = (name?: string): string => `<bpmn:linkEventDefinition ${name === undefined ? '' : `name="${name}"`}/>`;
const linked = (nodes: string, flows = ''): string =>
  file(`${start('s')}${nodes}${end('e')}${chain('s', 'from')}${chain('to', 'e')}${flows}`);

/** Which event definitions stand where, and what they name. */
export const POSITION_CASES: readonly RuleCase[] = [
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
    rule: 'event-reference',
    what: 'a thrown error whose code is FEEL',
    at: ['e'],
    broken: ending(ERROR).replace('errorCode="E"', 'errorCode="=code"'),
    neighbour: ending(ERROR),
    alsoBroken: ['error-uncaught at e'],
    warnings: ['error-uncaught at e'],
  },
];
