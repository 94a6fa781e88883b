import { around, flow } from '../bpmn-file.ts';
import { SIGNAL, TIMER, beside, boundary, catching, chain, end, file, handler, service, start, throwing } from './pieces.ts';
import type { RuleCase } from './rule-case.ts';

const link = (name?: string): string => `<bpmn:linkEventDefinition ${name === undefined ? '' : `name="${name}"`}/>`;
const linked = (nodes: string, flows = ''): string =>
  file(`${start('s')}${nodes}${end('e')}${chain('s', 'from')}${chain('to', 'e')}${flows}`);
function loop(content: string): string {
  return file(
    `${start('s')}<bpmn:parallelGateway id="g"/><bpmn:exclusiveGateway id="m"/>${service('x')}${end('e')}${chain('s', 'g', 'm', 'x', 'm')}${chain('g', 'e')}${content}`,
  );
}
const ENDLESS = `${service('oa')}<bpmn:exclusiveGateway id="om"/>${service('ox')}${chain('oa', 'om', 'ox', 'om')}`;
function calledLoop(attached: string): string {
  return file(
    `${start('s')}<bpmn:callActivity id="t" calledElement="other"/>${end('e')}${chain('s', 't', 'e')}${attached}${flow('b', 'e')}`,
    `<bpmn:process id="other" isExecutable="true">${ENDLESS}</bpmn:process>`,
  );
}
function adHocLoop(condition: string): string {
  return around('t', `<bpmn:adHocSubProcess id="t">${ENDLESS}${condition}</bpmn:adHocSubProcess>`);
}

/** Links, and what the way through a scope reaches. */
export const WAY_CASES: readonly RuleCase[] = [
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
  {
    rule: 'endless-node',
    what: 'a loop in a called process that its caller can stop is fine',
    at: ['oa', 'om', 'ox'],
    broken: calledLoop(boundary('b', 't', TIMER, 'cancelActivity="false"')),
    neighbour: calledLoop(boundary('b', 't')),
  },
  {
    rule: 'endless-node',
    what: 'a loop in an ad-hoc sub-process that a condition stops is fine',
    at: ['oa', 'om', 'ox'],
    broken: adHocLoop(''),
    neighbour: adHocLoop('<bpmn:completionCondition>=done</bpmn:completionCondition>'),
  },
  {
    rule: 'intermediate-incoming',
    what: 'an event that would begin a sub-process; the target of a link there is fine',
    at: ['to'],
    broken: around(
      't',
      `<bpmn:subProcess id="t">${service('a')}${throwing('to')}${service('b')}${flow('to', 'b')}</bpmn:subProcess>`,
    ),
    neighbour: around(
      't',
      `<bpmn:subProcess id="t">${service('a')}${throwing('from', link('L'))}${flow('a', 'from')}${catching('to', link('L'))}${service('b')}${flow('to', 'b')}</bpmn:subProcess>`,
    ),
  },
  {
    rule: 'gateway-direction',
    what: 'a converging gateway that splits too, and a diverging one that joins too',
    at: ['x', 'y'],
    broken: crossed('gatewayDirection="Converging"', 'gatewayDirection="Diverging"'),
    neighbour: crossed('gatewayDirection="Mixed"', 'gatewayDirection="Mixed"'),
  },
];

/** Two parallel gateways, each of which joins and splits. */
function crossed(x: string, y: string): string {
  return file(
    `${start('s')}<bpmn:inclusiveGateway id="x" ${x} default="x--y"/><bpmn:inclusiveGateway id="y" ${y} default="y--e"/>${service('a')}${end('e')}${flow('s', 'x')}${flow('x', 'y')}${flow('x', 'a', '=a')}${flow('a', 'y')}${flow('y', 'x', '=b')}${flow('y', 'e')}`,
  );
}
