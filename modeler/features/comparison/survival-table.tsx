import type { ReactElement } from 'react';
import type { FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { rangeWords, signedDuration } from './signed-words.ts';

type Quantile = FullComparisonJson['quantiles'][number];

/** The curves in figures: after what time a part of the cases has been finished, each with its interval. */
export function SurvivalTable({ full, file }: { readonly full: FullComparisonJson; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const unknown = t('compare.notReached');
  const time = (ms: number | null): string => (ms === null ? unknown : format.duration(ms));
  const side = (head: string, of: (row: Quantile) => Quantile['before']) => ({
    head,
    fileHead: t('figures.inDays', { head }),
    show: (row: Quantile) => {
      const { valueMs, lowMs, highMs } = of(row);
      return (
        <>
          {time(valueMs)}
          <div className="small soft">
            {time(lowMs)} … {time(highMs)}
          </div>
        </>
      );
    },
    file: (row: Quantile) => days(of(row).valueMs),
    isNumber: true,
  });
  return (
    <FigureTable
      caption={t('compare.curveTable')}
      file={`${file}-${t('compare.file.quantiles')}`}
      rows={[...full.quantiles].sort((a, b) => a.share - b.share)}
      keyOf={({ share }) => String(share)}
      columns={[
        {
          head: t('compare.finished'),
          show: ({ share }) => t('compare.finishedPart', { part: format.share(share) }),
          file: ({ share }) => share,
        },
        side(t('compare.before'), ({ before }) => before),
        side(t('compare.after'), ({ after }) => after),
        {
          head: t('compare.difference'),
          fileHead: t('figures.inDays', { head: t('compare.difference') }),
          show: ({ difference: { estimateMs, lowMs, highMs } }) => (
            <>
              {estimateMs === null ? unknown : signedDuration(estimateMs, format)}
              <div className="small soft">{rangeWords(lowMs, highMs, format.duration, unknown)}</div>
            </>
          ),
          file: ({ difference }) => days(difference.estimateMs),
          isNumber: true,
        },
      ]}
    />
  );
}

function days(ms: number | null): number | null {
  return ms === null ? null : ms / 86_400_000;
}
