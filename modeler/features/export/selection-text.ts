import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

/** Which cases an export held, as it was recorded: version, period, institutions, units, steps, standing, attributes. */
export function selectionText(recorded: Readonly<Record<string, unknown>>, t: Translate, format: Formats): string {
  const day = (at: number): string => format.day(new Date(at).toISOString());
  const { version, startedFromAt, startedBeforeAt, institutions, units, activities, status, attributes } = ofToday(recorded);
  const any = (values: readonly string[]): string => values.join(` ${t('filter.or')} `);
  const parts = [
    ...(typeof version === 'string' ? [t('export.chosen.version', { version })] : []),
    ...(typeof startedFromAt === 'number' ? [t('export.chosen.from', { day: day(startedFromAt) })] : []),
    ...(typeof startedBeforeAt === 'number' ? [t('export.chosen.to', { day: day(startedBeforeAt) })] : []),
    ...(hasNames(institutions) ? [t('export.chosen.institution', { institution: any(institutions.names) })] : []),
    ...(isTexts(units) ? [t('export.chosen.unit', { unit: any(units) })] : []),
    ...(isTexts(activities) ? [t('export.chosen.activity', { activity: any(activities) })] : []),
    ...(typeof status === 'string' ? [t(`export.status.${status}`)] : []),
    ...(Array.isArray(attributes) ? attributes.filter(isAttribute) : []).map(({ name, values }) =>
      t('export.chosen.attribute', { name, value: any(values) }),
    ),
  ];
  return parts.length === 0 ? t('export.chosen.all') : parts.join(', ');
}

/** As it was recorded when a filter had one unit, one step and one value of one attribute. */
function ofToday(recorded: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { unit, activity, attribute, ...rest } = recorded;
  const wasOne =
    typeof attribute === 'object' && attribute !== null && 'name' in attribute && 'value' in attribute
      ? [{ name: attribute.name, values: [attribute.value] }]
      : undefined;
  return {
    ...(typeof unit === 'string' && { units: [unit] }),
    ...(typeof activity === 'string' && { activities: [activity] }),
    ...(wasOne && { attributes: wasOne }),
    ...rest,
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function hasNames(value: unknown): value is { readonly names: readonly string[] } {
  return typeof value === 'object' && value !== null && 'names' in value && isTexts(value.names);
}

function isAttribute(value: unknown): value is { readonly name: string; readonly values: readonly string[] } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'values' in value &&
    isTexts(value.values)
  );
}
