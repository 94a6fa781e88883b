import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { CountedLine } from '../insight/counted-line.tsx';
import type { CaseQuery } from '../insight/insight-search.ts';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import { QualityTable } from './quality-table.tsx';

/** How far the figures of these cases can be trusted: of a process that runs here, or of a log. */
export function QualityOfCases({ query }: { readonly query: CaseQuery }): ReactElement {
  const { t, format } = useLanguage();
  const quality = useAnswer('getQuality', { query }, { keep: true });
  return (
    <Answered question={quality}>
      {(answer) => {
        const { rows, items } = answer.view;
        if (answer.cases === 0) return <Empty title={t('quality.emptyTitle')}>{t('quality.empty')}</Empty>;
        return (
          <div className="stack">
            <CountedLine answer={answer} />
            <p className="soft">{t('quality.counted', { count: rows, rows: format.number(rows) })}</p>
            {items.length === 0 ? (
              <p className="notice good">{t('quality.none')}</p>
            ) : (
              <QualityTable problems={items} isLinked={query.processId !== undefined} />
            )}
          </div>
        );
      }}
    </Answered>
  );
}

/** The same of a whole imported log, on its own page. */
export function QualityReport({ logKey }: { readonly logKey: string }): ReactElement {
  const { t } = useLanguage();
  const quality = useAnswer('getLogQuality', { params: { logKey } });
  return (
    <section className="stack" aria-labelledby="quality">
      <h2 id="quality">{t('quality.title')}</h2>
      <Answered question={quality}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="notice good">{t('quality.none')}</p>
          ) : (
            <>
              <p className="soft">{t('quality.lead')}</p>
              <QualityTable problems={items} />
            </>
          )
        }
      </Answered>
    </section>
  );
}
