import type { ReactElement } from 'react';
import type { ChangePartName, FullComparisonJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { causeWords } from '../heatmap/cause-words.ts';
import type { Translate } from '../../i18n/translate.ts';
import { rangeWords, signedDuration } from './signed-words.ts';

const OWN: ReadonlySet<string> = new Set(['mix', 'processing', 'suspension', 'unseparated', 'gap']);

/** Why the mean changed: parts that add up to the difference, as bars and figures. */
export function ChangeParts({ full, file }: { readonly full: FullComparisonJson; readonly file: string }): ReactElement | null {
  const { t, format } = useLanguage();
  const { decomposition } = full;
  if (decomposition === null) return null;
  const { beforeMeanMs, afterMeanMs, differenceMs, nBefore, nAfter, parts, level } = decomposition;
  const most = Math.max(1, ...parts.map(({ estimateMs }) => Math.abs(estimateMs)));
  const rows = [...parts, { part: 'sum' as const, estimateMs: differenceMs, lowMs: null, highMs: null }];
  return (
    <section className="stack" aria-labelledby="why">
      <h2 id="why">{t('compare.why')}</h2>
      <p>
        {t('compare.whyLead', {
          before: format.duration(beforeMeanMs),
          after: format.duration(afterMeanMs),
          difference: signedDuration(differenceMs, format),
          nBefore: format.number(nBefore),
          nAfter: format.number(nAfter),
        })}
      </p>
      <FigureTable
        caption={t('compare.why')}
        file={`${file}-${t('compare.file.why')}`}
        rows={rows}
        keyOf={({ part }) => part}
        isChosen={({ part }) => part === 'sum'}
        columns={[
          { head: t('compare.part'), show: ({ part }) => partWords(part, t), file: ({ part }) => partWords(part, t) },
          {
            head: t('compare.partChange'),
            show: ({ part, estimateMs }) =>
              part === 'sum' ? null : (
                <span className={`part-bar ${estimateMs < 0 ? 'less' : 'more'}`} aria-hidden="true">
                  <span style={{ width: `${String(Math.round((Math.abs(estimateMs) / most) * 50))}%` }} />
                </span>
              ),
          },
          {
            head: t('compare.difference'),
            fileHead: t('figures.inDays', { head: t('compare.difference') }),
            show: ({ estimateMs }) => signedDuration(estimateMs, format),
            file: ({ estimateMs }) => estimateMs / 86_400_000,
            isNumber: true,
          },
          {
            head: t('compare.interval', { level: format.share(level) }),
            show: ({ part, lowMs, highMs }) =>
              part === 'sum' ? '' : rangeWords(lowMs, highMs, format.duration, t('compare.notReached')),
            file: ({ part, lowMs, highMs }) =>
              part === 'sum' ? null : rangeWords(lowMs, highMs, format.duration, t('compare.notReached')),
            isNumber: true,
          },
        ]}
      />
    </section>
  );
}

function partWords(part: ChangePartName | 'sum', t: Translate): string {
  return OWN.has(part) || part === 'sum' ? t(`compare.parts.${part}`) : t('compare.waitingFor', { cause: causeWords(part, t) });
}
