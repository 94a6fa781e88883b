import type { ReactElement } from 'react';
import type { QualityMethod, ServiceScoreJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { missingWords, percent, valueWords } from './component-words.ts';

interface ComponentTableProps {
  readonly of: ServiceScoreJson;
  readonly method: QualityMethod;
  readonly caption: string;
  readonly file: string;
}

/** How a score comes about: each component's value, points, part of the weight, and what it adds. */
export function ComponentTable({ of, method, caption, file }: ComponentTableProps): ReactElement {
  const { t, format } = useLanguage();
  return (
    <FigureTable
      caption={caption}
      file={file}
      rows={of.components}
      keyOf={({ component }) => component}
      columns={[
        {
          head: t('score.part'),
          show: ({ component }) => t(`score.component.${component}`),
          file: ({ component }) => t(`score.component.${component}`),
        },
        { head: t('score.value'), show: (one) => valueWords(one, t, format), file: ({ value }) => value },
        { head: t('score.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
        {
          head: t('score.points'),
          show: (one) => (one.points === null ? (missingWords(one, method, t, format) ?? '–') : format.number(one.points)),
          file: ({ points }) => points,
        },
        {
          head: t('score.weightPart'),
          show: ({ part, points }) => (points === null ? '–' : percent(part, format)),
          file: ({ part }) => part,
          isNumber: true,
        },
        {
          head: t('score.contribution'),
          show: ({ contribution }) => (contribution === null ? '–' : format.number(contribution)),
          file: ({ contribution }) => contribution,
          isNumber: true,
        },
      ]}
    />
  );
}
