import type { ReactElement } from 'react';
import { CountedLine } from '../features/insight/counted-line.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { UnitsShown } from '../features/units/units-view.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

/** The same service in several units, side by side. */
export function InsightUnits(): ReactElement {
  const { t } = useLanguage();
  return (
    <InsightPage title={t('units.title')} lead={t('units.lead')}>
      {(asked) => <OfUnits {...asked} />}
    </InsightPage>
  );
}

function OfUnits({ query, nameOf, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const units = useAnswer('compareUnits', { query }, { keep: true });
  return (
    <Answered question={units}>
      {(answer) =>
        answer.view.units.every(({ unit }) => unit === null) ? (
          <Empty title={t('units.emptyTitle')}>{t('units.empty')}</Empty>
        ) : (
          <>
            <CountedLine answer={answer} />
            <UnitsShown view={answer.view} nameOf={nameOf} file={source.name} />
          </>
        )
      }
    </Answered>
  );
}
