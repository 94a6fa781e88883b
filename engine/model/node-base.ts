import { optional, type Compilation } from './compilation.ts';
import type { FlowNode } from './executable-process.ts';
import { compileMappings } from './mappings.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';

/** What every flow node has. */
export type NodeBase = Pick<FlowNode, 'id' | 'name' | 'scope' | 'incoming' | 'outgoing' | 'inputs' | 'outputs' | 'termChange'>;

const TERM_CHANGES = ['restart', 'suspend', 'resume'] as const;

export function compileBase(node: NodeView, compilation: Compilation): NodeBase {
  return {
    id: node.id,
    name: node.element.name ?? '',
    scope: node.scope.id,
    incoming: node.incoming.map(({ id }) => id),
    outgoing: node.outgoing.map(({ id }) => id),
    ...compileMappings(node, compilation),
    ...optional('termChange', termChange(node, compilation)),
  };
}

/** `<eiga:termChange onComplete="restart" />`: the clarified request that has come starts the statutory term anew. */
function termChange(node: NodeView, compilation: Compilation): FlowNode['termChange'] {
  const onComplete = extension(node.element, 'eiga:TermChange')?.onComplete;
  const change = TERM_CHANGES.find((known) => known === onComplete);
  if (onComplete !== undefined && !change) {
    const sentence = `${describe(node.element)} changes the term by ${onComplete.slice(0, 40)}; write restart, suspend or resume.`;
    compilation.report('term-change', node.id, sentence);
  }
  return change;
}
