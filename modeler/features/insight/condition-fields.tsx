import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ChoicesView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { attributeCondition, conditionSearch, conditionsIn, withoutValue, withValue } from './case-conditions.ts';
import type { Condition, ConditionSearch } from './case-conditions.ts';
import { ChoiceField } from './choice-field.tsx';
import { useConditionWords } from './condition-words.ts';
import type { ElementName } from './use-element-name.ts';

interface ConditionFieldsProps {
  readonly search: ConditionSearch;
  readonly choices: ChoicesView | undefined;
  readonly nameOf: ElementName;
  readonly choose: (change: Required<ConditionSearch>) => void;
}

interface Option {
  readonly value: string;
  readonly name: string;
  readonly cases: number;
}

/** Attributes with a field of their own, in this order; the others are chosen by name. */
const KNOWN = ['channel', 'applicantKind'];

/** Which cases: chosen ones in words, each with a button that takes it away; below, what can be added. */
export function ConditionFields({ search, choices, nameOf, choose }: ConditionFieldsProps): ReactElement {
  const { t } = useLanguage();
  const words = useConditionWords(choices, nameOf);
  const conditions = conditionsIn(search);
  const [other, setOther] = useState('');
  const change = (next: readonly Condition[]): void => {
    choose(conditionSearch(next));
  };
  const attributes = choices?.attributes ?? [];
  const others = attributes.filter(({ name }) => !KNOWN.includes(name));
  const field = (name: string, id: string, label: string, options: readonly Option[]): ReactElement | null => {
    const chosen = conditions.find((one) => one.name === name)?.values ?? [];
    const left = options.filter(({ value }) => !chosen.includes(value));
    if (options.length === 0) return null;
    return (
      <ChoiceField
        key={id}
        id={id}
        label={label}
        value=""
        choose={(value) => {
          if (value !== '') change(withValue(conditions, name, value));
        }}
        options={[
          { value: '', text: t(chosen.length === 0 ? 'filter.any' : 'filter.another') },
          ...left.map((one) => ({ value: one.value, text: words.counted(one.name, one.cases) })),
        ]}
      />
    );
  };
  const ofAttribute = (name: string, id: string, label: string): ReactElement | null => {
    const condition = attributeCondition(name);
    const values = attributes.find((one) => one.name === name)?.values ?? [];
    return field(
      condition,
      id,
      label,
      values.map(({ value, cases }) => ({ value, name: words.value(condition, value), cases })),
    );
  };
  const named = (name: string, all: readonly { readonly value: string | null; readonly cases: number }[]): readonly Option[] =>
    all.flatMap(({ value, cases }) => (value === null ? [] : [{ value, name: words.value(name, value), cases }]));
  return (
    <>
      <ChosenConditions conditions={conditions} words={words} change={change} />
      {choices === undefined ? null : (
        <details className="more-filters" open={conditions.length > 0}>
          <summary>{conditions.length === 0 ? t('filter.more') : t('filter.moreChosen', { count: conditions.length })}</summary>
          <div className="filters">
            {field('institution', 'institution', t('filter.institution'), [
              ...named(
                'institution',
                choices.institutions.map(({ institution: value, cases }) => ({ value, cases })),
              ),
            ])}
            {field(
              'unit',
              'unit',
              t('filter.unit'),
              named(
                'unit',
                choices.units.map(({ unit: value, cases }) => ({ value, cases })),
              ),
            )}
            {field(
              'activity',
              'activity',
              t('filter.activity'),
              named(
                'activity',
                choices.activities.map(({ element: value, cases }) => ({ value, cases })),
              ),
            )}
            {KNOWN.map((name) => ofAttribute(name, name, words.name(attributeCondition(name))))}
            {others.length === 0 ? null : (
              <ChoiceField
                id="attribute"
                label={t('filter.attribute')}
                value={other}
                choose={setOther}
                options={[
                  { value: '', text: t('filter.anyAttribute') },
                  ...others.map(({ name }) => ({ value: name, text: name })),
                ]}
              />
            )}
            {other === '' ? null : ofAttribute(other, 'value', t('filter.value'))}
          </div>
        </details>
      )}
    </>
  );
}

interface ChosenProps {
  readonly conditions: readonly Condition[];
  readonly words: ReturnType<typeof useConditionWords>;
  readonly change: (next: readonly Condition[]) => void;
}

function ChosenConditions({ conditions, words, change }: ChosenProps): ReactElement | null {
  const { t } = useLanguage();
  if (conditions.length === 0) return null;
  return (
    <div className="chosen-conditions">
      <ul aria-label={t('filter.chosen')}>
        {conditions.map(({ name, values }) => (
          <li key={name}>
            <span className="soft">{words.name(name)}:</span>
            {values.map((value, place) => (
              <span key={value}>
                {place === 0 ? null : <span className="soft">{t('filter.or')} </span>}
                <button
                  type="button"
                  className="condition"
                  aria-label={t('filter.remove', { name: words.name(name), value: words.value(name, value) })}
                  onClick={() => {
                    change(withoutValue(conditions, name, value));
                  }}
                >
                  {words.value(name, value)} <span aria-hidden="true">×</span>
                </button>
              </span>
            ))}
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="quiet"
        onClick={() => {
          change([]);
        }}
      >
        {t('filter.removeAll')}
      </button>
    </div>
  );
}
