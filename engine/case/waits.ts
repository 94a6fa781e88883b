import { bucketOfText, type ElementInstanceKey } from '../ids.ts';
import type { Trigger } from '../model/executable-process.ts';
import { newKey, nodeOf, record, type Draft } from './draft.ts';
import { Problem } from './problem.ts';
import type { ElementInstance, Instant } from './state.ts';
import { firstDue } from './timers.ts';
import { evaluate } from './variables.ts';

/** A wait that has been worked out but not opened yet. */
export type PlannedWait =
  | { readonly kind: 'timer'; readonly target: string; readonly dueAt: Instant; readonly remaining: number }
  | { readonly kind: 'message' | 'signal'; readonly target: string; readonly name: string; readonly correlationKey: string };

/** Works out what these catching elements wait for, seen from a scope. Errors are not waited for. @throws Problem */
export function planWaits(draft: Draft, targets: readonly string[], scopeKey: ElementInstanceKey): PlannedWait[] {
  return targets.flatMap((target) => {
    const node = nodeOf(draft, target);
    return 'trigger' in node ? planWait(draft, node.trigger, target, scopeKey) : [];
  });
}

function planWait(draft: Draft, trigger: Trigger, target: string, scopeKey: ElementInstanceKey): PlannedWait[] {
  switch (trigger.kind) {
    case 'none':
    case 'error':
      return [];
    case 'timer':
      return [{ kind: 'timer', target, ...firstDue(draft, trigger, target, scopeKey) }];
    case 'signal':
      return [{ kind: 'signal', target, name: nameOf(draft, trigger.name, target, scopeKey), correlationKey: '' }];
    case 'message': {
      const name = nameOf(draft, trigger.name, target, scopeKey);
      const value = trigger.correlationKey ? evaluate(draft, trigger.correlationKey, scopeKey, 'correlation') : null;
      if ((typeof value !== 'string' && typeof value !== 'number') || value === '') {
        throw new Problem(
          'correlation',
          `'${target}' waits for message '${name}', but its correlation key is neither a text nor a number`,
        );
      }
      return [{ kind: 'message', target, name, correlationKey: String(value) }];
    }
    default:
      return trigger satisfies never;
  }
}

function nameOf(draft: Draft, expression: Parameters<typeof evaluate>[1], target: string, scopeKey: ElementInstanceKey): string {
  const name = evaluate(draft, expression, scopeKey, 'correlation');
  if (typeof name === 'string' && name !== '') return name;
  throw new Problem('correlation', `'${target}' waits for a message or signal without a name`);
}

/** The bucket of a subscription and of the messages it can match; a signal's key is empty. */
export function subscriptionBucket(name: string, correlationKey: string): number {
  return bucketOfText(`${name}\u0000${correlationKey}`);
}

export function openWaits(draft: Draft, key: ElementInstanceKey, elementId: string, waits: readonly PlannedWait[]): void {
  for (const wait of waits) {
    const { target } = wait;
    if (wait.kind === 'timer') {
      const { dueAt, remaining } = wait;
      record(draft, { type: 'timerScheduled', key, elementId, timerKey: newKey(draft), target, dueAt, remaining });
    } else {
      const { kind, name, correlationKey } = wait;
      const bucket = subscriptionBucket(name, correlationKey);
      const subscriptionKey = newKey<never>(draft);
      record(
        draft,
        { type: 'subscriptionOpened', key, elementId, subscriptionKey, kind, target, name, bucket },
        {},
        correlationKey,
      );
    }
  }
}

/** Closes all that an instance waits for. */
export function closeWaits(draft: Draft, instance: ElementInstance): void {
  const { key, elementId } = instance;
  for (const wait of instance.waits) {
    const { target } = wait;
    if (wait.kind === 'timer') record(draft, { type: 'timerCancelled', key, elementId, timerKey: wait.key, target });
    else record(draft, { type: 'subscriptionClosed', key, elementId, subscriptionKey: wait.key, target });
  }
}
