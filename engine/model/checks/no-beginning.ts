import { beginsByItself } from './reach.ts';
import { beginsAtStart, elementRule, isEventSubProcess, scopesOf } from './rule.ts';

export const rule = elementRule(
  {
    id: 'no-beginning',
    clause: '13.2 Process Instantiation and Termination; 13.3.4 Sub-Process',
    demands:
      'a process or a sub-process with elements has a start event, or activities or gateways that no flow leads to and that so begin by themselves',
    severity: 'error',
  },
  scopesOf,
  (scope) => {
    if (!beginsAtStart(scope) || (scope.host && scope.nodes.length === 0)) return undefined;
    const begins = scope.nodes.some(
      (node) => !isEventSubProcess(node) && node.element.isForCompensation !== true && beginsByItself(node),
    );
    return begins ? undefined : 'has nothing that begins; draw a start event.';
  },
);
