import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactElement } from 'react';
import { batchItem } from '../../../api/contract.ts';
import type { BatchJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import { Pager } from '../page/pager.tsx';

const STATUSES = batchItem.shape.status.options;
const LOOK = { open: 'tag', completed: 'tag good', failed: 'tag bad', cancelled: 'tag' } as const;
/** Of one page; with the keys of as many cases their numbers are asked for. */
const SHOWN = 50;

interface BatchItemsProps {
  readonly batch: BatchJson;
  readonly status: string | undefined;
  readonly after: string | undefined;
  readonly choose: (change: { status?: string | undefined; after?: string | undefined }) => void;
}

/** The cases of a batch, those that failed first of all, with the reason of each. */
export function BatchItems({ batch, status: wanted = 'failed', after, choose }: BatchItemsProps): ReactElement {
  const { t, format, language } = useLanguage();
  const status = STATUSES.find((one) => one === wanted);
  const items = useAnswer(
    'listBatchItems',
    { params: { batchKey: batch.batchKey }, query: { status, after, limit: SHOWN } },
    { keep: true },
  );
  const { refetch } = items;
  // Asked for again whenever the batch has come further; also when that was the last step of it.
  useEffect(() => {
    void refetch({ cancelRefetch: false });
  }, [refetch, batch.status, batch.completed, batch.failed]);
  const keys = [...new Set(items.data?.items.map(({ caseKey }) => caseKey))];
  const cases = useAnswer(
    'listCases',
    { query: { caseKeys: keys.join(), limit: SHOWN } },
    { enabled: keys.length > 0, keep: true },
  );
  const numbers = new Map(cases.data?.items.map(({ caseKey, caseNumber }) => [caseKey, caseNumber]));
  return (
    <section className="stack" aria-labelledby="batch-items">
      <h2 id="batch-items">{t('batch.items')}</h2>
      <div className="filters">
        <div className="field">
          <label htmlFor="item-status">{t('batch.itemsShown')}</label>
          <select
            id="item-status"
            value={wanted}
            onChange={({ target }) => {
              choose({ status: target.value, after: undefined });
            }}
          >
            {[...STATUSES, 'all'].map((one) => (
              <option key={one} value={one}>
                {t(`batch.itemsOf.${one}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Answered question={items}>
        {({ items: rows, total, endCursor }) =>
          rows.length === 0 ? (
            <Empty title={t(wanted === 'failed' ? 'batch.noneFailed' : 'batch.noItems')} />
          ) : (
            <>
              <div className="table-scroll" role="group" aria-label={t('batch.items')} tabIndex={0}>
                <table className="list">
                  <caption className="visually-hidden">{t('batch.items')}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('case.number')}</th>
                      <th scope="col">{t('batch.status')}</th>
                      <th scope="col">{t('batch.why')}</th>
                      <th scope="col">{t('batch.triedAt')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.itemKey}>
                        <th scope="row">
                          <Link to="/cases/$caseKey" params={{ caseKey: row.caseKey }}>
                            {numbers.get(row.caseKey) ?? t('batch.unnumbered', { key: row.caseKey })}
                          </Link>
                        </th>
                        <td>
                          <span className={LOOK[row.status]}>{t(`batch.item.${row.status}`)}</span>
                        </td>
                        <td className="wrap" lang={language === 'lt' && row.message !== undefined ? 'en' : undefined}>
                          {row.message ?? '–'}
                        </td>
                        <td className="figure">{row.processedAt === undefined ? '–' : format.instant(row.processedAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <Pager
                shown={rows.length}
                total={total}
                first={after === undefined}
                endCursor={endCursor}
                go={(next) => {
                  choose({ after: next });
                }}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}
