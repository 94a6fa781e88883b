/** Instants as text that comes back as the same number. */
import { parseIsoInstant } from './timestamps.ts';

/**
 * ISO 8601 in UTC with milliseconds, and as many further digits as the instant has (`parseIsoInstant` gives back the same number for any
 * instant since 1971). @param at milliseconds since 1970 UTC @throws RangeError when it is not known (NaN)
 */
export function isoText(at: number): string {
  const wholeMs = Math.floor(at);
  const text = new Date(wholeMs).toISOString();
  if (wholeMs === at) return text;
  const seconds = text.slice(0, -1);
  const micros = `${seconds}${String(Math.min(999, Math.round((at - wholeMs) * 1e3))).padStart(3, '0')}Z`;
  if (parseIsoInstant(micros) === at) return micros;
  return `${seconds}${String(Math.min(999_999, Math.round((at - wholeMs) * 1e6))).padStart(6, '0')}Z`;
}
