import { triggersOf } from '../model/executable-process.ts';
import { nodeOf, record, type Draft } from './draft.ts';
import { happened } from './events.ts';
import { raise } from './incidents.ts';
import { Problem } from './problem.ts';
import type { ElementInstance, Wait } from './state.ts';
import { isTrue } from './variables.ts';

/**
 * Looks at every condition that the case waits for (BPMN 2.0.2 §10.5.5): one that has become true triggers its event; one that stays
 * true does not do so again until it was false meanwhile. A condition that cannot be evaluated holds its element with an incident.
 */
export function settleConditions(draft: Draft): void {
  draft.conditionsDue = false;
  if (!draft.process.hasConditions) return;
  for (const { key } of Object.values(draft.state.instances)) {
    for (const wait of draft.state.instances[key]?.waits ?? []) {
      const instance = draft.state.instances[key];
      const isOpen = instance?.waits.some((open) => open.key === wait.key);
      if (instance && isOpen && wait.kind === 'condition' && !instance.incident) look(draft, instance, wait);
    }
  }
}

function look(draft: Draft, instance: ElementInstance, wait: Wait & { readonly kind: 'condition' }): void {
  const { key, elementId } = instance;
  const node = nodeOf(draft, wait.target);
  const trigger = 'trigger' in node ? triggersOf(node.trigger)[wait.part ?? 0] : undefined;
  if (trigger?.kind !== 'condition') return;
  try {
    const holds = isTrue(draft, trigger.condition, key);
    if (holds === wait.holds) return;
    record(draft, { type: 'conditionChanged', key, elementId, conditionKey: wait.key, target: wait.target, holds });
    if (holds) happened(draft, draft.state.instances[key] ?? instance, { ...wait, holds }, {});
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    raise(draft, key, problem);
  }
}
