import type { ModdleElement } from 'bpmn-moddle';
import { flowMessages } from '../message-flows.ts';
import { definitionsOf } from '../model-view.ts';
import type { NodeView } from '../model-view.ts';
import { kindOf, preparedRule } from './rule.ts';

export const rule = preparedRule(
  {
    id: 'event-reference',
    clause: '10.5.5 Event Definitions, attributes messageRef, signalRef, errorRef, escalationRef; 10.3.3 Receive Task',
    demands:
      'messages (unless a message flow names them) and signals have a name, thrown errors and escalations a code, links a name',
    severity: 'error',
  },
  (model) => {
    const flows = flowMessages(model);
    return (node) => {
      const isNamed = flows.has(node.id);
      if (node.type === 'ReceiveTask') return isNamed ? undefined : messageFault(node.element.messageRef);
      return definitionsOf(node.element)
        .filter((definition) => !isNamed || kindOf(definition) !== 'message')
        .map((definition) => faultOf(node, definition))
        .find((says) => says !== undefined);
    };
  },
);

function faultOf({ type }: NodeView, definition: ModdleElement): string | undefined {
  const throws = type === 'EndEvent' || type === 'IntermediateThrowEvent';
  switch (kindOf(definition)) {
    case 'message':
      // A thrown message may be a job instead: the rule `job-definition` looks at those.
      return throws ? undefined : messageFault(definition.messageRef);
    case 'signal':
      return definition.signalRef?.name?.trim() ? undefined : 'names no signal; choose one that has a name.';
    case 'error':
      return codeFault('error', throws, definition.errorRef, definition.errorRef?.errorCode);
    case 'escalation':
      return codeFault('escalation', throws, definition.escalationRef, definition.escalationRef?.escalationCode);
    case 'link':
      return definition.name?.trim() ? undefined : 'is a link without a name; give both ends of the link the same name.';
    default:
      return undefined;
  }
}

function messageFault(message: ModdleElement | undefined): string | undefined {
  return message?.name?.trim() ? undefined : 'waits for no message; choose one that has a name.';
}

/** What catches without a reference catches every error or escalation. */
function codeFault(kind: string, throws: boolean, reference: ModdleElement | undefined, code?: string): string | undefined {
  if (!throws && !reference) return undefined;
  if (!code?.trim()) return `names no ${kind}; choose one that has an ${kind} code.`;
  return code.trim().startsWith('=')
    ? `has an ${kind} code in FEEL; ${kind} codes are plain text: write the code itself.`
    : undefined;
}
