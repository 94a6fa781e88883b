/** The graph of arrow lines as a BPMN file in Camunda 8's dialect. */
import type { ArrowFlow, ArrowNode, ArrowScope } from './model-arrows.ts';
import type { ModelOptions } from './model.ts';
import { escape, publishes, writeDefinitions, writeMessage, writeRoot, type Roots } from './model-xml-events.ts';
import { formal, writeLoop } from './model-xml-loops.ts';

const TAGS = new Map([
  ['start', 'startEvent'],
  ['end', 'endEvent'],
  ['error', 'endEvent'],
  ['terminate', 'endEvent'],
  ['throw', 'intermediateThrowEvent'],
  ['message', 'intermediateCatchEvent'],
  ['signal', 'intermediateCatchEvent'],
  ['timer', 'intermediateCatchEvent'],
  ['condition', 'intermediateCatchEvent'],
  ['link', 'intermediateCatchEvent'],
  ['multiple', 'intermediateCatchEvent'],
  ['task', 'task'],
  ['manual', 'manualTask'],
  ['user', 'userTask'],
  ['service', 'serviceTask'],
  ['script', 'scriptTask'],
  ['send', 'sendTask'],
  ['receive', 'receiveTask'],
  ['rule', 'businessRuleTask'],
  ['call', 'callActivity'],
  ['xor', 'exclusiveGateway'],
  ['and', 'parallelGateway'],
  ['or', 'inclusiveGateway'],
  ['complex', 'complexGateway'],
  ['event', 'eventBasedGateway'],
  ['sub', 'subProcess'],
  ['eventsub', 'subProcess'],
  ['transaction', 'transaction'],
  ['adhoc', 'adHocSubProcess'],
  ['global.task', 'globalTask'],
  ['global.manual', 'globalManualTask'],
  ['global.user', 'globalUserTask'],
  ['global.script', 'globalScriptTask'],
  ['global.rule', 'globalBusinessRuleTask'],
]);
const NAMESPACES = `xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:eiga="http://eiga.lt/schema/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;

export function writeXml(scope: ArrowScope, options: ModelOptions): string {
  const roots: Roots = new Map();
  const { id = 'process', name = id } = options;
  const pools = scope.nodes.filter(({ kind }) => kind === 'pool');
  const isRoot = ({ kind }: ArrowNode): boolean => kind === 'pool' || kind.startsWith('global.');
  const own = { ...scope, nodes: scope.nodes.filter((node) => !isRoot(node)) };
  const processes = [
    ...(own.nodes.length > 0 ? [writeProcess(own, { ...options, id, name }, roots)] : []),
    ...pools.map((pool) => {
      const inner = scope.inner.get(pool.id);
      return inner ? writeProcess(inner, { ...options, id: pool.id, name: pool.name }, roots) : '';
    }),
    ...scope.nodes.filter(({ kind }) => kind.startsWith('global.')).map((node) => writeNode(node, scope, roots)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${NAMESPACES} id="definitions" targetNamespace="http://eiga.lt/test">
${pools.length > 0 ? writeCollaboration(pools, scope, roots) : ''}
${processes.join('\n')}
${[...roots.values()].join('\n')}
</bpmn:definitions>
`;
}

function writeProcess(
  scope: ArrowScope,
  { id = '', name = id, versionTag, termProfile, on = {} }: ModelOptions,
  roots: Roots,
): string {
  const version = versionTag === undefined ? [] : [`<zeebe:versionTag value="${escape(versionTag)}" />`];
  const extensions = [...version, ...writeListeners(Object.entries(on))];
  const tag = extensions.length === 0 ? '' : `<bpmn:extensionElements>${extensions.join('')}</bpmn:extensionElements>`;
  const profile = termProfile === undefined ? '' : ` eiga:termProfile="${escape(termProfile)}"`;
  return `<bpmn:process id="${id}" name="${escape(name)}" isExecutable="true"${profile}>${tag}
${writeScope(scope, roots)}
</bpmn:process>`;
}

function writeCollaboration(pools: readonly ArrowNode[], { messages }: ArrowScope, roots: Roots): string {
  const participants = pools.map(
    ({ id, name }) => `<bpmn:participant id="${id}-pool" name="${escape(name)}" processRef="${id}" />`,
  );
  const flows = messages.map(({ source, target, message }) => {
    const reference = message === undefined ? '' : ` messageRef="${writeRoot('message', `name="${escape(message)}"`, roots)}"`;
    return `<bpmn:messageFlow id="${source}-to-${target}" sourceRef="${source}" targetRef="${target}"${reference} />`;
  });
  return `<bpmn:collaboration id="collaboration">${[...participants, ...flows].join('')}</bpmn:collaboration>`;
}

