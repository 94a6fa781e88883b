/** Units side by side, utilisation, and what a filter of a log can be made of. */
import {
  CASE_COMPLETED,
  cohort,
  compareUnits,
  dividingStep,
  type EventLog,
  parseIsoInstant,
  repeats,
  SMALLEST_GROUP,
  traces,
  unitOfStep,
  utilisation,
  variants,
} from '../../analytics/index.ts';
import { selects } from '../../logs/index.ts';
import { unitsWithin } from '../../organisation/index.ts';
import { elementOf, hoursOf, type Setting, unitOf } from '../analytics-work/setting.ts';
import { causesByClocks } from './analytics-causes.ts';
import type { NamedUnit } from '../contract/analytics-values.ts';
import type { ChoicesView, UnitsView, UtilisationView } from '../contract/analytics-groups.ts';

export interface UnitsAsked {
  readonly by: 'unit' | 'institution';
  /** An activity of the log, or `first`; the one that most divides the cases when absent. */
  readonly step?: string | undefined;
}

export function unitsView(whole: EventLog, setting: Setting, { by, step }: UnitsAsked = { by: 'unit' }): UnitsView {
  const log = by === 'unit' ? whole : byInstitution(whole, setting);
  const { duty, working, told } = hoursOf(log, setting);
  const traced = traces(log);
  const { wall, working: workingCauses } = causesByClocks(log, duty, () => undefined);
  const activity = step === undefined ? dividingStep(log) : step === 'first' ? undefined : log.activities.indexOf(step);
  const found = {
    ...{ causes: wall, workingCauses, traced, variants: variants(log, traced), working, values: qualityOf(log, setting) },
    ...(activity !== undefined && { unitOf: unitOfStep(log, activity) }),
  };
  const { n, level, units } = compareUnits(log, found);
  const named = (unit: string | null) => (by === 'unit' ? unitOf(setting, unit) : institutionOf(setting, unit));
  return {
    n,
    by,
    step: activity === undefined ? null : elementOf(setting, log.activities[activity] ?? step ?? ''),
    level,
    ...told,
    units: units.map(({ unit, suppressed, figures }) => {
      if (!figures) return { ...named(unit), suppressed, figures: null };
      const { variants: found, working: inWork = null, means, ...shown } = figures;
      const isTold = found !== null && found.commonestCases >= SMALLEST_GROUP;
      return {
        ...named(unit),
        suppressed,
        figures: {
          ...shown,
          working: inWork,
          firstTimeRight: means['firstTimeRight']?.value ?? null,
          complaints: means['complaints']?.value ?? null,
          variants: found && {
            count: found.count,
            commonest: isTold ? found.commonest.map((activity) => elementOf(setting, activity)) : null,
            commonestCases: isTold ? found.commonestCases : null,
          },
        },
      };
    }),
  };
}

/** Of completed cases: whether nothing was done again, and whether somebody complained where that is written down. */
function qualityOf(log: EventLog, { complained }: Setting): Readonly<Record<string, Float64Array>> {
  const { cases } = log;
  const completed = cohort({ log, only: (index) => cases.status[index] === CASE_COMPLETED });
  const firstTimeRight = new Float64Array(cases.count).fill(NaN);
  const complaints = firstTimeRight.slice();
  const again = repeats(completed).values;
  for (const [place, index] of completed.caseOf.entries()) {
    const times = again[place] ?? NaN;
    firstTimeRight[index] = Number.isNaN(times) ? NaN : Number(times === 0);
    if (complained) complaints[index] = Number(complained.has(cases.keys[index] ?? ''));
  }
  return { firstTimeRight, complaints };
}

/** The same log with institutions in the place of their units; a unit of none stays what it is. They work by the calendar of the house. */
function byInstitution(log: EventLog, { places }: Setting): EventLog {
  const institutionOfUnit = new Map(places.units.map(({ unit, institution }) => [unit, institution]));
  const names = log.units.map((unit) => institutionOfUnit.get(unit) ?? unit);
  const units = [...new Set(names)];
  const codes = names.map((name) => units.indexOf(name));
  return { ...log, units, unitOf: log.unitOf.map((unit) => codes[unit] ?? -1) };
}

function institutionOf({ places }: Setting, institution: string | null): NamedUnit {
  const known = places.institutions.find((one) => one.institution === institution);
  return { unit: institution, name: known?.name ?? institution };
}

