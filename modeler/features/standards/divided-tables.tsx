import type { ReactElement } from 'react';
import type { StandardDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { ShareBar } from '../figures/share-bar.tsx';
import { complianceWords } from './promise-words.ts';
import { useStandardGroup } from './standard-group.ts';

const DIVISIONS = ['unit', 'channel', 'applicantKind'] as const;

/** The last whole quarter by unit, by channel and by kind of applicant; nothing where none was decided. */
export function DividedTables({ standard }: { readonly standard: StandardDetail }): ReactElement | null {
  const { t, format } = useLanguage();
  const groupName = useStandardGroup();
  const { divided, promise, number } = standard;
  const shown = DIVISIONS.filter((by) => divided[by].length > 0);
  if (shown.length === 0) return null;
  return (
    <>
      <h2>{t('standards.divided')}</h2>
      <p className="soft">{t('standards.dividedLead')}</p>
      {shown.map((by) => (
        <FigureTable
          key={by}
          caption={t(`standards.by.${by}`)}
          file={`${t('standards.file')}-${String(number)}-${t(`standards.byFile.${by}`)}`}
          rows={divided[by]}
          keyOf={({ group }) => group ?? ''}
          columns={[
            { head: t(`standards.byHead.${by}`), show: (row) => groupName(by, row), file: (row) => groupName(by, row) },
            {
              head: t('standards.keptHead'),
              show: (row) => (
                <>
                  {complianceWords(row, promise, t, format)}
                  {row.share === null ? null : <ShareBar share={row.share} />}
                </>
              ),
              file: ({ share }) => share,
            },
            { head: t('standards.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
            {
              head: t('standards.signal'),
              show: ({ share }) =>
                share === null ? (
                  ''
                ) : share < promise.share ? (
                  <span className="tag warn">{t('standards.below')}</span>
                ) : (
                  <span className="tag good">{t('standards.reached')}</span>
                ),
            },
          ]}
        />
      ))}
    </>
  );
}
