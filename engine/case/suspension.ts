import { refuse, type Refusal } from '../errors.ts';
import type { CaseCommand, Command } from './command.ts';
import { record, rootKey, type Draft } from './draft.ts';
import { SUSPENSION_NOTE, type CaseState } from './state.ts';
import { setLocal } from './variables.ts';

/** The answer to what would move a suspended case; whoever asked may keep it until the case is resumed. */
export const SUSPENDED = refuse('conflict', 'the case is suspended; resume it first');

/** What moves no token: the register and the statutory term, which runs by law however the office stands still; and the case's end. */
const GOES_ON: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'suspendCase',
  'resumeCase',
  'cancelCase',
  'registerCase',
  'suspendTerm',
  'resumeTerm',
  'restartTerm',
  'extendTerm',
  'forwardTerm',
]);

/** Why nothing of this kind may be asked of the case as it stands. */
export function stopped({ status }: CaseState, { type }: Command): Refusal | undefined {
  if (status === 'suspended') return GOES_ON.has(type) ? undefined : SUSPENDED;
  return status === 'active' ? undefined : refuse('conflict', `the case is ${status}`);
}

type SuspensionCommand = Extract<CaseCommand, { readonly type: 'suspendCase' | 'resumeCase' }>;

/** Suspends or resumes a case and all that it has called and that is not suspended by itself. */
export function commandSuspension(draft: Draft, command: SuspensionCommand): Refusal | undefined {
  const { suspension, caller } = draft.state;
  if (command.type === 'suspendCase') {
    if (suspension) return refuse('conflict', 'the case is suspended already');
    suspend(draft, command);
    return undefined;
  }
  if (!suspension) return refuse('conflict', 'the case is not suspended');
  if (suspension.byCaller !== command.byCaller)
    return refuse(
      'conflict',
      command.byCaller
        ? 'the case was suspended by itself'
        : `the case is suspended with case ${caller?.caseKey ?? ''}, which called it; resume that one`,
    );
  goOn(draft);
  tellCalled(draft, { type: 'resumeCase', byCaller: true });
  return undefined;
}

function suspend(draft: Draft, { reason, note, byCaller }: SuspensionCommand & { readonly type: 'suspendCase' }): void {
  record(draft, { type: 'caseSuspended', reason, ...(byCaller ? { byCaller } : {}) });
  setNote(draft, note);
  for (const instance of Object.values(draft.state.instances)) draft.projection.halt(instance);
  tellCalled(draft, { type: 'suspendCase', reason, byCaller: true });
}

/** Timers run again, also those that have become due; jobs may be given out. */
export function goOn(draft: Draft): void {
  record(draft, { type: 'caseResumed' });
  if (draft.state.variables[rootKey(draft)]?.[SUSPENSION_NOTE]) setNote(draft, null);
  for (const instance of Object.values(draft.state.instances)) draft.projection.goOn(instance);
}

/** No condition reads it, so none is looked at. */
function setNote(draft: Draft, note: string | null | undefined): void {
  if (note === undefined) return;
  setLocal(draft, rootKey(draft), { [SUSPENSION_NOTE]: note });
  draft.conditionsDue = false;
}

function tellCalled(draft: Draft, command: SuspensionCommand): void {
  for (const { calledCaseKey: caseKey, status } of Object.values(draft.state.instances))
    if (caseKey !== undefined && status === 'active') draft.sent.push({ type: 'tellCase', caseKey, command });
}
