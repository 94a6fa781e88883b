import { refuse, type Refusal, type Variables } from '../errors.ts';
import type { ElementInstanceKey } from '../ids.ts';
import type { AdHocSubProcess } from '../model/executable-process.ts';
import type { CaseCommand } from './command.ts';
import { instanceOf, record, touch, type Draft } from './draft.ts';
import { raise } from './incidents.ts';
import { finish, send } from './moves.ts';
import { Problem } from './problem.ts';
import type { ElementInstance } from './state.ts';
import { terminateChildren } from './terminate.ts';
import { isTrue } from './variables.ts';

interface Wanted {
  readonly elementId: string;
  readonly variables?: Variables;
}

/** Begins elements of an ad-hoc sub-process; in sequence the first, and the rest wait their turn. */
export function beginElements(draft: Draft, key: ElementInstanceKey, node: AdHocSubProcess, wanted: readonly Wanted[]): void {
  const now = node.sequential ? wanted.slice(0, 1) : wanted;
  const later = wanted.slice(now.length).map(({ elementId }) => elementId);
  if (later.length > 0) record(draft, { type: 'elementsQueued', key, elementId: node.id, queue: later });
  for (const { elementId, variables } of now) {
    send(draft, { node: elementId, scopeKey: key, ...(variables ? { locals: variables } : {}) });
  }
}

/** Somebody wants elements begun. */
export function commandElements(draft: Draft, command: CaseCommand & { readonly type: 'activateElements' }): Refusal | undefined {
  const instance = draft.state.instances[command.key];
  const node = instance && draft.process.nodes.get(instance.elementId);
  if (!instance || node?.kind !== 'adHocSubProcess' || instance.body)
    return refuse('notFound', `there is no ad-hoc sub-process ${command.key}`);
  if (instance.status !== 'active') return refuse('conflict', `the ad-hoc sub-process is ${instance.status}`);
  const wrong = command.elements.find(({ elementId }) => !node.elements.includes(elementId));
  if (wrong)
    return refuse(
      'invalid',
      `'${wrong.elementId}' is no element of '${node.id}' that can be begun; it has ${node.elements.join(', ')}`,
    );
  if (command.cancelRemaining) terminateChildren(draft, instance.key);
  else if (node.sequential && instance.children > 0)
    return refuse('conflict', `in '${node.id}' one thing is done after the other`);
  beginElements(draft, instance.key, node, command.elements);
  return undefined;
}

/** Something in it has ended: it is done when its condition holds, or, without one, when nothing goes on; else the next in turn begins. */
export function settleAdHoc(draft: Draft, node: AdHocSubProcess, instance: ElementInstance): void {
  const { key, elementId, children, queue = [] } = instance;
  try {
    if (node.completionCondition && isTrue(draft, node.completionCondition, key)) {
      if (node.cancelsRemaining) terminateChildren(draft, key);
      if (instanceOf(draft, key).children === 0) finish(draft, key);
      return;
    }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return raise(draft, key, problem);
  }
  if (children > 0) return;
  const [next, ...rest] = queue;
  if (next === undefined) return node.completionCondition ? undefined : finish(draft, key);
  record(draft, { type: 'elementsQueued', key, elementId, queue: rest });
  send(draft, { node: next, scopeKey: key });
  touch(draft, key);
}
