import type { ReactElement } from 'react';
import type { FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import { NumberField } from '../insight/number-field.tsx';
import { DayField } from '../page/day-field.tsx';
import { HOURS, MOST_ATTRIBUTES, listIn, listText } from './comparison-choice.ts';
import type { Asked, Question } from './comparison-choice.ts';

interface ComparisonSettingsProps {
  readonly question: Question;
  readonly asked: Asked;
  readonly full: FullComparisonJson | undefined;
  readonly choose: (change: Asked) => void;
}

/** What the comparison takes into account: like cases, cases that the change did not touch, its day, terms, costs, ratings. */
export function ComparisonSettings({ question, asked, full, choose }: ComparisonSettingsProps): ReactElement {
  const { t, format } = useLanguage();
  const { after } = question;
  const query = 'logKey' in after ? { logKey: after.logKey } : { processId: after.processId };
  const choices = useAnswer('getChoices', { query }, { keep: true }).data?.view;
  const known = choices?.attributes ?? [];
  // An attribute that all share tells nobody apart.
  const told = known.filter(({ values }) => values.length > 1);
  const units = (choices?.units ?? []).map(({ unit, name }) => ({ value: unit ?? '', text: name ?? unit ?? '' }));
  const hasUnits = units.length > 1 && !known.some(({ name }) => name === 'unit');
  const by = listIn(asked.by);
  const attributes = [...new Set([...told.map(({ name }) => name), ...(hasUnits ? ['unit'] : []), ...by])];
  const named = told
    .filter(({ name }) => by.length === 0 || by.includes(name))
    .flatMap(({ name, values }) => values.map(({ value }) => ({ value: `${name}=${value}`, text: `${name} = ${value}` })));
  const controls = [...named, ...(hasUnits ? units.map(({ value, text }) => ({ value: `unit=${value}`, text })) : [])];
  const attributeField = (name: 'dueAttribute' | 'costAttribute' | 'satisfactionAttribute'): ReactElement => (
    <ChoiceField
      id={`compare-${name}`}
      label={t(`compare.${name}`)}
      value={asked[name] ?? ''}
      choose={(value) => {
        choose({ [name]: value === '' ? undefined : value });
      }}
      options={[
        { value: '', text: t(`compare.no.${name}`) },
        ...withOwn(
          known.map((one) => ({ value: one.name, text: one.name })),
          asked[name],
        ),
      ]}
    />
  );
  return (
    <section className="stack" aria-labelledby="settings">
      <h2 id="settings">{t('compare.settings')}</h2>
      {attributes.length === 0 ? null : (
        <fieldset className="compare-by">
          <legend>{t('compare.by')}</legend>
          {attributes.map((name) => (
            <label key={name} className="row check">
              <input
                type="checkbox"
                checked={by.includes(name)}
                disabled={!by.includes(name) && by.length >= MOST_ATTRIBUTES}
                onChange={({ target }) => {
                  const chosen = target.checked ? [...by, name] : by.filter((one) => one !== name);
                  choose({ by: listText(chosen), control: undefined });
                }}
              />
              <span>{name === 'unit' ? t('compare.byUnit') : name}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="filters">
        <ChoiceField
          id="compare-control"
          label={t('compare.untouched')}
          value={asked.control ?? ''}
          choose={(value) => {
            choose({ control: value === '' ? undefined : value });
          }}
          options={[{ value: '', text: t('compare.noControl') }, ...withOwn(controls, asked.control)]}
        />
        <DayField
          key={`change ${asked.changeOn ?? ''}`}
          id="compare-change"
          label={t('compare.changeOn')}
          value={asked.changeOn}
          choose={(changeOn) => {
            choose({ changeOn });
          }}
        />
        <ChoiceField
          id="compare-hours"
          label={t('compare.hoursOf')}
          value={HOURS.find((one) => one === asked.hours) ?? ''}
          choose={(value) => {
            choose({ hours: value === '' ? undefined : value });
          }}
          options={[
            { value: '', text: t('compare.usualHours') },
            ...HOURS.map((value) => ({ value, text: t(`compare.hours.${value}`) })),
          ]}
        />
        <NumberField
          id="compare-standard"
          label={t('control.standardDays')}
          value={asked.standardDays}
          choose={(standardDays) => {
            choose({ standardDays });
          }}
        />
        {attributeField('dueAttribute')}
        {attributeField('costAttribute')}
        <NumberField
          id="compare-cost"
          label={t('compare.costPerHour')}
          value={asked.costPerHour}
          choose={(costPerHour) => {
            choose({ costPerHour });
          }}
        />
        {attributeField('satisfactionAttribute')}
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

interface Option {
  readonly value: string;
  readonly text: string;
}

/** With what the address names though it is not among them. */
function withOwn(options: readonly Option[], chosen: string | undefined): readonly Option[] {
  const isListed = chosen === undefined || options.some(({ value }) => value === chosen);
  return isListed ? options : [...options, { value: chosen, text: chosen }];
}
