/** Starting a case and waiting for its end, as clients of straight-through processes do. */
import type { CaseKey, ElementInstanceKey, Variables } from '../../engine/index.ts';
import type { Asked } from './endpoint.ts';
import { pauses } from './pauses.ts';
import { reject } from './problem.ts';

/** Camunda's own, when the request names none. */
const USUAL_TIMEOUT_MS = 10_000;
const LONGEST_TIMEOUT_MS = 600_000;

/**
 * The variables of a case at its end, or those of them that are asked for.
 * @throws CamundaProblem 504 when it does not complete in time, or is cancelled.
 */
export async function awaitCompletion(
  asked: Pick<Asked<unknown>, 'engine' | 'access' | 'context' | 'stopping'>,
  caseKey: CaseKey,
  timeoutMs: number,
  names: readonly string[] | undefined,
): Promise<Variables> {
  const { engine, access } = asked;
  const waiting = pauses(asked, Math.min(timeoutMs === 0 ? USUAL_TIMEOUT_MS : timeoutMs, LONGEST_TIMEOUT_MS));
  try {
    do {
      const state = await engine.state(access, caseKey);
      if (state?.status === 'cancelled')
        reject('GATEWAY_TIMEOUT', `Process instance ${caseKey} was cancelled before it completed`);
      if (state?.status === 'completed') {
        // The root scope of a case has the case's own key.
        const all = state.variables[caseKey as string as ElementInstanceKey] ?? {};
        return names === undefined ? all : Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
      }
    } while (await waiting.next());
  } finally {
    waiting.end();
  }
  return reject('GATEWAY_TIMEOUT', `Process instance ${caseKey} runs, but has not completed in time`);
}
