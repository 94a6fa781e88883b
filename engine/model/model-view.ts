/** A BPMN file as its graph: what the compiler and the structural rules read, so that each walks neither XML nor moddle by itself. */
import type { ModdleElement } from 'bpmn-moddle';
import { aroundGlobalTask } from './global-tasks.ts';

export interface ModelView {
  readonly definitions: ModdleElement;
  /** Processes with `isExecutable="true"`, others being documentation; and a process around each global task. */
  readonly processes: readonly ProcessView[];
}

export interface ProcessView {
  readonly id: string;
  readonly element: ModdleElement;
  /** The process itself first, then sub-processes of any kind, outer before inner. */
  readonly scopes: readonly ScopeView[];
  readonly nodes: ReadonlyMap<string, NodeView>;
}

export interface ScopeView {
  readonly id: string;
  readonly element: ModdleElement;
  /** The sub-process as a node; the process has none. */
  readonly host?: NodeView;
  readonly nodes: readonly NodeView[];
  readonly flows: readonly FlowView[];
}

export interface NodeView {
  readonly id: string;
  readonly element: ModdleElement;
  /** BPMN's name of its kind: `UserTask`. */
  readonly type: string;
  readonly scope: ScopeView;
  /** In document order, as the sequence flows themselves say; `incoming` and `outgoing` children of a node are not read. */
  readonly incoming: readonly FlowView[];
  readonly outgoing: readonly FlowView[];
  /** Boundary events attached to it, in document order. */
  readonly boundary: readonly NodeView[];
  /** The compensation activity that an association joins to its compensation boundary event. */
  readonly undoneBy?: NodeView;
  readonly inner?: ScopeView;
}

export interface FlowView {
  readonly id: string;
  readonly element: ModdleElement;
  /** Undefined when it is missing or not in this process. */
  readonly source?: NodeView;
  readonly target?: NodeView;
}

interface Draft extends NodeView {
  incoming: FlowView[];
  outgoing: FlowView[];
  boundary: NodeView[];
  undoneBy?: NodeView;
  inner?: ScopeView;
}
interface ScopeDraft extends ScopeView {
  nodes: Draft[];
  flows: FlowView[];
}

export function viewModel(definitions: ModdleElement): ModelView {
  const roots = definitions.rootElements ?? [];
  const executable = roots.filter((root) => root.$type === 'bpmn:Process' && root.isExecutable === true);
  const associations = roots.filter(({ $type }) => $type === 'bpmn:Collaboration').flatMap(({ artifacts = [] }) => artifacts);
  const processes = [...executable, ...roots.flatMap((root) => aroundGlobalTask(root) ?? [])];
  return { definitions, processes: processes.map((process) => viewProcess(process, associations)) };
}

/** An element without an id is left out; the rule `missing-id` refuses it. */
function viewProcess(process: ModdleElement, artifacts: readonly ModdleElement[]): ProcessView {
  const nodes = new Map<string, Draft>();
  const scopes: ScopeDraft[] = [];
  const enter = (element: ModdleElement, host?: Draft): ScopeDraft => {
    const scope: ScopeDraft = { id: element.id ?? '', element, nodes: [], flows: [], ...(host && { host }) };
    scopes.push(scope);
    for (const child of element.flowElements ?? []) {
      if (child.id === undefined || !isFlowNode(child)) continue;
      const node: Draft = { id: child.id, element: child, type: typeOf(child), scope, incoming: [], outgoing: [], boundary: [] };
      scope.nodes.push(node);
      nodes.set(node.id, node);
      if (child.flowElements !== undefined || isSubProcess(child)) node.inner = enter(child, node);
    }
    return scope;
  };
  enter(process);
  for (const scope of scopes) connect(scope, nodes);
  for (const { $type, sourceRef, targetRef } of [...artifacts, ...scopes.flatMap(({ element }) => element.artifacts ?? [])]) {
    const host = $type === 'bpmn:Association' && sourceRef && isCompensation(sourceRef) ? sourceRef.attachedToRef : undefined;
    const undoing = nodes.get(targetRef?.id ?? '');
    const undone = nodes.get(host?.id ?? '');
    if (undone && undoing) undone.undoneBy ??= undoing;
  }
  return { id: process.id ?? '', element: process, scopes, nodes };
}

function connect(scope: ScopeDraft, nodes: ReadonlyMap<string, Draft>): void {
  const find = (element: ModdleElement | undefined): Draft | undefined =>
    element?.id === undefined ? undefined : nodes.get(element.id);
  for (const child of scope.element.flowElements ?? []) {
    if (child.id === undefined) continue;
    if (child.$type === 'bpmn:SequenceFlow') {
      const source = find(child.sourceRef);
      const target = find(child.targetRef);
      const flow: FlowView = { id: child.id, element: child, ...(source && { source }), ...(target && { target }) };
      scope.flows.push(flow);
      source?.outgoing.push(flow);
      target?.incoming.push(flow);
    } else if (child.$type === 'bpmn:BoundaryEvent') {
      const event = nodes.get(child.id);
      if (event) find(child.attachedToRef)?.boundary.push(event);
    }
  }
}

function isCompensation(event: ModdleElement): boolean {
  return event.$type === 'bpmn:BoundaryEvent' && triggerOf(event) === 'compensate';
}

const NO_NODES = new Set(['SequenceFlow', 'DataObject', 'DataObjectReference', 'DataStoreReference']);

function isFlowNode(element: ModdleElement): boolean {
  return element.$type.startsWith('bpmn:') && !NO_NODES.has(typeOf(element));
}

function isSubProcess(element: ModdleElement): boolean {
  return ['bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess'].includes(element.$type);
}

/** `bpmn:UserTask` → `UserTask`. */
export function typeOf(element: ModdleElement): string {
  return element.$type.slice(element.$type.indexOf(':') + 1);
}

/** Whether work can be attached to, marked on and looped over it. */
export function isActivityType(type: string): boolean {
  return type.endsWith('Task') || type.endsWith('SubProcess') || type === 'CallActivity' || type === 'Transaction';
}

/** The definitions of an event: its own and those it refers to. */
export function definitionsOf(event: ModdleElement): readonly ModdleElement[] {
  return [...(event.eventDefinitions ?? []), ...(event.eventDefinitionRef ?? [])];
}

/** `MessageEventDefinition` → `message`; `none` without a definition, `multiple` with several. */
export function triggerOf(event: ModdleElement): string {
  const [first, second] = definitionsOf(event);
  if (!first) return 'none';
  return second ? 'multiple' : definitionKind(first);
}

/** `MessageEventDefinition` → `message`. */
export function definitionKind(definition: ModdleElement): string {
  return typeOf(definition)
    .replace(/EventDefinition$/, '')
    .toLowerCase();
}

/** How a sentence names an element: `user task "Check the request" (check)`. */
export function describe(element: ModdleElement): string {
  const kind = typeOf(element)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  const name = element.name?.replace(/\s+/g, ' ').trim().slice(0, 80);
  return `${kind}${name ? ` "${name}"` : ''} (${element.id ?? 'without id'})`;
}

/** The extension of a kind that an element carries: `extension(task, 'zeebe:TaskDefinition')`. */
export function extension(element: ModdleElement | undefined, type: string): ModdleElement | undefined {
  return element?.extensionElements?.values?.find((value) => value.$type === type);
}
