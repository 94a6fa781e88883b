/** Figures of surveys in words. */
import type { SurveyMeasureJson } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

type Named = Pick<SurveyMeasureJson, 'name' | 'dimension'>;

export function measureName({ name, dimension }: Named, t: Translate): string {
  const words = t(`survey.measure.${name}`);
  return dimension === undefined ? words : `${words}: ${t(`survey.dimension.${dimension}`)}`;
}

export function measureKey({ name, dimension = '' }: Named): string {
  return `${name}:${dimension}`;
}

export function measureValue({ name }: Named, value: number | null, format: Formats): string {
  if (value === null) return '–';
  return name === 'csat' ? `${format.number(value * 100)} %` : format.number(value, name === 'index' ? 1 : 2);
}

/** Of shares in percentage points. */
export function differenceValue({ name }: Named, value: number | null, format: Formats, t: Translate): string {
  if (value === null) return '–';
  const sign = value > 0 ? '+' : '';
  return name === 'csat'
    ? `${sign}${t('survey.points', { value: format.number(value * 100) })}`
    : `${sign}${format.number(value, 2)}`;
}
