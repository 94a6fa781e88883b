import type { BatchJson, CaseFilterJson } from '../../../api/contract.ts';
import { useChange } from '../../queries.ts';

export type BatchPlan = BatchJson['plan'];

/** Begins a batch; each kind is an operation of its own. */
export function useBegin(): {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly begin: (filter: CaseFilterJson, plan: BatchPlan, begun: (batchKey: string) => void) => void;
} {
  const makesOld = ['listBatches', 'listCases'] as const;
  const cancel = useChange('cancelCases', makesOld);
  const resolve = useChange('resolveIncidents', makesOld);
  const suspend = useChange('suspendCases', makesOld);
  const resume = useChange('resumeCases', makesOld);
  const modify = useChange('modifyCases', makesOld);
  const migrate = useChange('migrateCases', makesOld);
  const all = [cancel, suspend, resume, resolve, modify, migrate];
  return {
    isPending: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error ?? null,
    begin: (filter, plan, begun) => {
      for (const change of all) change.reset();
      const then = {
        onSuccess: ({ batchKey }: { readonly batchKey: string }) => {
          begun(batchKey);
        },
      };
      switch (plan.kind) {
        case 'cancel':
          cancel.mutate({ body: { filter } }, then);
          return;
        case 'suspend':
          suspend.mutate({ body: { filter, reason: plan.reason } }, then);
          return;
        case 'resume':
          resume.mutate({ body: { filter } }, then);
          return;
        case 'resolve':
          resolve.mutate({ body: { filter } }, then);
          return;
        case 'modify':
          modify.mutate({ body: { filter, move: plan.move } }, then);
          return;
        case 'migrate':
          migrate.mutate({ body: { filter, definitionKey: plan.definitionKey, elements: plan.elements } }, then);
          return;
        default:
          plan satisfies never;
      }
    },
  };
}
