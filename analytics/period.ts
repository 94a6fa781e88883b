/** Periods as people write them: `2017-01-01..2018-01-01`, the end exclusive. */
import { parseIsoInstant } from './log/timestamps.ts';

export interface Period {
  readonly startedFromAt: number;
  readonly startedBeforeAt: number;
}

/**
 * Reads a period; each side is a date (midnight UTC) or a date and time in ISO 8601, and may be left out for an open side.
 * @returns a sentence that says what is wrong with the text, else the period
 */
export function parsePeriod(text: string): Period | string {
  const sides = text.split('..');
  if (sides.length !== 2) return `“${text}” is not a period; write it like 2017-01-01..2018-01-01.`;
  const [from = '', before = ''] = sides.map((side) => side.trim());
  const startedFromAt = from === '' ? -Infinity : parseIsoInstant(from);
  const startedBeforeAt = before === '' ? Infinity : parseIsoInstant(before);
  if (Number.isNaN(startedFromAt)) return `“${from}” is not a date like 2017-01-01.`;
  if (Number.isNaN(startedBeforeAt)) return `“${before}” is not a date like 2018-01-01.`;
  if (startedFromAt >= startedBeforeAt) return `The period ${text} ends before it begins.`;
  return { startedFromAt, startedBeforeAt };
}

/**
 * The periods before and after a change. Cases that start within the wash-out to either side of it are in neither: people were still learning, and
 * old cases were still about.
 */
export function periodsAround(changeAt: number, washOutMs = 0): { readonly before: Period; readonly after: Period } {
  return {
    before: { startedFromAt: -Infinity, startedBeforeAt: changeAt - washOutMs },
    after: { startedFromAt: changeAt + washOutMs, startedBeforeAt: Infinity },
  };
}
