import { optional } from './compilation.ts';
import type { FlowNode } from './executable-process.ts';
import type { NodeView } from './model-view.ts';
import type { NodeBase } from './node-base.ts';

/** Undefined for gateways that are not executed: a finding says so. */
export function compileGateway(node: NodeView, base: NodeBase): FlowNode | undefined {
  switch (node.type) {
    case 'ExclusiveGateway':
      return { ...base, kind: 'exclusiveGateway', ...optional('defaultFlow', node.element.default?.id) };
    case 'ParallelGateway':
      return { ...base, kind: 'parallelGateway' };
    case 'EventBasedGateway':
      return { ...base, kind: 'eventBasedGateway' };
    default:
      return undefined;
  }
}