function writeScope(scope: ArrowScope, roots: Roots): string {
  const undoes = ({ source }: ArrowFlow): boolean =>
    scope.nodes.some(({ id, kind, boundary }) => id === source && kind === 'compensation' && boundary !== undefined);
  const nodes = scope.nodes.map((node) => writeNode(node, scope, roots));
  const flows = scope.flows.filter((flow) => !undoes(flow)).map(writeFlow);
  const associations = scope.flows
    .filter(undoes)
    .map(
      ({ id, source, target }) =>
        `<bpmn:association id="${id}" associationDirection="One" sourceRef="${source}" targetRef="${target}" />`,
    );
  return [...nodes, ...flows, ...associations].join('\n');
}

function writeFlow({ id, source, target, condition }: ArrowFlow): string {
  const ends = `id="${id}" sourceRef="${source}" targetRef="${target}"`;
  if (condition === undefined || condition === 'default') return `<bpmn:sequenceFlow ${ends} />`;
  const body = condition.startsWith('=') || condition.startsWith('$') ? condition : `=${condition}`;
  return `<bpmn:sequenceFlow ${ends}>${formal('conditionExpression', body)}</bpmn:sequenceFlow>`;
}

function writeNode(node: ArrowNode, scope: ArrowScope, roots: Roots): string {
  const [kind = '', event = node.kind] = node.kind.split('.');
  const tag = node.boundary ? 'boundaryEvent' : (TAGS.get(node.kind) ?? TAGS.get(kind) ?? kind);
  const inner = scope.inner.get(node.id);
  const parts = [
    writeExtensions(node, kind, event),
    writeLoop(node, roots),
    ...(isEvent(tag) ? writeDefinitions(node, event, roots) : []),
    ...(kind === 'complex' ? [formal('activationCondition', feelText(node.argument))] : []),
    ...(inner ? [writeScope(kind === 'eventsub' ? withKeys(inner) : inner, roots)] : []),
    ...(kind === 'adhoc' ? [formal('completionCondition', node.attributes.get('until'))] : []),
  ];
  const written = writtenAttributes(node, kind, scope, roots).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}="${escape(value)}"`],
  );
  return `<bpmn:${tag} ${written.join(' ')}>${parts.join('')}</bpmn:${tag}>`;
}

/** The message start of an event sub-process subscribes like every event that catches in a running case. */
function withKeys(scope: ArrowScope): ArrowScope {
  const keyed = (node: ArrowNode): ArrowNode =>
    node.kind.startsWith('start.') ? { ...node, attributes: new Map([['key', '=id'], ...node.attributes]) } : node;
  return { ...scope, nodes: scope.nodes.map(keyed) };
}

function isEvent(tag: string): boolean {
  return tag.endsWith('Event');
}

function feelText(text: string | undefined): string | undefined {
  return text === undefined || text.startsWith('=') ? text : `=${text}`;
}

function writtenAttributes(
  node: ArrowNode,
  kind: string,
  scope: ArrowScope,
  roots: Roots,
): readonly (readonly [string, string | undefined])[] {
  const get = (key: string): string | undefined => node.attributes.get(key);
  const no = (key: string): string | undefined => (get(key) === 'no' ? 'false' : undefined);
  const yes = (key: string): string | undefined => (get(key) === 'yes' ? 'true' : undefined);
  const isMessageTask = kind === 'receive' || (kind === 'send' && get('job') === undefined);
  const instantiate = get('instantiate');
  return [
    ['id', node.id],
    ['name', get('name') ?? node.name],
    ['default', scope.flows.find(({ source, condition }) => source === node.id && condition === 'default')?.id],
    ['attachedToRef', node.boundary?.host],
    ['cancelActivity', node.boundary && String(node.boundary.interrupting)],
    ['messageRef', isMessageTask ? writeMessage(node, messageOf(node), kind === 'receive', roots) : undefined],
    ['triggeredByEvent', kind === 'eventsub' ? 'true' : undefined],
    ['isInterrupting', no('interrupting')],
    ['parallelMultiple', yes('parallel')],
    ['instantiate', instantiate === undefined || instantiate === 'no' ? undefined : 'true'],
    ['eventGatewayType', instantiate === 'parallel' ? 'Parallel' : undefined],
    ['isForCompensation', yes('compensates')],
    ['startQuantity', get('needs')],
    ['completionQuantity', get('gives')],
    ['ordering', kind === 'adhoc' && get('sequential') === 'yes' ? 'Sequential' : undefined],
    ['cancelRemainingInstances', no('cancelRemaining')],
    ['eiga:reference', get('reference')],
  ];
}

function messageOf(node: ArrowNode): string {
  return node.argument ?? node.attributes.get('message') ?? (node.name === '' ? node.id : node.name);
}

function writeExtensions(node: ArrowNode, kind: string, event: string): string {
  const get = (key: string): string | undefined => node.attributes.get(key);
  const parts: string[] = [];
  const add = (name: string, values: Readonly<Record<string, string | undefined>>, always = false): void => {
    const given = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escape(value)}"`]));
    if (always || given.length > 0) parts.push(`<${name}${given.join('')} />`);
  };
  if (kind === 'user' || node.kind === 'global.user') add('zeebe:userTask', {}, true);
  const job = get('job') ?? (kind === 'service' ? node.id : undefined);
  if (job !== undefined) add('zeebe:taskDefinition', { type: job, retries: get('retries') });
  else if (publishes(node, event)) add('zeebe:publishMessage', { correlationKey: get('key'), timeToLive: get('ttl') });
  if ((kind === 'rule' || node.kind === 'global.rule') && job === undefined)
    add('zeebe:calledDecision', { decisionId: node.argument ?? node.id, resultVariable: get('result'), ...binding(node) });
  if (kind === 'call') {
    const propagate = (key: string): string | undefined => (get(key) === undefined ? undefined : String(get(key) === 'yes'));
    const propagation = {
      propagateAllParentVariables: propagate('propagateIn'),
      propagateAllChildVariables: propagate('propagateOut'),
    };
    add('zeebe:calledElement', { processId: node.argument ?? node.id, ...propagation, ...binding(node) });
  }
  if (kind === 'adhoc') add('zeebe:adHoc', { activeElementsCollection: get('active') });
  if (node.kind.endsWith('script') && job === undefined)
    add('zeebe:script', { expression: get('feel'), resultVariable: get('result') });
  add('zeebe:assignmentDefinition', { assignee: get('assignee'), candidateGroups: get('groups'), candidateUsers: get('users') });
  add('zeebe:taskSchedule', { dueDate: get('due'), followUpDate: get('followUp') });
  add('zeebe:priorityDefinition', { priority: get('priority') });
  add('zeebe:formDefinition', { formId: get('form') });
  add('eiga:step', { cost: get('cost'), valueClass: get('value'), legalBasis: get('legal'), term: get('term') });
  add('eiga:caseOutcome', { onComplete: get('outcome') });
  add('eiga:termChange', { onComplete: get('termChange') });
  parts.push(...writeListeners(keyed(node, 'on')));
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

