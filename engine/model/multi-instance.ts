import type { ModdleElement } from 'bpmn-moddle';
import { optional, place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { compileLoopData } from './data.ts';
import type { LoopThrow, MultiInstance, Throwing } from './executable-process.ts';
import { feel, number, standardFeel } from './expressions.ts';
import { definitionsOf, describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import { compileResult } from './throwing.ts';
import { isVariableName } from './variable-names.ts';

const THROWN = new Set<Throwing['kind']>(['signal', 'message', 'job', 'escalation', 'error', 'compensation']);

/** The marker of an activity: what `zeebe:loopCharacteristics` says goes before the standard's references to data. */
export function compileMultiInstance(node: NodeView, loop: ModdleElement, compilation: Compilation): MultiInstance {
  const zeebe = extension(loop, 'zeebe:LoopCharacteristics');
  const at = (what: string) => place(node.element, what, compilation);
  const cardinality = loop.loopCardinality?.body;
  const completion = standardFeel(loop.completionCondition, at('The completion condition'), compilation.language);
  return {
    kind: 'multiInstance',
    sequential: loop.isSequential === true,
    ...compileLoopData(node, loop, compilation),
    ...optional('inputCollection', feel(zeebe?.inputCollection, at('The input collection'))),
    ...optional('cardinality', number(cardinality, at('The loop cardinality'))),
    ...optional('inputElement', variable(zeebe?.inputElement, 'input element', node, compilation)),
    ...optional('outputCollection', variable(zeebe?.outputCollection, 'output collection', node, compilation)),
    ...optional('outputElement', feel(zeebe?.outputElement, at('The output element'))),
    ...optional('completionCondition', completion),
    ...optional('throws', compileThrows(node, loop, compilation)),
  };
}

/** BPMN's `behavior` (§10.3.8): what is thrown at each completion, at the first, or when a condition holds. */
function compileThrows(node: NodeView, loop: ModdleElement, compilation: Compilation): readonly LoopThrow[] | undefined {
  const thrown = (when: LoopThrow['when'] | undefined, definition: ModdleElement | undefined): readonly LoopThrow[] => {
    const result = definition && compileResult(node, definition, compilation);
    if (definition && (!result || !THROWN.has(result.kind))) {
      const sentence = `${describe(node.element)} cannot throw ${describe(definition)}; choose a signal, message, escalation, error or compensation.`;
      compilation.report('multi-instance-throw', node.id, sentence);
      return [];
    }
    return result && when ? [{ when, result }] : [];
  };
  switch (loop.behavior) {
    case 'None':
      return thrown('each', loop.noneBehaviorEventRef);
    case 'One':
      return thrown('first', loop.oneBehaviorEventRef);
    case 'Complex':
      return (loop.complexBehaviorDefinition ?? []).flatMap(({ condition, event }) => {
        const at = place(node.element, 'The condition of its behaviour', compilation);
        const when = standardFeel(condition, at, compilation.language);
        return (event ? definitionsOf(event) : []).flatMap((definition) => thrown(when, definition));
      });
    default:
      return undefined;
  }
}

function variable(text: string | undefined, what: string, node: NodeView, compilation: Compilation): string | undefined {
  const name = text?.trim();
  if (!name || isVariableName(name)) return name === '' ? undefined : name;
  const sentence = `the ${what} of ${describe(node.element)} is ${name.slice(0, 60)}, which is no variable name; use letters, digits and _.`;
  compilation.report('variable-name', node.id, sentence);
  return undefined;
}
