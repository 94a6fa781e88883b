/** Table 10.93 of BPMN 2.0.2, and a model of each of its cells, allowed or not. */

export const DEFINITIONS = [
  'none',
  'message',
  'timer',
  'error',
  'escalation',
  'cancel',
  'compensation',
  'conditional',
  'link',
  'signal',
  'terminate',
  'multiple',
  'parallel multiple',
] as const;
export type Definition = (typeof DEFINITIONS)[number];

export const POSITIONS = [
  'start',
  'event sub-process, interrupting',
  'event sub-process, not interrupting',
  'intermediate catch',
  'boundary, interrupting',
  'boundary, not interrupting',
  'intermediate throw',
  'end',
] as const;
export type Position = (typeof POSITIONS)[number];

const ANYWHERE: readonly Definition[] = ['message', 'timer', 'conditional', 'signal', 'multiple', 'parallel multiple'];
/**
 * What the table allows. Whether a compensation event interrupts says nothing: what it is about has completed, so the attribute is passed
 * over.
 */
export const ALLOWED: Readonly<Record<Position, readonly Definition[]>> = {
  start: ['none', ...ANYWHERE],
  'event sub-process, interrupting': [...ANYWHERE, 'error', 'escalation', 'compensation'],
  'event sub-process, not interrupting': [...ANYWHERE, 'escalation', 'compensation'],
  'intermediate catch': [...ANYWHERE, 'link'],
  'boundary, interrupting': [...ANYWHERE, 'error', 'escalation', 'cancel', 'compensation'],
  'boundary, not interrupting': [...ANYWHERE, 'escalation', 'compensation'],
  'intermediate throw': ['none', 'message', 'escalation', 'compensation', 'link', 'signal', 'multiple'],
  end: ['none', 'message', 'error', 'escalation', 'cancel', 'compensation', 'signal', 'terminate', 'multiple'],
};

/** Throw and end events know no `parallelMultiple`: there, several definitions are thrown one after the other. */
export function cells(): readonly (readonly [Position, Definition])[] {
  return POSITIONS.flatMap((position) =>
    DEFINITIONS.filter(
      (definition) => definition !== 'parallel multiple' || (position !== 'end' && position !== 'intermediate throw'),
    ).map((definition) => [position, definition] as const),
  );
}

const XML: Readonly<Record<Definition, string>> = {
  none: '',
  message: '<bpmn:messageEventDefinition messageRef="M" />',
  timer:
    '<bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  error: '<bpmn:errorEventDefinition errorRef="E" />',
  escalation: '<bpmn:escalationEventDefinition escalationRef="X" />',
  cancel: '<bpmn:cancelEventDefinition />',
  compensation: '<bpmn:compensateEventDefinition />',
  conditional:
    '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=ready</bpmn:condition></bpmn:conditionalEventDefinition>',
  link: '<bpmn:linkEventDefinition name="L" />',
  signal: '<bpmn:signalEventDefinition signalRef="G" />',
  terminate: '<bpmn:terminateEventDefinition />',
  multiple: '<bpmn:messageEventDefinition messageRef="M" /><bpmn:signalEventDefinition signalRef="G" />',
  'parallel multiple': '<bpmn:messageEventDefinition messageRef="M" /><bpmn:signalEventDefinition signalRef="G" />',
};
const user = (id: string) =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask>`;
const end = (id: string) => `<bpmn:endEvent id="${id}" />`;
const flow = (from: string, to: string) => `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;
const start = (id: string) => `<bpmn:startEvent id="${id}" />`;

/**
 * The file of a cell. Its event has the id `S`, what comes after it `After` (a user task, or for a compensation boundary event the
 * compensation activity); a user task `Before` comes before it where there is one.
 */
