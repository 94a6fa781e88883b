import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../api-client.ts';
import { useUnitName } from '../features/change-plan/use-unit-name.ts';
import { FigureTable } from '../features/figures/figure-table.tsx';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { ProcessName, processText } from '../features/standards/process-name.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

type Figures = AnswerOf<'getIntakeFigures'>;
const BY = ['channel', 'unit', 'institution', 'applicantKind', 'service'] as const;
type By = (typeof BY)[number];
type OfProcess = Figures['journeys'][number] | Figures['documents'][number];

/** How requests come in: by which way, how soon they are registered, complete or not, what is asked of applicants, how far cases travel. */
export function IntakeFigures(): ReactElement {
  const { t } = useLanguage();
  const [by, setBy] = useState<By>('channel');
  const figures = useAnswer('getIntakeFigures', { query: { by } }, { keep: true });
  return (
    <>
      <PageHead title={t('intake.title')} lead={t('intake.lead')} />
      <InsightNavigation />
      <div className="filters">
        <div className="field">
          <label htmlFor="intake-by">{t('intake.by')}</label>
          <select id="intake-by" value={by} onChange={({ target }) => setBy(BY.find((one) => one === target.value) ?? 'channel')}>
            {BY.map((one) => (
              <option key={one} value={one}>
                {t(`intake.group.${one}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Answered question={figures}>
        {(answer) =>
          answer.registration.length + answer.documents.length + answer.journeys.length === 0 ? (
            <Empty title={t('intake.emptyTitle')}>{t('intake.empty')}</Empty>
          ) : (
            <Shown figures={answer} by={by} />
          )
        }
      </Answered>
    </>
  );
}

function Shown({ figures, by }: { readonly figures: Figures; readonly by: By }): ReactElement {
  const { t, format, language } = useLanguage();
  const groupName = useGroupName(by);
  const share = (value: number | null): string => (value === null ? t('intake.few') : format.share(value));
  const perCase = (value: number | null): string =>
    value === null ? t('intake.few') : format.number(Math.round(value * 100) / 100);
  const version = {
    head: t('intake.process'),
    show: (row: OfProcess) => (
      <>
        <ProcessName processName={row.processName} processNameEn={row.processNameEn} />,{' '}
        {t('plan.version', { version: String(row.version) })}
      </>
    ),
    file: (row: OfProcess) => `${processText(row, language)}, ${t('plan.version', { version: String(row.version) })}`,
  };
  const cases = {
    head: t('intake.cases'),
    show: (row: { cases: number }) => format.number(row.cases),
    file: (row: { cases: number }) => row.cases,
    isNumber: true,
  };
  return (
    <>
      <section className="stack" aria-labelledby="intake-registration">
        <h2 id="intake-registration">{t('intake.registration')}</h2>
        <p className="soft">{t('intake.registrationLead')}</p>
        <FigureTable
          caption={t('intake.registration')}
          file={t('intake.registrationFile')}
          rows={[...figures.registration].sort((a, b) => b.n - a.n)}
          keyOf={({ group }) => group}
          columns={[
            { head: t(`intake.group.${by}`), show: ({ group }) => groupName(group), file: ({ group }) => groupName(group) },
            { head: t('intake.requests'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
            { head: t('intake.median'), ms: ({ medianMs }) => medianMs },
            { head: t('intake.p90'), ms: ({ p90Ms }) => p90Ms },
            { head: t('intake.inTime'), show: (row) => share(row.inTimeShare), file: (row) => row.inTimeShare, isNumber: true },
            {
              head: t('intake.complete'),
              show: (row) => share(row.completeShare),
              file: (row) => row.completeShare,
              isNumber: true,
            },
          ]}
        />
      </section>
      <section className="stack" aria-labelledby="intake-documents">
        <h2 id="intake-documents">{t('intake.documents')}</h2>
        <p className="soft">{t('intake.documentsLead')}</p>
        {figures.documents.length === 0 ? (
          <p>{t('intake.noDocuments')}</p>
        ) : (
          <FigureTable
            caption={t('intake.documents')}
            file={t('intake.documentsFile')}
            rows={figures.documents}
            keyOf={(row) => `${row.processId} ${String(row.version)}`}
            columns={[
              version,
              cases,
              {
                head: t('intake.demanded'),
                show: (row) => perCase(row.demandedPerCase),
                file: (row) => row.demandedPerCase,
                isNumber: true,
              },
              {
                head: t('intake.later'),
                show: (row) => perCase(row.askedLaterPerCase),
                file: (row) => row.askedLaterPerCase,
                isNumber: true,
              },
            ]}
          />
        )}
      </section>
      <section className="stack" aria-labelledby="intake-journeys">
        <h2 id="intake-journeys">{t('intake.journeys')}</h2>
        <p className="soft">{t('intake.journeysLead')}</p>
        <FigureTable
          caption={t('intake.journeys')}
          file={t('intake.journeysFile')}
          rows={figures.journeys}
          keyOf={(row) => `${row.processId} ${String(row.version)}`}
          columns={[
            version,
            cases,
            {
              head: t('intake.units'),
              show: (row) => perCase(row.unitsPerCase),
              file: (row) => row.unitsPerCase,
              isNumber: true,
            },
            {
              head: t('intake.handovers'),
              show: (row) => perCase(row.handoversPerCase),
              file: (row) => row.handoversPerCase,
              isNumber: true,
            },
          ]}
        />
      </section>
    </>
  );
}

/** Names of what it is grouped by, in the reader's language. */
function useGroupName(by: By): (group: string) => string {
  const { t, language } = useLanguage();
  const unitName = useUnitName();
  const places = useAnswer('getOrganisation', {}, { enabled: by === 'institution' });
  const services = useAnswer('listServices', { query: { limit: 1000 } }, { enabled: by === 'service' });
  return (group) => {
    switch (by) {
      case 'channel':
        return t(`channel.${group}`);
      case 'applicantKind':
        return t(`applicant.${group}`);
      case 'unit':
        return unitName(group);
      case 'institution': {
        const found = places.data?.institutions.find(({ institution }) => institution === group);
        return found === undefined ? group : language === 'en' ? (found.nameEn ?? found.name) : found.name;
      }
      case 'service': {
        const title = services.data?.items.find(({ code, processId }) => code === group || processId === group)?.title;
        return title === undefined ? group : language === 'en' ? (title.en ?? title.lt) : title.lt;
      }
      default:
        return by satisfies never;
    }
  };
}
