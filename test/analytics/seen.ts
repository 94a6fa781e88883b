/** Observations in words: `5` completed at 5, `5+` still open at 5, `5w` withdrawn at 5. */
import { OBSERVED_COMPLETED, OBSERVED_OPEN, OBSERVED_WITHDRAWN, observations } from '../../analytics/survival.ts';

export function seen(text: string) {
  const parts = text.split(' ');
  const how = parts.map((part) =>
    part.endsWith('+') ? OBSERVED_OPEN : part.endsWith('w') ? OBSERVED_WITHDRAWN : OBSERVED_COMPLETED,
  );
  return observations(
    Float64Array.from(parts, (part) => parseFloat(part)),
    Uint8Array.from(how),
  );
}
