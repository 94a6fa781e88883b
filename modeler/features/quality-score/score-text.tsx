import type { ReactElement } from 'react';
import type { QualityMethod, ServiceScoreJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { IntervalMark } from '../figures/interval-mark.tsx';
import { missingOnes, missingWords } from './component-words.ts';
import './quality-score.css';

interface ScoreTextProps {
  readonly of: ServiceScoreJson;
  readonly method: QualityMethod;
}

const LOOKS = { good: 'good', fair: 'plain', weak: 'bad' } as const;
const TAGS = { good: 'good', fair: 'warn', weak: 'bad' } as const;

/** A score with its interval and its band, or why there is none. */
export function ScoreText({ of, method }: ScoreTextProps): ReactElement {
  const { t, format } = useLanguage();
  const missing = missingOnes(of, method);
  const nameOf = ({ component }: (typeof missing)[number]): string => t(`score.component.${component}`);
  if (of.score === null) {
    const reasons = missing.map((one) => `${nameOf(one)}: ${missingWords(one, method, t, format) ?? ''}`);
    return (
      <span className="wide-cell">
        <span className="tag">{t('score.notRated')}</span>
        <span className="small soft score-reasons">{reasons.join('; ')}</span>
      </span>
    );
  }
  const { value, low, high, band } = of.score;
  const words = t('score.interval', { value: format.number(value), low: format.number(low), high: format.number(high) });
  return (
    <span className="wide-cell">
      {words} <span className={`tag ${TAGS[band]}`}>{t(`score.band.${band}`)}</span>
      <IntervalMark low={low} estimate={value} high={high} from={0} to={100} look={LOOKS[band]} />
      {missing.length === 0 ? null : (
        <span className="small soft score-reasons">{t('score.without', { what: missing.map(nameOf).join(', ') })}</span>
      )}
    </span>
  );
}