/** @param by `resource` tells of single people: the caller has seen to it that the asker may know */
export function utilisationView(
  log: EventLog,
  setting: Setting,
  { by, fromAt, beforeAt = Infinity }: { readonly by: 'unit' | 'resource'; readonly fromAt?: number; readonly beforeAt?: number },
): UtilisationView {
  const { duty, told } = hoursOf(log, setting);
  const { groups, ...counts } = utilisation(log, duty, {
    by,
    ...(fromAt !== undefined && { fromAt }),
    beforeAt: Math.min(beforeAt, log.observedUntilAt),
  });
  return {
    by,
    ...told,
    ...counts,
    groups: groups.map(({ group, suppressed, figures }) => ({
      group,
      name: by === 'unit' ? unitOf(setting, group).name : group,
      suppressed,
      figures: figures ?? null,
    })),
  };
}

const MOST_VALUES = 50;
const MOST_ATTRIBUTES = 100;

/** @param versions those of the process, the newest first */
export function choicesView(
  log: EventLog,
  setting: Setting,
  { versions }: { readonly versions: readonly { readonly version: number; readonly deployed: string }[] },
): ChoicesView {
  const units = casesWith(log, log.unitOf, log.units.length);
  const activities = casesWith(log, log.activityOf, log.activities.length);
  const ofVersion = counted(log.cases.versionOf, log.cases.versions.length);
  const enough = <One extends { readonly cases: number }>(all: readonly One[]): One[] =>
    all.filter(({ cases }) => cases >= SMALLEST_GROUP).sort((a, b) => b.cases - a.cases);
  return {
    institutions: institutionsIn(log, setting),
    dateAttributes: dateAttributes(log.cases.attributes),
    units: enough(log.units.map((unit, code) => ({ ...unitOf(setting, unit), cases: units[code]! }))),
    activities: enough(log.activities.map((activity, code) => ({ ...elementOf(setting, activity), cases: activities[code]! }))),
    attributes: attributesOf(log),
    versions: versions.flatMap((one) => {
      const cases = ofVersion[log.cases.versions.indexOf(String(one.version))] ?? 0;
      return cases === 0 ? [] : [{ ...one, cases }];
    }),
  };
}

/** In the order of the tree. Where only one institution has cases there is nothing to choose. */
function institutionsIn(log: EventLog, { places }: Setting): ChoicesView['institutions'] {
  const { institutions } = places;
  const found = institutions.flatMap(({ institution, name, nameEn }): ChoicesView['institutions'] => {
    const of = (asked: string, scope: 'all' | 'below' | 'own') => {
      const units = unitsWithin([asked], places);
      const isIn = selects(log, { units });
      let cases = 0;
      for (let index = 0; index < log.cases.count; index++) if (isIn(index)) cases++;
      return { institution: asked, name, ...(nameEn !== undefined && { nameEn }), scope, cases };
    };
    const hasBelow = institutions.some(({ parent }) => parent === institution);
    return hasBelow ? [of(institution, 'below'), of(`${institution}.own`, 'own')] : [of(institution, 'all')];
  });
  return institutions.length < 2 ? [] : found.filter(({ cases }) => cases >= SMALLEST_GROUP);
}

/** Of so many values all must be dates. */
const TRIED = 100;

function dateAttributes(attributes: EventLog['cases']['attributes']): string[] {
  const isDate = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(parseIsoInstant(value));
  return [...attributes].flatMap(([name, { values }]) =>
    values.length > 0 && values.slice(0, TRIED).every(isDate) ? [name] : [],
  );
}

function attributesOf({ cases, resources }: EventLog): ChoicesView['attributes'] {
  const people = new Set(resources);
  return [...cases.attributes].slice(0, MOST_ATTRIBUTES).flatMap(([name, { codes, values }]) => {
    const sizes = counted(codes, values.length);
    const told = sizes.reduce((all, size) => all + size, 0);
    const isOfPeople =
      values.reduce<number>((all, value, code) => all + (people.has(String(value)) ? sizes[code]! : 0), 0) * 2 > told;
    if (isOfPeople) return [];
    const shown = values
      .map((value, code) => ({ value: String(value), cases: sizes[code]! }))
      .filter((one) => one.cases >= SMALLEST_GROUP && !people.has(one.value))
      .sort((a, b) => b.cases - a.cases)
      .slice(0, MOST_VALUES);
    const held = told - shown.reduce((all, one) => all + one.cases, 0);
    return shown.length === 0 ? [] : [{ name, values: shown, others: held }];
  });
}

function counted(codes: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return counts;
}

/** Cases that have a row with each code. */
function casesWith(log: EventLog, codes: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  const last = new Int32Array(size).fill(-1);
  for (let row = 0; row < log.rows; row++) {
    const code = codes[row]!;
    if (code < 0 || last[code] === log.caseOf[row]) continue;
    last[code] = log.caseOf[row]!;
    counts[code]!++;
  }
  return counts;
}
