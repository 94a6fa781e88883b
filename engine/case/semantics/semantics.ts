import type { Variables } from '../../errors.ts';
import type { FlowNode } from '../../model/executable-process.ts';
import type { Draft } from '../draft.ts';
import type { Visit } from '../moves.ts';
import type { ElementInstance } from '../state.ts';

/** What one kind of flow node does. A kind moves tokens by `moves` and knows no other kind. */
export interface Semantics<Node extends FlowNode> {
  /** A token has come (or an incident that held it is resolved). @throws Problem before anything has moved: it becomes an incident */
  enter(draft: Draft, node: Node, visit: Visit): void;
  /** A join: a token has come by a flow; says whether the node is entered, or the token waits. */
  gathers?(draft: Draft, node: Node, visit: Visit): boolean;
  /**
   * A join whose tokens wait for others: nothing in the scope moves any more. Says whether it goes on.
   * @throws Problem before anything has moved: an incident on the scope
   */
  rests?(draft: Draft, node: Node, scope: ElementInstance): boolean;
  /** What an element instance waited for on behalf of `node` has come. */
  triggered?(draft: Draft, node: Node, instance: ElementInstance, variables: Variables): void;
}
