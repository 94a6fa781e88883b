/**
 * What an event says of its activity instance. Source: IEEE 1849-2016, lifecycle extension: transitions of the standard model, states of
 * BPAF (WfMC Business Process Analytics Format) where an event carries `lifecycle:state` instead.
 */
export type Move = 'schedule' | 'assign' | 'start' | 'suspend' | 'resume' | 'complete' | 'abort';

const STANDARD: Readonly<Record<string, Move>> = {
  schedule: 'schedule',
  assign: 'assign',
  reassign: 'assign',
  start: 'start',
  suspend: 'suspend',
  resume: 'resume',
  complete: 'complete',
  // Both end the instance well without work: whoever counts steps counts them.
  autoskip: 'complete',
  manualskip: 'complete',
  withdraw: 'abort',
  ate_abort: 'abort',
  pi_abort: 'abort',
};

/** BPAF states by their beginning, the longer first. */
const BPAF: readonly (readonly [string, Move])[] = [
  ['open.notrunning.suspended', 'suspend'],
  ['open.notrunning.assigned', 'assign'],
  ['open.notrunning.reserved', 'assign'],
  ['open.notrunning', 'schedule'],
  ['open.running.suspended', 'suspend'],
  ['open.running', 'start'],
  ['closed.cancelled', 'abort'],
  ['closed.completed', 'complete'],
  ['closed', 'complete'],
  ['open', 'schedule'],
];

/** @returns undefined when no standard knows it; an event that says nothing is a completion. */
export function moveOf(transition: string | undefined, state?: string): Move | undefined {
  if (transition === 'complete') return 'complete';
  if (transition === undefined) {
    const found = state?.toLowerCase().trim();
    return found === undefined ? 'complete' : BPAF.find(([beginning]) => found.startsWith(beginning))?.[1];
  }
  const name = transition.toLowerCase().trim();
  return Object.hasOwn(STANDARD, name) ? STANDARD[name] : BPAF.find(([beginning]) => name.startsWith(beginning))?.[1];
}
