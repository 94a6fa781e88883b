import { optional, place, type Compilation } from './compilation.ts';
import type { Loop, StandardLoop } from './executable-process.ts';
import { standardFeel } from './expressions.ts';
import type { NodeView } from './model-view.ts';
import { compileMultiInstance } from './multi-instance.ts';

/** The loop marker of an activity. */
export function compileLoop(node: NodeView, compilation: Compilation): Loop | undefined {
  switch (node.element.loopCharacteristics?.$type) {
    case 'bpmn:MultiInstanceLoopCharacteristics':
      return compileMultiInstance(node, node.element.loopCharacteristics, compilation);
    case 'bpmn:StandardLoopCharacteristics':
      return compileStandardLoop(node, compilation);
    default:
      return undefined;
  }
}

function compileStandardLoop(node: NodeView, compilation: Compilation): StandardLoop {
  const { testBefore, loopMaximum, loopCondition } = node.element.loopCharacteristics ?? {};
  const at = place(node.element, 'The loop condition', compilation);
  const condition = standardFeel(loopCondition, at, compilation.language);
  return {
    kind: 'standard',
    testBefore: testBefore === true,
    ...optional('maximum', loopMaximum),
    ...optional('condition', condition),
  };
}
