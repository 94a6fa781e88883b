import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { Answered } from '../page/answered.tsx';
import { AmongFilters } from '../among/among-filters.tsx';
import { amongQuery, type AmongSearch } from '../among/among-search.ts';

interface EffectTableProps {
  readonly reference: string;
  readonly nameOfProcess: (processId: string) => string;
  readonly search: AmongSearch;
  readonly choose: (search: AmongSearch) => void;
}

interface Estimate {
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Processes that are made from the reference beside the others: in time, and how satisfied applicants are. */
export function EffectTable({ reference, nameOfProcess, search, choose }: EffectTableProps): ReactElement {
  const { t, format } = useLanguage();
  const effect = useAnswer(
    'getReferenceEffect',
    { params: { referenceId: reference }, query: amongQuery(search) },
    { keep: true },
  );
  const shown = ({ n, value, low, high }: Estimate, text: (value: number) => string): string =>
    value === null || low === null || high === null
      ? t('referenceModel.tooFew')
      : t('referenceModel.estimate', { value: text(value), low: text(low), high: text(high), n: format.number(n) });
  const inTime = (one: Estimate): string => shown(one, format.share);
  const satisfied = (one: Estimate): string => shown(one, (value) => format.number(Math.round(value * 100) / 100));
  return (
    <section className="stack" aria-labelledby="reference-effect">
      <h2 id="reference-effect">{t('referenceModel.effect')}</h2>
      <p className="soft">{t('referenceModel.effectLead')}</p>
      <AmongFilters search={search} choose={choose} />
      <Answered question={effect}>
        {({ on, others }) => (
          <FigureTable
            caption={t('referenceModel.effect')}
            columns={[
              {
                head: t('referenceModel.group'),
                show: ({ name }) => t(`referenceModel.${name}`),
                file: ({ name }) => t(`referenceModel.${name}`),
              },
              {
                head: t('referenceModel.processes'),
                show: ({ processIds }) => processIds.map(nameOfProcess).join(', ') || '–',
                file: ({ processIds }) => processIds.map(nameOfProcess).join(', '),
              },
              { head: t('referenceModel.inTime'), show: (row) => inTime(row.inTime), file: (row) => row.inTime.value },
              {
                head: t('referenceModel.satisfaction'),
                show: (row) => satisfied(row.satisfaction),
                file: (row) => row.satisfaction.value,
              },
            ]}
            rows={[
              { name: 'on', ...on },
              { name: 'others', ...others },
            ]}
            keyOf={({ name }) => name}
            file="reference-effect"
          />
        )}
      </Answered>
    </section>
  );
}
