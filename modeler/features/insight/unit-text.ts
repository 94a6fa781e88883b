import type { NamedUnit } from '../../../api/contract/analytics-values.ts';
import type { Translate } from '../../i18n/translate.ts';

/** What a unit is called; cases of which no row tells one belong to none. */
export function unitText({ unit, name }: NamedUnit, t: Translate): string {
  return name ?? unit ?? t('figures.noUnit');
}
