import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ExportPanel } from '../features/export/export-panel.tsx';
import { ExportRecord } from '../features/export/export-record.tsx';
import { ChoiceField } from '../features/insight/choice-field.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/insight/export');
const STANDINGS = ['open', 'completed', 'withdrawn'] as const;

/** Cases on their way out: of which process or log, which of them, in which form; who took what. */
export function InsightExport(): ReactElement {
  const { t } = useLanguage();
  const mayRead = useMay('organisation.change');
  const sources = useAnswer('listSources', {});
  return (
    <>
      <InsightPage title={t('export.title')} lead={t('export.lead')} own={() => <Standing />}>
        {(asked) => <Export asked={asked} />}
      </InsightPage>
      {mayRead && sources.data !== undefined ? <ExportRecord sources={sources.data.items} /> : null}
    </>
  );
}

function Standing(): ReactElement {
  const { t } = useLanguage();
  const { status = '' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ChoiceField
      id="status"
      label={t('export.standing')}
      value={status}
      options={[
        { value: '', text: t('export.anyStanding') },
        ...STANDINGS.map((value) => ({ value, text: t(`export.status.${value}`) })),
      ]}
      choose={(chosen) => {
        const next = chosen === '' ? undefined : chosen;
        void navigate({ search: (before) => ({ ...before, status: next }), replace: true, resetScroll: false });
      }}
    />
  );
}

function Export({ asked }: { readonly asked: Asked }): ReactElement {
  const search = route.useSearch();
  const status = STANDINGS.find((one) => one === search.status);
  const { processId: _process, logKey: _log, ...which } = { ...asked.query, ...(status && { status }) };
  return <ExportPanel source={asked.source.id} query={which} />;
}
