/** The statutory term of a simulation whose scenario names none: the one under which its cases would run in production. */
import type { TermProfile } from '../../engine/case/state.ts';
import type { ExecutableProcess } from '../../engine/model/executable-process.ts';
import type { Scenario } from './scenario.ts';

export interface TermTaken {
  readonly scenario: Scenario;
  /** What was filled in; absent where the scenario says a term itself, or none is in force. */
  readonly filled?: TermProfile;
}

/**
 * Asked for as the engine does when a case begins: by the case's service, else by the profile that the model names.
 * @param inForce the profile of that name on the day from which cases come
 */
export function withTermInForce(
  scenario: Scenario,
  process: Pick<ExecutableProcess, 'termProfile'>,
  inForce: (name: string) => TermProfile | undefined,
): TermTaken {
  if (scenario.term !== undefined) return { scenario };
  const found = inForce(scenario.service) ?? (process.termProfile === undefined ? undefined : inForce(process.termProfile));
  if (found === undefined) return { scenario };
  const { suspensionGrounds, ...profile } = found;
  return { scenario: { ...scenario, term: { ...profile, suspensionGrounds: [...suspensionGrounds] } }, filled: found };
}
