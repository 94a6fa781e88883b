/** Which element instances are activity instances, and what analytics is told of each. */
import type { ActivityInstance, Kind } from '../analytics/log/event-log.ts';
import type { CaseHistory, ExecutableProcess } from '../engine/index.ts';

type InstanceHistory = CaseHistory['instances'][number];

/**
 * The kind of an element instance's row, or undefined when it is none: gateways, start, end and throwing events take no time, and what
 * holds other instances (a sub-process, a multi-instance body) is counted by what it holds.
 */
export function rowKind(process: ExecutableProcess, instance: InstanceHistory): Kind | undefined {
  const node = process.nodes.get(instance.elementId);
  if (node === undefined) return undefined;
  if ('loop' in node && node.loop !== undefined && instance.loopCounter === undefined) return undefined;
  switch (node.kind) {
    case 'userTask':
    case 'manualTask':
      return 'work';
    case 'task':
    case 'serviceTask':
    case 'sendTask':
    case 'jobScriptTask':
    case 'messageSendTask':
    case 'feelScriptTask':
      return 'machine';
    case 'receiveTask':
      return 'message';
    case 'intermediateCatchEvent':
      return node.trigger.kind === 'timer' ? 'timer' : 'message';
    case 'startEvent':
    case 'endEvent':
    case 'intermediateThrowEvent':
    case 'boundaryEvent':
    case 'exclusiveGateway':
    case 'parallelGateway':
    case 'eventBasedGateway':
    case 'subProcess':
      return undefined;
    default:
      return node satisfies never;
  }
}

/** A row as it stands: what is not known is said to be unknown, since a task that was given back has lost its start. */
export function activityInstance(instance: InstanceHistory, kind: Kind): ActivityInstance {
  const { status, endedAt } = instance;
  const ending = endedAt === undefined ? 'open' : status === 'completed' ? 'completed' : 'cancelled';
  return {
    activity: instance.elementId,
    enabledAt: instance.enabledAt,
    startedAt: instance.startedAt ?? NaN,
    completedAt: endedAt ?? NaN,
    suspendedMs: instance.suspendedMs,
    suspendedMsBy: instance.suspendedMsBy,
    resource: instance.actor,
    unit: instance.unit,
    ending,
    kind,
  };
}
