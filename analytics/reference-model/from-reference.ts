/** A process of its own made from a reference model: each element bears the mark of the step that it stands for. */
import { BpmnModdle } from 'bpmn-moddle';
import type { ModdleElement } from 'bpmn-moddle';
import type { Finding } from '../../engine/errors.ts';
import { readModel } from '../../engine/model/compile.ts';
import { moddlePackages } from '../../engine/model/moddle-packages.ts';
import { ID, parse } from '../../engine/model/parse.ts';
import { replacedBy } from './replaced-element.ts';

export interface FromReference {
  readonly processId: string;
  readonly name: string;
  /** The name in other languages, by language tag. */
  readonly labels: Readonly<Record<string, string>>;
  /** The statutory term's profile; absent: as the reference has it. */
  readonly termProfile?: string;
  /** By the id of a task, the process that does it instead. */
  readonly calls?: Readonly<Record<string, string>>;
}

/** What a task keeps when a process of its own does it. */
const KEPT = new Set([
  'zeebe:IoMapping',
  'zeebe:Properties',
  'zeebe:ExecutionListeners',
  'eiga:Label',
  'eiga:Step',
  'eiga:TermChange',
]);

/**
 * The file of the new process, with the diagram and the other contents of the reference's. It is no reference itself: it loses the tag of
 * its version.
 * @returns findings where the reference cannot be executed, its file has several processes, an id is taken, or a call names no task
 */
export async function fromReference(
  xml: string,
  wanted: FromReference,
): Promise<{ readonly xml: string } | { readonly findings: readonly Finding[] }> {
  const read = await readModel(xml);
  const [reference, ...others] = read.processes;
  if (!reference) return { findings: read.findings };
  if (others.length > 0)
    return refused('several-processes', others[0]?.id ?? '', 'A reference model is a file with one executable process.');
  const parsed = await parse(xml);
  if ('findings' in parsed) return parsed;
  const root = parsed.definitions;
  const process = root.rootElements?.find(({ $type, id }) => $type === 'bpmn:Process' && id === reference.id);
  if (!process) return refused('no-process', reference.id, 'The file has no such process.');
  const moddle = new BpmnModdle(moddlePackages());
  if (!ID.test(wanted.processId))
    return refused('bad-id', wanted.processId, 'An id begins with a letter a-z or _ and holds letters, digits, . - _ only.');
  if (wanted.processId === reference.id || reference.nodes.has(wanted.processId) || reference.flows.has(wanted.processId))
    return refused(
      'duplicate-id',
      wanted.processId,
      `The id ${wanted.processId} is taken in the reference model; choose another.`,
    );
  for (const node of nodesOf(process)) Reflect.set(node, 'reference', node.id);
  for (const [step, called] of Object.entries(wanted.calls ?? {})) {
    const task = nodesOf(process).find(({ id }) => id === step);
    if (task?.$type !== 'bpmn:UserTask') return refused('no-task', step, `${step} is no task of people in the reference model.`);
    callInstead(moddle, root, task, called);
  }
  become(moddle, process, reference.id, wanted);
  Reflect.set(root, 'id', `${wanted.processId}-definitions`);
  const written = (await moddle.toXML(root, { format: true })).xml;
  const again = await readModel(written);
  return again.processes.length === 0 ? { findings: again.findings } : { xml: written };
}

/** What people decided stays decided: the called process hands back all that it knows, and the term of the task is told of the call. */
function callInstead(moddle: BpmnModdle, root: ModdleElement, task: ModdleElement, processId: string): void {
  const extensions = task.extensionElements?.values ?? [];
  const dueDate = extensions.find(({ $type }) => $type === 'zeebe:TaskSchedule')?.dueDate;
  const kept = extensions.filter(({ $type }) => KEPT.has($type));
  if (dueDate !== undefined) {
    const step = kept.find(({ $type }) => $type === 'eiga:Step') ?? moddle.create('eiga:Step');
    if (!kept.includes(step)) kept.push(step);
    if (step.term === undefined) Reflect.set(step, 'term', dueDate.replace(/^=\s*/, ''));
  }
  const call = moddle.create('zeebe:CalledElement', { processId, propagateAllChildVariables: true });
  replacedBy(moddle, root, task, 'bpmn:CallActivity', [call, ...kept]);
}

/** Flow nodes of the process and of its sub-processes. */
function nodesOf(scope: ModdleElement): readonly ModdleElement[] {
  return (scope.flowElements ?? []).flatMap((element) =>
    ['bpmn:SequenceFlow', 'bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'].includes(element.$type)
      ? []
      : [element, ...nodesOf(element)],
  );
}

function become(moddle: BpmnModdle, process: ModdleElement, reference: string, wanted: FromReference): void {
  Reflect.set(process, 'id', wanted.processId);
  Reflect.set(process, 'name', wanted.name);
  Reflect.set(process, 'reference', reference);
  if (wanted.termProfile !== undefined) Reflect.set(process, 'termProfile', wanted.termProfile);
  const kept = (process.extensionElements?.values ?? []).filter(
    ({ $type }) => $type !== 'eiga:Label' && $type !== 'zeebe:VersionTag',
  );
  const labels = Object.entries(wanted.labels).map(([lang, text]) => moddle.create('eiga:Label', { lang, text }));
  const values = [...labels, ...kept];
  Reflect.set(
    process,
    'extensionElements',
    values.length === 0 ? undefined : moddle.create('bpmn:ExtensionElements', { values }),
  );
}

function refused(rule: string, element: string, message: string): { readonly findings: readonly Finding[] } {
  return { findings: [{ rule, severity: 'error', element, message }] };
}
