import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'default-flow',
  clause: '8.4.13 Sequence Flow; 10.3 Activities, 10.6.2, 10.6.3 and 10.6.5 Gateways, attribute default',
  demands: 'a default flow leaves the element that names it and has no condition',
  severity: 'error',
  check: (model) =>
    nodesOf(model).flatMap(({ element, outgoing }) => {
      const flow = element.default;
      if (!flow) return [];
      if (!outgoing.some((own) => own.element === flow)) {
        return [
          fault(rule, element, `has the default flow ${flow.id ?? ''}, which does not leave it; choose one of its own flows.`),
        ];
      }
      return flow.conditionExpression ? [fault(rule, flow, 'is a default flow and has a condition; remove the condition.')] : [];
    }),
};
