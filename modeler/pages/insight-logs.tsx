import type { ReactElement } from 'react';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { ImportForm } from '../features/logs/import-form.tsx';
import { LogTable } from '../features/logs/log-table.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';

/** The logs of the systems before Eiga. */
export function InsightLogs(): ReactElement {
  const { t } = useLanguage();
  const mayChange = useMay('logs.change');
  const logs = useAnswer('listLogs', {});
  return (
    <>
      <PageHead title={t('logs.title')} lead={t('logs.lead')} />
      <InsightNavigation />
      {mayChange ? <ImportForm /> : null}
      <section className="stack" aria-labelledby="imported">
        <h2 id="imported">{t('logs.importedTitle')}</h2>
        <Answered question={logs}>
          {({ items }) =>
            items.length === 0 ? <Empty title={t('logs.emptyTitle')}>{t('logs.empty')}</Empty> : <LogTable logs={items} />
          }
        </Answered>
      </section>
    </>
  );
}
