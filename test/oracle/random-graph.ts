/**
 * Random unstructured BPMN graphs: gateways of every kind as split, join and both, edges in any direction, several tokens on one flow, dead
 * ends, terminate, quantities, nested sub-processes. Every choice hangs on small integer variables, so that two players read the same.
 */
export const VARIABLES = ['v0', 'v1', 'v2', 'v3'] as const;
export type Values = Readonly<Record<string, number>>;

/** A variable above a number, or (complex gateways only) the phase that the gateway is in. */
export type Condition = { readonly variable: string; readonly above: number } | { readonly waitingForStart: boolean };

export type Kind = 'start' | 'end' | 'terminate' | 'user' | 'task' | 'sub' | Gateway;
export type Gateway = 'exclusive' | 'parallel' | 'inclusive' | 'complex';

export interface Flow {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  condition?: Condition;
}

export interface Node {
  readonly id: string;
  readonly kind: Kind;
  readonly startQuantity: number;
  readonly completionQuantity: number;
  /** Complex gateways: `activationCount >= activation`. */
  readonly activation: number;
  default?: string;
  readonly inner?: Graph;
}

/** A process or the content of a sub-process; nodes and flows in document order. */
export interface Graph {
  readonly id: string;
  readonly nodes: readonly Node[];
  readonly flows: readonly Flow[];
}

export interface GraphOptions {
  readonly gateways: readonly Gateway[];
  readonly quantities: boolean;
  /** Conditional flows leaving activities. */
  readonly conditionalActivities: boolean;
  readonly terminate: boolean;
  readonly complexGateways: 'any' | 'joins that find a flow to take';
}
export const EVERYTHING: GraphOptions = {
  gateways: ['exclusive', 'parallel', 'inclusive', 'complex'],
  quantities: true,
  conditionalActivities: true,
  terminate: true,
  complexGateways: 'any',
};

export const isActivity = ({ kind }: Node): boolean => kind === 'user' || kind === 'task' || kind === 'sub';
const isEnd = ({ kind }: Node): boolean => kind === 'end' || kind === 'terminate';

type Random = () => number;
const below = (random: Random, most: number): number => Math.floor(random() * most);
const pick = <Thing>(random: Random, things: readonly Thing[]): Thing => {
  const thing = things[below(random, things.length)];
  if (thing === undefined) throw new Error('nothing to choose from');
  return thing;
};

/** A graph of 4-25 nodes, sub-processes' nodes included. Not every one may be deployed: the checks decide. */
export function randomGraph(random: Random, options: GraphOptions = EVERYTHING, mostNodes = 25): Graph {
  const budget = { left: 2 + below(random, mostNodes - 3) };
  return graph('process', random, options, budget, 0);
}

function graph(id: string, random: Random, options: GraphOptions, budget: { left: number }, depth: number): Graph {
  const prefix = depth === 0 ? '' : `${id}_`;
  const inner = depth === 0 ? budget.left : Math.min(budget.left, 2 + below(random, 6));
  budget.left -= inner;
  const nodes: Node[] = [node(`${prefix}start`, 'start')];
  for (let index = 1, left = inner; left > 0; index++, left--) {
    const kind = index === 1 && random() < 0.7 ? 'user' : randomKind(random, options, depth, left);
    const name = `${prefix}${kind}${index}`;
    if (kind === 'sub') {
      const part = { left: left - 1 };
      nodes.push({ ...node(name, kind, random, options), inner: graph(name, random, options, part, depth + 1) });
      left = part.left + 1;
    } else nodes.push(node(name, kind, random, options));
  }
  nodes.push(node(`${prefix}end`, 'end'));
  const flows = randomFlows(prefix, nodes, random, options);
  for (const from of nodes) addConditions(from, flows, random, options);
  return { id, nodes, flows };
}

function randomKind(random: Random, { gateways, terminate }: GraphOptions, depth: number, left: number): Kind {
  const chance = random();
  if (chance < 0.3) return 'user';
  if (chance < 0.36) return 'task';
  if (chance < 0.44 && depth < 2 && left > 4) return 'sub';
  if (chance < 0.5) return 'end';
  if (chance < 0.52 && terminate) return 'terminate';
  return pick(random, gateways);
}

function node(id: string, kind: Kind, random?: Random, options?: GraphOptions): Node {
  const isCounted = random && options?.quantities === true && (kind === 'user' || kind === 'task' || kind === 'sub');
  const quantity = (): number => (isCounted && random() < 0.12 ? 2 + below(random, 2) : 1);
  const activation = random && kind === 'complex' ? 1 + below(random, 3) : 1;
  return { id, kind, startQuantity: quantity(), completionQuantity: quantity(), activation };
}

