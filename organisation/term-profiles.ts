/** Law as data: how long a service may take, from which day on. The file `term.json` of a service, and what the engine asks for. */

/** The same as `TermProfile` of the engine, which checks it again when a term begins. */
export interface TermProfileData {
  readonly id: string;
  readonly legalAct: string;
  /** Day from which it is in force. */
  readonly validFrom: string;
  readonly startsFrom: 'received' | 'registered';
  readonly days: number;
  readonly unit: 'working' | 'calendar';
  readonly extension?: { readonly days: number; readonly times: number; readonly noticeWithinDays: number };
  readonly suspensionGrounds: readonly string[];
  readonly restartsOnClarification: boolean;
  readonly forwardWithinDays?: number;
  readonly forwardNoticeWithinDays?: number;
}

/** The profile in force on a day: the latest that is not after it. */
export function inForce(profiles: readonly TermProfileData[], day: string): TermProfileData | undefined {
  let latest: TermProfileData | undefined;
  for (const profile of profiles)
    if (profile.validFrom <= day && (latest === undefined || profile.validFrom > latest.validFrom)) latest = profile;
  return latest;
}