/** `binding: latest`, `deployment` or `versionTag 2`. */
function binding({ attributes }: ArrowNode): { readonly bindingType?: string; readonly versionTag?: string } {
  const [bindingType, versionTag] = (attributes.get('binding') ?? '').split(' ');
  return { ...(bindingType && { bindingType }), ...(versionTag !== undefined && { versionTag }) };
}

/** `in x: =1; in y: =2` → the pairs x and y. */
function keyed(node: ArrowNode, word: string): readonly (readonly [string, string])[] {
  return [...node.attributes].flatMap(([key, value]) =>
    key.startsWith(`${word} `) ? [[key.slice(word.length + 1).trim(), value] as const] : [],
  );
}

/** `on start: audit` and `on assigning: check, log` → execution and task listeners with jobs of these types. */
function writeListeners(on: readonly (readonly [string, string])[]): readonly string[] {
  const written = (names: readonly string[], tag: string): string =>
    on
      .filter(([event]) => names.includes(event))
      .flatMap(([event, types]) =>
        types.split(',').map((type) => `<zeebe:${tag} eventType="${event}" type="${escape(type.trim())}" retries="1" />`),
      )
      .join('');
  const execution = written(['start', 'end'], 'executionListener');
  const task = written(['creating', 'assigning', 'updating', 'completing', 'canceling'], 'taskListener');
  return [
    ...(execution === '' ? [] : [`<zeebe:executionListeners>${execution}</zeebe:executionListeners>`]),
    ...(task === '' ? [] : [`<zeebe:taskListeners>${task}</zeebe:taskListeners>`]),
  ];
}
