/** Data of the standard (BPMN 2.0.2 §10.4) as variables: data objects of the scope around, data inputs and outputs of the element itself. */
import type { ModdleElement } from 'bpmn-moddle';
import { place, type Compilation } from './compilation.ts';
import type { Mapping } from './executable-process.ts';
import { feel, standardFeel } from './expressions.ts';
import { describe, typeOf } from './model-view.ts';
import type { NodeView, ProcessView } from './model-view.ts';
import { isVariableName, variablePath } from './variable-names.ts';

/** What Camunda Modeler writes as the end of a drawn data input: no data of the model. */
const PLACEHOLDER = '__targetRef_placeholder';

/** The variable of each data object: its own name, else that of its first reference that has a variable's name; else its id counts. */
export function dataNames({ scopes }: ProcessView): ReadonlyMap<ModdleElement, string> {
  const names = new Map<ModdleElement, string>();
  for (const element of scopes.flatMap((scope) => scope.element.flowElements ?? [])) {
    const object = element.dataObjectRef ?? element;
    const name = [object.name?.trim(), element.name?.trim()].find((text) => text !== undefined && isVariableName(text));
    if (name !== undefined && typeOf(object) === 'DataObject' && !names.has(object)) names.set(object, name);
  }
  return names;
}

/** The variable that a data object, a data input or output, or a property is. */
export function variableOf(item: ModdleElement, compilation: Compilation): string {
  const object = item.dataObjectRef ?? item;
  const known = compilation.dataNames.get(object) ?? object.name?.trim() ?? '';
  return isVariableName(known) ? known : (object.id ?? '').replace(/[^\p{L}\p{N}_]/gu, '_');
}

/** The data associations of a node as mappings; those that are only drawn, without a data input or output at the node, are none. */
export function compileData(
  node: NodeView,
  compilation: Compilation,
): { readonly inputs: readonly Mapping[]; readonly outputs: readonly Mapping[] } {
  const { dataInputAssociations = [], dataOutputAssociations = [] } = node.element;
  const each = (association: ModdleElement): readonly Mapping[] => compileAssociation(node, association, compilation);
  return { inputs: dataInputAssociations.flatMap(each), outputs: dataOutputAssociations.flatMap(each) };
}

/** Where an association leads from: moddle gives a list. */
export function sourcesOf({ sourceRef }: ModdleElement): readonly ModdleElement[] {
  return sourceRef === undefined ? [] : [sourceRef].flat();
}

function compileAssociation(node: NodeView, association: ModdleElement, compilation: Compilation): readonly Mapping[] {
  const { targetRef: target, transformation, assignment = [] } = association;
  const sources = sourcesOf(association);
  if (!target || target.name === PLACEHOLDER) return [];
  if ([...sources, target].some(({ $type }) => $type.startsWith('bpmn:DataStore'))) {
    if (sources.length === 0 && !transformation && assignment.length === 0) return [];
    const sentence = `${describe(node.element)} reads or writes a data store, which is not executed; use a data object or a job.`;
    compilation.report('unsupported/data-store', node.id, sentence);
    return [];
  }
  const name = variableOf(target, compilation);
  const at = place(node.element, `The data association to ${name}`, compilation);
  const mapping = (source: Mapping['source'] | undefined, path: readonly string[]): readonly Mapping[] =>
    source ? [{ source, target: path }] : [];
  if (transformation) return mapping(standardFeel(transformation, at, compilation.language), [name]);
  if (assignment.length > 0) {
    return assignment.flatMap(({ from, to }) => {
      const path = variablePath(to?.body?.trim().replace(/^=/, '') ?? '');
      if (path) return mapping(standardFeel(from, at, compilation.language), path[0] === name ? path : [name, ...path]);
      const sentence = `an assignment of ${describe(node.element)} has no valid target; write a path of names as ${name}.street.`;
      compilation.report('data-assignment', node.id, sentence);
      return [];
    });
  }
  if (sources.length === 0) return [];
  if (sources.length === 1 && sources[0]) return mapping(feel(`=${variableOf(sources[0], compilation)}`, at), [name]);
  const sentence = `${describe(node.element)} takes ${name} from several data objects; say by a transformation how.`;
  compilation.report('data-association', node.id, sentence);
  return [];
}
