import { bpmnFile, flow } from '../bpmn-file.ts';
import type { RuleCase } from './rule-case.ts';
import { MESSAGE, ROOTS, beside, boundary, chain, end, file, service, start } from './pieces.ts';

const OBJECT = '<bpmn:dataObject id="d"/><bpmn:dataObjectReference id="r" dataObjectRef="d"/>';
const input = (content: string): string =>
  `<bpmn:property id="p" name="p"/><bpmn:dataInputAssociation id="in">${content}<bpmn:targetRef>p</bpmn:targetRef></bpmn:dataInputAssociation>`;
const reads = (content: string, data = OBJECT): string =>
  file(`${start('s')}${service('t', '', input(content))}${end('e')}${chain('s', 't', 'e')}${data}`);
const source = (id: string): string => `<bpmn:sourceRef>${id}</bpmn:sourceRef>`;
const holding = (data: string): string =>
  `<bpmn:subProcess id="sub">${start('is')}${end('ie')}${chain('is', 'ie')}${data}</bpmn:subProcess>${chain('t', 'sub', 'e')}`;
const assigned = (to: string): string =>
  reads(`${source('r')}<bpmn:assignment id="as"><bpmn:from>=1</bpmn:from><bpmn:to>${to}</bpmn:to></bpmn:assignment>`).replace(
    /(<bpmn:assignment .*<\/bpmn:assignment>)(<bpmn:targetRef>p<\/bpmn:targetRef>)/,
    '$2$1',
  );
/** Two pools: the executable one, and another with the task `x`, the start event `xs` and the end event `xe`. */
const pools = (source_: string, target: string, own = ''): string =>
  bpmnFile(
    `${start('s', MESSAGE)}${service('t')}<bpmn:exclusiveGateway id="g" default="g--e"/>${end('e', '<bpmn:messageEventDefinition messageRef="message"/>')}${chain('s', 't', 'g', 'e')}${flow('g', 't', '=a')}${own}`,
    `${ROOTS}<bpmn:process id="p"><bpmn:task id="x"/>${start('xs')}</bpmn:process><bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="process"/><bpmn:participant id="p2" processRef="p"/><bpmn:participant id="p3"/><bpmn:messageFlow id="m" sourceRef="${source_}" targetRef="${target}"/></bpmn:collaboration>`,
  );
const participant = (multiplicity: string): string =>
  beside(
    '',
    `<bpmn:collaboration id="c"><bpmn:participant id="p1" processRef="process"><bpmn:participantMultiplicity ${multiplicity}/></bpmn:participant></bpmn:collaboration>`,
  );
const subscribed = (bindings: string, key = 'correlationKeyRef="key"'): string =>
  beside(
    `<bpmn:correlationSubscription id="subscription" ${key}>${bindings}</bpmn:correlationSubscription>`,
    '<bpmn:correlationProperty id="property"/><bpmn:correlationProperty id="property2"/><bpmn:collaboration id="c"><bpmn:correlationKey id="key"><bpmn:correlationPropertyRef>property</bpmn:correlationPropertyRef></bpmn:correlationKey></bpmn:collaboration>',
  );
const binding = (property: string, path = 'number'): string =>
  `<bpmn:correlationPropertyBinding id="${property}-b" correlationPropertyRef="${property}"><bpmn:dataPath>${path}</bpmn:dataPath></bpmn:correlationPropertyBinding>`;

