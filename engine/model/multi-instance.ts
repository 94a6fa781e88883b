import type { ModdleElement } from 'bpmn-moddle';
import { optional, place, unsupported } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { MultiInstance } from './executable-process.ts';
import { feel, number } from './expressions.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import { isVariableName } from './variable-names.ts';

/** The marker of an activity; undefined without one, or when it is refused by name. */
export function compileMultiInstance(node: NodeView, compilation: Compilation): MultiInstance | undefined {
  const loop = node.element.loopCharacteristics;
  if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics' || refuse(node, loop, compilation)) return undefined;
  const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
  const at = (what: string) => place(node.element, what, compilation);
  const language = loop.completionCondition?.language ?? compilation.language;
  const cardinality = loop.loopCardinality?.body;
  return {
    sequential: loop.isSequential === true,
    ...optional('inputCollection', feel(zeebe?.inputCollection, at('The input collection'))),
    ...optional('cardinality', number(cardinality, at('The loop cardinality'))),
    ...optional('inputElement', variable(zeebe?.inputElement, 'input element', node, compilation)),
    ...optional('outputCollection', variable(zeebe?.outputCollection, 'output collection', node, compilation)),
    ...optional('outputElement', feel(zeebe?.outputElement, at('The output element'))),
    ...optional('completionCondition', feel(loop.completionCondition?.body, at('The completion condition'), language)),
  };
}

function refuse(node: NodeView, loop: ModdleElement, compilation: Compilation): boolean {
  const behavior = loop.behavior ?? 'All';
  if (behavior !== 'All' || (loop.complexBehaviorDefinition ?? []).length > 0) {
    unsupported(
      node,
      'multi-instance-behavior',
      `the multi-instance behaviour ${behavior} is not executed; leave it at All.`,
      compilation,
    );
    return true;
  }
  if (loop.loopDataInputRef !== undefined || loop.loopDataOutputRef !== undefined) {
    const remedy =
      'data inputs and outputs of a loop are not executed; use the input and output collection of zeebe:loopCharacteristics.';
    unsupported(node, 'multi-instance-data', remedy, compilation);
    return true;
  }
  return false;
}

function variable(text: string | undefined, what: string, node: NodeView, compilation: Compilation): string | undefined {
  const name = text?.trim();
  if (!name || isVariableName(name)) return name === '' ? undefined : name;
  const sentence = `the ${what} of ${describe(node.element)} is ${name.slice(0, 60)}, which is no variable name; use letters, digits and _.`;
  compilation.report('variable-name', node.id, sentence);
  return undefined;
}
