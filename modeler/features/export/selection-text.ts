import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

/** Which cases an export held, as it was recorded: version, period, unit, step, standing, attribute. */
export function selectionText(selection: Readonly<Record<string, unknown>>, t: Translate, format: Formats): string {
  const day = (at: number): string => format.day(new Date(at).toISOString());
  const { version, startedFromAt, startedBeforeAt, unit, activity, status, attribute } = selection;
  const parts = [
    ...(typeof version === 'string' ? [t('export.chosen.version', { version })] : []),
    ...(typeof startedFromAt === 'number' ? [t('export.chosen.from', { day: day(startedFromAt) })] : []),
    ...(typeof startedBeforeAt === 'number' ? [t('export.chosen.to', { day: day(startedBeforeAt) })] : []),
    ...(typeof unit === 'string' ? [t('export.chosen.unit', { unit })] : []),
    ...(typeof activity === 'string' ? [t('export.chosen.activity', { activity })] : []),
    ...(typeof status === 'string' ? [t(`export.status.${status}`)] : []),
    ...(isAttribute(attribute) ? [t('export.chosen.attribute', { name: attribute.name, value: attribute.value })] : []),
  ];
  return parts.length === 0 ? t('export.chosen.all') : parts.join(', ');
}

function isAttribute(value: unknown): value is { readonly name: string; readonly value: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'value' in value;
}
