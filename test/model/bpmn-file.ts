/** A BPMN file around the content of its one executable process, for what arrow lines cannot write. */
export function bpmnFile(content: string, roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:eiga="http://eiga.lt/schema/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://eiga.lt/test">
${content === '' ? '' : `<bpmn:process id="process" isExecutable="true">${content}</bpmn:process>`}
${roots}
</bpmn:definitions>`;
}

/** `flow('a', 'b')`: a sequence flow with the id `a--b`. */
export function flow(source: string, target: string, condition?: string): string {
  const ends = `id="${source}--${target}" sourceRef="${source}" targetRef="${target}"`;
  if (condition === undefined) return `<bpmn:sequenceFlow ${ends}/>`;
  return `<bpmn:sequenceFlow ${ends}><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
}

/** start → the node with this id → end, around what the content declares. */
export function around(id: string, content: string, roots = ''): string {
  return bpmnFile(
    `<bpmn:startEvent id="start"/>${content}<bpmn:endEvent id="end"/>${flow('start', id)}${flow(id, 'end')}`,
    roots,
  );
}
