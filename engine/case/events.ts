import { refuse, type Refusal, type Variables } from '../errors.ts';
import { triggersOf, type FlowNode } from '../model/executable-process.ts';
import type { EventCommand } from './command.ts';
import { instanceOf, nodeOf, record, type Draft } from './draft.ts';
import { Problem } from './problem.ts';
import { raise } from './incidents.ts';
import { triggered } from './semantics/index.ts';
import { hiddenAt, type ElementInstance, type Wait } from './state.ts';
import { nextDue } from './timers.ts';
import { setLocal } from './variables.ts';
import { closeWait, openWaits, planWaits } from './waits.ts';

/** A timer is due, or a message or signal has come: the element that waited for it goes on. */
export function commandEvent(draft: Draft, command: EventCommand): Refusal | undefined {
  const key = command.type === 'fireTimer' ? command.timerKey : command.subscriptionKey;
  const found = instanceThatWaits(draft, key);
  if (!found) return refuse('notFound', `nothing waits for ${key} any more`);
  const [instance, wait] = found;
  if (command.type === 'fireTimer') return wait.kind === 'timer' ? fire(draft, instance, wait) : undefined;
  if (wait.kind !== 'message' && wait.kind !== 'signal') return refuse('invalid', `${key} is a ${wait.kind}`);
  const { elementId } = instance;
  record(draft, { type: 'subscriptionDelivered', key: instance.key, elementId, subscriptionKey: wait.key, target: wait.target });
  happened(draft, instance, wait, command.variables);
  return undefined;
}

function fire(draft: Draft, instance: ElementInstance, wait: Wait & { readonly kind: 'timer' }): Refusal | undefined {
  if (wait.dueAt > draft.context.now) return refuse('conflict', 'the timer is not due yet');
  const { key, elementId } = instance;
  const { target } = wait;
  const node = nodeOf(draft, target);
  const trigger = 'trigger' in node ? triggersOf(node.trigger)[wait.part ?? 0] : undefined;
  const repeats = wait.remaining !== 0 && goesOnWaiting(node) && !needsAll(node) && trigger?.kind === 'timer';
  if (!repeats) {
    happened(draft, instance, wait, {});
    return undefined;
  }
  const at = { key, elementId, timerKey: wait.key, target };
  try {
    const dueAt = nextDue(draft, trigger, target, key, wait.dueAt);
    record(draft, { type: 'timerRepeated', ...at, dueAt, remaining: wait.remaining - (wait.remaining > 0 ? 1 : 0) });
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    record(draft, { type: 'timerFired', ...at });
    raise(draft, key, problem);
  }
  triggered(draft, instance, node, {});
  return undefined;
}

/**
 * One thing that an event waits for has happened. With several definitions in parallel the event waits for the rest and keeps
 * what has come so far; otherwise it is triggered now, and goes on waiting only if it interrupts nothing.
 */
export function happened(draft: Draft, instance: ElementInstance, wait: Wait, variables: Variables): void {
  const node = nodeOf(draft, wait.target);
  const { key, elementId } = instance;
  if (!needsAll(node)) {
    if (wait.kind === 'timer' || !goesOnWaiting(node)) closeWait(draft, instance, wait, 'timerFired');
    return triggered(draft, instance, node, variables);
  }
  closeWait(draft, instance, wait, 'timerFired');
  const name = hiddenAt(wait.target);
  const gathered = { ...(draft.state.variables[key]?.[name] as Variables | undefined), ...variables };
  setLocal(draft, key, { [name]: gathered });
  if (instanceOf(draft, key).waits.some(({ target }) => target === wait.target)) return;
  setLocal(draft, key, { [name]: {} });
  if (goesOnWaiting(node)) openWaits(draft, key, elementId, planWaits(draft, [node.id], key));
  triggered(draft, instanceOf(draft, key), node, gathered);
}

function needsAll(node: FlowNode): boolean {
  return 'trigger' in node && node.trigger.kind === 'multiple' && node.trigger.parallel;
}

/** Only what interrupts nothing can be triggered again. */
function goesOnWaiting(node: FlowNode): boolean {
  return (node.kind === 'boundaryEvent' || node.kind === 'startEvent') && !node.interrupting;
}

function instanceThatWaits(draft: Draft, key: string): [ElementInstance, Wait] | undefined {
  for (const instance of Object.values(draft.state.instances)) {
    const wait = instance.waits.find((candidate) => candidate.key === key);
    if (wait) return [instance, wait];
  }
  return undefined;
}
