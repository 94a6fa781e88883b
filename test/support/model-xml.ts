/** The graph of arrow lines as a BPMN file in Camunda 8's dialect. */
import type { ArrowFlow, ArrowNode, ArrowScope } from './model-arrows.ts';
import type { ModelOptions } from './model.ts';

const TAGS = new Map([
  ['start', 'startEvent'],
  ['end', 'endEvent'],
  ['error', 'endEvent'],
  ['terminate', 'endEvent'],
  ['throw', 'intermediateThrowEvent'],
  ['message', 'intermediateCatchEvent'],
  ['signal', 'intermediateCatchEvent'],
  ['timer', 'intermediateCatchEvent'],
  ['task', 'task'],
  ['manual', 'manualTask'],
  ['user', 'userTask'],
  ['service', 'serviceTask'],
  ['script', 'scriptTask'],
  ['send', 'sendTask'],
  ['receive', 'receiveTask'],
  ['xor', 'exclusiveGateway'],
  ['and', 'parallelGateway'],
  ['event', 'eventBasedGateway'],
  ['sub', 'subProcess'],
]);
const NAMESPACES = `xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:eiga="http://eiga.lt/schema/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;

/** Messages, signals and errors that nodes refer to, written once each at the top of the file. */
type Roots = Map<string, string>;

export function writeXml(scope: ArrowScope, options: ModelOptions): string {
  const roots: Roots = new Map();
  const { id = 'process', name = id, versionTag, termProfile } = options;
  const tag =
    versionTag === undefined
      ? ''
      : `<bpmn:extensionElements><zeebe:versionTag value="${escape(versionTag)}" /></bpmn:extensionElements>`;
  const content = writeScope(scope, roots);
  const profile = termProfile === undefined ? '' : ` eiga:termProfile="${escape(termProfile)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${NAMESPACES} id="definitions" targetNamespace="http://eiga.lt/test">
<bpmn:process id="${id}" name="${escape(name)}" isExecutable="true"${profile}>${tag}
${content}
</bpmn:process>
${[...roots.values()].join('\n')}
</bpmn:definitions>
`;
}

function writeScope(scope: ArrowScope, roots: Roots): string {
  const nodes = scope.nodes.map((node) => writeNode(node, scope, roots));
  return [...nodes, ...scope.flows.map(writeFlow)].join('\n');
}

function writeFlow({ id, source, target, condition }: ArrowFlow): string {
  const ends = `id="${id}" sourceRef="${source}" targetRef="${target}"`;
  if (condition === undefined || condition === 'default') return `<bpmn:sequenceFlow ${ends} />`;
  const body = escape(condition.startsWith('=') || condition.startsWith('$') ? condition : `=${condition}`);
  return `<bpmn:sequenceFlow ${ends}><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${body}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
}

function writeNode(node: ArrowNode, scope: ArrowScope, roots: Roots): string {
  const [kind = '', event = node.kind] = node.kind.split('.');
  const tag = node.boundary ? 'boundaryEvent' : (TAGS.get(kind) ?? kind);
  const attributes = [
    ['id', node.id],
    ['name', node.attributes.get('name') ?? node.name],
  ];
  const fallback = scope.flows.find(({ source, condition }) => source === node.id && condition === 'default');
  if (fallback) attributes.push(['default', fallback.id]);
  if (node.boundary)
    attributes.push(['attachedToRef', node.boundary.host], ['cancelActivity', String(node.boundary.interrupting)]);
  const isMessageTask = kind === 'receive' || (kind === 'send' && !node.attributes.has('job'));
  if (isMessageTask) attributes.push(['messageRef', writeMessage(node, kind === 'receive', roots)]);
  const parts = [writeExtensions(node, kind, event), writeLoop(node), ...writeDefinition(node, event, roots)];
  const inner = scope.inner.get(node.id);
  if (inner) parts.push(writeScope(inner, roots));
  const written = attributes.filter(([, value]) => value !== '').map(([key, value]) => `${key ?? ''}="${escape(value ?? '')}"`);
  return `<bpmn:${tag} ${written.join(' ')}>${parts.join('')}</bpmn:${tag}>`;
}

function writeExtensions(node: ArrowNode, kind: string, event: string): string {
  const get = (key: string): string | undefined => node.attributes.get(key);
  const parts: string[] = [];
  const add = (name: string, values: Readonly<Record<string, string | undefined>>, always = false): void => {
    const given = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escape(value)}"`]));
    if (always || given.length > 0) parts.push(`<${name}${given.join('')} />`);
  };
  if (kind === 'user') add('zeebe:userTask', {}, true);
  const sends = event === 'message' || kind === 'send';
  const job = get('job') ?? (kind === 'service' ? node.id : undefined);
  if (job !== undefined) add('zeebe:taskDefinition', { type: job, retries: get('retries') });
  else if (sends && !catches(node)) add('zeebe:publishMessage', { correlationKey: get('key'), timeToLive: get('ttl') });
  if (kind === 'script' && job === undefined) add('zeebe:script', { expression: get('feel'), resultVariable: get('result') });
  add('zeebe:assignmentDefinition', { assignee: get('assignee'), candidateGroups: get('groups'), candidateUsers: get('users') });
  add('zeebe:taskSchedule', { dueDate: get('due'), followUpDate: get('followUp') });
  add('zeebe:priorityDefinition', { priority: get('priority') });
  add('zeebe:formDefinition', { formId: get('form') });
  add('eiga:step', { cost: get('cost'), valueClass: get('value'), legalBasis: get('legal'), term: get('term') });
  add('eiga:caseOutcome', { onComplete: get('outcome') });
  add('eiga:termChange', { onComplete: get('termChange') });
  const headers = keyed(node, 'header').map(([key, value]) => `<zeebe:header key="${escape(key)}" value="${escape(value)}" />`);
  if (headers.length > 0) parts.push(`<zeebe:taskHeaders>${headers.join('')}</zeebe:taskHeaders>`);
  for (const [lang, text] of keyed(node, 'label')) parts.push(`<eiga:label lang="${lang}">${escape(text)}</eiga:label>`);
  const mappings = [
    ...keyed(node, 'in').map(([target, source]) => `<zeebe:input source="${escape(source)}" target="${escape(target)}" />`),
    ...keyed(node, 'out').map(([target, source]) => `<zeebe:output source="${escape(source)}" target="${escape(target)}" />`),
  ];
  if (mappings.length > 0) parts.push(`<zeebe:ioMapping>${mappings.join('')}</zeebe:ioMapping>`);
  return parts.length === 0 ? '' : `<bpmn:extensionElements>${parts.join('')}</bpmn:extensionElements>`;
}

