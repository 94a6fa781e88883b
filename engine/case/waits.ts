import { bucketOfText, type ElementInstanceKey } from '../ids.ts';
import { triggersOf, type SingleTrigger } from '../model/executable-process.ts';
import { newKey, nodeOf, record, type Draft } from './draft.ts';
import { Problem } from './problem.ts';
import type { ElementInstance, Instant, Wait } from './state.ts';
import { firstDue } from './timers.ts';
import { evaluate } from './variables.ts';

/** A wait that has been worked out but not opened yet; `part`: which of several definitions of its event. */
export type PlannedWait = { readonly part?: number } & PlannedSingle;
type PlannedSingle =
  | { readonly kind: 'condition'; readonly target: string }
  | { readonly kind: 'timer'; readonly target: string; readonly dueAt: Instant; readonly remaining: number }
  | { readonly kind: 'message' | 'signal'; readonly target: string; readonly name: string; readonly correlationKey: string };

/**
 * Works out what these catching elements wait for, seen from a scope. What is thrown (errors, escalations, cancellations) finds its
 * catcher by itself and is not waited for.
 * @throws Problem
 */
export function planWaits(draft: Draft, targets: readonly string[], scopeKey: ElementInstanceKey): PlannedWait[] {
  if (targets.length === 0) return [];
  return targets.flatMap((target) => {
    const node = nodeOf(draft, target);
    if (!('trigger' in node)) return [];
    const { trigger } = node;
    return triggersOf(trigger).flatMap((single, part) =>
      planWait(draft, single, target, scopeKey).map((wait) => (trigger.kind === 'multiple' ? { ...wait, part } : wait)),
    );
  });
}

function planWait(draft: Draft, trigger: SingleTrigger, target: string, scopeKey: ElementInstanceKey): PlannedWait[] {
  switch (trigger.kind) {
    case 'none':
    case 'error':
    case 'escalation':
    case 'cancel':
    case 'compensation':
    case 'link':
      return [];
    case 'condition':
      return [{ kind: 'condition', target }];
    case 'timer':
      return [{ kind: 'timer', target, ...firstDue(draft, trigger, target, scopeKey) }];
    case 'signal':
      return [{ kind: 'signal', target, name: nameOf(draft, trigger.name, target, scopeKey), correlationKey: '' }];
    case 'message': {
      const name = nameOf(draft, trigger.name, target, scopeKey);
      if (trigger.conversation) return [{ kind: 'message', target, name, correlationKey: conversationOf(draft) }];
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

/** What the cases that talk over a file's message flows know each other by. */
export function conversationOf({ state }: Draft): string {
  return state.conversation ?? state.caseKey;
}

/** The bucket of a subscription and of the messages it can match; a signal's key is empty. */
export function subscriptionBucket(name: string, correlationKey: string): number {
  return bucketOfText(`${name}\u0000${correlationKey}`);
}

export function openWaits(draft: Draft, key: ElementInstanceKey, elementId: string, waits: readonly PlannedWait[]): void {
  for (const wait of waits) {
    const { target } = wait;
    const part = wait.part === undefined ? {} : { part: wait.part };
    if (wait.kind === 'timer') {
      const { dueAt, remaining } = wait;
      record(draft, { type: 'timerScheduled', key, elementId, timerKey: newKey(draft), target, dueAt, remaining, ...part });
    } else if (wait.kind === 'condition') {
      draft.conditionsDue = true;
      record(draft, { type: 'conditionAwaited', key, elementId, conditionKey: newKey(draft), target, ...part });
    } else {
      const { kind, name, correlationKey } = wait;
      const bucket = subscriptionBucket(name, correlationKey);
      const subscriptionKey = newKey<never>(draft);
      record(
        draft,
        { type: 'subscriptionOpened', key, elementId, subscriptionKey, kind, target, name, bucket, ...part },
        {},
        correlationKey,
      );
    }
  }
}

/** Closes what an instance waits for: all of it, or what these targets wait for. */
export function closeWaits(draft: Draft, instance: ElementInstance, targets?: readonly string[]): void {
  for (const wait of instance.waits) if (!targets || targets.includes(wait.target)) closeWait(draft, instance, wait);
}

/** @param timer what becomes of a timer: it is over since it fired, or given up */
export function closeWait(
  draft: Draft,
  { key, elementId }: ElementInstance,
  wait: Wait,
  timer: 'timerFired' | 'timerCancelled' = 'timerCancelled',
): void {
  const at = { key, elementId, target: wait.target };
  if (wait.kind === 'timer') record(draft, { type: timer, ...at, timerKey: wait.key });
  else if (wait.kind === 'condition') record(draft, { type: 'conditionClosed', ...at, conditionKey: wait.key });
  else record(draft, { type: 'subscriptionClosed', ...at, subscriptionKey: wait.key });
}
