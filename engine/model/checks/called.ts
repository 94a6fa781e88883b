import type { ModdleElement } from 'bpmn-moddle';
import { extension } from '../model-view.ts';
import type { ModelView, NodeView } from '../model-view.ts';

/** The id of what a call activity calls; undefined when none is written. An expression stays as it is written. */
export function calledId(call: ModdleElement): string | undefined {
  const zeebe = extension(call, 'zeebe:CalledElement');
  return (zeebe?.processId ?? zeebe?.processIdExpression ?? call.calledElement)?.trim() || undefined;
}

/** The call activities of a file by the id of what they call; a process that calls itself is none of its callers. */
export function callersIn(model: ModelView): ReadonlyMap<string, readonly NodeView[]> {
  const callers = new Map<string, NodeView[]>();
  for (const process of model.processes) {
    for (const node of process.nodes.values()) {
      const called = node.type === 'CallActivity' ? calledId(node.element) : undefined;
      if (called === undefined || called === process.id) continue;
      const known = callers.get(called);
      if (known) known.push(node);
      else callers.set(called, [node]);
    }
  }
  return callers;
}
