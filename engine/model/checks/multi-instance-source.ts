import { extension } from '../model-view.ts';
import { fault, nodesOf } from './rule.ts';
import type { Rule } from './rule.ts';

export const rule: Rule = {
  id: 'multi-instance-source',
  clause: '10.3.8 Loop Characteristics: the number of instances comes from loopCardinality or from a collection, not from both',
  check: (model) =>
    nodesOf(model).flatMap(({ element }) => {
      const loop = element.loopCharacteristics;
      if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics' || loop.loopDataInputRef !== undefined) return [];
      const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
      const hasCollection = Boolean(zeebe?.inputCollection?.trim());
      const hasCardinality = Boolean(loop.loopCardinality?.body?.trim());
      const hasOutput = Boolean(zeebe?.outputCollection?.trim());
      return [
        ...(hasCollection || hasCardinality
          ? []
          : [fault(rule, element, 'is multi-instance without an input collection or cardinality; give one.')]),
        ...(hasCollection && hasCardinality
          ? [fault(rule, element, 'has an input collection and a cardinality; keep one of them.')]
          : []),
        ...(hasOutput === Boolean(zeebe?.outputElement?.trim())
          ? []
          : [fault(rule, element, 'needs an output collection and an output element together, or neither.')]),
      ];
    }),
};
