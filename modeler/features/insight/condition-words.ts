import type { ChoicesView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { attributeOf } from './case-conditions.ts';
import type { ElementName } from './use-element-name.ts';

/** What is filtered by, and its values, as people say it: names of places and steps, of channels and of kinds of applicants. */
export function useConditionWords(choices: ChoicesView | undefined, nameOf: ElementName) {
  const { t, format, language } = useLanguage();
  const institution = (asked: string): string => {
    const known = choices?.institutions.find((one) => one.institution === asked);
    if (known === undefined) return asked;
    const name = language === 'en' ? (known.nameEn ?? known.name) : known.name;
    return known.scope === 'own'
      ? t('filter.itself', { name })
      : known.scope === 'below'
        ? t('filter.withBelow', { name })
        : name;
  };
  return {
    counted: (name: string, cases: number): string => t('filter.counted', { name, cases: format.number(cases) }),
    name(condition: string): string {
      const attribute = attributeOf(condition);
      if (attribute === undefined) return t(`filter.${condition}`);
      return attribute === 'channel' || attribute === 'applicantKind' ? t(`filter.${attribute}`) : attribute;
    },
    value(condition: string, value: string): string {
      switch (attributeOf(condition) ?? condition) {
        case 'institution':
          return institution(value);
        case 'unit':
          return choices?.units.find(({ unit }) => unit === value)?.name ?? value;
        case 'activity':
          return nameOf({ element: value, name: choices?.activities.find(({ element }) => element === value)?.name ?? value });
        case 'channel':
          return CHANNELS.has(value) ? t(`channel.${value}`) : value;
        case 'applicantKind':
          return KINDS.has(value) ? t(`applicant.${value}`) : value;
        default:
          return value;
      }
    },
  };
}

const CHANNELS: ReadonlySet<string> = new Set(['desk', 'phone', 'email', 'portal', 'post', 'eldership']);
const KINDS: ReadonlySet<string> = new Set(['natural', 'legal']);
