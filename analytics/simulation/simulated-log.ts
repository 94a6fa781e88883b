/** The event log of a simulation, the same as the engine's own: from the rows that the steps save. */
import type { CaseKey } from '../../engine/ids.ts';
import type { Step } from '../../engine/case/step.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import { EngineLog } from '../log/engine-log.ts';
import type { EventLog } from '../log/event-log.ts';

export interface SimulatedLog {
  note(process: ExecutableProcess, step: Step): void;
  /** @param observedUntilAt until when open cases were watched */
  build(observedUntilAt: number): EventLog;
}

export function simulatedLog(): SimulatedLog {
  const log = new EngineLog();
  /** How each case was told last. */
  const told = new Map<CaseKey, string>();
  return {
    note(process, { state, effects }) {
      const { caseKey, status, startedAt, dimensions, withdrawnAt } = state;
      const version = process.versionTag;
      let endedAt: number | undefined;
      for (const effect of effects) {
        if (effect.type !== 'saveElementInstance') continue;
        if (effect.row.key === (caseKey as string)) endedAt = effect.row.endedAt;
        log.takeInstance(caseKey, process, effect.row);
      }
      const stands = `${status} ${String(withdrawnAt)} ${String(endedAt)}`;
      if (told.get(caseKey) === stands) return;
      told.set(caseKey, stands);
      log.takeCase({ caseKey, version, status, startedAt, endedAt, withdrawnAt, dimensions });
    },
    build: (observedUntilAt) => log.build(observedUntilAt),
  };
}
