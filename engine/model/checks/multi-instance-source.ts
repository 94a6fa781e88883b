import { extension } from '../model-view.ts';
import { isWritten, nodeRule } from './rule.ts';

export const rule = nodeRule(
  {
    id: 'multi-instance-source',
    clause: '10.3.8 Multi-Instance Characteristics: either loopCardinality or loopDataInputRef',
    demands:
      'the instances come from a cardinality or from a collection, not from both; an output collection has an output element',
    severity: 'error',
  },
  ({ element: { loopCharacteristics: loop } }) => {
    if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return undefined;
    const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
    const hasCollection = Boolean(zeebe?.inputCollection?.trim()) || loop.loopDataInputRef !== undefined;
    if (!hasCollection && !isWritten(loop.loopCardinality))
      return 'is multi-instance without an input collection or cardinality; give one.';
    if (hasCollection && isWritten(loop.loopCardinality)) return 'has an input collection and a cardinality; keep one of them.';
    return Boolean(zeebe?.outputCollection?.trim()) === Boolean(zeebe?.outputElement?.trim())
      ? undefined
      : 'needs an output collection and an output element together, or neither.';
  },
);
