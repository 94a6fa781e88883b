/** The event log of a simulation, the same type as an imported one and the engine's own: built from the rows that the steps save. */
import type { ElementInstanceRow } from '../../engine/case/effect.ts';
import type { Step } from '../../engine/case/step.ts';
import type { ElementInstanceKey } from '../../engine/ids.ts';
import type { ExecutableProcess, FlowNode } from '../../engine/model/executable-process.ts';
import { EventLogBuilder } from '../log/event-log-builder.ts';
import type { EventLog, Kind } from '../log/event-log.ts';

export interface SimulatedLog {
  note(step: Step): void;
  /** @param observedUntilAt until when open cases were watched */
  build(observedUntilAt: number): EventLog;
}

/** Activities and waits become rows, named by their element id; gateways and passing events take no time and do not. */
export function simulatedLog(process: ExecutableProcess): SimulatedLog {
  const builder = new EventLogBuilder('started');
  const rows = new Map<ElementInstanceKey, number>();
  const note = (caseIndex: number, row: ElementInstanceRow): void => {
    const node = process.nodes.get(row.elementId);
    const kind = node && kindOf(node);
    // The body of a multi-instance task waits for its children; their waiting is what counts.
    if (kind === undefined || (node && 'loop' in node && node.loop !== undefined && row.loopCounter === undefined)) return;
    const known = rows.get(row.key);
    const facts = {
      resource: row.actor,
      unit: row.unit,
      enabledAt: row.enabledAt,
      startedAt: row.startedAt,
      completedAt: row.endedAt,
      suspendedMs: row.suspendedMs,
      kind,
      ...(row.endedAt === undefined
        ? {}
        : { ending: row.status === 'completed' ? ('completed' as const) : ('cancelled' as const) }),
    };
    if (known !== undefined) builder.reviseRow(known, facts);
    else rows.set(row.key, builder.addRow(caseIndex, { activity: row.elementId, ...facts }));
  };
  return {
    note({ state, effects }) {
      const index = builder.addCase(state.dimensions.caseNumber ?? state.caseKey);
      const { receivedAt, registeredAt } = state.dimensions;
      for (const effect of effects) if (effect.type === 'saveElementInstance') note(index, effect.row);
      const ended = effects.find(
        (effect) => effect.type === 'saveElementInstance' && effect.row.key === (state.caseKey as string),
      );
      const endedAt = ended?.type === 'saveElementInstance' ? ended.row.endedAt : undefined;
      builder.describeCase(index, {
        status: state.status === 'active' ? 'open' : state.status === 'completed' ? 'completed' : 'withdrawn',
        startedAt: state.startedAt,
        completedAt: endedAt,
        receivedAt,
        registeredAt,
      });
    },
    build: (observedUntilAt) => builder.build(observedUntilAt),
  };
}

function kindOf(node: FlowNode): Kind | undefined {
  switch (node.kind) {
    case 'userTask':
      return 'work';
    case 'serviceTask':
    case 'sendTask':
    case 'jobScriptTask':
      return 'machine';
    case 'receiveTask':
      return 'message';
    case 'intermediateCatchEvent':
      return node.trigger.kind === 'timer' ? 'timer' : 'message';
    default:
      return undefined;
  }
}
