import type { ReactElement } from 'react';
import type { Finding } from '../../../engine/errors.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { fixWords } from './fix-words.ts';

interface FindingHelpProps {
  readonly finding: Finding;
  readonly nameOf: (element: string) => string;
  readonly play: (finding: Finding) => void;
  readonly mend: (finding: Finding) => void;
}

/** Of a fault that shows when tokens move: the way to it, and the change that mends it. */
export function FindingHelp({ finding, nameOf, play, mend }: FindingHelpProps): ReactElement | null {
  const { t } = useLanguage();
  const { trace, fix, element } = finding;
  const hasWay = trace !== undefined && trace.length > 0;
  if (!hasWay && !fix) return null;
  return (
    <span className="finding-help">
      {hasWay ? (
        <button
          type="button"
          className="button small"
          aria-label={t('trace.showOf', { name: nameOf(element) })}
          onClick={() => {
            play(finding);
          }}
        >
          {t('trace.show')}
        </button>
      ) : null}
      {fix ? (
        <>
          <button
            type="button"
            className="button small"
            aria-label={t('mend.doOf', { words: fixWords(fix, nameOf, t) })}
            onClick={() => {
              mend(finding);
            }}
          >
            {t('mend.do')}
          </button>
          <span className="small soft">{fixWords(fix, nameOf, t)}</span>
        </>
      ) : null}
    </span>
  );
}
