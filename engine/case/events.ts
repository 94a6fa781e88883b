import { refuse, type Refusal, type Variables } from '../errors.ts';
import type { FlowNode } from '../model/executable-process.ts';
import type { EventCommand } from './command.ts';
import { nodeOf, record, type Draft } from './draft.ts';
import { Problem } from './problem.ts';
import { raise } from './incidents.ts';
import { triggered } from './semantics/index.ts';
import type { ElementInstance, Wait } from './state.ts';
import { nextDue } from './timers.ts';

/** A timer is due, or a message or signal has come: the element that waited for it goes on. */
export function commandEvent(draft: Draft, command: EventCommand): Refusal | undefined {
  const key = command.type === 'fireTimer' ? command.timerKey : command.subscriptionKey;
  const found = instanceThatWaits(draft, key);
  if (!found) return refuse('notFound', `nothing waits for ${key} any more`);
  const [instance, wait] = found;
  if (command.type === 'fireTimer') return wait.kind === 'timer' ? fire(draft, instance, wait) : undefined;
  if (wait.kind === 'timer') return refuse('invalid', `${key} is a timer`);
  deliver(draft, instance, wait, command.variables);
  return undefined;
}

function fire(draft: Draft, instance: ElementInstance, wait: Wait & { readonly kind: 'timer' }): Refusal | undefined {
  if (wait.dueAt > draft.context.now) return refuse('conflict', 'the timer is not due yet');
  const { key, elementId } = instance;
  const { target } = wait;
  const node = nodeOf(draft, target);
  const at = { key, elementId, timerKey: wait.key, target };
  if (wait.remaining !== 0 && goesOnWaiting(node) && 'trigger' in node && node.trigger.kind === 'timer') {
    try {
      const dueAt = nextDue(draft, node.trigger, target, key, wait.dueAt);
      record(draft, { type: 'timerRepeated', ...at, dueAt, remaining: wait.remaining - (wait.remaining > 0 ? 1 : 0) });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      record(draft, { type: 'timerFired', ...at });
      raise(draft, key, problem);
    }
  } else {
    record(draft, { type: 'timerFired', ...at });
  }
  triggered(draft, instance, node, {});
  return undefined;
}

function deliver(
  draft: Draft,
  instance: ElementInstance,
  wait: Exclude<Wait, { readonly kind: 'timer' }>,
  variables: Variables,
): void {
  const { key, elementId } = instance;
  const { target, key: subscriptionKey } = wait;
  const node = nodeOf(draft, target);
  record(draft, { type: 'subscriptionDelivered', key, elementId, subscriptionKey, target });
  if (!goesOnWaiting(node)) record(draft, { type: 'subscriptionClosed', key, elementId, subscriptionKey, target });
  triggered(draft, instance, node, variables);
}

/** Only a non-interrupting boundary event can be triggered again. */
function goesOnWaiting(node: FlowNode): boolean {
  return node.kind === 'boundaryEvent' && !node.interrupting;
}

function instanceThatWaits(draft: Draft, key: string): [ElementInstance, Wait] | undefined {
  for (const instance of Object.values(draft.state.instances)) {
    const wait = instance.waits.find((candidate) => candidate.key === key);
    if (wait) return [instance, wait];
  }
  return undefined;
}