/** Each node hangs on an earlier one; more edges go anywhere, those that go back mostly by way of a user task, so that most loops rest. */
function randomFlows(prefix: string, nodes: readonly Node[], random: Random, options: GraphOptions): Flow[] {
  const flows: Flow[] = [];
  const connect = (source: Node, target: Node): void => {
    if (isEnd(source) || target.kind === 'start' || (source.kind === 'start' && flows.length > 0 && random() < 0.9)) return;
    flows.push({ id: `${prefix}f${flows.length}`, source: source.id, target: target.id });
  };
  nodes.forEach((target, index) => {
    if (index === 0) return;
    const earlier = nodes.slice(0, index).filter((source) => !isEnd(source));
    const fresh = earlier.filter(({ id, kind }) => kind !== 'start' && !flows.some(({ source }) => source === id));
    const others = earlier.filter(({ kind }) => kind !== 'start');
    const pool = fresh.length > 0 && random() < 0.7 ? fresh : others.length > 0 ? others : earlier;
    flows.push({ id: `${prefix}f${flows.length}`, source: pick(random, pool).id, target: target.id });
  });
  const extra = below(random, nodes.length);
  for (let count = 0; count < extra; count++) {
    const [a, b] = [below(random, nodes.length), below(random, nodes.length)];
    const [source, target] = [nodes[a], nodes[b]];
    if (!source || !target) continue;
    const goesBack = b <= a;
    if (goesBack && source.kind !== 'user' && target.kind !== 'user' && random() < 0.85) continue;
    connect(source, target);
  }
  if (options.complexGateways !== 'any')
    for (const target of nodes.filter(({ kind }) => kind === 'complex')) {
      if (flows.filter((flow) => flow.target === target.id).length > 1) continue;
      const users = nodes.filter(({ kind }) => kind === 'user');
      connect(pick(random, users.length > 0 ? users : [target]), target);
    }
  nodes.forEach((source, index) => {
    if (isEnd(source) || flows.some((flow) => flow.source === source.id)) return;
    if (isActivity(source) && random() < 0.15) return; // a dead end: the token is consumed
    connect(source, pick(random, nodes.slice(index + 1)));
  });
  return flows;
}

function addConditions(from: Node, flows: readonly Flow[], random: Random, options: GraphOptions): void {
  const outgoing = flows.filter(({ source }) => source === from.id);
  const condition = (): Condition => {
    if (from.kind === 'complex' && random() < 0.5) return { waitingForStart: random() < 0.7 };
    return { variable: pick(random, VARIABLES), above: below(random, 3) };
  };
  if (from.kind === 'exclusive' || from.kind === 'inclusive' || from.kind === 'complex') {
    if (outgoing.length < 2 && (from.kind !== 'complex' || random() < 0.5)) return;
    const isSafe = from.kind === 'complex' && options.complexGateways !== 'any';
    if (isSafe && outgoing.length < 2) return;
    const fallback = outgoing.length > 1 && (isSafe || random() < 0.75) ? outgoing[0] : undefined;
    if (fallback) from.default = fallback.id;
    for (const flow of outgoing) if (flow !== fallback) flow.condition = condition();
  } else if (isActivity(from) && outgoing.length > 1 && options.conditionalActivities && random() < 0.6) {
    const [first, ...rest] = outgoing;
    if (first && random() < 0.5) from.default = first.id;
    else if (first && random() < 0.5) first.condition = condition();
    for (const flow of rest) if (random() < 0.7) flow.condition = condition();
    if (from.default !== undefined && !rest.some((flow) => flow.condition)) delete from.default;
  }
}

export const randomValues = (random: Random): Values => Object.fromEntries(VARIABLES.map((name) => [name, below(random, 4)]));

/** One or two variables anew. */
export const randomChanges = (random: Random): Values =>
  Object.fromEntries([1, 2].map(() => [pick(random, VARIABLES), below(random, 4)]));

const TAGS: Readonly<Record<Kind, string>> = {
  start: 'startEvent',
  end: 'endEvent',
  terminate: 'endEvent',
  user: 'userTask',
  task: 'task',
  sub: 'subProcess',
  exclusive: 'exclusiveGateway',
  parallel: 'parallelGateway',
  inclusive: 'inclusiveGateway',
  complex: 'complexGateway',
};

/** The graph as a BPMN file without a diagram. */
export function graphXml(graph: Graph): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://eiga.lt/test">
<bpmn:process id="${graph.id}" isExecutable="true">
${content(graph)}
</bpmn:process>
</bpmn:definitions>
`;
}

function content({ nodes, flows }: Graph): string {
  return [...nodes.map(nodeXml), ...flows.map(flowXml)].join('\n');
}

function nodeXml(node: Node): string {
  const { id, kind, startQuantity, completionQuantity } = node;
  const attributes = [`id="${id}"`];
  if (node.default !== undefined) attributes.push(`default="${node.default}"`);
  if (startQuantity !== 1) attributes.push(`startQuantity="${startQuantity}"`);
  if (completionQuantity !== 1) attributes.push(`completionQuantity="${completionQuantity}"`);
  const parts: string[] = [];
  if (kind === 'user') parts.push('<bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>');
  if (kind === 'terminate') parts.push(`<bpmn:terminateEventDefinition id="${id}_definition" />`);
  if (kind === 'complex') parts.push(expression('activationCondition', `= activationCount >= ${node.activation}`));
  if (node.inner) parts.push('\n', content(node.inner), '\n');
  return `<bpmn:${TAGS[kind]} ${attributes.join(' ')}>${parts.join('')}</bpmn:${TAGS[kind]}>`;
}

function flowXml({ id, source, target, condition }: Flow): string {
  const text = condition ? expression('conditionExpression', conditionText(condition)) : '';
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${text}</bpmn:sequenceFlow>`;
}

function conditionText(condition: Condition): string {
  if ('variable' in condition) return `= ${condition.variable} > ${condition.above}`;
  return condition.waitingForStart ? '= waitingForStart' : '= not(waitingForStart)';
}

const expression = (tag: string, text: string): string =>
  `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text.replaceAll('>', '&gt;')}</bpmn:${tag}>`;
