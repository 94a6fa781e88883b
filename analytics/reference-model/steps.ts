/** What of a model is compared with a reference: its activities and the events that it waits for. Gateways, starts and ends are the way between. */
import type { ExecutableProcess, FlowNode, Trigger } from '../../engine/model/executable-process.ts';
import { innerOf, isActivity, triggersOf } from '../../engine/model/executable-process.ts';
import { readable } from '../discovery/bpmn-xml.ts';

/** `work`: of people, also where a process of its own or several tasks do it. */
export const STEP_KINDS = ['work', 'machine', 'message', 'timer', 'event'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface ModelStep {
  readonly id: string;
  readonly name: string;
  /** By language tag. */
  readonly labels: Readonly<Record<string, string>>;
  readonly kind: StepKind;
  /** Names by which it is the same step in another model: its labels, and the message that it waits for. */
  readonly names: readonly string[];
  /** The reference's step that the model says it stands for. */
  readonly reference?: string;
  /** Who does it, as the model writes it: groups, in order; none where that is worked out at run time. */
  readonly groups?: string;
  /** Within which time, as the model writes it. */
  readonly term?: string;
  /** What it is attached to or handles, where it may interrupt that. */
  readonly interrupts?: boolean;
}

export function stepsOf(process: ExecutableProcess): readonly ModelStep[] {
  return [...process.nodes.values()].flatMap((node) => {
    const kind = kindOf(process, node);
    return kind === undefined ? [] : [stepOf(process, node, kind)];
  });
}

function kindOf(process: ExecutableProcess, node: FlowNode): StepKind | undefined {
  if (isActivity(node)) {
    if (innerOf(node) !== undefined || node.forCompensation) return undefined;
    switch (node.kind) {
      case 'userTask':
      case 'task':
      case 'manualTask':
      case 'callActivity':
        return 'work';
      case 'receiveTask':
        return 'message';
      default:
        return 'machine';
    }
  }
  const isHandler = node.kind === 'startEvent' && process.nodes.get(node.scope)?.kind === 'eventSubProcess';
  if (node.kind !== 'intermediateCatchEvent' && node.kind !== 'boundaryEvent' && !isHandler) return undefined;
  const kinds = triggersOf(node.trigger).map(({ kind }) => kind);
  if (kinds.includes('compensation') || kinds.includes('link')) return undefined;
  return kinds.includes('message') ? 'message' : kinds.includes('timer') ? 'timer' : 'event';
}

function stepOf({ facts }: ExecutableProcess, node: FlowNode, kind: StepKind): ModelStep {
  const told = facts.get(node.id);
  const labels = Object.fromEntries(told?.labels ?? []);
  const triggers: readonly Trigger[] = 'trigger' in node ? triggersOf(node.trigger) : [];
  const groups = node.kind === 'userTask' ? node.candidateGroups?.constant : undefined;
  const term = termOf(node, triggers) ?? told?.term;
  return {
    id: node.id,
    name: node.name,
    labels,
    kind,
    names: [node.name, ...Object.values(labels)]
      .filter((name) => name.trim() !== '')
      .map(comparable)
      .concat(messagesOf(triggers)),
    ...(told?.reference === undefined ? {} : { reference: told.reference }),
    ...(groups === undefined ? {} : { groups: namesOf(groups) }),
    ...(term === undefined ? {} : { term }),
    ...('interrupting' in node ? { interrupts: node.interrupting } : {}),
  };
}

function termOf(node: FlowNode, triggers: readonly Trigger[]): string | undefined {
  if (node.kind === 'userTask') return node.dueDate?.text;
  const timer = triggers.find((one) => one.kind === 'timer');
  return timer && `${timer.value.text}${timer.calendar === 'working' ? ' (working)' : ''}`;
}

function messagesOf(triggers: readonly Trigger[]): readonly string[] {
  return triggers.flatMap((one) =>
    one.kind === 'message' && typeof one.name.constant === 'string' ? [`message ${comparable(one.name.constant)}`] : [],
  );
}

function namesOf(groups: unknown): string {
  const names = Array.isArray(groups) ? groups.map(String) : String(groups).split(',');
  return names
    .map((name) => name.trim())
    .sort()
    .join(', ');
}

function comparable(name: string): string {
  return readable(name).toLowerCase();
}
