import { instanceOf, record, rootKey, type Draft } from './draft.ts';
import { release } from './incidents.ts';
import { terminateChildren } from './moves.ts';
import { rowOf } from './projection.ts';
import { endTerm } from './terms.ts';
import { visible } from './variables.ts';
import { closeWaits } from './waits.ts';

/** Nothing goes on in the process: the case is over, and its caller goes on with all its variables. */
export function completeCase(draft: Draft): void {
  const { caller } = draft.state;
  if (caller) {
    const { caseKey, elementInstanceKey } = caller;
    const variables = visible(draft.state, rootKey(draft));
    draft.sent.push({ type: 'tellCase', caseKey, command: { type: 'calledCompleted', elementInstanceKey, variables } });
  }
  close(draft, 'completed');
  record(draft, { type: 'caseCompleted' });
}

/** Ends a case before its time. @param code of the error that it ended with */
export function endCase(draft: Draft, code?: string): void {
  terminateChildren(draft, rootKey(draft));
  close(draft, 'terminated');
  record(draft, { type: 'caseCancelled', ...(code === undefined ? {} : { code }) });
}

function close(draft: Draft, status: 'completed' | 'terminated'): void {
  release(draft, rootKey(draft));
  const root = instanceOf(draft, rootKey(draft));
  closeWaits(draft, root);
  endTerm(draft);
  draft.projection.root({ ...rowOf(root, draft.context.now), hasIncident: false, status });
}
