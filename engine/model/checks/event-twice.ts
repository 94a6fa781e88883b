import type { ModdleElement } from 'bpmn-moddle';
import { definitionsOf, extension } from '../model-view.ts';
import type { NodeView, ScopeView } from '../model-view.ts';
import { fault, handlerStart, kindOf, nodesOf, scopesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'event-twice',
  clause: '10.5.6 Handling Events: one interrupting handler for one event declaration; 13.4.4 Event-Based Gateway',
  demands: 'what waits side by side and ends the others waits for different messages, signals, errors and escalations',
  severity: 'error',
  check: (model) => [
    ...nodesOf(model).flatMap((node) => doubles(node.boundary.filter(({ element }) => element.cancelActivity !== false))),
    ...nodesOf(model)
      .filter(({ type }) => type === 'EventBasedGateway')
      .flatMap(({ outgoing }) => doubles(outgoing.flatMap(({ target }) => (target ? [target] : [])))),
    ...scopesOf(model).flatMap((scope) => doubles(interruptingStarts(scope))),
  ],
};

function interruptingStarts({ nodes }: ScopeView): readonly NodeView[] {
  return nodes.flatMap((node) => {
    const start = handlerStart(node);
    return start && start.element.isInterrupting !== false ? [start] : [];
  });
}

function doubles(waiting: readonly NodeView[]) {
  const seen = new Set<string>();
  return [...new Set(waiting)].flatMap((node) => {
    const keys = keysOf(node);
    const isDouble = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return isDouble
      ? [fault(rule, node.element, 'waits for the same as another event beside it; nobody could tell them apart: keep one.')]
      : [];
  });
}

/** What the node waits for, so that two are equal when no occurrence could tell them apart. */
function keysOf({ type, element }: NodeView): readonly string[] {
  if (type === 'ReceiveTask') return messageKey(element.messageRef);
  if (element.parallelMultiple === true) return [];
  return definitionsOf(element).flatMap((definition) => {
    const kind = kindOf(definition);
    if (kind === 'message') return messageKey(definition.messageRef);
    if (kind === 'signal') return definition.signalRef?.name ? [`signal ${definition.signalRef.name}`] : [];
    if (kind === 'error') return [`error ${definition.errorRef?.errorCode ?? ''}`];
    if (kind === 'escalation') return [`escalation ${definition.escalationRef?.escalationCode ?? ''}`];
    return kind === 'cancel' ? ['cancel'] : [];
  });
}

function messageKey(message: ModdleElement | undefined): readonly string[] {
  const key = extension(message, 'zeebe:Subscription')?.correlationKey?.trim() ?? '';
  return message?.name ? [`message ${message.name} ${key}`] : [];
}
