import type { ModdleElement } from 'bpmn-moddle';
import { extension } from '../model-view.ts';
import type { ModelView, NodeView } from '../model-view.ts';
import { nodesOf } from './rule.ts';

/** The id of what a call activity calls; undefined when none is written. An expression stays as it is written. */
export function calledId(call: ModdleElement): string | undefined {
  const zeebe = extension(call, 'zeebe:CalledElement');
  return (zeebe?.processId ?? zeebe?.processIdExpression ?? call.calledElement)?.trim() || undefined;
}

/** The call activities of other processes of the file that call a process by its id. */
export function callersOf(process: string, model: ModelView): readonly NodeView[] {
  const others = { ...model, processes: model.processes.filter(({ id }) => id !== process) };
  return nodesOf(others).filter(({ type, element }) => type === 'CallActivity' && calledId(element) === process);
}
