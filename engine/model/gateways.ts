import { optional, place, type Compilation } from './compilation.ts';
import type { FlowNode, Join } from './executable-process.ts';
import { standardFeel } from './expressions.ts';
import type { NodeView } from './model-view.ts';
import type { NodeBase } from './node-base.ts';

/** `join`: of an inclusive or complex gateway with several incoming flows. Undefined for what is no gateway. */
export function compileGateway(
  node: NodeView,
  base: NodeBase,
  join: Join | undefined,
  compilation: Compilation,
): FlowNode | undefined {
  const { element } = node;
  const defaultFlow = optional('defaultFlow', element.default?.id);
  switch (node.type) {
    case 'ExclusiveGateway':
      return { ...base, kind: 'exclusiveGateway', ...defaultFlow };
    case 'ParallelGateway':
      return { ...base, kind: 'parallelGateway' };
    case 'InclusiveGateway':
      return { ...base, kind: 'inclusiveGateway', ...defaultFlow, ...optional('join', join) };
    case 'ComplexGateway': {
      const at = place(element, 'The activation condition', compilation);
      const activation = standardFeel(element.activationCondition, at, compilation.language);
      return {
        ...base,
        kind: 'complexGateway',
        ...defaultFlow,
        ...optional('activation', activation),
        ...optional('join', join),
      };
    }
    case 'EventBasedGateway': {
      if (element.instantiate !== true) return { ...base, kind: 'eventBasedGateway' };
      const isParallel = element.eventGatewayType === 'Parallel';
      return { ...base, kind: 'eventBasedGateway', instantiates: isParallel ? 'parallel' : 'exclusive' };
    }
    default:
      return undefined;
  }
}
