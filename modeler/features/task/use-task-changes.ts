import type { OperationName, TaskAction } from '../../../api/contract.ts';
import { useChange } from '../../queries.ts';

const MAKES_OLD: readonly OperationName[] = ['getTask', 'listTasks', 'getCase', 'getCaseHistory', 'listCases'];

/** The changes of a task by the name of its action, with what they have in common: one at a time, and the error of the last one. */
export function useTaskChanges() {
  const changes = {
    claim: useChange('claimTask', MAKES_OLD),
    assign: useChange('assignTask', MAKES_OLD),
    unassign: useChange('unassignTask', MAKES_OLD),
    start: useChange('startTask', MAKES_OLD),
    suspend: useChange('suspendTask', MAKES_OLD),
    resume: useChange('resumeTask', MAKES_OLD),
    complete: useChange('completeTask', MAKES_OLD),
  } satisfies Record<TaskAction, unknown>;
  const all = Object.values(changes);
  return {
    ...changes,
    pending: all.some((change) => change.isPending),
    error: all.find((change) => change.isError)?.error ?? null,
    forget: () => {
      for (const change of all) change.reset();
    },
  };
}
