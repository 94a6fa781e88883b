import type { ModdleElement } from 'bpmn-moddle';
import type { NodeView, ScopeView } from '../model-view.ts';
import { isWritten, nodeRule } from './rule.ts';

const DATA = /DataObject$|DataObjectReference$|DataStore$|DataStoreReference$|DataInput$|DataOutput$|Property$/;

export const rule = nodeRule(
  {
    id: 'data-association',
    clause: '10.4.1 Data Modeling, Data Objects and Data Associations',
    demands:
      'a data association connects data that its element can see, has several sources only with a transformation, and complete assignments',
    severity: 'error',
  },
  (node) => {
    const { dataInputAssociations = [], dataOutputAssociations = [] } = node.element;
    return [...dataInputAssociations, ...dataOutputAssociations]
      .map((association) => faultOf(association, node))
      .find((says) => says !== undefined);
  },
);

function faultOf({ sourceRef, targetRef, transformation, assignment = [] }: ModdleElement, node: NodeView): string | undefined {
  // A data association has a list of sources, though the shape of an element knows one reference.
  const sources = [sourceRef ?? []].flat();
  const ends = [...sources, ...(targetRef ? [targetRef] : [])];
  const other = ends.find(({ $type }) => !DATA.test($type));
  if (other)
    return `has a data association with ${other.id ?? 'an element'}, which is no data; connect it to a data object or store.`;
  const object = ends.find(({ $type, dataObjectRef }) => $type === 'bpmn:DataObjectReference' && !dataObjectRef);
  if (object) return `uses the data object reference ${object.id ?? ''}, which refers to no data object; choose one.`;
  const hidden = ends.find((end) => !isVisible(end, node) || (end.dataObjectRef && !isVisible(end.dataObjectRef, node)));
  if (hidden)
    return `uses ${hidden.id ?? 'data'}, which belongs to another scope; declare the data in a scope around the element.`;
  if (sources.length > 1 && !transformation && assignment.length === 0)
    return 'has a data association with several sources and no transformation; keep one source.';
  return assignment.every(({ from, to }) => isWritten(from) && isWritten(to))
    ? undefined
    : 'has an assignment without from or to; write both expressions.';
}

/** Data stores are everyone's; other data belongs to the element itself, to what it holds, or to a scope around it. */
function isVisible(data: ModdleElement, { element, scope }: NodeView): boolean {
  if (data.$type.startsWith('bpmn:DataStore')) return true;
  const owner = data.$parent?.$type === 'bpmn:InputOutputSpecification' ? data.$parent.$parent : data.$parent;
  for (let at: ScopeView | undefined = scope; at; at = at.host?.scope) if (at.element === owner) return true;
  return owner === element;
}
