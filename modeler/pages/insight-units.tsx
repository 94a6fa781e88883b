import type { ReactElement } from 'react';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { ViewQuestion } from '../features/insight/view-question.tsx';
import { UnitsShown } from '../features/units/units-view.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

/** The same service in several units, side by side. */
export function InsightUnits(): ReactElement {
  const { t } = useLanguage();
  return (
    <InsightPage title={t('units.title')} lead={t('units.lead')} hasClock>
      {(asked) => <OfUnits {...asked} />}
    </InsightPage>
  );
}

function OfUnits({ timed, nameOf, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const units = useAnswer('compareUnits', { query: timed }, { keep: true });
  return (
    <ViewQuestion
      id="units"
      title={t('units.table')}
      question={units}
      nothing={({ units: all }) => {
        if (all.every(({ unit }) => unit === null)) return { title: t('units.emptyTitle'), text: t('units.empty') };
        if (all.every(({ suppressed }) => suppressed)) return { title: t('units.heldTitle'), text: t('units.held') };
        return false;
      }}
    >
      {(view) => <UnitsShown view={view} nameOf={nameOf} file={source.name} />}
    </ViewQuestion>
  );
}
