import type { ModdleElement } from 'bpmn-moddle';
import { place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { JobDefinition, ListenerPhase, Listeners, TaskPhase } from './executable-process.ts';
import { compileJobOf } from './jobs.ts';
import { definitionsOf, definitionKind, describe, extension, typeOf } from './model-view.ts';

const TASK_PHASES: readonly TaskPhase[] = ['creating', 'assigning', 'updating', 'completing', 'canceling'];

/** At which moments something can listen, and where to put what it cannot. */
interface Moments<Phase extends ListenerPhase> {
  readonly phases: readonly Phase[];
  readonly instead: string;
}

/**
 * `zeebe:executionListeners` and `zeebe:taskListeners` of a process or an element: jobs, in the order of the model. Which element has
 * which is Camunda 8's list; what it leaves out is refused by name.
 */
export function compileListeners(element: ModdleElement, compilation: Compilation): Listeners | undefined {
  const found = new Map<ListenerPhase, JobDefinition[]>();
  const collect = (holder: string, { phases, instead }: Moments<ListenerPhase>): void => {
    const seen = new Set<string>();
    for (const listener of extension(element, holder)?.listeners ?? []) {
      const { eventType = '', type = '' } = listener;
      const phase = phases.find((known) => known === eventType);
      if (!phase) {
        const sentence = `${describe(element)} has a listener for '${eventType.slice(0, 40)}', which is not executed there; ${instead}`;
        compilation.report('unsupported/listener-event', element.id ?? '', sentence);
      } else if (seen.has(`${phase} ${type}`)) {
        const sentence = `${describe(element)} has two listeners for '${phase}' of one type; remove one of them.`;
        compilation.report('listener-twice', element.id ?? '', sentence);
      }
      seen.add(`${eventType} ${type}`);
      const job = compileJobOf(listener, place(element, 'The listener', compilation), element);
      if (phase && job) found.set(phase, [...(found.get(phase) ?? []), job]);
    }
  };
  collect('zeebe:ExecutionListeners', momentsOf(element));
  collect('zeebe:TaskListeners', taskMomentsOf(element));
  return found.size === 0 ? undefined : Object.fromEntries(found);
}

function taskMomentsOf(element: ModdleElement): Moments<TaskPhase> {
  if (typeOf(element) !== 'UserTask') return { phases: [], instead: 'only user tasks have task listeners.' };
  return { phases: TASK_PHASES, instead: `those for ${TASK_PHASES.join(', ')} are.` };
}

function momentsOf(element: ModdleElement): Moments<'start' | 'end'> {
  const type = typeOf(element);
  const defines = (kind: string): boolean => definitionsOf(element).some((definition) => definitionKind(definition) === kind);
  if (type === 'ComplexGateway')
    return { phases: [], instead: 'it looks at each token that comes; put it on the element after the gateway.' };
  if (type.endsWith('Gateway')) return { phases: ['start'], instead: 'put it at the start of the element after the gateway.' };
  if (type === 'BoundaryEvent' && defines('compensate')) return { phases: [], instead: 'put it on the compensation activity.' };
  if (type === 'BoundaryEvent') return { phases: ['end'], instead: 'put it on the activity that the event is attached to.' };
  if (type === 'StartEvent') return { phases: ['end'], instead: 'put it on the process or the sub-process.' };
  if (type === 'EndEvent' && (defines('error') || defines('cancel')))
    return { phases: ['start'], instead: 'put it on the event that catches it.' };
  return { phases: ['start', 'end'], instead: 'those for start, end are.' };
}
