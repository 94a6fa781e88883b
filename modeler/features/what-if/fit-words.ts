/** How near a simulated log comes to a real one: distances beside those of two halves of the real one. */
export interface Fit {
  readonly simulated: Distances;
  readonly noiseFloor: Distances;
  readonly cases: number;
  readonly replications: number;
}
type Distances = Readonly<Record<(typeof DISTANCES)[number], number>>;

const DISTANCES = [
  'cycleTimeHours',
  'relativeHours',
  'arrivalHours',
  'absoluteHours',
  'circadianHours',
  'bigrams',
  'trigrams',
] as const;

/** Up to so many times the distance of the halves is near, up to twice as much further. */
export const NEAR = 1.5;
const FAR = 3;
/** Distances below these are near whatever the halves say, below many times these not far: a quarter of an hour, a hundredth of the pairs. */
const LEAST = { hours: 0.25, share: 0.01 } as const;
const MANY = 32;

export interface DistanceRow {
  readonly name: (typeof DISTANCES)[number];
  readonly isShare: boolean;
  readonly simulated: number;
  readonly floor: number;
  readonly least: number;
}

export function distancesOf({ simulated, noiseFloor }: Fit): readonly DistanceRow[] {
  return DISTANCES.map((name) => {
    const isShare = name === 'bigrams' || name === 'trigrams';
    return { name, isShare, simulated: simulated[name], floor: noiseFloor[name], least: isShare ? LEAST.share : LEAST.hours };
  });
}

export function nearnessOf(simulated: number, floor: number, least: number): 'near' | 'further' | 'far' {
  if (simulated <= Math.max(least, NEAR * floor)) return 'near';
  return simulated <= Math.max(MANY * least, FAR * floor) ? 'further' : 'far';
}
