import type { ReactElement } from 'react';
import type { EffectJson, IndicatorKind } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { valueWords } from './indicator-words.ts';

const LOOK = { better: 'good', worse: 'bad', 'not proven': '', 'not enough data': 'warn' } as const;
const KEY = { better: 'better', worse: 'worse', 'not proven': 'unproven', 'not enough data': 'unknown' } as const;
const VERDICT: Readonly<Record<string, string>> = {
  faster: 'faster',
  slower: 'slower',
  mixed: 'mixed',
  'no proven change': 'unproven',
  'not enough data': 'unknown',
};

/** What the comparison of before and after said, as it was kept: the difference never without its interval. */
export function EffectWords({ effect, kind }: { readonly effect: EffectJson; readonly kind: IndicatorKind }): ReactElement {
  const { t, format } = useLanguage();
  const of = effect.indicator;
  const say = (value: number | null) => (value === null ? '?' : valueWords(kind, value, format));
  const signed = (value: number | null) => (value !== null && value > 0 ? `+${say(value)}` : say(value));
  return (
    <div className={`notice ${of === null ? 'warn' : LOOK[of.change]}`}>
      <p>
        <strong>{t(`plan.proof.${of === null ? 'unmeasured' : KEY[of.change]}`)}</strong>{' '}
        {of === null
          ? null
          : t('plan.effect', {
              before: say(of.before),
              after: say(of.after),
              difference: signed(of.difference),
              low: signed(of.low),
              high: signed(of.high),
            })}
      </p>
      <p className="small soft">
        {t('plan.effectOf', {
          verdict: t(`verdict.${VERDICT[effect.verdict] ?? 'unknown'}`),
          before: format.number(effect.before.n),
          after: format.number(effect.after.n),
          on: format.day(effect.keptAt),
        })}
      </p>
    </div>
  );
}