export function cellXml(position: Position, definition: Definition): string {
  const body = BODIES[position](
    definition,
    XML[definition],
    definition === 'parallel multiple' ? ' parallelMultiple="true"' : '',
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="file" targetNamespace="http://eiga.lt/test">
<bpmn:process id="process" isExecutable="true">${body}</bpmn:process>
<bpmn:message id="M" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=id" /></bpmn:extensionElements></bpmn:message>
<bpmn:error id="E" name="e" errorCode="E" /><bpmn:escalation id="X" name="x" escalationCode="X" /><bpmn:signal id="G" name="g" />
</bpmn:definitions>`;
}

type Body = (definition: Definition, xml: string, attribute: string) => string;

const BODIES: Readonly<Record<Position, Body>> = {
  start: (_definition, xml, attribute) =>
    `<bpmn:startEvent id="S"${attribute}>${xml}</bpmn:startEvent>${user('After')}${end('e')}${flow('S', 'After')}${flow('After', 'e')}`,
  'event sub-process, interrupting': (definition, xml, attribute) => handled(definition, `${attribute}>${xml}`),
  'event sub-process, not interrupting': (definition, xml, attribute) =>
    handled(definition, `${attribute} isInterrupting="false">${xml}`),
  'intermediate catch': (definition, xml, attribute) => {
    const event = `<bpmn:intermediateCatchEvent id="S"${attribute}>${xml}</bpmn:intermediateCatchEvent>${user('After')}${end('e')}${flow('S', 'After')}${flow('After', 'e')}`;
    return definition === 'link'
      ? `${start('s')}<bpmn:intermediateThrowEvent id="T">${xml}</bpmn:intermediateThrowEvent>${flow('s', 'T')}${event}`
      : `${start('s')}${flow('s', 'S')}${event}`;
  },
  'boundary, interrupting': (definition, xml, attribute) => attached(definition, `${attribute}>${xml}`),
  'boundary, not interrupting': (definition, xml, attribute) =>
    attached(definition, `${attribute} cancelActivity="false">${xml}`),
  'intermediate throw': (definition, xml) => {
    const event = `<bpmn:intermediateThrowEvent id="S">${xml}</bpmn:intermediateThrowEvent>`;
    const before = `${start('s')}${user('Before')}${flow('s', 'Before')}${flow('Before', 'S')}`;
    const after = `${user('After')}${end('e')}${flow('After', 'e')}`;
    return definition === 'link'
      ? `${before}${event}<bpmn:intermediateCatchEvent id="C">${xml}</bpmn:intermediateCatchEvent>${flow('C', 'After')}${after}`
      : `${before}${event}${flow('S', 'After')}${after}`;
  },
  end: (definition, xml) => {
    const event = `<bpmn:endEvent id="S">${xml}</bpmn:endEvent>`;
    if (definition !== 'cancel' && definition !== 'error') {
      return `${start('s')}${user('Before')}${event}${flow('s', 'Before')}${flow('Before', 'S')}`;
    }
    const kind = definition === 'cancel' ? 'transaction' : 'subProcess';
    return `${start('s')}<bpmn:${kind} id="A">${start('t')}${user('Before')}${event}${flow('t', 'Before')}${flow('Before', 'S')}</bpmn:${kind}>
      <bpmn:boundaryEvent id="B" attachedToRef="A">${xml}</bpmn:boundaryEvent>${user('After')}${end('e')}${end('f')}${flow('s', 'A')}${flow('A', 'e')}${flow('B', 'After')}${flow('After', 'f')}`;
  },
};

/** What throws to an event of this kind from within a scope, after the task `Before`; else the scope just ends. */
function thrower(definition: Definition): string {
  const before = `${start('t')}${user('Before')}${flow('t', 'Before')}`;
  if (definition === 'error') return `${before}<bpmn:endEvent id="T">${XML.error}</bpmn:endEvent>${flow('Before', 'T')}`;
  if (definition === 'cancel') return `${before}<bpmn:endEvent id="T">${XML.cancel}</bpmn:endEvent>${flow('Before', 'T')}`;
  if (definition === 'escalation') {
    return `${before}<bpmn:intermediateThrowEvent id="T">${XML.escalation}</bpmn:intermediateThrowEvent>${user('Waits')}${end('u')}${flow('Before', 'T')}${flow('T', 'Waits')}${flow('Waits', 'u')}`;
  }
  return `${before}${end('u')}${flow('Before', 'u')}`;
}

/** A sub-process with an event sub-process, and a compensation after it. */
function handled(definition: Definition, event: string): string {
  const handler = `<bpmn:subProcess id="H" triggeredByEvent="true"><bpmn:startEvent id="S"${event}</bpmn:startEvent>${user('After')}${end('g')}${flow('S', 'After')}${flow('After', 'g')}</bpmn:subProcess>`;
  const work = `${start('s')}<bpmn:subProcess id="A">${thrower(definition)}${handler}</bpmn:subProcess>${end('e')}${flow('s', 'A')}`;
  return definition === 'compensation'
    ? `${work}<bpmn:intermediateThrowEvent id="T">${XML.compensation}</bpmn:intermediateThrowEvent>${flow('A', 'T')}${flow('T', 'e')}`
    : `${work}${flow('A', 'e')}`;
}

function attached(definition: Definition, event: string): string {
  const kind = definition === 'cancel' ? 'transaction' : 'subProcess';
  const host = `${start('s')}<bpmn:${kind} id="A">${thrower(definition)}</bpmn:${kind}>${end('e')}${flow('s', 'A')}<bpmn:boundaryEvent id="S" attachedToRef="A"${event}</bpmn:boundaryEvent>`;
  return definition === 'compensation'
    ? `${host}<bpmn:userTask id="After" isForCompensation="true"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask><bpmn:association id="c" sourceRef="S" targetRef="After" associationDirection="One" />
       <bpmn:intermediateThrowEvent id="T">${XML.compensation}</bpmn:intermediateThrowEvent>${flow('A', 'T')}${flow('T', 'e')}`
    : `${host}${flow('A', 'e')}${user('After')}${end('f')}${flow('S', 'After')}${flow('After', 'f')}`;
}
