import type { ReactElement } from 'react';
import type { FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { pWords, rangeWords, signedDuration } from './signed-words.ts';

interface PartProps {
  readonly full: FullComparisonJson;
  readonly file: string;
}

interface ProofViewProps extends PartProps {
  readonly nameOf: ElementName;
}

const STANDING = { faster: 'faster', slower: 'slower', 'not proven': 'unproven' } as const;

/** What else speaks for a change: how probable it is, tests, steps that changed, the weeks, and what could be seen at all. */
export function ProofView({ full, file, nameOf }: ProofViewProps): ReactElement {
  const { t, format } = useLanguage();
  const { superiority, survival } = full;
  const mean = survival.restrictedMean;
  return (
    <section className="stack" aria-labelledby="proof">
      <h2 id="proof">{t('compare.proof')}</h2>
      {superiority === null ? null : (
        <p>
          {t('compare.superiority', {
            probability: format.share(superiority.probability),
            level: format.share(superiority.level),
            low: format.share(superiority.low),
            high: format.share(superiority.high),
          })}
        </p>
      )}
      {mean === null ? null : (
        <p>
          {t('compare.restrictedMean', {
            until: format.duration(mean.untilMs),
            before: format.duration(mean.beforeMs),
            after: format.duration(mean.afterMs),
            difference: signedDuration(mean.difference.estimateMs, format),
            range: rangeWords(mean.difference.lowMs, mean.difference.highMs, format.duration, ''),
            level: format.share(mean.difference.level),
          })}
        </p>
      )}
      <Series full={full} />
      <Parts full={full} file={file} nameOf={nameOf} />
      <FigureTable
        caption={t('compare.tests')}
        file={`${file}-${t('compare.file.tests')}`}
        rows={full.tests}
        keyOf={({ name }) => name}
        columns={[
          { head: t('compare.test'), show: ({ name }) => <span lang="en">{name}</span>, file: ({ name }) => name },
          {
            head: t('compare.testStatistic'),
            show: ({ statistic }) => (statistic === null ? '∞' : format.number(statistic, 2)),
            file: ({ statistic }) => statistic,
            isNumber: true,
          },
          { head: 'p', show: ({ p }) => pWords(p, format), file: ({ p }) => p, isNumber: true },
          {
            head: t('compare.pByWeeks'),
            show: ({ pByWeeks }) => (pByWeeks === null ? '–' : pWords(pByWeeks, format)),
            file: ({ pByWeeks }) => pByWeeks,
            isNumber: true,
          },
        ]}
      />
      <Detectable full={full} file={file} />
    </section>
  );
}

function Series({ full: { series } }: { readonly full: FullComparisonJson }): ReactElement {
  const { t, format } = useLanguage();
  if (series === null) return <p className="soft">{t('compare.noSeries')}</p>;
  const { level, slope, trendMs, placebo, weeksBefore, weeksAfter } = series;
  const range = ({ low, high }: typeof level): string => rangeWords(low, high, format.duration, '');
  return (
    <>
      <h3>{t('compare.series')}</h3>
      <p>
        {t('compare.seriesWords', {
          before: format.number(weeksBefore),
          after: format.number(weeksAfter),
          trend: signedDuration(trendMs, format),
          jump: signedDuration(level.estimate, format),
          jumpRange: range(level),
          turn: signedDuration(slope.estimate, format),
          turnRange: range(slope),
          level: format.share(level.level),
        })}{' '}
        {placebo.dates === 0
          ? t('compare.noPlacebo')
          : t('compare.placebo', { dates: format.number(placebo.dates), asGreat: format.number(placebo.asGreat) })}
      </p>
    </>
  );
}

function Parts({ full, file, nameOf }: ProofViewProps): ReactElement | null {
  const { t, format } = useLanguage();
  const { parts } = full;
  if (parts.length === 0) return null;
  const words = (part: (typeof parts)[number]): string => (part.kind === 'activity' ? nameOf(part) : part.name);
  const changed = parts.filter(({ standing }) => standing !== 'not proven').length;
  return (
    <>
      <h3>{t('compare.changedParts')}</h3>
      <p>{t('compare.changedPartsLead', { tested: format.number(parts.length), changed: format.number(changed) })}</p>
      <FigureTable
        caption={t('compare.changedParts')}
        file={`${file}-${t('compare.file.parts')}`}
        rows={parts}
        keyOf={({ kind, element }) => `${kind} ${element}`}
        columns={[
          { head: t('compare.stepOrGroup'), show: words, file: words },
          { head: t('compare.medianBefore'), ms: ({ beforeMedianMs }) => beforeMedianMs },
          { head: t('compare.medianAfter'), ms: ({ afterMedianMs }) => afterMedianMs },
          {
            head: t('compare.change'),
            show: ({ standing }) => t(`compare.standing.${STANDING[standing]}`),
            file: ({ standing }) => t(`compare.standing.${STANDING[standing]}`),
          },
          { head: 'q', show: ({ q }) => pWords(q, format), file: ({ q }) => q, isNumber: true },
          {
            head: 'n',
            show: ({ nBefore, nAfter }) => `${format.number(nBefore)} / ${format.number(nAfter)}`,
            file: ({ nBefore, nAfter }) => `${String(nBefore)} / ${String(nAfter)}`,
            isNumber: true,
          },
        ]}
      />
    </>
  );
}

function Detectable({ full: { detectable }, file }: PartProps): ReactElement | null {
  const { t, format } = useLanguage();
  if (detectable === null) return null;
  const { casesPerMonth, medianMs, effects } = detectable;
  const said = effects.find(({ months }) => months === 3);
  const first = said?.effectMs == null ? effects.find(({ effectMs }) => effectMs !== null) : said;
  const cases = format.number(casesPerMonth, casesPerMonth < 10 ? 1 : 0);
  return (
    <>
      <h3>{t('compare.detectable')}</h3>
      <p>
        {first?.effectMs == null
          ? t('compare.detectableNever', { cases })
          : t('compare.detectableWords', {
              cases,
              effect: format.duration(first.effectMs),
              median: format.duration(medianMs),
              count: first.months,
            })}
      </p>
      <FigureTable
        caption={t('compare.detectable')}
        file={`${file}-${t('compare.file.detectable')}`}
        rows={effects}
        keyOf={({ months }) => String(months)}
        columns={[
          { head: t('compare.months'), show: ({ months }) => format.number(months), file: ({ months }) => months },
          { head: t('compare.cases'), show: ({ cases: n }) => format.number(n), file: ({ cases: n }) => n, isNumber: true },
          { head: t('compare.leastEffect'), ms: ({ effectMs }) => effectMs },
          {
            head: t('compare.leastShare'),
            show: ({ effectShare }) => (effectShare === null ? '–' : format.share(effectShare)),
            file: ({ effectShare }) => effectShare,
            isNumber: true,
          },
        ]}
      />
    </>
  );
}
