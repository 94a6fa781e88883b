import type { ReactElement } from 'react';
import { InsightPage } from '../features/insight/insight-page.tsx';
import { HoldersQuestion } from '../features/units/holders-question.tsx';
import { UnitsQuestion } from '../features/units/units-question.tsx';
import { useLanguage } from '../i18n/use-language.ts';

/** The same service in several units and institutions side by side, and who had the cases. */
export function InsightUnits(): ReactElement {
  const { t } = useLanguage();
  return (
    <InsightPage title={t('units.title')} lead={t('units.lead')} hasClock>
      {(asked) => (
        <>
          <UnitsQuestion {...asked} />
          <HoldersQuestion {...asked} />
        </>
      )}
    </InsightPage>
  );
}
