import type { ModdleElement } from 'bpmn-moddle';
import { definitionsOf } from './model-view.ts';
import type { ModelView, NodeView } from './model-view.ts';

/**
 * By node id: the message of the flow between two pools of the file that begins or ends at a node which sends or receives. Its name is
 * that of the flow's message, else the one that either end names, else the flow's id; flows that share an end share it.
 */
export function flowMessages(view: ModelView): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const find = (end: ModdleElement | undefined): NodeView | undefined =>
    end?.id === undefined ? undefined : view.processes.find(({ nodes }) => nodes.has(end.id ?? ''))?.nodes.get(end.id);
  for (const { id = '', sourceRef, targetRef, messageRef } of (view.definitions.rootElements ?? []).flatMap(
    ({ messageFlows = [] }) => messageFlows,
  )) {
    const [from, to] = [find(sourceRef), find(targetRef)];
    if (!from || !to || !exchangesMessages(from) || !exchangesMessages(to)) continue;
    const modelled = textOf(messageRef) ?? nameAt(from) ?? nameAt(to);
    const name = modelled ?? names.get(from.id) ?? names.get(to.id) ?? id;
    for (const end of [from.id, to.id]) if (!names.has(end)) names.set(end, name);
  }
  return names;
}

function exchangesMessages({ type, element }: NodeView): boolean {
  return type === 'SendTask' || type === 'ReceiveTask' || definitionsOf(element).some(isMessage);
}

function nameAt({ element }: NodeView): string | undefined {
  return textOf(element.messageRef) ?? textOf(definitionsOf(element).find(isMessage)?.messageRef);
}

function isMessage({ $type }: ModdleElement): boolean {
  return $type === 'bpmn:MessageEventDefinition';
}

function textOf(message: ModdleElement | undefined): string | undefined {
  return message?.name?.trim() || undefined;
}
