/** Values that a scenario's people and machines set, drawn from a stream of their own. */
import type { Json, Variables } from '../../engine/errors.ts';
import { draw, weightedIndex } from './distributions.ts';
import type { Random } from './random.ts';
import type { Value } from './scenario.ts';

/** @param occurrence how often this was done in the case before: 0 the first time */
export function drawValues(values: Readonly<Record<string, Value>>, random: Random, occurrence: number): Variables {
  const drawn: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) drawn[name] = drawValue(value, random.split(name), occurrence);
  return drawn;
}

function drawValue(value: Value, random: Random, occurrence: number): Json {
  switch (value.kind) {
    case 'constant':
      return value.value;
    case 'chance': {
      const shares = typeof value.share === 'number' ? [value.share] : value.share;
      return random.next() < shares[Math.min(occurrence, shares.length - 1)]!;
    }
    case 'choice':
      return value.options[
        weightedIndex(
          value.options.map((option) => option.weight),
          random,
        )
      ]!.value;
    case 'number':
      return Number(draw(value.of, random).toFixed(value.decimals));
    default:
      return value satisfies never;
  }
}
