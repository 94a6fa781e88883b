/** A model with nothing but its beginning. The id is new, so that it becomes a process of its own. */
export function blankModel(processId: string, name: string): string {
  const title = name.replace(/[&<>"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:eiga="http://eiga.lt/schema/1.0" id="${processId}-definitions" targetNamespace="http://eiga.lt/processes">
  <bpmn:process id="${processId}" name="${title}" isExecutable="true">
    <bpmn:startEvent id="start" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="${processId}-diagram">
    <bpmndi:BPMNPlane id="${processId}-plane" bpmnElement="${processId}">
      <bpmndi:BPMNShape id="start-shape" bpmnElement="start">
        <dc:Bounds x="240" y="220" width="36" height="36" />
      </bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`;
}
