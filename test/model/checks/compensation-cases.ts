import { flow } from '../bpmn-file.ts';
import type { RuleCase } from './rule-case.ts';
import { COMPENSATION, association, boundary, chain, end, file, handler, service, start, throwing } from './pieces.ts';

const UNDO = 'isForCompensation="true"';
/** s → t → e, where the boundary event `b` of `t` catches compensation. */
const around = (content: string): string =>
  file(`${start('s')}${service('t')}${end('e')}${chain('s', 't', 'e')}${boundary('b', 't', COMPENSATION)}${content}`);
const HANDLED = around(`${service('u', UNDO)}${association('b', 'u')}`);
const names = (activity: string): string => `<bpmn:compensateEventDefinition activityRef="${activity}"/>`;
/** s → t → e, where `t` can be compensated, with this content beside. */
const compensable = (content: string, way = chain('s', 't', 'e')): string =>
  file(
    `${start('s')}${service('t')}${end('e')}${way}${boundary('b', 't', COMPENSATION)}${service('u', UNDO)}${association('b', 'u')}${content}`,
  );
const thrown = (activity: string): string => compensable(throwing('m', names(activity)), chain('s', 't', 'm', 'e'));
const inside = (element: string): string =>
  compensable(
    `<bpmn:subProcess id="sub" ${element}><bpmn:startEvent id="is">${element ? '<bpmn:signalEventDefinition signalRef="signal"/>' : ''}</bpmn:startEvent>${end('ie', names('t'))}${chain('is', 'ie')}</bpmn:subProcess>`,
    element ? chain('s', 't', 'e') : chain('s', 't', 'sub', 'e'),
  );

/** Compensation: 10.7 and 13.5.5. */
export const COMPENSATION_CASES: readonly RuleCase[] = [
  {
    rule: 'compensation-boundary',
    what: 'a compensation event that leads nowhere',
    at: ['b'],
    broken: around(''),
    neighbour: HANDLED,
  },
  {
    rule: 'compensation-boundary',
    what: 'a compensation event with an outgoing flow',
    at: ['b'],
    broken: around(`${service('u', UNDO)}${association('b', 'u')}${flow('b', 'e')}`),
    neighbour: HANDLED,
  },
  {
    rule: 'compensation-boundary',
    what: 'two associations; a text annotation is no activity',
    at: ['b'],
    broken: around(`${service('u', UNDO)}${service('v', UNDO)}${association('b', 'u')}${association('b', 'v')}`),
    neighbour: around(`${service('u', UNDO)}${association('b', 'u')}<bpmn:textAnnotation id="note"/>${association('b', 'note')}`),
  },
  {
    rule: 'compensation-boundary',
    what: 'an association with an activity of normal flow',
    at: ['b'],
    broken: around(`${service('u')}${flow('t', 'u')}${flow('u', 'e')}${association('b', 'u')}`),
    neighbour: HANDLED,
  },
  {
    rule: 'compensation-boundary',
    what: 'an association into a sub-process',
    at: ['b'],
    broken: around(
      `<bpmn:subProcess id="sub">${start('is')}${end('ie')}${chain('is', 'ie')}${service('u', UNDO)}</bpmn:subProcess>${chain('t', 'sub', 'e')}${association('b', 'u')}`,
    ),
    neighbour: around(
      `<bpmn:subProcess id="sub" ${UNDO}>${start('is')}${end('ie')}${chain('is', 'ie')}</bpmn:subProcess>${association('b', 'sub')}`,
    ),
  },
  {
    rule: 'compensation-activity',
    what: 'a compensation activity in normal flow',
    at: ['u'],
    broken: around(`${service('u', UNDO)}${association('b', 'u')}${flow('u', 'e')}`),
    neighbour: HANDLED,
  },
  {
    rule: 'compensation-activity',
    what: 'a compensation activity that nothing begins',
    at: ['v'],
    broken: around(`${service('u', UNDO)}${association('b', 'u')}${service('v', UNDO)}`),
    neighbour: around(
      `${service('u', UNDO)}${association('b', 'u')}${service('w')}${flow('t', 'w')}${flow('w', 'e')}${boundary('c', 'w', COMPENSATION)}${association('c', 'u')}`,
    ),
  },
  {
    rule: 'compensation-twice',
    what: 'two compensation events of one activity',
    at: ['c'],
    broken: around(`${service('u', UNDO)}${association('b', 'u')}${boundary('c', 't', COMPENSATION)}${association('c', 'u')}`),
    neighbour: HANDLED,
  },
  {
    rule: 'compensation-twice',
    what: 'two compensation event sub-processes of one scope',
    at: ['i'],
    broken: compensable(`${handler('h', COMPENSATION)}${handler('i', COMPENSATION)}`),
    neighbour: compensable(handler('h', COMPENSATION)),
  },
  {
    rule: 'event-mixed',
    what: 'a boundary event for compensation and time',
    at: ['b'],
    broken: HANDLED.replace(COMPENSATION, `${COMPENSATION}<bpmn:signalEventDefinition signalRef="signal"/>`),
    neighbour: HANDLED,
  },
  {
    rule: 'boundary-host',
    what: 'a compensation activity as host',
    at: ['c'],
    broken: around(`${service('u', UNDO)}${association('b', 'u')}${boundary('c', 'u')}${flow('c', 'e')}`),
    neighbour: around(`${service('u', UNDO)}${association('b', 'u')}${boundary('c', 't')}${flow('c', 'e')}`),
  },
  {
    rule: 'compensation-reference',
    what: 'the activity around the sub-process; an event sub-process sees it',
    at: ['ie'],
    broken: inside(''),
    neighbour: inside('triggeredByEvent="true"'),
  },
  {
    rule: 'compensation-reference',
    what: 'a compensation activity as what is compensated',
    at: ['m'],
    broken: thrown('u'),
    neighbour: thrown('t'),
  },
  {
    rule: 'compensation-unhandled',
    what: 'an activity that nothing compensates; a sub-process compensates what it holds',
    at: ['m'],
    broken: file(`${start('s')}${service('t')}${throwing('m', names('t'))}${end('e')}${chain('s', 't', 'm', 'e')}`),
    neighbour: file(
      `${start('s')}<bpmn:subProcess id="t">${start('is')}${service('x')}${end('ie')}${chain('is', 'x', 'ie')}${boundary('b', 'x', COMPENSATION)}${service('u', UNDO)}${association('b', 'u')}</bpmn:subProcess>${throwing('m', names('t'))}${end('e')}${chain('s', 't', 'm', 'e')}`,
    ),
  },
  {
    rule: 'compensation-reference',
    what: 'an event sub-process as what is compensated',
    at: ['m'],
    broken: thrown('h').replace('<bpmn:startEvent id="s"', `${handler('h', COMPENSATION)}<bpmn:startEvent id="s"`),
    neighbour: thrown('t').replace('<bpmn:startEvent id="s"', `${handler('h', COMPENSATION)}<bpmn:startEvent id="s"`),
  },
];
