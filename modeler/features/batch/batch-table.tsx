import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { BatchJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { BatchProgress, BatchStatus } from './batch-progress.tsx';
import { useBatchWords } from './batch-words.ts';

/** Batches with how far each has come. */
export function BatchTable({ batches }: { readonly batches: readonly BatchJson[] }): ReactElement {
  const { t, format } = useLanguage();
  const { what, which } = useBatchWords();
  return (
    <div className="table-scroll" role="group" aria-label={t('batches.title')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('batches.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('batch.what')}</th>
            <th scope="col">{t('batch.which')}</th>
            <th scope="col">{t('batch.status')}</th>
            <th scope="col">{t('batch.done')}</th>
            <th scope="col">{t('batch.createdAt')}</th>
            <th scope="col">{t('batch.createdBy')}</th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.batchKey}>
              <th scope="row">
                <Link to="/batches/$batchKey" params={{ batchKey: batch.batchKey }}>
                  {what(batch.plan)}
                </Link>
              </th>
              <td>{which(batch.filter).join('; ') || '–'}</td>
              <td>
                <BatchStatus batch={batch} />
              </td>
              <td>
                <BatchProgress batch={batch} />
              </td>
              <td className="figure">{format.instant(batch.createdAt)}</td>
              <td>{batch.createdBy ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
