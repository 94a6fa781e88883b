import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ImportedLog } from '../../api/contract.ts';
import { ExportPanel } from '../features/export/export-panel.tsx';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { QualityReport } from '../features/quality/quality-report.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/insight/logs/$logKey');

/** An imported log: what is in it, how far it can be trusted, what can be asked of it, the way out. */
export function InsightLogsOne(): ReactElement {
  const { t } = useLanguage();
  const { logKey } = route.useParams();
  const logs = useAnswer('listLogs', {});
  return (
    <Answered question={logs} title={t('logs.title')}>
      {({ items }) => {
        const log = items.find((one) => one.logKey === logKey);
        return (
          <>
            <PageHead title={log?.name ?? t('logs.title')} />
            <InsightNavigation />
            {log === undefined ? (
              <Empty title={t('logs.goneTitle')}>
                <Link to="/insight/logs">{t('logs.toList')}</Link>
              </Empty>
            ) : (
              <Log log={log} />
            )}
          </>
        );
      }}
    </Answered>
  );
}

function Log({ log }: { readonly log: ImportedLog }): ReactElement {
  const { t, format } = useLanguage();
  const search = { source: `log:${log.logKey}` };
  return (
    <>
      <div className="card stack">
        <dl className="facts">
          <Fact name={t('logs.file')} value={log.fileName} />
          <Fact name={t('logs.cases')} value={format.number(log.cases)} />
          <Fact name={t('logs.events')} value={format.number(log.events)} />
          <Fact name={t('logs.activities')} value={format.number(log.activities)} />
          <Fact
            name={t('logs.period')}
            value={log.from === null || log.to === null ? '–' : `${format.day(log.from)} – ${format.day(log.to)}`}
          />
          <Fact name={t('logs.imported')} value={`${format.instant(log.importedAt)}, ${log.importedBy}`} />
        </dl>
        <nav className="row" aria-label={t('logs.next')}>
          <Link to="/insight/waiting" search={search} className="button small">
            {t('logs.toWaiting')}
          </Link>
          <Link to="/insight/discovery" search={search} className="button small">
            {t('logs.toDiscovery')}
          </Link>
          <Link to="/insight/conformance" search={search} className="button small">
            {t('logs.toConformance')}
          </Link>
        </nav>
      </div>
      <QualityReport logKey={log.logKey} />
      <section className="stack" aria-labelledby="export">
        <h2 id="export">{t('export.title')}</h2>
        <ExportPanel source={log.logKey} query={{}} />
        <p className="small">
          <Link to="/insight/export" search={search}>
            {t('export.some')}
          </Link>
        </p>
      </section>
    </>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
