import type { ReactElement } from 'react';
import type { KeptWaveJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ApiFailure } from '../../api-client.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { PlainField } from '../change-plan/plain-field.tsx';
import { Failure } from '../failure/failure.tsx';
import { Waiting } from '../page/waiting.tsx';
import { AmongFilters } from '../among/among-filters.tsx';
import { amongQuery, type AmongSearch } from '../among/among-search.ts';
import { differenceValue, measureKey, measureName, measureValue } from './survey-words.ts';

interface Search extends AmongSearch {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

interface WaveComparisonProps {
  readonly waves: readonly KeptWaveJson[];
  readonly search: Search;
  readonly choose: (change: Search) => void;
}

const KEY = {
  better: 'better',
  worse: 'worse',
  changed: 'changed',
  'not proven': 'unproven',
  'not enough data': 'unknown',
} as const;
const LOOK = { better: 'good', worse: 'bad', changed: '', 'not proven': '', 'not enough data': 'warn' } as const;

/** Two waves: what changed, as far as it is proved. */
export function WaveComparison({ waves, search, choose }: WaveComparisonProps): ReactElement | null {
  const { t, language, format } = useLanguage();
  const campaigns = waves.filter(({ body }) => body.kind === 'campaign');
  const [newest, older] = campaigns;
  const [old, next] = [search.before ?? String(older?.wave ?? ''), search.after ?? String(newest?.wave ?? '')];
  const some = amongQuery(search);
  const answer = useAnswer(
    'compareWaves',
    { query: { before: old, after: next, ...some } },
    { enabled: old !== '' && next !== '', keep: true },
  );
  if (waves.length < 2) return null;
  const options = waves.map(({ wave, body }) => [String(wave), body.title[language]] as const);
  const { data, error } = answer;
  return (
    <section className="card stack" aria-labelledby="waves-compared">
      <h2 id="waves-compared">{t('survey.compare.title')}</h2>
      <div className="filters">
        <PlainField
          id="wave-before"
          label={t('survey.compare.before')}
          value={old}
          options={options}
          change={(value) => choose({ before: value })}
        />
        <PlainField
          id="wave-after"
          label={t('survey.compare.after')}
          value={next}
          options={options}
          change={(value) => choose({ after: value })}
        />
      </div>
      <AmongFilters search={search} choose={choose} />
      {error instanceof ApiFailure && error.code === 'invalid' ? (
        <p className="notice warn" role="alert">
          {t('survey.compare.refused')}{' '}
          <span className="small soft" lang={language === 'lt' ? 'en' : undefined}>
            {error.message}
          </span>
        </p>
      ) : error !== null ? (
        <Failure error={error} again={() => void answer.refetch()} />
      ) : data === undefined ? (
        <Waiting />
      ) : !data.isDivided ? (
        <p className="notice">{t('survey.notDivided')}</p>
      ) : (
        <>
          {data.differences.slice(0, 1).map((first) => (
            <p key={first.name} className={`notice ${LOOK[first.change]}`}>
              <strong>{t(`survey.change.${KEY[first.change]}`)}.</strong>{' '}
              {t('survey.compare.first', {
                before: measureValue(first, first.before.value, format),
                after: measureValue(first, first.after.value, format),
                difference: differenceValue(first, first.difference, format, t),
                low: differenceValue(first, first.low, format, t),
                high: differenceValue(first, first.high, format, t),
              })}
            </p>
          ))}
          <FigureTable
            caption={t('survey.compare.title')}
            file={t('survey.file')}
            rows={data.differences}
            keyOf={measureKey}
            columns={[
              { head: t('survey.figure'), show: (row) => measureName(row, t), file: (row) => measureName(row, t) },
              ...(['before', 'after'] as const).map((side) => ({
                head: t(`survey.compare.${side}`),
                show: (row: (typeof data.differences)[number]) =>
                  `${measureValue(row, row[side].value, format)} (n = ${format.number(row[side].n)})`,
                file: (row: (typeof data.differences)[number]) => row[side].value,
                isNumber: true,
              })),
              {
                head: t('survey.compare.difference'),
                show: (row) => differenceValue(row, row.difference, format, t),
                file: (row) => row.difference,
                isNumber: true,
              },
              {
                head: t('survey.interval'),
                show: (row) =>
                  row.low === null
                    ? '–'
                    : `${differenceValue(row, row.low, format, t)} – ${differenceValue(row, row.high, format, t)}`,
                isNumber: true,
              },
              { head: t('survey.low'), file: (row) => row.low },
              { head: t('survey.high'), file: (row) => row.high },
              {
                head: t('survey.compare.change'),
                show: (row) => <span className={`tag ${LOOK[row.change]}`}>{t(`survey.change.${KEY[row.change]}`)}</span>,
                file: (row) => t(`survey.change.${KEY[row.change]}`),
              },
            ]}
          />
          <p className="small soft">{t('survey.compare.how')}</p>
        </>
      )}
    </section>
  );
}
