/** What keeps one case from growing without bounds; docs/limits.md gives the reasons. */
import { refuse, type Refusal } from '../errors.ts';
import type { Draft } from './draft.ts';
import { isActivity, type FlowNode } from '../model/executable-process.ts';
import { LIMITS } from './limits.ts';
import { Problem } from './problem.ts';

/** A token that comes to an element: neither may a step go on for ever, nor may tokens make more and more of themselves. @throws Problem */
export function checkArrival(draft: Draft, node: FlowNode): void {
  const { kind, outgoing } = node;
  if (draft.arrivals > LIMITS.arrivals)
    throw new Problem('limit', `more than ${LIMITS.arrivals} elements in one step: probably a loop in which nothing waits`);
  const isChoice = kind === 'exclusiveGateway' || kind === 'eventBasedGateway';
  checkRoomFor(draft, isChoice ? 0 : Math.max(0, outgoing.length * ((isActivity(node) && node.completionQuantity) || 1) - 1));
}

/** @throws Problem when the case has no room for so many more tokens */
export function checkRoomFor({ living, tokens }: Draft, more: number): void {
  if (living + tokens.length + more > LIMITS.living)
    throw new Problem('limit', `the case would have more than ${LIMITS.living} living elements and tokens`);
}

/** What a command brings does not fit in, and no token has come to hold an incident: nothing is done. @throws what is no such problem */
export function noRoom(problem: unknown): Refusal {
  if (problem instanceof Problem && problem.kind === 'limit') return refuse('limit', problem.message);
  throw problem;
}
