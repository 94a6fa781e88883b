import type { ModdleElement } from 'bpmn-moddle';
import { place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { compileData } from './data.ts';
import type { Mapping } from './executable-process.ts';
import { attribute } from './expressions.ts';
import { describe, extension } from './model-view.ts';
import type { NodeView } from './model-view.ts';
import { variablePath } from './variable-names.ts';

const CATCHING = new Set(['StartEvent', 'IntermediateCatchEvent', 'BoundaryEvent']);

/** Data associations and `zeebe:ioMapping`, in this order. Gateways have none, and events that catch have no input: nothing comes before what they wait for. */
export function compileMappings(
  node: NodeView,
  compilation: Compilation,
): { inputs: readonly Mapping[]; outputs: readonly Mapping[] } {
  const mapping = extension(node.element, 'zeebe:IoMapping');
  const inputs = mapping?.inputParameters ?? [];
  const outputs = mapping?.outputParameters ?? [];
  const data = compileData(node, compilation);
  if (node.type.endsWith('Gateway') && inputs.length + outputs.length > 0) {
    compilation.report(
      'unsupported/gateway-mapping',
      node.id,
      `${describe(node.element)} has mappings; move them to the activity before it.`,
    );
    return { inputs: [], outputs: [] };
  }
  if (CATCHING.has(node.type) && inputs.length > 0) {
    compilation.report(
      'unsupported/input-mapping',
      node.id,
      `${describe(node.element)} has input mappings; an event that catches has outputs only.`,
    );
    return { inputs: [], outputs: [...data.outputs, ...compileEach(outputs, 'output', node, compilation)] };
  }
  return {
    inputs: [...data.inputs, ...compileEach(inputs, 'input', node, compilation)],
    outputs: [...data.outputs, ...compileEach(outputs, 'output', node, compilation)],
  };
}

function compileEach(
  parameters: readonly ModdleElement[],
  direction: string,
  node: NodeView,
  compilation: Compilation,
): readonly Mapping[] {
  return parameters.flatMap(({ source, target: path }) => {
    const target = path === undefined ? undefined : variablePath(path);
    if (!target) {
      const sentence = `an ${direction} mapping of ${describe(node.element)} has no valid target (${path?.slice(0, 60) ?? 'none'}); write a name.`;
      compilation.report('mapping-target', node.id, sentence);
      return [];
    }
    const what = `the ${direction} mapping to ${target.join('.')}`;
    const expression = attribute(source, place(node.element, what, compilation));
    if (!expression && !source?.trim()) {
      compilation.report('mapping-source', node.id, `${what} of ${describe(node.element)} has no source; write an expression.`);
    }
    return expression ? [{ source: expression, target }] : [];
  });
}
