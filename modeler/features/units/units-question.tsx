import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { ViewQuestion } from '../insight/view-question.tsx';
import { SideBySide } from './side-by-side.tsx';
import type { UnitsSearch } from './units-search.ts';
import { UnitsShown } from './units-view.tsx';

/** The league of units or institutions, and two of them next to each other. */
export function UnitsQuestion(asked: Asked): ReactElement {
  const { timed, nameOf, source, choices } = asked;
  const { t } = useLanguage();
  const search: UnitsSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (change: UnitsSearch): void => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const by = search.by === 'institution' ? 'institution' : 'unit';
  const step = search.step === undefined ? {} : { step: search.step };
  const units = useAnswer('compareUnits', { query: { ...timed, by, ...step } }, { keep: true });
  const steps = (choices?.activities ?? []).map((one) => ({ value: one.element, text: nameOf(one) }));
  return (
    <ViewQuestion
      id="units"
      title={t(`units.tables.${by}`)}
      controls={
        <>
          <ChoiceField
            id="by"
            label={t('units.by')}
            value={by}
            choose={(value) => {
              choose({ by: value === 'unit' ? undefined : value, one: undefined, other: undefined });
            }}
            options={(['unit', 'institution'] as const).map((value) => ({ value, text: t(`units.bys.${value}`) }))}
          />
          <ChoiceField
            id="step"
            label={t('units.step')}
            value={search.step ?? ''}
            choose={(value) => {
              choose({ step: value || undefined });
            }}
            options={[{ value: '', text: t('units.steps.dividing') }, { value: 'first', text: t('units.steps.first') }, ...steps]}
          />
        </>
      }
      question={units}
      nothing={({ units: all }) => {
        if (all.every(({ unit }) => unit === null)) return { title: t('units.emptyTitle'), text: t('units.empty') };
        if (all.every(({ suppressed }) => suppressed)) return { title: t('units.heldTitle'), text: t('units.held') };
        return false;
      }}
    >
      {(view) => (
        <>
          <p className="soft">{view.step === null ? t('units.ofFirst') : t('units.ofStep', { step: nameOf(view.step) })}</p>
          <UnitsShown view={view} nameOf={nameOf} file={source.name} />
          <SideBySide {...asked} view={view} search={search} choose={choose} />
        </>
      )}
    </ViewQuestion>
  );
}
