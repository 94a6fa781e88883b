import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { IntervalMark } from '../figures/interval-mark.tsx';
import { apartWords, boundsWords, fileValue } from './estimate-words.ts';
import type { Outcome, OutcomeMeasure, Standing } from './outcome-of.ts';

const LOOK = { asForecast: 'good', better: 'good', worse: 'bad', tooEarly: 'warn' } as const;

interface OutcomeViewProps {
  readonly outcome: Outcome;
  readonly file: string;
}

/** What was expected beside what happened: in words, then each measure with both intervals. */
export function OutcomeView({ outcome, file }: OutcomeViewProps): ReactElement {
  const { t, format } = useLanguage();
  const { standing, nBefore, nAfter, openAfter, measures } = outcome;
  return (
    <div className="stack">
      <div className={`notice ${LOOK[standing]}`}>
        <p>
          <strong>{t(`forecast.standing.${standing}`)}</strong> {t(`forecast.standingMeans.${standing}`)}
        </p>
        <p className="small soft">
          {t('forecast.counted', {
            before: format.number(nBefore),
            after: format.number(nAfter),
            open: format.number(openAfter),
          })}
        </p>
      </div>
      <FigureTable
        caption={t('forecast.outcome')}
        file={`${file}-${t('forecast.file.outcome')}`}
        rows={measures}
        keyOf={({ measure }) => measure}
        columns={[
          {
            head: t('compare.figure'),
            show: ({ measure }) => t(`forecast.measures.${measure}`),
            file: ({ measure }) => t(`forecast.measures.${measure}`),
          },
          {
            head: t('forecast.expected'),
            show: ({ forecast, unit }) => (
              <>
                {apartWords(forecast.mean, unit, t, format)}
                <div className="small soft">{boundsWords(forecast, (value) => apartWords(value, unit, t, format))}</div>
              </>
            ),
            file: ({ forecast, unit }) => fileValue(forecast.mean, unit),
            isNumber: true,
          },
          {
            head: t('compare.low', { head: t('forecast.expected') }),
            file: ({ forecast, unit }) => fileValue(forecast.low, unit),
          },
          {
            head: t('compare.high', { head: t('forecast.expected') }),
            file: ({ forecast, unit }) => fileValue(forecast.high, unit),
          },
          {
            head: t('forecast.happened'),
            show: ({ actual, unit }) =>
              actual === null ? (
                '–'
              ) : (
                <>
                  {apartWords(actual.mean, unit, t, format)}
                  <div className="small soft">{boundsWords(actual, (value) => apartWords(value, unit, t, format))}</div>
                </>
              ),
            file: (row) => fileValue(row.actual?.mean ?? null, row.unit),
            isNumber: true,
          },
          {
            head: t('compare.low', { head: t('forecast.happened') }),
            file: (row) => fileValue(row.actual?.low ?? null, row.unit),
          },
          {
            head: t('compare.high', { head: t('forecast.happened') }),
            file: (row) => fileValue(row.actual?.high ?? null, row.unit),
          },
          { head: t('forecast.beside'), show: (row) => <BothMarks row={row} /> },
          {
            head: t('forecast.says'),
            show: ({ standing: one }) => <StandingTag standing={one} />,
            file: ({ standing: one }) => t(`forecast.standing.${one}`),
          },
          { head: t('compare.unit'), file: ({ unit }) => t(`forecast.units.${unit}`) },
        ]}
      />
    </div>
  );
}

export function StandingTag({ standing }: { readonly standing: Standing }): ReactElement {
  const { t } = useLanguage();
  return <span className={`tag ${LOOK[standing]}`}>{t(`forecast.standing.${standing}`)}</span>;
}

/** Both intervals on one scale, what was expected above. */
function BothMarks({ row: { forecast, actual } }: { readonly row: OutcomeMeasure }): ReactElement | null {
  const bounds = [forecast.low, forecast.high, actual?.low, actual?.high].filter(
    (bound) => bound !== null && bound !== undefined,
  );
  if (actual?.mean == null || bounds.length < 4 || forecast.mean === null) return null;
  const [from, to] = [Math.min(0, ...bounds), Math.max(0, ...bounds)];
  const scale = (value: number): number => ((value - from) / Math.max(to - from, 1e-9)) * 1000;
  const mark = (low: number, estimate: number, high: number, look: 'plain' | 'good'): ReactElement => (
    <IntervalMark low={scale(low)} estimate={scale(estimate)} high={scale(high)} from={0} to={1000} line={scale(0)} look={look} />
  );
  return (
    <>
      {mark(forecast.low ?? 0, forecast.mean, forecast.high ?? 0, 'plain')}
      {mark(actual.low ?? 0, actual.mean, actual.high ?? 0, 'good')}
    </>
  );
}
