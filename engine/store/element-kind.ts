import type { FlowNode } from '../model/executable-process.ts';

/** The BPMN type of an element in its model: what it is compiled to matters to the step alone. */
export function elementKind(node: FlowNode): string {
  switch (node.kind) {
    case 'jobScriptTask':
    case 'feelScriptTask':
      return 'scriptTask';
    case 'messageSendTask':
      return 'sendTask';
    case 'jobRuleTask':
    case 'decisionTask':
      return 'businessRuleTask';
    default:
      return node.kind;
  }
}
