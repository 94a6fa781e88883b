import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ConformAnswer } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Column } from '../figures/figure-table.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import './conformance.css';
import { deviationWords } from './deviation-words.ts';
import type { Deviation } from './deviation-words.ts';

interface DeviationTableProps {
  readonly caption: string;
  readonly view: ConformAnswer;
  /** Those of the view that are shown. */
  readonly deviations: readonly Deviation[];
  readonly stepName: ElementName;
  readonly isLinked: boolean;
}

/** Each deviation in a sentence, with how many cases have it, and some of them. */
export function DeviationTable({ caption, view, deviations, stepName, isLinked }: DeviationTableProps): ReactElement {
  const { t, format } = useLanguage();
  const words = deviationWords(view, stepName, t);
  const columns: readonly Column<Deviation>[] = [
    {
      head: t('conform.what'),
      show: (one) => <div className="deviation-words">{words(one)}</div>,
      file: words,
    },
    {
      head: t('conform.kindHead'),
      show: ({ kind }) => <span className={kind === 'missing' ? 'tag bad' : 'tag warn'}>{t(`conform.kind.${kind}`)}</span>,
      file: ({ kind }) => t(`conform.kind.${kind}`),
    },
    { head: t('conform.cases'), show: ({ cases }) => format.number(cases), file: ({ cases }) => cases, isNumber: true },
    { head: t('conform.share'), show: ({ share }) => format.share(share), file: ({ share }) => share, isNumber: true },
    { head: t('conform.times'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
    {
      head: t('conform.examples'),
      show: ({ examples, cases }) =>
        isLinked && examples.length > 0 ? (
          <Link
            to="/cases"
            search={{ caseKeys: examples.join(',') }}
            aria-label={t('conform.openCases', { count: examples.length, all: format.number(cases) })}
          >
            {t('conform.someOf', { some: format.number(examples.length), all: format.number(cases) })}
          </Link>
        ) : (
          <span className="small">{examples.join(', ')}</span>
        ),
      file: ({ examples }) => examples.join(', '),
    },
  ];
  return (
    <FigureTable
      caption={caption}
      columns={columns}
      rows={deviations}
      keyOf={({ kind, activity, before }) => `${kind} ${activity} ${before ?? ''}`}
      file="conformance"
    />
  );
}
