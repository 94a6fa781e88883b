import { definitionsOf } from '../model-view.ts';
import type { NodeView } from '../model-view.ts';
import { fault, kindOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'message-start-name',
  clause: '10.5.2 Start Event: a message starts one case; Camunda 8 demands unique names in a process',
  demands: 'each message start event and instantiating receive task of a process has a message of its own',
  severity: 'error',
  check: ({ processes }) =>
    processes.flatMap(({ scopes }) => {
      const seen = new Set<string>();
      return (scopes[0]?.nodes ?? []).flatMap((node) => {
        const names = startMessages(node);
        const name = names.find((one) => seen.has(one));
        for (const one of names) seen.add(one);
        const says = `is the second one to start with the message ${name ?? ''}; give each start a message of its own.`;
        return name === undefined ? [] : [fault(rule, node.element, says)];
      });
    }),
};

function startMessages({ type, element }: NodeView): readonly string[] {
  const isReceive = type === 'ReceiveTask' && element.instantiate === true;
  const messages = isReceive
    ? [element.messageRef]
    : type === 'StartEvent'
      ? definitionsOf(element).flatMap((one) => (kindOf(one) === 'message' ? [one.messageRef] : []))
      : [];
  return messages.flatMap((message) => message?.name?.trim() ?? []);
}
