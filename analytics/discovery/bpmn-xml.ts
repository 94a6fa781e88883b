/** A diagram as BPMN 2.0 XML in the engine's dialect: user tasks, conditions on a choice that somebody has yet to make, and where it all lies. */
import type { Diagram, Flow, Point, Shape } from './diagram.ts';

const NAMESPACES = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"',
  'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"',
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
].join(' ');

const TAGS: Readonly<Record<Shape['kind'], string>> = {
  start: 'startEvent',
  end: 'endEvent',
  task: 'userTask',
  exclusive: 'exclusiveGateway',
  parallel: 'parallelGateway',
};

/** How far from the corner of the canvas the diagram begins. */
const MARGIN = { x: 160, y: 80 };
const LONGEST_ID = 60;

/**
 * @param name of the process; its id is made from it
 * Each exclusive gateway that splits reads a variable named as itself: the value of a flow's condition is the name of the next activity on it.
 */
export function bpmnXml({ shapes, flows }: Diagram, name: string): string {
  const ids = new Ids();
  const processId = ids.next(name, 'discovered');
  const ordered = [...shapes].sort((a, b) => a.x - b.x || a.y - b.y);
  const idOf = new Map(ordered.map((shape) => [shape, ids.next(shape.name, shape.kind === 'task' ? 'activity' : shape.kind)]));
  const flowIds = new Map(flows.map((flow) => [flow, ids.next(undefined, 'flow')]));
  const id = (of: Shape): string => idOf.get(of) ?? '';
  const flowId = (of: Flow): string => flowIds.get(of) ?? '';
  const conditions = conditionsOf({ shapes, flows }, id);

  const nodes = ordered.map((shape) => {
    const tag = TAGS[shape.kind];
    const standard = flows.find(({ from, otherwise }) => from === shape && otherwise && conditions.gateways.has(shape));
    const attributes = [
      `id="${id(shape)}"`,
      ...(shape.name === '' ? [] : [`name="${escaped(readable(shape.name))}"`]),
      ...(standard ? [`default="${flowId(standard)}"`] : []),
    ];
    const content = [
      ...(shape.kind === 'task' ? ['<bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>'] : []),
      ...flows.filter(({ to }) => to === shape).map((flow) => `<bpmn:incoming>${flowId(flow)}</bpmn:incoming>`),
      ...flows.filter(({ from }) => from === shape).map((flow) => `<bpmn:outgoing>${flowId(flow)}</bpmn:outgoing>`),
    ];
    return `    <bpmn:${tag} ${attributes.join(' ')}>${content.join('')}</bpmn:${tag}>`;
  });
  const sequence = flows.map((flow) => {
    const condition = conditions.texts.get(flow);
    const attributes = `id="${flowId(flow)}" sourceRef="${id(flow.from)}" targetRef="${id(flow.to)}"`;
    if (condition === undefined) return `    <bpmn:sequenceFlow ${attributes} />`;
    const expression = `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`;
    return `    <bpmn:sequenceFlow ${attributes}>${expression}</bpmn:sequenceFlow>`;
  });
  const drawn = [...ordered.map((shape) => shapeXml(shape, id(shape))), ...flows.map((flow) => edgeXml(flow, flowId(flow)))];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions ${NAMESPACES} id="definitions_${processId}" targetNamespace="http://eiga.lt/discovered">
  <bpmn:process id="${processId}" name="${escaped(readable(name))}" isExecutable="true">
${[...nodes, ...sequence].join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram_${processId}">
    <bpmndi:BPMNPlane id="plane_${processId}" bpmnElement="${processId}">
${drawn.join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}

interface Conditions {
  readonly gateways: ReadonlySet<Shape>;
  readonly texts: ReadonlyMap<Flow, string>;
}

function conditionsOf({ shapes, flows }: Diagram, id: (of: Shape) => string): Conditions {
  const gateways = new Set(shapes.filter(({ kind, role }) => kind === 'exclusive' && role === 'split'));
  const texts = new Map<Flow, string>();
  for (const gateway of gateways) {
    const known = new Set<string>();
    for (const flow of flows.filter(({ from }) => from === gateway)) {
      const next = nextOn(flow, flows);
      let value = next;
      for (let count = 2; known.has(value); count++) value = `${next} (${String(count)})`;
      known.add(value);
      if (!flow.otherwise) texts.set(flow, `=${id(gateway)} = ${feelText(value)}`);
    }
  }
  return { gateways, texts };
}

/** The name of the first activity on the way, or of none. */
function nextOn(flow: Flow, flows: readonly Flow[]): string {
  const seen = new Set<Shape>();
  for (let at = flow.to; !seen.has(at);) {
    if (at.kind === 'task') return readable(at.name);
    seen.add(at);
    const onward = flows.filter(({ from }) => from === at);
    at = (onward.find(({ otherwise }) => otherwise) ?? onward[0])?.to ?? at;
  }
  return 'end';
}

function feelText(text: string): string {
  return `"${text.replace(/[\\"]/g, (sign) => `\\${sign}`)}"`;
}

function shapeXml({ kind, x, y, width, height }: Shape, id: string): string {
  const marker = kind === 'exclusive' ? ' isMarkerVisible="true"' : '';
  const bounds = `<dc:Bounds ${place({ x, y })} width="${String(width)}" height="${String(height)}" />`;
  return `      <bpmndi:BPMNShape id="${id}_shape" bpmnElement="${id}"${marker}>${bounds}</bpmndi:BPMNShape>`;
}

function edgeXml({ points }: Flow, id: string): string {
  const ways = points.map((point) => `<di:waypoint ${place(point)} />`);
  return `      <bpmndi:BPMNEdge id="${id}_edge" bpmnElement="${id}">${ways.join('')}</bpmndi:BPMNEdge>`;
}

function place({ x, y }: Point): string {
  return `x="${String(x + MARGIN.x)}" y="${String(y + MARGIN.y)}"`;
}

/** What XML and the parser take as a name: no control characters, no halves of surrogate pairs, no white space that is not one space. */
export function readable(name: string): string {
  const text = name
    .replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g, ' ')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? '(no name)' : text;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
}

/** Ids of the engine's alphabet that say what they name, each given once. */
class Ids {
  private readonly given = new Set<string>();

  next(name: string | undefined, otherwise: string): string {
    const plain = (name ?? '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    const short = plain.slice(0, LONGEST_ID).toLowerCase();
    const base =
      short === '' ? otherwise : /^[a-z]/.test(short) && !(short in Object.prototype) ? short : `${otherwise}_${short}`;
    const isNumbered = short === '';
    let id = isNumbered ? `${base}_1` : base;
    for (let count = 2; this.given.has(id); count++) id = `${base}_${String(count)}`;
    this.given.add(id);
    return id;
  }
}
