import type { ForecastJson } from '../../../api/contract/forecasts.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';

/** When a forecast came true. */
export function realisedWords(realised: ForecastJson['realised'], t: Translate, format: Formats): string {
  if (realised === null) return t('forecast.notYet');
  return realised.kind === 'version'
    ? t('forecast.realisedVersion', { version: realised.version })
    : t('forecast.realisedOn', { day: format.day(realised.day) });
}