function catches(node: ArrowNode): boolean {
  return node.boundary !== undefined || ['message', 'start.message', 'receive'].includes(node.kind);
}

/** `in x: =1; in y: =2` → the pairs x and y. */
function keyed(node: ArrowNode, word: string): readonly (readonly [string, string])[] {
  return [...node.attributes].flatMap(([key, value]) =>
    key.startsWith(`${word} `) ? [[key.slice(word.length + 1).trim(), value] as const] : [],
  );
}

function writeLoop({ attributes }: ArrowNode): string {
  const each = /^(\w+) in (=.*)$/s.exec(attributes.get('each') ?? '');
  const times = attributes.get('times');
  const collect = /^(\w+) from (=.*)$/s.exec(attributes.get('collect') ?? '');
  if (!each && times === undefined) return '';
  const zeebe = [
    ...(each ? [`inputCollection="${escape(each[2] ?? '')}" inputElement="${each[1] ?? ''}"`] : []),
    ...(collect ? [`outputCollection="${collect[1] ?? ''}" outputElement="${escape(collect[2] ?? '')}"`] : []),
  ].join(' ');
  const until = attributes.get('until');
  const sequential = attributes.get('sequential') === 'yes' ? ' isSequential="true"' : '';
  return `<bpmn:multiInstanceLoopCharacteristics${sequential}>${zeebe === '' ? '' : `<bpmn:extensionElements><zeebe:loopCharacteristics ${zeebe} /></bpmn:extensionElements>`}${
    times === undefined ? '' : `<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">${escape(times)}</bpmn:loopCardinality>`
  }${until === undefined ? '' : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escape(until)}</bpmn:completionCondition>`}</bpmn:multiInstanceLoopCharacteristics>`;
}

function writeDefinition(node: ArrowNode, event: string, roots: Roots): readonly string[] {
  const id = `${node.id}-definition`;
  switch (event) {
    case 'timer': {
      const calendar = node.attributes.get('calendar');
      return [
        `<bpmn:timerEventDefinition id="${id}"${calendar === undefined ? '' : ` eiga:calendar="${escape(calendar)}"`}>${writeTimer(node.argument ?? '')}</bpmn:timerEventDefinition>`,
      ];
    }
    case 'message':
      return [`<bpmn:messageEventDefinition id="${id}" messageRef="${writeMessage(node, catches(node), roots)}" />`];
    case 'signal':
      return [
        `<bpmn:signalEventDefinition id="${id}" signalRef="${writeRoot('signal', `name="${escape(nameOf(node))}"`, roots)}" />`,
      ];
    case 'error': {
      if (node.argument === undefined) return [`<bpmn:errorEventDefinition id="${id}" />`];
      const root = writeRoot('error', `name="${escape(node.argument)}" errorCode="${escape(node.argument)}"`, roots);
      return [`<bpmn:errorEventDefinition id="${id}" errorRef="${root}" />`];
    }
    case 'terminate':
      return [`<bpmn:terminateEventDefinition id="${id}" />`];
    default:
      return [];
  }
}

function writeTimer(argument: string): string {
  const explicit = /^(date|duration|cycle)\s+(.*)$/s.exec(argument);
  const form = explicit?.[1] ?? (argument.startsWith('R') ? 'cycle' : /^-?P/.test(argument) ? 'duration' : 'date');
  const tag = `bpmn:time${form.charAt(0).toUpperCase()}${form.slice(1)}`;
  return `<${tag} xsi:type="bpmn:tFormalExpression">${escape(explicit?.[2] ?? argument)}</${tag}>`;
}

/** Who catches a message in a running case subscribes by its key; a start event and a sender do not. */
function writeMessage(node: ArrowNode, isCaught: boolean, roots: Roots): string {
  const key = node.attributes.get('key') ?? '=id';
  const subscribes = isCaught && !node.kind.startsWith('start') && key !== 'none';
  const subscription = `<bpmn:extensionElements><zeebe:subscription correlationKey="${escape(key)}" /></bpmn:extensionElements>`;
  return writeRoot('message', `name="${escape(nameOf(node))}"`, roots, subscribes ? subscription : '');
}

function nameOf(node: ArrowNode): string {
  return node.argument ?? node.attributes.get('message') ?? (node.name === '' ? node.id : node.name);
}

/** `@returns` the id of the root element, the same for the same content. */
function writeRoot(tag: string, attributes: string, roots: Roots, content = ''): string {
  const key = `${tag} ${attributes} ${content}`;
  const known = /id="([^"]+)"/.exec(roots.get(key) ?? '')?.[1];
  if (known !== undefined) return known;
  const id = `root-${String(roots.size + 1)}`;
  roots.set(key, `<bpmn:${tag} id="${id}" ${attributes}>${content}</bpmn:${tag}>`);
  return id;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
