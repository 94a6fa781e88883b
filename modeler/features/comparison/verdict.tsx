import type { ReactElement } from 'react';
import type { Comparison, FullComparisonJson } from '../../../api/contract.ts';
import type { Formats } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { reasonWords } from './reason-words.ts';

const LOOK = { faster: 'good', slower: 'bad', 'no proven change': '', 'not enough data': 'warn', mixed: 'warn' } as const;
const KEY = {
  faster: 'faster',
  slower: 'slower',
  'no proven change': 'unproven',
  'not enough data': 'unknown',
  mixed: 'mixed',
} as const;

/** The answer first, in words; a difference is named with its interval, never alone. */
export function Verdict({ comparison }: { readonly comparison: Comparison | FullComparisonJson }): ReactElement {
  const { t, format, language } = useLanguage();
  const { verdict, difference, reasons } = comparison;
  const hasControl = reasons.some(({ key }) => key === 'againstControl');
  return (
    <section className={`notice verdict ${LOOK[verdict]}`} aria-labelledby="verdict">
      <h2 id="verdict" className="verdict-words">
        {t(`verdict.${KEY[verdict]}`)}
      </h2>
      <p>{t(`verdictMeans.${KEY[verdict]}`)}</p>
      {difference?.estimateMs == null ? null : (
        <p>
          {t(difference.estimateMs <= 0 ? 'verdict.shorter' : 'verdict.longer', {
            estimate: format.duration(Math.abs(difference.estimateMs)),
            interval: intervalWords(difference, t('compare.notReached'), format),
            level: format.share(difference.level),
          })}
        </p>
      )}
      {reasons.length === 0 ? null : (
        <>
          <h3>{t('verdict.reasons')}</h3>
          <ul>
            {reasons.map((reason) => {
              // Against a control, like cases stand beside it.
              const words = reasonWords(reason, t, format, hasControl && reason.key === 'likeForLike');
              return (
                <li key={reason.key} lang={words === undefined && language === 'lt' ? 'en' : undefined}>
                  {words ?? reason.text}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

/** The bounds of a difference; without signs where both say the same as the sentence, with signs where they do not. */
function intervalWords({ lowMs, highMs }: FullComparisonJson['difference'], unknown: string, format: Formats): string {
  if (lowMs === null || highMs === null) return unknown;
  if (lowMs < 0 && highMs > 0) return `${format.duration(lowMs)} – +${format.duration(highMs)}`;
  const [least, most] = [Math.abs(lowMs), Math.abs(highMs)].sort((a, b) => a - b);
  return `${format.duration(least ?? 0)} – ${format.duration(most ?? 0)}`;
}
