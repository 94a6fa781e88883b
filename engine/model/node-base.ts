import type { Compilation } from './compilation.ts';
import type { FlowNode } from './executable-process.ts';
import { compileMappings } from './mappings.ts';
import type { NodeView } from './model-view.ts';

/** What every flow node has. */
export type NodeBase = Pick<FlowNode, 'id' | 'name' | 'scope' | 'incoming' | 'outgoing' | 'inputs' | 'outputs'>;

export function compileBase(node: NodeView, compilation: Compilation): NodeBase {
  return {
    id: node.id,
    name: node.element.name ?? '',
    scope: node.scope.id,
    incoming: node.incoming.map(({ id }) => id),
    outgoing: node.outgoing.map(({ id }) => id),
    ...compileMappings(node, compilation),
  };
}
