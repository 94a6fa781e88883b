import { kindsOf, nodeRule } from './rule.ts';

const ALONE = new Map([
  ['StartEvent', ['compensate']],
  ['BoundaryEvent', ['compensate']],
  ['IntermediateCatchEvent', ['link']],
  ['IntermediateThrowEvent', ['link']],
]);

export const rule = nodeRule(
  {
    id: 'event-mixed',
    clause:
      '10.5.4 Intermediate Event and 10.7.1 Compensation Handler: links and compensation handlers have flows of their own kind',
    demands: 'a link and a caught compensation are the only definition of their event',
    severity: 'error',
  },
  ({ type, element }) => {
    const kinds = kindsOf(element);
    const alone = kinds.length > 1 && kinds.find((kind) => ALONE.get(type)?.includes(kind));
    return alone ? `has a ${alone} definition beside others; give each an event of its own.` : undefined;
  },
);
