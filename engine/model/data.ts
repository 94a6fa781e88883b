/** Data of the standard (BPMN 2.0.2 §10.4) as variables: data objects of the scope around, data inputs and outputs of the element itself. */
import type { ModdleElement } from 'bpmn-moddle';
import type { Expression } from '../feel/compile.ts';
import { optional, place, type Compilation } from './compilation.ts';
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
function variableOf(item: ModdleElement, compilation: Compilation): string {
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
  const each = (association: ModdleElement): readonly Mapping[] =>
    association === inputOfLoop(node) || association === outputOfLoop(node)
      ? []
      : compileAssociation(node, association, compilation);
  return { inputs: dataInputAssociations.flatMap(each), outputs: dataOutputAssociations.flatMap(each) };
}

/** The collections and items of a multi-instance activity as the standard writes them: by references to data. */
export interface LoopData {
  readonly inputCollection?: Expression;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: Expression;
}

/** What the loop's data references lead to outside of the activity: each of its instances has items of them only. */
export function compileLoopData(node: NodeView, loop: ModdleElement, compilation: Compilation): LoopData {
  const { loopDataInputRef: input, loopDataOutputRef: output, inputDataItem, outputDataItem } = loop;
  const read = (item: ModdleElement | undefined): Expression | undefined =>
    item && feel(`=${variableOf(item, compilation)}`, place(node.element, 'The data of the loop', compilation));
  const from = inputOfLoop(node);
  const to = outputOfLoop(node)?.targetRef ?? output;
  return {
    ...optional('inputCollection', from ? compileAssociation(node, from, compilation)[0]?.source : read(input)),
    ...optional('inputElement', inputDataItem && variableOf(inputDataItem, compilation)),
    ...optional('outputCollection', to && variableOf(to, compilation)),
    ...optional('outputElement', read(outputDataItem)),
  };
}

function inputOfLoop({ element }: NodeView): ModdleElement | undefined {
  const reference = element.loopCharacteristics?.loopDataInputRef;
  return reference && element.dataInputAssociations?.find(({ targetRef }) => targetRef === reference);
}

function outputOfLoop({ element }: NodeView): ModdleElement | undefined {
  const reference = element.loopCharacteristics?.loopDataOutputRef;
  return reference && element.dataOutputAssociations?.find((association) => sourcesOf(association).includes(reference));
}

/** Where an association leads from: moddle gives a list. */
function sourcesOf({ sourceRef }: ModdleElement): readonly ModdleElement[] {
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
  const mapping = (source: Expression | undefined, path: readonly string[]): readonly Mapping[] =>
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
  const [source] = sources;
  return source ? mapping(feel(`=${variableOf(source, compilation)}`, at), [name]) : [];
}
