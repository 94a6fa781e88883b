import type { FlowNode, Throwing } from '../model/executable-process.ts';
import { record, type Draft } from './draft.ts';
import type { Visit } from './moves.ts';
import { publish } from './publish.ts';
import { throwUp } from './throw.ts';

/** Throws what holds nobody up: messages, signals, escalations (an error as well, in a loop's behaviour). @throws Problem */
export function announce(draft: Draft, node: FlowNode, visit: Visit, result: Throwing): void {
  switch (result.kind) {
    case 'message':
    case 'signal':
      return publish(draft, node, visit, result);
    case 'escalation':
    case 'error': {
      const { key } = visit;
      const { kind, code } = result;
      if (kind === 'escalation') record(draft, { type: 'escalationThrown', key, elementId: node.id, code });
      throwUp(draft, key, { kind, code, variables: node.inputs.length > 0 ? (draft.state.variables[key] ?? {}) : {} });
      return;
    }
    default:
  }
}
