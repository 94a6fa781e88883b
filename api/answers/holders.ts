/** Who had the cases: what the log says of units, put together by institutions. */
import {
  attributeAt,
  type EventLog,
  heldBack,
  type HeldByGroup,
  heldBy,
  holders,
  type Holders,
  outsideOf,
} from '../../analytics/index.ts';
import { type Setting, unitOf } from '../analytics-work/setting.ts';
import type { HoldersView } from '../contract/holders.ts';

const MOST_CASES = 10;
/** A place among groups: units of no known institution come after all institutions, those outside have codes below 0. */
type Group = number;

export function holdersView(log: EventLog, setting: Setting): HoldersView {
  const { institutions } = setting.places;
  const found = holders(log);
  const groupOfUnit = groupsOf(log, setting);
  const groupOf = (holder: number): Group => (holder < 0 ? holder : (groupOfUnit[holder] ?? institutions.length));
  const groups = heldBy(found, groupOf);
  const units = heldBy(found, (holder) => holder);
  const leadMs = found.leadMs.reduce((sum, ms) => sum + ms, 0);
  const waitingMs = groups.reduce((sum, group) => sum + group.waitingMs, 0);
  const shown = shownOf(leadMs, waitingMs);
  const ofHouse = shown(groups.filter(({ group }) => group >= 0));
  const crossings = crossingCases(found, groupOf);
  const ofOthers = shown(groups.filter(({ group }) => group < 0));
  const isHeld = new Set([...ofHouse, ...ofOthers].flatMap(({ group, suppressed }) => (suppressed ? [group] : [])));
  return {
    n: log.cases.count,
    calendar: 'none',
    dayMs: null,
    leadMs,
    waitingMs,
    institutions: ofHouse.map(({ group, ...told }) => {
      const known = institutions[group];
      const own = shown(units.filter((unit) => unit.group >= 0 && groupOf(unit.group) === group));
      return {
        institution: known?.institution ?? null,
        name: known?.name ?? null,
        ...(known?.nameEn !== undefined && { nameEn: known.nameEn }),
        ...told,
        units: told.suppressed
          ? []
          : own.map(({ group: code, ...rest }) => {
              const { unit, name } = unitOf(setting, log.units[code] ?? '');
              return { unit: unit ?? '', name: name ?? '', ...rest };
            }),
      };
    }),
    outside: ofOthers.flatMap(({ group, ...told }) => {
      const who = outsideOf(group);
      return who === undefined ? [] : [{ who, ...told }];
    }),
    crossing: crossings.length,
    cases: crossings
      .filter(({ parts }) => parts.every(({ group }) => !isHeld.has(group)))
      .sort((a, b) => b.leadMs - a.leadMs)
      .slice(0, MOST_CASES)
      .map(({ index, leadMs: ms, parts }) => {
        const number = attributeAt(log.cases.attributes.get('caseNumber'), index);
        return {
          caseKey: log.cases.keys[index] ?? '',
          caseNumber: number === undefined ? null : String(number),
          leadMs: ms,
          parts: parts.map(({ group, heldMs, waitingMs: waited }) => ({
            institution: institutions[group]?.institution ?? null,
            who: outsideOf(group) ?? null,
            heldMs,
            waitingMs: waited,
          })),
        };
      }),
  };
}

/** Of each unit of the log the place of its institution; one behind the last where it is not known. */
function groupsOf(log: EventLog, { places: { institutions, units } }: Setting): readonly Group[] {
  const placeOf = new Map(institutions.map(({ institution }, place) => [institution, place]));
  const institutionOf = new Map(units.map(({ unit, institution }) => [unit, institution]));
  return log.units.map((unit) => placeOf.get(institutionOf.get(unit) ?? '') ?? institutions.length);
}

function shownOf(leadMs: number, waitingMs: number) {
  const shareOf = (part: number, whole: number): number => (whole > 0 ? Math.min(1, part / whole) : 0);
  return (groups: readonly HeldByGroup[]) => {
    const held = heldBack(groups.map(({ cases }) => cases));
    return groups.map(({ group, ...sums }, place) => ({
      group,
      suppressed: held[place] ?? false,
      figures: held[place]
        ? null
        : { ...sums, heldShare: shareOf(sums.heldMs, leadMs), waitingShare: shareOf(sums.waitingMs, waitingMs) },
    }));
  };
}

function crossingCases(found: Holders, groupOf: (holder: number) => Group) {
  const crossings: { index: number; leadMs: number; parts: { group: Group; heldMs: number; waitingMs: number }[] }[] = [];
  for (let place = 0; place < found.caseOf.length;) {
    const index = found.caseOf[place] ?? -1;
    const parts = new Map<Group, { group: Group; heldMs: number; waitingMs: number }>();
    for (; found.caseOf[place] === index; place++) {
      const group = groupOf(found.holder[place] ?? -1);
      const part = parts.get(group) ?? { group, heldMs: 0, waitingMs: 0 };
      parts.set(group, part);
      part.heldMs += found.heldMs[place] ?? 0;
      part.waitingMs += found.waitingMs[place] ?? 0;
    }
    if ([...parts.keys()].filter((group) => group >= 0).length > 1)
      crossings.push({ index, leadMs: found.leadMs[index] ?? 0, parts: [...parts.values()].sort((a, b) => b.heldMs - a.heldMs) });
  }
  return crossings;
}
