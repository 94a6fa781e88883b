/** The BPMN file of a proposal: what was simulated is what one opens in the editor and deploys. */
import { BpmnModdle } from 'bpmn-moddle';
import type { ModdleElement } from 'bpmn-moddle';
import { readModel } from '../../../engine/model/compile.ts';
import type { ExecutableProcess, FlowNode, Mapping, SequenceFlow } from '../../../engine/model/executable-process.ts';
import { moddlePackages } from '../../../engine/model/moddle-packages.ts';
import { replacedBy } from '../../reference-model/replaced-element.ts';
import { drawBesideEachOther } from './proposed-drawing.ts';
import type { Proposal } from './proposal.ts';

/** What is left of a user task's extensions when nobody does it any more. */
const KEPT_EXTENSIONS = new Set(['zeebe:IoMapping', 'zeebe:Properties', 'zeebe:ExecutionListeners', 'eiga:Label']);

/**
 * The model of a proposal, with its diagram where the file has one; null when it changes no model or the change cannot be written into
 * this file.
 * @param xml the file of the as-is
 */
export async function proposedXml(
  xml: string,
  asIs: ExecutableProcess,
  { kind, params, process }: Proposal,
): Promise<string | null> {
  if (process === asIs || (kind !== 'parallelise' && kind !== 'skipApproval')) return null;
  const moddle = new BpmnModdle(moddlePackages());
  const { rootElement, elementsById } = await moddle.fromXML(xml);
  const file: File = { moddle, root: rootElement, byId: new Map(Object.entries(elementsById)) };
  const task = file.byId.get((kind === 'skipApproval' ? params['activity'] : params['first']) ?? '');
  if (task === undefined) return null;
  if (kind === 'skipApproval') leaveOut(file, task, asIs, process);
  else {
    besideEachOther(file, task, asIs, process);
    drawBesideEachOther(file, { first: params['first'] ?? '', second: params['second'] ?? '', asIs, toBe: process });
  }
  const written = (await moddle.toXML(rootElement, { format: true })).xml;
  const read = await readModel(written);
  return read.processes.some(({ id }) => id === process.id) ? written : null;
}

export interface File {
  readonly moddle: BpmnModdle;
  readonly root: ModdleElement;
  readonly byId: Map<string, ModdleElement>;
}

/** The task stays in the drawing and is passed through: what it set is set as it always was. */
function leaveOut(file: File, task: ModdleElement, asIs: ExecutableProcess, toBe: ExecutableProcess): void {
  const { moddle } = file;
  const id = task.id ?? '';
  const extensions = (task.extensionElements?.values ?? []).filter(({ $type }) => KEPT_EXTENSIONS.has($type));
  const mapping = extensions.find(({ $type }) => $type === 'zeebe:IoMapping') ?? moddle.create('zeebe:IoMapping');
  const always = (toBe.nodes.get(id)?.outputs ?? []).slice(asIs.nodes.get(id)?.outputs.length ?? 0);
  Reflect.set(mapping, 'outputParameters', [...(mapping.outputParameters ?? []), ...always.map((one) => output(moddle, one))]);
  const values = extensions.includes(mapping) ? extensions : [...extensions, mapping];
  replacedBy(moddle, file.root, task, 'bpmn:Task', values);
}

function output(moddle: BpmnModdle, { source, target }: Mapping): ModdleElement {
  return moddle.create('zeebe:Output', { source: `=${JSON.stringify(source.constant ?? null)}`, target: target.join('.') });
}

/** The gateways and flows that the simulated process has and the file has not; ends of flows as they are in that process. */
function besideEachOther(file: File, first: ModdleElement, asIs: ExecutableProcess, toBe: ExecutableProcess): void {
  const container = first.$parent;
  if (container === undefined) return;
  const lane = laneOf(file, first);
  const added: ModdleElement[] = [];
  const leaving: string[] = [];
  for (const node of toBe.nodes.values()) {
    if (asIs.nodes.has(node.id)) continue;
    const gateway = file.moddle.create(gatewayType(node), { id: node.id });
    file.byId.set(node.id, gateway);
    added.push(gateway);
    leaving.push(...node.outgoing);
    if (lane) Reflect.set(lane, 'flowNodeRef', [...(lane.flowNodeRef ?? []), gateway]);
  }
  for (const flow of toBe.flows.values()) {
    const before = asIs.flows.get(flow.id);
    if (before?.source === flow.source && before.target === flow.target) continue;
    const written = file.byId.get(flow.id) ?? file.moddle.create('bpmn:SequenceFlow', { id: flow.id });
    Reflect.set(written, 'sourceRef', file.byId.get(flow.source));
    Reflect.set(written, 'targetRef', file.byId.get(flow.target));
    file.byId.set(flow.id, written);
  }
  for (const node of toBe.nodes.values()) {
    const before = asIs.nodes.get(node.id);
    const written = file.byId.get(node.id);
    if (!written || (before?.incoming === node.incoming && before.outgoing === node.outgoing)) continue;
    const flows = (ids: readonly SequenceFlow['id'][]) => ids.flatMap((id) => file.byId.get(id) ?? []);
    Reflect.set(written, 'incoming', flows(node.incoming));
    Reflect.set(written, 'outgoing', flows(node.outgoing));
  }
  // Ways part in the order in which they stand in the file.
  const flows = new Set([...leaving, ...toBe.flows.keys()].filter((id) => leaving.includes(id) || !asIs.flows.has(id)));
  added.push(...[...flows].flatMap((id) => file.byId.get(id) ?? []));
  for (const one of added) Reflect.set(one, '$parent', container);
  Reflect.set(container, 'flowElements', [...(container.flowElements ?? []).filter((one) => !added.includes(one)), ...added]);
}

function gatewayType({ kind }: FlowNode): string {
  return kind === 'parallelGateway' ? 'bpmn:ParallelGateway' : 'bpmn:ExclusiveGateway';
}

function laneOf({ byId }: File, node: ModdleElement): ModdleElement | undefined {
  return [...byId.values()].find(({ $type, flowNodeRef }) => $type === 'bpmn:Lane' && flowNodeRef?.includes(node) === true);
}
