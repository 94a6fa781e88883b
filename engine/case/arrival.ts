/** What a token waits for before it enters an element. */
import { isActivity, type FlowNode } from '../model/executable-process.ts';
import { instanceOf, record, touch, type Draft } from './draft.ts';
import { asJson, endsAsItBegins, listen } from './listeners.ts';
import { begin, type Visit } from './moves.ts';
import { BROUGHT } from './state.ts';
import { setLocal } from './variables.ts';

/** An activity may need several tokens (BPMN 2.0.2 §10.3, startQuantity), by whichever flows they come. */
export function isComplete(draft: Draft, node: FlowNode, { scopeKey, flow }: Visit): boolean {
  const needed = (isActivity(node) && node.startQuantity) || 1;
  if (needed === 1 || flow === undefined) return true;
  record(draft, { type: 'tokenMarked', scopeKey, flow: node.id });
  touch(draft, scopeKey);
  if ((instanceOf(draft, scopeKey).marks?.[node.id] ?? 0) < needed) return false;
  record(draft, { type: 'tokensJoined', scopeKey, flows: Array.from({ length: needed }, () => node.id) });
  return true;
}

/** Its start listeners, if it has any, have done their work. What the token brought is kept for then. @throws Problem */
export function isReady(draft: Draft, node: FlowNode, coming: Visit): boolean {
  const instance = draft.state.instances[coming.key];
  const now = instance?.listener;
  if (!now && !node.listeners) return true;
  const phases = (['start', 'end'] as const).filter(
    (phase) => (node.listeners?.[phase] && (phase === 'start' || endsAsItBegins(node))) || now?.phase === phase,
  );
  if (phases.length === 0 || instance?.status === 'active') return true;
  begin(draft, coming);
  const { key, variables, within } = coming;
  if (instanceOf(draft, key).status === 'ready') {
    record(draft, { type: 'elementActivating', key, elementId: node.id });
    if (variables || within) setLocal(draft, key, { [BROUGHT]: asJson({ variables, within }) });
  }
  return !phases.some((phase) => instanceOf(draft, key).listened !== 'end' && listen(draft, node, key, phase));
}
