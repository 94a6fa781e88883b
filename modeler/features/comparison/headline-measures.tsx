import type { ReactElement } from 'react';
import type { ComparedMeasure, FullComparisonJson } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { IntervalMark } from '../figures/interval-mark.tsx';
import { rangeWords, signed } from './signed-words.ts';

interface Row {
  readonly name: string;
  readonly measure: ComparedMeasure;
}

const DAY_MS = 86_400_000;
const LOOK = { better: 'good', worse: 'bad', 'not proven': 'plain', 'not enough data': 'plain' } as const;
const KEY = { better: 'better', worse: 'worse', 'not proven': 'unproven', 'not enough data': 'unknown' } as const;

/** The five measures together, since speed may be bought with another; and why one is not there. */
export function HeadlineMeasures({ full, file }: { readonly full: FullComparisonJson; readonly file: string }): ReactElement {
  const { t, format, language } = useLanguage();
  const { headline, unmeasured } = full;
  const named: readonly (readonly [string, ComparedMeasure | null | undefined])[] = [
    ['gross', headline.leadTime?.gross],
    ['net', headline.leadTime?.net],
    ['legal', headline.leadTime?.legal],
    ['rework', headline.quality?.rework],
    ['firstTimeRight', headline.quality?.firstTimeRight],
    ['onTime', headline.quality?.onTime],
    ['cost', headline.cost],
    ['touchTime', headline.touchTime],
    ['satisfaction', headline.satisfaction],
  ];
  const rows = named.flatMap(([name, measure]): Row[] => (measure ? [{ name, measure }] : []));
  const nameOf = ({ name }: Row): string => t(`compare.measures.${name}`);
  const changeOf = ({ measure }: Row): string => t(`compare.changes.${KEY[measure.change]}`);
  const value = (head: string, of: (measure: ComparedMeasure) => number | null) => ({
    head,
    show: ({ measure }: Row) => measureWords(measure, of(measure), t, format),
    file: ({ measure }: Row) => fileValue(measure, of(measure)),
    isNumber: true,
  });
  const inFile = (head: string, of: (measure: ComparedMeasure) => number | null) => ({
    head,
    file: ({ measure }: Row) => fileValue(measure, of(measure)),
  });
  return (
    <section className="stack" aria-labelledby="measures">
      <h2 id="measures">{t('compare.five')}</h2>
      <p className="soft">{t('compare.fiveLead')}</p>
      <FigureTable
        caption={t('compare.five')}
        file={`${file}-${t('compare.file.measures')}`}
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          {
            head: t('compare.figure'),
            show: (row) => (
              <>
                {nameOf(row)}
                <div className="small soft">{t(`compare.statistic.${row.measure.statistic}`)}</div>
              </>
            ),
            file: nameOf,
          },
          value(t('compare.before'), ({ before }) => before.value),
          value(t('compare.after'), ({ after }) => after.value),
          {
            head: t('compare.difference'),
            show: ({ measure }) => <DifferenceWords measure={measure} />,
            file: ({ measure }) => fileValue(measure, measure.difference.estimate),
          },
          inFile(t('compare.low', { head: t('compare.difference') }), ({ difference }) => difference.low),
          inFile(t('compare.high', { head: t('compare.difference') }), ({ difference }) => difference.high),
          { head: t('compare.level'), file: ({ measure }) => measure.difference.level },
          { head: t('compare.unit'), file: ({ measure }) => t(`compare.units.${measure.unit}`) },
          {
            head: t('compare.change'),
            show: (row) => <span className={`change-mark ${LOOK[row.measure.change]}`}>{changeOf(row)}</span>,
            file: changeOf,
          },
          {
            head: t('compare.cases'),
            show: ({ measure }) => `${format.number(measure.before.n)} / ${format.number(measure.after.n)}`,
            file: ({ measure }) => `${String(measure.before.n)} / ${String(measure.after.n)}`,
            isNumber: true,
          },
        ]}
      />
      {unmeasured.length === 0 ? null : (
        <ul className="small soft unmeasured">
          {unmeasured.map(({ measure, key, text }) => (
            <li key={measure}>
              <strong>{t(`compare.measures.${measure}`)}</strong>
              {': '}
              {UNMEASURED.has(key) ? (
                t(`compare.unmeasured.${key}`)
              ) : (
                <span lang={language === 'lt' ? 'en' : undefined}>{text}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const UNMEASURED: ReadonlySet<string> = new Set([
  'noCompleted',
  'noSuspensions',
  'noCalendar',
  'manyOpen',
  'noDates',
  'noCost',
  'noStarts',
  'noSatisfaction',
]);

function DifferenceWords({ measure }: { readonly measure: ComparedMeasure }): ReactElement {
  const { t, format } = useLanguage();
  const { estimate, low, high, level } = measure.difference;
  const words = (value: number): string => apartWords(measure, value, t, format);
  const reach = Math.max(Math.abs(low ?? estimate), Math.abs(high ?? estimate), 1e-9);
  return (
    <>
      {signed(estimate, words)}
      <div className="small soft">
        {format.share(level)}: {rangeWords(low, high, words, t('compare.notReached'))}
      </div>
      {low === null || high === null ? null : (
        // On a scale of its own, around nothing changed.
        <IntervalMark
          low={(low / reach) * 1000}
          estimate={(estimate / reach) * 1000}
          high={(high / reach) * 1000}
          from={-1000}
          to={1000}
          line={0}
          look={LOOK[measure.change]}
        />
      )}
    </>
  );
}

function measureWords({ unit }: ComparedMeasure, value: number | null, t: Translate, format: Formats): string {
  if (value === null) return '–';
  switch (unit) {
    case 'ms':
      return format.duration(value);
    case 'days':
      return t('duration.workingDays', { count: Number(value.toFixed(1)), amount: format.number(value) });
    case 'share':
      return format.share(value);
    case 'count':
    case 'money':
    case 'points':
      return format.number(value, 2);
    default:
      return unit satisfies never;
  }
}

/** In files times are days. */
function fileValue({ unit }: ComparedMeasure, value: number | null): number | null {
  return value !== null && unit === 'ms' ? value / DAY_MS : value;
}

/** Shares differ by percentage points. */
function apartWords(measure: ComparedMeasure, value: number, t: Translate, format: Formats): string {
  return measure.unit === 'share'
    ? t('compare.points', { amount: format.number(value * 100) })
    : measureWords(measure, value, t, format);
}
