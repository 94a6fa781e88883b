import type { ReactElement } from 'react';
import { Link } from '@tanstack/react-router';
import type { HoldersView } from '../../../api/contract/holders.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { ViewQuestion } from '../insight/view-question.tsx';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly isPart: boolean;
  readonly figures: HoldersView['institutions'][number]['figures'];
}

/** Who had the cases and how long they waited there: institutions with their units, then those outside. It adds up to the lead time. */
export function HoldersQuestion({ query, source, isLinked }: Asked): ReactElement {
  const { t } = useLanguage();
  const held = useAnswer('getHolders', { query }, { keep: true });
  return (
    <ViewQuestion
      id="holders"
      title={t('holders.title')}
      lead={t('holders.lead')}
      question={held}
      hasNoClock
      nothing={({ n }) => n === 0}
    >
      {(view) => <Shown view={view} file={source.name} isLinked={isLinked} />}
    </ViewQuestion>
  );
}

function Shown({
  view,
  file,
  isLinked,
}: {
  readonly view: HoldersView;
  readonly file: string;
  readonly isLinked: boolean;
}): ReactElement {
  const { t, format, language } = useLanguage();
  const institutionName = (id: string | null): string => {
    const known = view.institutions.find(({ institution }) => institution === id);
    return (language === 'en' ? known?.nameEn : undefined) ?? known?.name ?? id ?? t('holders.unknown');
  };
  const rows = [
    ...view.institutions.flatMap(({ institution, figures, units }): readonly Row[] => [
      { key: `i ${institution ?? ''}`, name: institutionName(institution), isPart: false, figures },
      ...units.map((unit) => ({ key: `u ${unit.unit}`, name: unit.name, isPart: true, figures: unit.figures })),
    ]),
    ...view.outside.map(({ who, figures }): Row => ({ key: `o ${who}`, name: t(`holders.who.${who}`), isPart: false, figures })),
  ];
  const perCase = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / Math.max(1, view.n));
  const share = (of: number | undefined): string => (of === undefined ? '–' : format.share(of));
  return (
    <>
      <p>
        {t('holders.sum', {
          lead: format.duration(view.leadMs / Math.max(1, view.n)),
          waiting: format.duration(view.waitingMs / Math.max(1, view.n)),
        })}{' '}
        {t('holders.crossing', { count: view.crossing, crossing: format.number(view.crossing) })}
      </p>
      <FigureTable
        caption={t('holders.table')}
        file={`${file}-${t('holders.file')}`}
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          {
            head: t('holders.place'),
            show: ({ name, isPart }) => (isPart ? <span className="holder-part">{name}</span> : <strong>{name}</strong>),
            file: ({ name }) => name,
          },
          {
            head: t('heat.cases'),
            show: ({ figures }) =>
              figures === null ? <abbr title={t('figures.suppressed')}>{t('figures.few')}</abbr> : format.number(figures.cases),
            file: ({ figures }) => figures?.cases ?? null,
            isNumber: true,
          },
          { head: t('holders.held'), ms: ({ figures }) => perCase(figures?.heldMs) },
          {
            head: t('holders.heldShare'),
            show: ({ figures }) => share(figures?.heldShare),
            file: ({ figures }) => figures?.heldShare ?? null,
            isNumber: true,
          },
          { head: t('holders.waiting'), ms: ({ figures }) => perCase(figures?.waitingMs) },
          {
            head: t('holders.waitingShare'),
            show: ({ figures }) => share(figures?.waitingShare),
            file: ({ figures }) => figures?.waitingShare ?? null,
            isNumber: true,
          },
        ]}
      />
      {view.cases.length === 0 ? null : (
        <FigureTable
          caption={t('holders.casesTable')}
          file={`${file}-${t('holders.casesFile')}`}
          rows={view.cases}
          keyOf={({ caseKey }) => caseKey}
          columns={[
            {
              head: t('compare.case'),
              show: ({ caseKey, caseNumber }) =>
                isLinked ? (
                  <Link to="/cases/$caseKey" params={{ caseKey }}>
                    {caseNumber ?? caseKey}
                  </Link>
                ) : (
                  (caseNumber ?? caseKey)
                ),
              file: ({ caseKey, caseNumber }) => caseNumber ?? caseKey,
            },
            { head: t('holders.lead1'), ms: ({ leadMs }) => leadMs },
            {
              head: t('holders.parts'),
              show: ({ parts }) =>
                parts
                  .map(({ institution, who, heldMs, waitingMs }) =>
                    t('holders.part', {
                      place: who === null ? institutionName(institution) : t(`holders.who.${who}`),
                      held: format.duration(heldMs),
                      waiting: format.duration(waitingMs),
                    }),
                  )
                  .join('; '),
              file: ({ parts }) =>
                parts
                  .map(
                    ({ institution, who, heldMs }) => `${who ?? institution ?? ''} ${String(Math.round(heldMs / 3_600_000))} h`,
                  )
                  .join('; '),
            },
          ]}
        />
      )}
    </>
  );
}
