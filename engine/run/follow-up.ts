import { isRefusal } from '../errors.ts';
import { bring } from './calls.ts';
import type { Done } from './commit-group.ts';
import { deliverBuffered, distribute, startNext } from './distribute.ts';
import type { EngineNode, Followed } from './node.ts';
import type { Performer } from './perform.ts';
import { sweepCase } from './sweep.ts';

/**
 * The transaction, followed after its commit by what it causes elsewhere: what it sent is brought to those who wait, what was kept for
 * the subscriptions it opened is delivered, cases that it calls begin, the next case of a message's key is started. All of it is found again by the worker's
 * sweep if this node dies in between.
 */
export function followed(node: () => EngineNode, performer: Performer): EngineNode['perform'] {
  return async (ask) => {
    const answer = await performer.perform(ask);
    return isRefusal(answer) ? answer : follow(node(), answer);
  };
}

function follow(node: EngineNode, done: Done): Followed {
  for (const watcher of node.watchers) watcher(done);
  const works = followUps(node, done);
  if (works.length === 0) return { ...done, followed: Promise.resolve() };
  return {
    ...done,
    followed: new Promise((resolve) => {
      const all = () => Promise.all(works.map((work) => work())).finally(resolve);
      if (!node.background.begin('following up a step', all)) resolve();
    }),
  };
}

function followUps(node: EngineNode, done: Done): (() => Promise<unknown>)[] {
  const { state, step, sent, correlationKey, at } = done;
  const { tenantId, caseKey } = state;
  const processId = done.compiled.process.id;
  const works: (() => Promise<unknown>)[] = [
    ...sent.messages.map((message) => () => distribute(node, message)),
    ...sent.mail.map((mail) => () => bring(node, mail, at)),
  ];
  for (const effect of step.effects) {
    if (effect.type !== 'openSubscription' || effect.kind !== 'message') continue;
    const { name, correlationKey: awaitedKey, subscriptionKey } = effect;
    works.push(() => deliverBuffered(node, { tenantId, name, correlationKey: awaitedKey, caseKey, subscriptionKey, processId }));
  }
  if (state.status === 'active' && step.log.some(({ type }) => type === 'caseResumed'))
    works.push(() => sweepCase(node, { tenantId, caseKey }));
  if (state.endedAt !== undefined && correlationKey !== undefined)
    works.push(() => startNext(node, { tenantId, processId, correlationKey }));
  return works;
}
