/** Model files of a given size and shape, valid unless their name says otherwise. */
const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** A BPMN file of one process `id`. */
export function bpmn(content: string, id = 'hostile', around = ''): string {
  return `<bpmn:definitions ${NAMESPACES} id="definitions" targetNamespace="t">${around}<bpmn:process id="${id}" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`;
}

export function flow(id: string, from: string, to: string): string {
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
}

/** start → content → end; the content's first and last element. */
export function between(content: string, first: string, last = first): string {
  return `<bpmn:startEvent id="s"/>${content}<bpmn:endEvent id="e"/>${flow('in', 's', first)}${flow('out', last, 'e')}`;
}

/** So many tasks one after the other: 2 × `tasks` + 5 elements with the definitions and the process. */
export function sequence(tasks: number, id = 'hostile'): string {
  const all = Array.from({ length: tasks }, (_, index) => `<bpmn:task id="t${String(index)}"/>`);
  const flows = all.slice(1).map((_, index) => flow(`f${String(index)}`, `t${String(index)}`, `t${String(index + 1)}`));
  return bpmn(between(all.join('') + flows.join(''), 't0', `t${String(tasks - 1)}`), id);
}

/** Exactly so many elements with an id: a sequence of tasks and, for an even number, an artifact. */
export function elements(count: number): string {
  const tasks = Math.floor((count - 5) / 2);
  const model = sequence(tasks);
  return (count - 5) % 2 === 0 ? model : model.replace('</bpmn:process>', '<bpmn:textAnnotation id="one"/></bpmn:process>');
}

/** Layers of gateways, each of a layer joined with each of the next: what walks over all ways would never end. */
export function mesh(kind: string, layers: number, width: number): string {
  const id = (layer: number, index: number): string => `g${String(layer)}-${String(index)}`;
  const at = Array.from({ length: width }, (_, index) => index);
  const gateways: string[] = [];
  const flows: string[] = [];
  for (let layer = 0; layer < layers; layer++)
    for (const from of at) {
      gateways.push(`<bpmn:${kind} id="${id(layer, from)}"/>`);
      if (layer + 1 < layers)
        for (const to of at) flows.push(flow(`f${String(flows.length)}`, id(layer, from), id(layer + 1, to)));
    }
  const ends = [
    `<bpmn:parallelGateway id="fork"/><bpmn:${kind} id="join"/>`,
    ...at.map(
      (index) => flow(`a${String(index)}`, 'fork', id(0, index)) + flow(`z${String(index)}`, id(layers - 1, index), 'join'),
    ),
  ];
  return bpmn(between([...gateways, ...flows, ...ends].join(''), 'fork', 'join'));
}

/** A random tangle of gateways with loops: its tokens can be in very many places, so that its soundness cannot be told soon. */
export function tangle(nodes: number, seed: number): string {
  let state = seed;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const kinds = Array.from({ length: nodes }, () => (random(2) === 0 ? 'inclusiveGateway' : 'parallelGateway'));
  const pairs = [
    ...kinds.slice(1).map((_, index) => [index, index + 1] as const),
    ...Array.from({ length: Math.floor(nodes * 0.7) }, () => [random(nodes - 1), random(nodes - 1)] as const),
  ];
  const condition = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=a</bpmn:conditionExpression>';
  const flows = pairs.map(([from, to], index) => {
    const line = flow(`f${String(index)}`, `n${String(from)}`, `n${String(to)}`);
    return kinds[from] === 'inclusiveGateway' ? line.replace('/>', `>${condition}</bpmn:sequenceFlow>`) : line;
  });
  const last = `n${String(nodes)}`;
  const all = kinds.map((kind, index) => `<bpmn:${kind} id="n${String(index)}"/>`);
  const end = flow('last', `n${String(nodes - 1)}`, last).replace('/>', `>${condition}</bpmn:sequenceFlow>`);
  return bpmn(
    between(
      `${all.join('')}<bpmn:task id="${last}"/>${flows.join('')}${kinds.at(-1) === 'inclusiveGateway' ? end : end.replace(condition, '')}`,
      'n0',
      last,
    ),
  );
}

/** A service task with so many input mappings of one FEEL text. */
export function mappings(count: number, text: string): string {
  const inputs = Array.from({ length: count }, (_, index) => `<zeebe:input source="=${text}" target="v${String(index)}"/>`);
  const extensions = `<zeebe:taskDefinition type="work"/><zeebe:ioMapping>${inputs.join('')}</zeebe:ioMapping>`;
  return bpmn(
    between(`<bpmn:serviceTask id="t"><bpmn:extensionElements>${extensions}</bpmn:extensionElements></bpmn:serviceTask>`, 't'),
  );
}

/** `levels` XML elements around each other, the definitions and the process among them. */
export function deep(levels: number): string {
  // Inside definitions, process, sub-process, …, the innermost start event.
  const inner = (left: number): string =>
    left === 1 ? '<bpmn:startEvent id="s1"/>' : `<bpmn:subProcess id="p${String(left)}">${inner(left - 1)}</bpmn:subProcess>`;
  return bpmn(inner(levels - 2));
}

/** A file of so many bytes. */
export function padded(bytes: number): string {
  const model = sequence(1);
  return model.replace('</bpmn:definitions>', `<!--${' '.repeat(bytes - model.length - 7)}--></bpmn:definitions>`);
}

/** A file with so many XML elements, most of them without an id. */
export function tags(count: number): string {
  const ways = '<bpmn:documentation/>'.repeat(count - 7);
  return sequence(1)
    .replace('<bpmn:startEvent', `${ways}<bpmn:startEvent`)
    .replace('</bpmn:definitions>', '<!-- --></bpmn:definitions>');
}

/** A decision table of so many rules, each cell the text for its number. */
export function table(rules: number, cell: (rule: number) => string, id = 'table'): string {
  const all = Array.from({ length: rules }, (_, rule) => {
    const entry = (part: string, text: string): string => `<${part}><text>${text}</text></${part}>`;
    return `<rule>${entry('inputEntry', cell(rule))}${entry('outputEntry', String(rule))}</rule>`;
  });
  return dmn(
    `<decision id="${id}" name="${id}"><decisionTable hitPolicy="FIRST"><input><inputExpression><text>x</text></inputExpression></input><output name="o"/>${all.join('')}</decisionTable></decision>`,
  );
}

export function dmn(content: string): string {
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="decisions" name="decisions" namespace="n">${content}</definitions>`;
}
