/** Pieces of BPMN files for what arrow lines cannot write. */
import { around, bpmnFile, flow } from '../bpmn-file.ts';

/** `chain('a', 'b', 'c')`: sequence flows from each to the next. */
export function chain(...ids: readonly string[]): string {
  return ids
    .slice(1)
    .map((id, index) => flow(ids[index]!, id))
    .join('');
}

/** start → t → end, around an element with the id `t`. */
export function task(content: string, attributes = '', tag = 'task', roots = ''): string {
  return around('t', `<bpmn:${tag} id="t" ${attributes}>${content}</bpmn:${tag}>`, roots);
}

export const TIMER = '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>';
export const SIGNAL = '<bpmn:signalEventDefinition signalRef="signal"/>';
export const CONDITION = '<bpmn:conditionalEventDefinition><bpmn:condition>=a</bpmn:condition></bpmn:conditionalEventDefinition>';
export const MESSAGE = '<bpmn:messageEventDefinition messageRef="message"/>';
export const OTHER_MESSAGE = '<bpmn:messageEventDefinition messageRef="message2"/>';
export const ERROR = '<bpmn:errorEventDefinition errorRef="error"/>';
export const ESCALATION = '<bpmn:escalationEventDefinition escalationRef="escalation"/>';
export const COMPENSATION = '<bpmn:compensateEventDefinition/>';
export const CANCEL = '<bpmn:cancelEventDefinition/>';
const KEY = '<bpmn:extensionElements><zeebe:subscription correlationKey="=id"/></bpmn:extensionElements>';
/** What the definitions above refer to. */
export const ROOTS = `<bpmn:signal id="signal" name="Signal"/><bpmn:signal id="signal2" name="Other"/><bpmn:message id="message" name="Message">${KEY}</bpmn:message><bpmn:message id="message2" name="Other">${KEY}</bpmn:message><bpmn:error id="error" errorCode="E"/><bpmn:error id="error2" errorCode="F"/><bpmn:escalation id="escalation" escalationCode="X"/>`;

export function event(tag: string, id: string, definitions = '', attributes = ''): string {
  return `<bpmn:${tag} id="${id}" ${attributes}>${definitions}</bpmn:${tag}>`;
}
export const start = (id: string, definitions = '', attributes = ''): string => event('startEvent', id, definitions, attributes);
export const end = (id: string, definitions = ''): string => event('endEvent', id, definitions);
export const catching = (id: string, definitions = '', attributes = ''): string =>
  event('intermediateCatchEvent', id, definitions, attributes);
export const throwing = (id: string, definitions = ''): string => event('intermediateThrowEvent', id, definitions);
export const boundary = (id: string, host: string, definitions = TIMER, attributes = ''): string =>
  event('boundaryEvent', id, definitions, `attachedToRef="${host}" ${attributes}`);

/** A process with this content, and everything that the definitions refer to. */
export function file(content: string, roots = ''): string {
  return bpmnFile(content, `${ROOTS}${roots}`);
}

/** s → a service task `t` that can fail → e, with more content beside it. */
export function beside(content: string, roots = ''): string {
  return file(`${start('s')}${service('t')}${end('e')}${chain('s', 't', 'e')}${content}`, roots);
}

export function service(id: string, attributes = '', content = ''): string {
  return `<bpmn:serviceTask id="${id}" ${attributes}><bpmn:extensionElements><zeebe:taskDefinition type="x"/></bpmn:extensionElements>${content}</bpmn:serviceTask>`;
}

/** An event sub-process that begins by these definitions: its start is `id`-s. */
export function handler(id: string, definitions: string, attributes = ''): string {
  return `<bpmn:subProcess id="${id}" triggeredByEvent="true">${start(`${id}-s`, definitions, attributes)}${end(`${id}-e`)}${chain(`${id}-s`, `${id}-e`)}</bpmn:subProcess>`;
}

export function association(source: string, target: string): string {
  return `<bpmn:association id="${source}-${target}" associationDirection="One" sourceRef="${source}" targetRef="${target}"/>`;
}
