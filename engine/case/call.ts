import { refuse, type Refusal, type Variables } from '../errors.ts';
import type { CaseKey, ElementInstanceKey } from '../ids.ts';
import type { CallActivity } from '../model/executable-process.ts';
import type { CallCommand } from './command.ts';
import { instanceOf, nodeOf, record, type Draft } from './draft.ts';
import { raise, release } from './incidents.ts';
import { LIMITS } from './limits.ts';
import { complete } from './moves.ts';
import { Problem } from './problem.ts';
import type { CaseState, ElementInstance } from './state.ts';
import { throwUp } from './throw.ts';
import { evaluate, visible } from './variables.ts';

/**
 * Works out which process a call activity calls, and with which variables.
 * @returns what calls it, once the activity is active
 * @throws Problem
 */
export function callProcess(draft: Draft, node: CallActivity, key: ElementInstanceKey): () => void {
  const { state, context } = draft;
  const { caseKey, caller, dimensions } = state;
  const name = node.name || node.id;
  const processId = evaluate(draft, node.called.processId, key, 'calledProcess');
  if (typeof processId !== 'string' || processId === '') throw new Problem('calledProcess', `'${name}' names no process to call`);
  const depth = (caller?.depth ?? 0) + 1;
  if (depth > LIMITS.callDepth)
    throw new Problem('limit', `'${name}' would be the call number ${depth} in a row; ${LIMITS.callDepth} are allowed`);
  const calledCaseKey = context.newCaseKey?.();
  if (calledCaseKey === undefined) throw new Problem('calledProcess', `'${name}' calls a process, which cannot be done here`);
  const { binding, versionTag } = node.called;
  const variables: Variables = node.propagatesAllIn ? visible(state, key) : (state.variables[key] ?? {});
  return () => {
    record(draft, { type: 'caseCalled', key, elementId: node.id, calledCaseKey, processId });
    draft.sent.push({
      type: 'callCase',
      calledCaseKey,
      processId,
      binding: { binding, ...(versionTag === undefined ? {} : { versionTag }) },
      caller: { caseKey, elementInstanceKey: key, rootCaseKey: caller?.rootCaseKey ?? caseKey, depth },
      variables,
      dimensions,
    });
  };
}

/** Whether a case still stands at the call activity that calls this one. */
export function waitsFor(caller: CaseState | undefined, key: ElementInstanceKey, calledCaseKey: CaseKey): boolean {
  const instance = caller?.instances[key];
  return instance?.status === 'active' && instance.calledCaseKey === calledCaseKey;
}

/** What a called case says. Refused when its call activity has ended meanwhile. */
export function commandCall(draft: Draft, command: CallCommand): Refusal | undefined {
  const { elementInstanceKey: key } = command;
  const instance = draft.state.instances[key];
  const node = instance && draft.process.nodes.get(instance.elementId);
  if (node?.kind !== 'callActivity' || instance?.status !== 'active')
    return refuse('notFound', `nothing waits for the called case any more`);
  switch (command.type) {
    case 'calledCompleted':
      return answered(draft, key, node.propagatesAllOut || node.outputs.length > 0 ? command.variables : {});
    case 'calledThrew': {
      const { kind, code, variables } = command;
      if (kind === 'error') record(draft, { type: 'callEnded', key, elementId: node.id });
      if (throwUp(draft, key, { kind, code, variables }) || kind === 'escalation') return undefined;
      raise(
        draft,
        key,
        new Problem(
          'unhandledError',
          `the case called by '${node.name || node.id}' ended with error '${code}', which nothing catches`,
        ),
      );
      return undefined;
    }
    case 'callRefused':
      raise(draft, key, new Problem('calledProcess', command.message));
      return undefined;
    default:
      return command satisfies never;
  }
}

/** A called case has ended and answers no more: what it brings and the case has no room for is an incident. */
function answered(draft: Draft, key: ElementInstanceKey, variables: Variables): undefined {
  try {
    complete(draft, key, variables);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    raise(draft, key, problem);
  }
}

/** Its incident is resolved: calls the process again, as a new case. */
export function callAgain(draft: Draft, { key, elementId }: ElementInstance): void {
  const node = nodeOf(draft, elementId);
  if (node.kind !== 'callActivity') return;
  try {
    callProcess(draft, node, key)();
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    release(draft, instanceOf(draft, key).key);
    raise(draft, key, problem);
  }
}
