import { instanceOf, record, rootKey, type Draft } from './draft.ts';
import { raise, release } from './incidents.ts';
import { listen } from './listeners.ts';
import { cancelJob } from './open-job.ts';
import { Problem } from './problem.ts';
import { rowOf } from './projection.ts';
import { THEN, type ElementInstance } from './state.ts';
import { terminateChildren } from './terminate.ts';
import { endTerm } from './terms.ts';
import { setLocal, visible } from './variables.ts';
import { closeWaits } from './waits.ts';

/** Nothing goes on in the process: its end listeners work, then the case is over, and its caller goes on with all its variables. */
export function completeCase(draft: Draft): void {
  const { caller } = draft.state;
  try {
    if (hearEnd(draft)) return;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return raise(draft, rootKey(draft), problem);
  }
  if (caller) {
    const { caseKey, elementInstanceKey } = caller;
    const variables = visible(draft.state, rootKey(draft));
    draft.sent.push({ type: 'tellCase', caseKey, command: { type: 'calledCompleted', elementInstanceKey, variables } });
  }
  close(draft, 'completed');
  record(draft, { type: 'caseCompleted' });
}

function hearEnd(draft: Draft): boolean {
  const root = instanceOf(draft, rootKey(draft));
  if (draft.process.listeners?.end) closeWaits(draft, root);
  return listen(draft, draft.process, root.key, 'end');
}

/**
 * Ends a case before its time, or as soon as the canceling listeners of its tasks have answered.
 * @param how code: of the error that it ended with; forced: nobody listens
 */
export function endCase(draft: Draft, { code, forced }: { readonly code?: string; readonly forced?: true } = {}): void {
  const key = rootKey(draft);
  if (!forced && draft.state.instances[key]?.status !== 'active') return; // it has ended, or is about to
  terminateChildren(draft, key, forced);
  const { children, elementId } = quieten(draft);
  if (children === 0) return cancelled(draft, code);
  record(draft, { type: 'elementTerminating', key, elementId });
  if (code !== undefined) setLocal(draft, key, { [THEN]: { code } });
}

/** Something has ended in a case that is to end: it does, as soon as nothing is left of it. */
export function endAfter(draft: Draft): void {
  const { children, key } = instanceOf(draft, rootKey(draft));
  const then = draft.state.variables[key]?.[THEN] as { readonly code: string } | undefined;
  if (children === 0) cancelled(draft, then?.code);
}

function cancelled(draft: Draft, code: string | undefined): void {
  close(draft, 'terminated');
  record(draft, { type: 'caseCancelled', ...(code === undefined ? {} : { code }) });
}

/** The process itself waits for nothing any more. */
function quieten(draft: Draft): ElementInstance {
  const key = rootKey(draft);
  release(draft, key);
  const root = instanceOf(draft, key);
  closeWaits(draft, root);
  cancelJob(draft, root);
  return instanceOf(draft, key);
}

function close(draft: Draft, status: 'completed' | 'terminated'): void {
  const root = quieten(draft);
  endTerm(draft);
  draft.projection.root({ ...rowOf(root, draft.context.now), hasIncident: false, status });
}
