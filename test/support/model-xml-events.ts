/** What the events of arrow lines wait for and do, and the messages, signals, errors and escalations at the top of the file. */
import type { ArrowNode } from './model-arrows.ts';

/** Root elements by their content, each written once at the top of the file. */
export type Roots = Map<string, string>;

const WORDS = ['timer', 'message', 'signal', 'condition', 'error', 'escalation', 'compensation', 'cancel', 'terminate', 'link'];

/** The event definitions of a node whose event is of this kind; none for a kind that is no event's. */
export function writeDefinitions(node: ArrowNode, event: string, roots: Roots): readonly string[] {
  const id = `${node.id}-definition`;
  if (event !== 'multiple') return [writeDefinition(node, event, node.argument, id, roots)];
  const parts = (node.argument ?? '').split(';').map((part) => part.trim());
  return parts.map((part, index) => writeWords(node, part, `${id}-${String(index + 1)}`, roots));
}

/** `signal heard` as an event definition of a node. */
export function writeWords(node: ArrowNode, words: string, id: string, roots: Roots): string {
  const [, kind = '', rest] = /^(\w+)\s*(.*)$/s.exec(words) ?? [];
  if (!WORDS.includes(kind)) throw new Error(`"${words}" says no kind of event.`);
  return writeDefinition(node, kind, rest === '' ? undefined : rest, id, roots);
}

function writeDefinition(node: ArrowNode, event: string, argument: string | undefined, id: string, roots: Roots): string {
  const get = (key: string): string | undefined => node.attributes.get(key);
  const name = argument ?? get('message') ?? (node.name === '' ? node.id : node.name);
  switch (event) {
    case 'timer': {
      const calendar = get('calendar');
      return `<bpmn:timerEventDefinition id="${id}"${calendar === undefined ? '' : ` eiga:calendar="${escape(calendar)}"`}>${writeTimer(argument ?? '')}</bpmn:timerEventDefinition>`;
    }
    case 'message': {
      const message = writeMessage(node, name, catches(node), roots);
      return `<bpmn:messageEventDefinition id="${id}"${message === undefined ? '' : ` messageRef="${message}"`} />`;
    }
    case 'signal':
      return `<bpmn:signalEventDefinition id="${id}" signalRef="${writeRoot('signal', `name="${escape(name)}"`, roots)}" />`;
    case 'condition':
      return `<bpmn:conditionalEventDefinition id="${id}"><bpmn:condition xsi:type="bpmn:tFormalExpression">${escape(argument ?? '')}</bpmn:condition></bpmn:conditionalEventDefinition>`;
    case 'error':
    case 'escalation': {
      if (argument === undefined) return `<bpmn:${event}EventDefinition id="${id}" />`;
      const root = writeRoot(event, `name="${escape(argument)}" ${event}Code="${escape(argument)}"`, roots);
      return `<bpmn:${event}EventDefinition id="${id}" ${event}Ref="${root}" />`;
    }
    case 'compensation': {
      const activity = argument === undefined ? '' : ` activityRef="${argument}"`;
      const waits = get('wait') === 'no' ? ' waitForCompletion="false"' : '';
      return `<bpmn:compensateEventDefinition id="${id}"${activity}${waits} />`;
    }
    case 'link':
      return `<bpmn:linkEventDefinition id="${id}" name="${escape(name)}" />`;
    case 'cancel':
    case 'terminate':
      return `<bpmn:${event}EventDefinition id="${id}" />`;
    default:
      return '';
  }
}

function catches({ boundary, kind }: ArrowNode): boolean {
  return boundary !== undefined || ['message', 'multiple', 'start', 'receive'].includes(kind.split('.')[0] ?? '');
}

/** Whether it is a sender whose message the engine publishes. */
export function publishes(node: ArrowNode, event: string): boolean {
  return (event === 'message' || event === 'multiple' || node.kind === 'send') && !catches(node);
}

/** Who catches a message in a running case subscribes by its key; a start event and a sender do not. `(no argument)`: no message at all. */
export function writeMessage(node: ArrowNode, name: string, isCaught: boolean, roots: Roots): string | undefined {
  if (name === '') return undefined;
  const key = node.attributes.get('key') ?? (node.kind.startsWith('start') ? 'none' : '=id');
  const subscription = `<bpmn:extensionElements><zeebe:subscription correlationKey="${escape(key)}" /></bpmn:extensionElements>`;
  return writeRoot('message', `name="${escape(name)}"`, roots, isCaught && key !== 'none' ? subscription : '');
}

function writeTimer(argument: string): string {
  const explicit = /^(date|duration|cycle)\s+(.*)$/s.exec(argument);
  const form = explicit?.[1] ?? (argument.startsWith('R') ? 'cycle' : /^-?P/.test(argument) ? 'duration' : 'date');
  const tag = `bpmn:time${form.charAt(0).toUpperCase()}${form.slice(1)}`;
  return `<${tag} xsi:type="bpmn:tFormalExpression">${escape(explicit?.[2] ?? argument)}</${tag}>`;
}

/** `@returns` the id of the root element, the same for the same content. */
export function writeRoot(tag: string, attributes: string, roots: Roots, content = ''): string {
  const key = `${tag} ${attributes} ${content}`;
  const known = /id="([^"]+)"/.exec(roots.get(key) ?? '')?.[1];
  if (known !== undefined) return known;
  const id = `root-${String(roots.size + 1)}`;
  roots.set(key, `<bpmn:${tag} id="${id}" ${attributes}>${content}</bpmn:${tag}>`);
  return id;
}

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
