import type { ReactElement } from 'react';
import type { Finding } from '../../../engine/errors.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ruleWords } from './rule-words.ts';

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly nameOf: (element: string) => string;
  /** Goes to the element. */
  readonly show: (element: string) => void;
  /** What can be done about a finding, beside its words. */
  readonly help?: (finding: Finding) => ReactElement | null;
}

/** What is wrong with a model, each with its place and what to do; errors first. */
export function FindingList({ findings, nameOf, show, help }: FindingListProps): ReactElement {
  const { t, language } = useLanguage();
  const ordered = [...findings].sort((a, b) => a.severity.localeCompare(b.severity));
  return (
    <ul className="findings">
      {ordered.map((finding, index) => {
        const words = ruleWords(finding.rule, t);
        return (
          <li key={`${finding.rule} ${finding.element} ${String(index)}`}>
            <span className={finding.severity === 'error' ? 'tag bad' : 'tag warn'}>{t(`findings.${finding.severity}`)}</span>
            <div>
              {finding.element === '' ? null : (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    show(finding.element);
                  }}
                >
                  {nameOf(finding.element)}
                </button>
              )}{' '}
              {language === 'lt' && words !== undefined ? <span>{words}</span> : null}{' '}
              <span lang="en" className={language === 'lt' && words !== undefined ? 'small soft' : undefined}>
                {finding.message}
              </span>{' '}
              {help?.(finding)}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
