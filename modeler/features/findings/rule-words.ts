import i18next from 'i18next';
import type { Translate } from '../../i18n/translate.ts';

/** A rule's sentence in the page's language. The engine's own sentence is English and says more of the place; undefined for a rule unknown here. */
export function ruleWords(rule: string, t: Translate): string | undefined {
  const key = rule.startsWith('unsupported/') ? 'unsupported' : rule.replace('/', '-');
  return i18next.exists(`rule.${key}`) ? t(`rule.${key}`) : undefined;
}
