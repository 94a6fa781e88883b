import { definitionsOf, triggerOf } from '../model-view.ts';
import type { NodeView } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'event-reference',
  clause: '10.5.5 Event Definitions: messageRef, signalRef and errorRef of an executable process',
  check: (model) =>
    nodesOf(model).flatMap((node) => {
      const says = faultOf(node);
      return says === undefined ? [] : [fault(rule, node.element, says)];
    }),
};

function faultOf({ type, element }: NodeView): string | undefined {
  if (type === 'ReceiveTask') return messageFault(element.messageRef?.name, 'waits for');
  const [definition] = definitionsOf(element);
  switch (triggerOf(element)) {
    case 'message':
      return isThrowing(type) ? undefined : messageFault(definition?.messageRef?.name, 'waits for');
    case 'signal':
      return definition?.signalRef?.name?.trim() ? undefined : 'names no signal; choose one that has a name.';
    case 'error':
      return errorFault(type, definition?.errorRef?.errorCode, definition?.errorRef !== undefined);
    default:
      return undefined;
  }
}

/** A thrown message may be a job instead: the rule `job-definition` looks at those. */
function isThrowing(type: string): boolean {
  return type === 'EndEvent' || type === 'IntermediateThrowEvent';
}

function messageFault(name: string | undefined, verb: string): string | undefined {
  return name?.trim() ? undefined : `${verb} no message; choose one that has a name.`;
}

/** A boundary event without errorRef catches every error. */
function errorFault(type: string, code: string | undefined, hasReference: boolean): string | undefined {
  if (type === 'BoundaryEvent' && !hasReference) return undefined;
  if (!code?.trim()) return 'names no error; choose one that has an error code.';
  return code.trim().startsWith('=')
    ? 'has an error code in FEEL; error codes are plain text: write the code itself.'
    : undefined;
}
