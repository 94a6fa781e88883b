import type { Variables } from '../errors.ts';
import type { StartEvent } from '../model/executable-process.ts';
import { instanceOf, record, scopeOf, type Draft } from './draft.ts';
import { release } from './incidents.ts';
import { send } from './moves.ts';
import { goOnAfter, terminateChildren } from './terminate.ts';
import type { ElementInstance } from './state.ts';
import { closeWaits, openWaits, planWaits } from './waits.ts';

/** Opens what the event sub-processes of a scope that has begun wait for. @throws Problem */
export function openHandlers(draft: Draft, scope: ElementInstance): void {
  const handlers = scopeOf(draft, scope)?.handlers ?? [];
  const missing = handlers.filter((id) => !scope.waits.some(({ target }) => target === id));
  if (!scope.interrupted) openWaits(draft, scope.key, scope.elementId, planWaits(draft, missing, scope.key));
}

/**
 * An event sub-process begins in its scope (BPMN 2.0.2 §13.5.4). An interrupting one ends what goes on there, and from then on none of
 * the scope's event sub-processes begins any more.
 */
export function beginHandler(draft: Draft, start: StartEvent, scope: ElementInstance, variables: Variables): void {
  const { key, elementId } = scope;
  if (start.interrupting) {
    terminateChildren(draft, key);
    release(draft, key);
    closeWaits(draft, instanceOf(draft, key), scopeOf(draft, scope)?.handlers ?? []);
    record(draft, { type: 'scopeInterrupted', key, elementId });
  }
  const token = { node: start.scope, scopeKey: key, variables };
  if (start.interrupting && instanceOf(draft, key).children > 0) goOnAfter(draft, key, token);
  else send(draft, token);
}
