import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'exclusive-condition',
  clause: '10.6.2 Exclusive Gateway; 13.4.2: each flow but the default has a condition',
  check: (model) =>
    nodesOf(model)
      .filter(({ type, outgoing }) => type === 'ExclusiveGateway' && outgoing.length > 1)
      .flatMap(({ element, outgoing }) =>
        outgoing
          .filter((flow) => flow.element !== element.default && !flow.element.conditionExpression?.body?.trim())
          .map((flow) =>
            fault(rule, flow.element, 'leaves an exclusive gateway without a condition; write one or make it the default flow.'),
          ),
      ),
};
