import type { ReactElement } from 'react';
import type { FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { rangeWords, signedDuration } from './signed-words.ts';

interface CaseMixViewProps {
  readonly full: FullComparisonJson;
  readonly file: string;
  /** Shows the cases of a group at the end of the page. */
  readonly showGroup: (stratum: number) => void;
}

/** Like for like: each group, both sides in one mix, a reversal told; and the cases that the change did not touch. */
export function CaseMixView({ full, file, showGroup }: CaseMixViewProps): ReactElement {
  const { t, format } = useLanguage();
  const { caseMix, control } = full;
  const unknown = t('compare.notReached');
  const time = (ms: number | null): string => (ms === null ? unknown : format.duration(ms));
  const differenceWords = ({ estimateMs, lowMs, highMs }: FullComparisonJson['difference']) => ({
    difference: estimateMs === null ? unknown : signedDuration(estimateMs, format),
    range: rangeWords(lowMs, highMs, format.duration, unknown),
  });
  return (
    <section className="stack" aria-labelledby="mix">
      <h2 id="mix">{t('compare.mix')}</h2>
      {caseMix === null ? <p className="soft">{t('compare.noMix')}</p> : null}
      {caseMix === null || caseMix.reversal === null ? null : (
        <p className="notice warn">{t(`compare.reversal.${caseMix.reversal}`, { by: caseMix.by.join(', ') })}</p>
      )}
      {caseMix === null ? null : (
        <>
          <p>
            {t('compare.standardised', {
              by: caseMix.by.join(', '),
              before: time(caseMix.standardised.beforeMedianMs),
              after: time(caseMix.standardised.afterMedianMs),
              level: format.share(caseMix.standardised.level),
              ...differenceWords({ ...caseMix.standardised.difference, level: caseMix.standardised.level }),
            })}
          </p>
          <FigureTable
            caption={t('compare.mix')}
            file={`${file}-${t('compare.file.mix')}`}
            rows={caseMix.strata.map((stratum, place) => ({ ...stratum, place, name: groupName(stratum.values) }))}
            keyOf={({ place }) => String(place)}
            columns={[
              {
                head: t('compare.group'),
                show: ({ name, place }) => (
                  <a
                    href="#behind"
                    onClick={() => {
                      showGroup(place);
                    }}
                  >
                    {name}
                  </a>
                ),
                file: ({ name }) => name,
              },
              {
                head: t('compare.groupShare'),
                show: ({ before, after }) => `${format.share(before.share)} / ${format.share(after.share)}`,
                file: ({ before, after }) => `${format.share(before.share)} / ${format.share(after.share)}`,
                isNumber: true,
              },
              {
                head: t('compare.cases'),
                show: ({ before, after }) => `${format.number(before.n)} / ${format.number(after.n)}`,
                file: ({ before, after }) => `${String(before.n)} / ${String(after.n)}`,
                isNumber: true,
              },
              { head: t('compare.medianBefore'), ms: ({ before }) => before.medianMs },
              { head: t('compare.medianAfter'), ms: ({ after }) => after.medianMs },
              {
                head: t('compare.difference'),
                fileHead: t('figures.inDays', { head: t('compare.difference') }),
                show: ({ differenceMs }) => (differenceMs === null ? unknown : signedDuration(differenceMs, format)),
                file: ({ differenceMs }) => (differenceMs === null ? null : differenceMs / 86_400_000),
                isNumber: true,
              },
            ]}
          />
        </>
      )}
      {control === null ? null : (
        <p>
          {t('compare.control', {
            control: `${control.attribute} = ${control.value}`,
            before: time(control.before.kmMedianMs),
            after: time(control.after.kmMedianMs),
            nBefore: format.number(control.before.n),
            nAfter: format.number(control.after.n),
            level: format.share(control.differenceInDifferences.level),
            ...differenceWords(control.differenceInDifferences),
          })}
        </p>
      )}
    </section>
  );
}

export function groupName(values: readonly (string | null)[]): string {
  return values.map((value) => value ?? '–').join(', ');
}
