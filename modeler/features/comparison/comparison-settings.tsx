import type { ReactElement } from 'react';
import type { FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import { NumberField } from '../insight/number-field.tsx';
import type { Asked, Question } from './comparison-choice.ts';

interface ComparisonSettingsProps {
  readonly question: Question;
  readonly asked: Asked;
  readonly full: FullComparisonJson | undefined;
  readonly choose: (change: Asked) => void;
}

/** What the comparison takes into account: like cases, cases that the change did not touch, terms, costs. */
export function ComparisonSettings({ question, asked, full, choose }: ComparisonSettingsProps): ReactElement {
  const { t, format } = useLanguage();
  const { after } = question;
  const query = 'logKey' in after ? { logKey: after.logKey } : { processId: after.processId };
  const choices = useAnswer('getChoices', { query }, { keep: true }).data?.view;
  // An attribute that all share tells nobody apart.
  const told = (choices?.attributes ?? []).filter(({ values }) => values.length > 1);
  const units = (choices?.units ?? []).map(({ unit, name }) => ({ value: unit ?? '', text: name ?? unit ?? '' }));
  const hasUnits = units.length > 1 && !(choices?.attributes ?? []).some(({ name }) => name === 'unit');
  const attributes = [...told.map(({ name }) => name), ...(hasUnits ? ['unit'] : [])];
  const named = told
    .filter(({ name }) => asked.by === undefined || name === asked.by)
    .flatMap(({ name, values }) => values.map(({ value }) => ({ value: `${name}=${value}`, text: `${name} = ${value}` })));
  const controls = [...named, ...(hasUnits ? units.map(({ value, text }) => ({ value: `unit=${value}`, text })) : [])];
  const isListed = asked.control === undefined || controls.some(({ value }) => value === asked.control);
  const unlisted = isListed ? [] : [{ value: asked.control ?? '', text: asked.control ?? '' }];
  return (
    <section className="stack" aria-labelledby="settings">
      <h2 id="settings">{t('compare.settings')}</h2>
      <div className="filters">
        <ChoiceField
          id="compare-by"
          label={t('compare.by')}
          value={asked.by ?? ''}
          choose={(value) => {
            choose({ by: value === '' ? undefined : value, control: undefined });
          }}
          options={[
            { value: '', text: t('compare.byNothing') },
            ...attributes.map((name) => ({ value: name, text: name === 'unit' ? t('compare.byUnit') : name })),
          ]}
        />
        <ChoiceField
          id="compare-control"
          label={t('compare.untouched')}
          value={asked.control ?? ''}
          choose={(value) => {
            choose({ control: value === '' ? undefined : value });
          }}
          options={[{ value: '', text: t('compare.noControl') }, ...controls, ...unlisted]}
        />
        <NumberField
          id="compare-standard"
          label={t('control.standardDays')}
          value={asked.standardDays}
          choose={(standardDays) => {
            choose({ standardDays });
          }}
        />
        <NumberField
          id="compare-cost"
          label={t('compare.costPerHour')}
          value={asked.costPerHour}
          choose={(costPerHour) => {
            choose({ costPerHour });
          }}
        />
      </div>
      {full === undefined ? null : (
        <p className="small soft">
          {t('compare.setting', {
            at: full.changeAt === null ? '–' : format.day(full.changeAt),
            hours: t(`compare.hours.${full.calendar}`),
            seed: String(full.seed),
          })}
        </p>
      )}
    </section>
  );
}