/** Data, messages between pools, correlation, and what flows connect. */
export const DATA_CASES: readonly RuleCase[] = [
  {
    rule: 'data-association',
    what: 'data of a sub-process',
    at: ['t'],
    broken: reads(source('r'), holding(OBJECT)),
    neighbour: reads(source('r')),
  },
  {
    rule: 'data-association',
    what: 'a task as data',
    at: ['t'],
    broken: reads(source('s')),
    neighbour: reads(source('store'), '<bpmn:dataStoreReference id="store"/>'),
  },
  {
    rule: 'data-association',
    what: 'a reference to no data object',
    at: ['t'],
    broken: reads(source('r'), '<bpmn:dataObjectReference id="r"/>'),
    neighbour: reads(source('r')),
  },
  {
    rule: 'data-association',
    what: 'several sources without transformation',
    at: ['t'],
    broken: reads(`${source('r')}${source('d')}`),
    neighbour: reads(`${source('r')}${source('d')}`).replace(
      '</bpmn:targetRef>',
      '</bpmn:targetRef><bpmn:transformation>=1</bpmn:transformation>',
    ),
  },
  {
    rule: 'data-association',
    what: 'an assignment without target',
    at: ['t'],
    broken: assigned(' '),
    neighbour: assigned('x'),
  },
  {
    rule: 'data-association',
    what: 'data of the element itself and of scopes around it are seen',
    at: ['t'],
    broken: reads(
      source('q'),
      holding('<bpmn:property id="q"/>').replace(/(<bpmn:subProcess id="sub">)(.*)(<bpmn:property id="q"\/>)/, '$1$3$2'),
    ),
    neighbour: reads(source('q')).replace('isExecutable="true">', 'isExecutable="true"><bpmn:property id="q"/>'),
  },
  {
    rule: 'sub-process-data',
    what: 'a sub-process with data inputs',
    at: ['sub'],
    broken: beside(
      holding('').replace(
        '<bpmn:subProcess id="sub">',
        '$&<bpmn:ioSpecification id="io"><bpmn:inputSet id="i"/><bpmn:outputSet id="o"/></bpmn:ioSpecification>',
      ),
    ),
    neighbour: beside('').replace(
      '</bpmn:serviceTask>',
      '<bpmn:ioSpecification id="io"><bpmn:inputSet id="i"/><bpmn:outputSet id="o"/></bpmn:ioSpecification></bpmn:serviceTask>',
    ),
  },
  {
    rule: 'flow-between-nodes',
    what: 'a sequence flow to a data object',
    at: ['t--r'],
    broken: beside(`${OBJECT}${flow('t', 'r')}`),
    neighbour: beside(`${OBJECT}<bpmn:association id="as" sourceRef="t" targetRef="r"/>`),
  },
  {
    rule: 'flow-immediate',
    what: 'a flow that allows steps in between',
    at: ['s--t'],
    broken: beside('').replace('id="s--t"', 'id="s--t" isImmediate="false"'),
    neighbour: beside('').replace('id="s--t"', 'id="s--t" isImmediate="true"'),
  },
  {
    rule: 'message-flow-pools',
    what: 'a message flow inside a pool',
    at: ['m'],
    broken: pools('t', 's'),
    neighbour: pools('x', 's'),
  },
  {
    rule: 'message-flow-pools',
    what: 'a message flow between a pool and its own task',
    at: ['m'],
    broken: pools('p1', 't'),
    neighbour: pools('p3', 't'),
  },
  {
    rule: 'message-flow-ends',
    what: 'a message flow from a gateway',
    at: ['m'],
    broken: pools('g', 'x'),
    neighbour: pools('t', 'x'),
  },
  {
    rule: 'message-flow-ends',
    what: 'a message flow from a start event',
    at: ['m'],
    broken: pools('s', 'p2'),
    neighbour: pools('e', 'p2'),
  },
  {
    rule: 'message-flow-ends',
    what: 'a message flow to an end event',
    at: ['m'],
    broken: pools('x', 'e'),
    neighbour: pools('p3', 'p1'),
  },
  {
    rule: 'message-flow-none-event',
    what: 'a message flow to a start event that waits for none; from a pool without content it is documentation',
    at: ['m'],
    broken: pools('t', 'xs'),
    neighbour: pools('p3', 'xs'),
  },
  {
    rule: 'message-flow-ends',
    what: 'a message flow to a boundary event that waits for time; one that waits for several things may',
    at: ['m'],
    broken: pools('x', 'b', `${boundary('b', 't')}${flow('b', 'e')}`),
    neighbour: pools(
      'x',
      'b',
      `${boundary('b', 't', `${MESSAGE}<bpmn:signalEventDefinition signalRef="signal"/>`)}${flow('b', 'e')}`,
    ),
  },
  {
    rule: 'participant-multiplicity',
    what: 'fewer at most than at least',
    at: ['p1'],
    broken: participant('minimum="3" maximum="2"'),
    neighbour: participant('minimum="2" maximum="2"'),
  },
  {
    rule: 'participant-multiplicity',
    what: 'none at most',
    at: ['p1'],
    broken: participant('minimum="0" maximum="0"'),
    neighbour: participant('minimum="1"'),
  },
  {
    rule: 'correlation-subscription',
    what: 'a property of the key that is not bound',
    at: ['subscription'],
    broken: subscribed(''),
    neighbour: subscribed(binding('property')),
  },
  {
    rule: 'correlation-subscription',
    what: 'a property that the key does not have',
    at: ['subscription'],
    broken: subscribed(`${binding('property')}${binding('property2')}`),
    neighbour: subscribed(binding('property')),
  },
  {
    rule: 'correlation-subscription',
    what: 'no key',
    at: ['subscription'],
    broken: subscribed(binding('property'), ''),
    neighbour: subscribed(binding('property')),
  },
  {
    rule: 'correlation-subscription',
    what: 'a path without text',
    at: ['subscription'],
    broken: subscribed(binding('property', ' ')),
    neighbour: subscribed(binding('property')),
  },
  {
    rule: 'message-flow-ends',
    what: 'a message flow with one end',
    at: ['m'],
    broken: pools('t', 'x').replace('targetRef="x"', ''),
    neighbour: pools('t', 'x'),
  },
  {
    rule: 'data-association',
    what: 'an output of another task',
    at: ['t'],
    broken: owned('u'),
    neighbour: owned('t'),
  },
];

/** `t` reads an output that the task `owner` declares. */
function owned(owner: string): string {
  const declared = `<bpmn:ioSpecification id="io"><bpmn:dataOutput id="out"/><bpmn:inputSet id="i"/><bpmn:outputSet id="o"/></bpmn:ioSpecification>`;
  return file(
    `${start('s')}${service('t', '', `${owner === 't' ? declared : ''}${input(source('out'))}`)}${service('u', '', owner === 'u' ? declared : '')}${end('e')}${chain('s', 't', 'u', 'e')}`,
  );
}
