import type { WorkingState } from './evolve-instances.ts';
import type { LogEvent } from './log-event.ts';
import type { ElementInstance } from './state.ts';

/** A case that goes on in another version: every id that differs there gets its new name. */
export function rename(state: WorkingState, event: LogEvent & { readonly type: 'caseMigrated' }): void {
  const { definitionKey, processId, elements } = event;
  const renamed = (id: string): string => (Object.hasOwn(elements, id) ? (elements[id] ?? id) : id);
  const keysOf = <Value>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(record).map(([id, value]) => [renamed(id), value]));
  state.definitionKey = definitionKey;
  if (state.endsAfter) state.endsAfter = state.endsAfter.map(renamed);
  for (const instance of Object.values(state.instances)) {
    const { marks, gateways, queue, flow } = instance;
    const moved: ElementInstance = {
      ...instance,
      elementId: instance.scopeKey === undefined ? processId : renamed(instance.elementId),
      waits: instance.waits.map((wait) => ({ ...wait, target: renamed(wait.target) })),
      ...(flow === undefined ? {} : { flow: renamed(flow) }),
      ...(marks ? { marks: keysOf(marks) } : {}),
      ...(gateways
        ? { gateways: Object.fromEntries(Object.entries(gateways).map(([id, flows]) => [renamed(id), flows.map(renamed)])) }
        : {}),
      ...(queue ? { queue: queue.map(renamed) } : {}),
    };
    state.instances[instance.key] = moved;
  }
}
