import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { CaseBehind, FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { ChoiceField } from '../insight/choice-field.tsx';
import { groupName } from './case-mix-view.tsx';

const ENDS = ['completed', 'open', 'withdrawn'] as const;

/** Which of the cases are shown; all where nothing is said. */
export interface Shown {
  readonly side: 'before' | 'after';
  readonly ended?: (typeof ENDS)[number] | undefined;
  readonly stratum?: number | undefined;
}

interface CasesBehindProps {
  readonly full: FullComparisonJson;
  readonly file: string;
  readonly shown: Shown;
  readonly show: (shown: Shown) => void;
}

/** The cases behind every figure: those of a side, of an end, of a group; the longest first. */
export function CasesBehind({ full, file, shown, show }: CasesBehindProps): ReactElement {
  const { t, format } = useLanguage();
  const { side, ended, stratum } = shown;
  const of = full[side];
  const rows = full.cases[side].filter(
    (one) => (ended === undefined || one.ended === ended) && (stratum === undefined || one.stratum === stratum),
  );
  const strata = full.caseMix?.strata ?? [];
  return (
    <section className="stack" aria-labelledby="behind">
      <h2 id="behind" tabIndex={-1}>
        {t('compare.behind')}
      </h2>
      <div className="filters">
        <ChoiceField
          id="behind-side"
          label={t('compare.side')}
          value={side}
          choose={(value) => {
            show({ ...shown, side: value === 'after' ? 'after' : 'before' });
          }}
          options={(['before', 'after'] as const).map((value) => ({ value, text: t(`compare.${value}`) }))}
        />
        <ChoiceField
          id="behind-end"
          label={t('compare.end')}
          value={ended ?? ''}
          choose={(value) => {
            show({ ...shown, ended: ENDS.find((one) => one === value) });
          }}
          options={[
            { value: '', text: t('compare.allCases') },
            ...ENDS.map((value) => ({ value, text: t(`compare.ends.${value}`) })),
          ]}
        />
        {strata.length === 0 ? null : (
          <ChoiceField
            id="behind-group"
            label={t('compare.group')}
            value={stratum === undefined ? '' : String(stratum)}
            choose={(value) => {
              show({ ...shown, stratum: value === '' ? undefined : Number(value) });
            }}
            options={[
              { value: '', text: t('compare.allCases') },
              ...strata.map(({ values }, place) => ({ value: String(place), text: groupName(values) })),
            ]}
          />
        )}
      </div>
      <p className="small soft">
        {t('compare.behindCount', {
          shown: format.number(rows.length),
          known: format.number(full.cases[side].length),
          all: format.number(of.n),
        })}
      </p>
      <FigureTable
        caption={t('compare.behind')}
        file={`${file}-${t('compare.file.cases')}`}
        rows={rows}
        keyOf={({ caseKey }) => caseKey}
        columns={[
          {
            head: t('compare.case'),
            show: ({ caseKey, caseNumber }) =>
              of.source.kind === 'process' ? (
                <Link to="/cases/$caseKey" params={{ caseKey }}>
                  {caseNumber ?? caseKey}
                </Link>
              ) : (
                caseKey
              ),
            file: ({ caseKey, caseNumber }) => caseNumber ?? caseKey,
          },
          {
            head: t('compare.started'),
            show: ({ started }: CaseBehind) => format.day(started),
            file: ({ started }) => format.isoDay(started),
          },
          { head: t('compare.lasted'), ms: ({ durationMs }) => durationMs },
          {
            head: t('compare.end'),
            show: (row) => t(`compare.ends.${row.ended}`),
            file: (row) => t(`compare.ends.${row.ended}`),
          },
        ]}
      />
    </section>
  );
}
