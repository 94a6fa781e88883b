/** Institutions and their units as a tree: what belongs to which. */
import type { Institution, Unit } from './person.ts';

export interface Places {
  readonly institutions: readonly Institution[];
  readonly units: readonly Unit[];
}

/** After an institution's id: itself, without those below it. */
const ITSELF = '.own';

/** An institution and all below it; of `id.own` itself. None where there is no such. */
export function institutionsOf(asked: string, institutions: readonly Institution[]): readonly string[] {
  const isItself = asked.endsWith(ITSELF);
  const top = isItself ? asked.slice(0, -ITSELF.length) : asked;
  if (!institutions.some(({ institution }) => institution === top)) return [];
  const found = new Set([top]);
  // Parents come in any order.
  for (let before = 0; !isItself && before < found.size;) {
    before = found.size;
    for (const { institution, parent } of institutions) if (parent !== undefined && found.has(parent)) found.add(institution);
  }
  return [...found];
}

/** The units of these institutions and of all below them. */
export function unitsWithin(asked: readonly string[], { institutions, units }: Places): readonly string[] {
  const within = new Set(asked.flatMap((one) => institutionsOf(one, institutions)));
  return units.flatMap(({ unit, institution }) => (within.has(institution) ? [unit] : []));
}
