import type { ReactElement } from 'react';
import type { Gap } from '../../../programme/card/card-rules.ts';
import { RULE_SOURCES } from '../../../programme/card/card-rules.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** What a card misses and what is hard to read in it, each with where the rule comes from. */
export function GapList({ gaps }: { readonly gaps: readonly Gap[] }): ReactElement {
  const { t } = useLanguage();
  if (gaps.length === 0) return <p className="tag good">{t('services.noGaps')}</p>;
  return (
    <ul className="gap-list">
      {gaps.map(({ rule, path, language, text, words }) => (
        <li key={`${rule} ${path} ${language ?? ''} ${text ?? ''}`}>
          <strong>{t(`services.rule.${rule}`)}</strong>{' '}
          {rule === 'english' || rule === 'longSentence' || rule === 'abbreviation' ? (
            <span className="tag">
              {t(`card.place.${path.split('.')[0] ?? ''}`)}
              {language === undefined || rule === 'english' ? null : ` · ${language}`}
            </span>
          ) : null}
          {text === undefined ? null : (
            <span lang={language} className="gap-text">
              {' '}
              „{text}“{words === undefined ? null : ` (${t('services.words', { count: words })})`}
            </span>
          )}
          <div className="small soft">
            {t(`services.remedy.${rule}`)} {t('services.source', { source: RULE_SOURCES[rule] })}
          </div>
        </li>
      ))}
    </ul>
  );
}
