import { useState } from 'react';
import type { ReactElement } from 'react';
import { CARD_WORDS } from '../../../programme/card/card-words.ts';
import { CARD_RULES } from '../../../programme/card/card-rules.ts';
import { PERSON_KINDS, SERVICE_FIELDS, SERVICE_KINDS, SERVICE_STATUSES } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';

export const SERVICE_FILTERS = ['text', 'owner', 'persons', 'kind', 'field', 'status', 'hasModel', 'gap'] as const;
export type ServiceFilter = { readonly [Name in (typeof SERVICE_FILTERS)[number]]?: string | undefined };

interface ServiceFiltersProps {
  readonly filter: ServiceFilter;
  readonly choose: (change: ServiceFilter) => void;
}

/** Which services are shown. */
export function ServiceFilters({ filter, choose }: ServiceFiltersProps): ReactElement {
  const { t, language } = useLanguage();
  const words = CARD_WORDS[language];
  const [text, setText] = useState(filter.text ?? '');
  const units = useAnswer('listUnits', {});
  const owners = (units.data?.items ?? []).map(
    ({ unit, name, nameEn }) => [unit, language === 'en' ? (nameEn ?? name) : name] as const,
  );
  const named = <Name extends string>(names: readonly Name[], of: Readonly<Record<Name, string>>) =>
    names.map((name) => [name, of[name]] as const);
  const choices: readonly (readonly [keyof ServiceFilter, string, readonly (readonly [string, string])[]])[] = [
    ['owner', t('card.owner'), owners],
    ['field', t('card.field'), named(SERVICE_FIELDS, words.field)],
    ['persons', t('card.persons'), named(PERSON_KINDS, words.persons)],
    ['kind', t('card.kind'), named(SERVICE_KINDS, words.kind)],
    ['status', t('card.status'), named(SERVICE_STATUSES, words.status)],
    [
      'hasModel',
      t('services.model'),
      [
        ['true', t('services.withModel')],
        ['false', t('services.noModel')],
      ],
    ],
    [
      'gap',
      t('services.gaps'),
      [
        ['any', t('services.anyGap')],
        ['none', t('services.noGaps')],
        ...CARD_RULES.map((rule) => [rule, t(`services.rule.${rule}`)] as const),
      ],
    ],
  ];
  return (
    <form
      className="filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        choose({ text: text.trim() === '' ? undefined : text.trim() });
      }}
    >
      <div className="field">
        <label htmlFor="service-text">{t('services.words_label')}</label>
        <input id="service-text" type="search" value={text} onChange={({ target }) => setText(target.value)} />
      </div>
      <button type="submit" className="button">
        {t('act.search')}
      </button>
      {choices.map(([name, label, options]) => (
        <div className="field" key={name}>
          <label htmlFor={`service-${name}`}>{label}</label>
          <select
            id={`service-${name}`}
            value={filter[name] ?? ''}
            onChange={({ target }) => choose({ [name]: target.value === '' ? undefined : target.value })}
          >
            <option value="">{t('services.all')}</option>
            {options.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
      ))}
    </form>
  );
}
