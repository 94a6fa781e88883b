import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { QualityComponent, QualityScoresJson, ServiceScoreJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { AmongSearch } from '../among/among-search.ts';
import { type Column, FigureTable, type ShownColumn } from '../figures/figure-table.tsx';
import { componentOf, percent, titleOf } from './component-words.ts';
import { ScoreText } from './score-text.tsx';
import { sorted } from './sorting.ts';

interface ScoreTableProps {
  readonly scores: QualityScoresJson;
  readonly search: AmongSearch & { readonly sort?: string | undefined };
}

/** Each service: time, on time, first time right, done again, complaints, satisfaction, cost, score. */
export function ScoreTable({ scores: { items, method }, search }: ScoreTableProps): ReactElement {
  const { t, format, language } = useLanguage();
  const shareOf = (component: QualityComponent, head: string, of = (value: number) => value): ShownColumn<ServiceScoreJson> => ({
    head,
    show: (row) => {
      const { value, n } = componentOf(row, component);
      return value === null ? (
        '–'
      ) : (
        <>
          {percent(of(value), format)}
          <span className="small soft score-n">{t('plan.nOf', { n: format.number(n) })}</span>
        </>
      );
    },
    file: (row) => {
      const { value } = componentOf(row, component);
      return value === null ? null : of(value);
    },
    isNumber: true,
  });
  const columns: readonly Column<ServiceScoreJson>[] = [
    {
      head: t('score.service'),
      show: (row) => (
        <Link
          to="/quality/$service"
          params={{ service: row.service }}
          search={{ institution: search.institution, unit: search.unit, where: search.where }}
          {...(language === 'en' && row.title.en === undefined && { lang: 'lt' })}
        >
          {titleOf(row, language)}
        </Link>
      ),
      file: (row) => titleOf(row, language),
    },
    { head: t('score.score'), show: (row) => <ScoreText of={row} method={method} />, file: ({ score }) => score?.value ?? null },
    { head: t('score.low'), file: ({ score }) => score?.low ?? null },
    { head: t('score.high'), file: ({ score }) => score?.high ?? null },
    { head: t('score.cases'), show: ({ cases }) => format.number(cases), file: ({ cases }) => cases, isNumber: true },
    { head: t('score.time'), ms: ({ medianLeadMs }) => medianLeadMs },
    shareOf('onTime', t('score.component.onTime')),
    shareOf('firstTimeRight', t('score.component.firstTimeRight')),
    shareOf('firstTimeRight', t('score.rework'), (value) => 1 - value),
    shareOf('complaints', t('score.component.complaints')),
    shareOf('satisfaction', t('score.component.satisfaction')),
    {
      head: t('score.cost'),
      show: (row) => {
        const { mean, value } = componentOf(row, 'cost');
        return mean === null ? (
          '–'
        ) : (
          <>
            {`${format.number(mean, 2)} €`}
            {value === null ? null : (
              <span className="small soft score-n">{t('score.ofBefore', { share: percent(value, format) })}</span>
            )}
          </>
        );
      },
      file: (row) => componentOf(row, 'cost').mean,
      isNumber: true,
    },
    { head: t('score.component.cost'), file: (row) => componentOf(row, 'cost').value },
  ];
  return (
    <div className="score-table">
      <FigureTable
        caption={t('score.title')}
        file={t('score.file')}
        rows={sorted(items, search.sort, language)}
        keyOf={({ service }) => service}
        columns={columns}
      />
    </div>
  );
}
