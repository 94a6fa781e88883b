import type { ModdleElement } from 'bpmn-moddle';
import { place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { JobDefinition, ListenerPhase, Listeners } from './executable-process.ts';
import { compileJobOf } from './jobs.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';

const EXECUTION: ReadonlyMap<string, ListenerPhase> = new Map([
  ['start', 'start'],
  ['end', 'end'],
]);
const TASK: ReadonlyMap<string, ListenerPhase> = new Map([
  ['creating', 'start'],
  ['assigning', 'assigning'],
  ['updating', 'updating'],
  ['completing', 'completing'],
]);

/** `zeebe:executionListeners` of an activity and `zeebe:taskListeners` of a user task: jobs, in the order of the model. */
export function compileListeners(node: NodeView, compilation: Compilation): Listeners | undefined {
  const found = new Map<ListenerPhase, JobDefinition[]>();
  const collect = (holder: string, phases: ReadonlyMap<string, ListenerPhase>): void => {
    for (const listener of extension(node.element, holder)?.listeners ?? []) {
      const phase = phases.get(listener.eventType ?? '');
      if (!phase) refuse(node, listener, phases, compilation);
      const job = compileJobOf(listener, place(node.element, 'The listener', compilation), node);
      if (phase && job) found.set(phase, [...(found.get(phase) ?? []), job]);
    }
  };
  collect('zeebe:ExecutionListeners', EXECUTION);
  collect('zeebe:TaskListeners', TASK);
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

function refuse(
  node: NodeView,
  listener: ModdleElement,
  phases: ReadonlyMap<string, ListenerPhase>,
  compilation: Compilation,
): void {
  const sentence = `${describe(node.element)} has a listener for '${(listener.eventType ?? '').slice(0, 40)}', which is not executed; those for ${[...phases.keys()].join(', ')} are.`;
  compilation.report('unsupported/listener-event', node.id, sentence);
}
