import { useState } from 'react';
import { keepWhatIf, keptWhatIf } from './kept-what-if.ts';
import type { ModelChosen, Side, WhatIf } from './kept-what-if.ts';
import { differences, withDifferences } from './scenario-diff.ts';
import type { ScenarioJson } from './scenario-json.ts';

export interface TriedOut {
  readonly whatIf: WhatIf | undefined;
  /** False: this browser has no room to keep it. */
  readonly isKept: boolean;
  /** Another as-is; what was changed so far is changed of that one too. */
  readonly begin: (model: ModelChosen, scenario: ScenarioJson, origin: WhatIf['origin']) => void;
  readonly change: (toBe: Side) => void;
  readonly open: (whatIf: WhatIf) => void;
}

/** What is tried out for a process: kept in this browser, so that a reload loses nothing. */
export function useWhatIf(processId: string): TriedOut {
  const [whatIf, setWhatIf] = useState(() => keptWhatIf(processId));
  const [isKept, setKept] = useState(true);
  const open = (next: WhatIf): void => {
    setWhatIf(next);
    setKept(keepWhatIf(next));
  };
  return {
    whatIf,
    isKept,
    open,
    begin: (model, scenario, origin) => {
      const asIs = { model, scenario };
      const made = whatIf === undefined ? [] : differences(whatIf.asIs.scenario, whatIf.toBe.scenario);
      const isSameStaff = whatIf?.asIs.scenario.staff.length === scenario.staff.length;
      const toBe = { model, scenario: isSameStaff ? withDifferences(scenario, made) : scenario };
      open({ processId, asIs, toBe, origin });
    },
    change: (toBe) => {
      if (whatIf !== undefined) open({ ...whatIf, toBe });
    },
  };
}
