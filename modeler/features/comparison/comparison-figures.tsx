import type { ReactElement } from 'react';
import type { Comparison, FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Shown } from './cases-behind.tsx';

interface ComparisonFiguresProps {
  readonly comparison: Comparison | FullComparisonJson;
  /** Shows the cases behind a count, where they are known. */
  readonly show?: (shown: Shown) => void;
}

const COUNTS: Readonly<Record<string, Pick<Shown, 'ended'>>> = {
  n: {},
  open: { ended: 'open' },
  withdrawn: { ended: 'withdrawn' },
};

/** The figures behind the verdict, each with the number of cases it stands on. */
export function ComparisonFigures({ comparison, show }: ComparisonFiguresProps): ReactElement {
  const { t, format } = useLanguage();
  const { before, after } = comparison;
  const time = (ms: number | null): string => (ms === null ? t('compare.notReached') : format.duration(ms));
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['n', t('compare.row.n'), format.number(before.n), format.number(after.n)],
    ['open', t('compare.row.open'), format.number(before.open), format.number(after.open)],
    ['withdrawn', t('compare.row.withdrawn'), format.number(before.withdrawn), format.number(after.withdrawn)],
    ['median', t('compare.row.median'), time(before.medianMs), time(after.medianMs)],
    ['kmMedian', t('compare.row.kmMedian'), time(before.kmMedianMs), time(after.kmMedianMs)],
    ['kmP90', t('compare.row.kmP90'), time(before.kmP90Ms), time(after.kmP90Ms)],
  ];
  const behind = (key: string, side: Shown['side'], words: string): ReactElement | string =>
    show === undefined || COUNTS[key] === undefined ? (
      words
    ) : (
      <a
        href="#behind"
        aria-label={t('compare.showCases', { count: words })}
        onClick={() => {
          show({ side, ...COUNTS[key] });
        }}
      >
        {words}
      </a>
    );
  return (
    <div className="table-scroll" role="group" aria-label={t('compare.figures')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('compare.figures')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.figure')}</th>
            <th scope="col" className="number">
              {t('compare.before')}
            </th>
            <th scope="col" className="number">
              {t('compare.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, name, one, two]) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className="number">{behind(key, 'before', one)}</td>
              <td className="number">{behind(key, 'after', two)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
