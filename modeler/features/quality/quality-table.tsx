import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { QualityProblemJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { exampleWords } from './example-words.ts';
import './quality.css';

/** Less is as good as 0 %. */
const LEAST_SHARE = 0.0005;

interface QualityTableProps {
  readonly problems: readonly QualityProblemJson[];
  /** Cases of a process have a page each. */
  readonly isLinked?: boolean;
}

/** What is wrong with a log: how much of it, what that does to which figures, and where. */
export function QualityTable({ problems, isLinked = false }: QualityTableProps): ReactElement {
  const { t } = useLanguage();
  return (
    <div className="table-scroll" role="group" aria-label={t('quality.title')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('quality.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('quality.problem')}</th>
            <th scope="col" className="number">
              {t('quality.much')}
            </th>
            <th scope="col">{t('quality.figures')}</th>
            <th scope="col">{t('quality.where')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <Row key={problem.kind} problem={problem} isLinked={isLinked} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ problem, isLinked }: { readonly problem: QualityProblemJson; readonly isLinked: boolean }): ReactElement {
  const { t, format } = useLanguage();
  const { kind, n, of, unit, cases, examples, effect } = problem;
  return (
    <tr>
      <th scope="row" className="quality-problem">
        {t(`quality.kind.${kind}.name`)}
        <div className="small soft quality-effect">{t(`quality.kind.${kind}.effect`)}</div>
      </th>
      <td className="number">
        {of === null ? format.number(n) : t('quality.of', { n: format.number(n), of: format.number(of) })}
        <div className="small soft">
          {t(`quality.unit.${unit}`)}
          {of === null || n / of < LEAST_SHARE ? null : `, ${format.share(n / of)}`}
        </div>
      </td>
      <td>
        <div className="row quality-figures">
          {effect.figures.map((figure) => (
            <span key={figure} className="tag">
              {t(`quality.figure.${figure}`)}
            </span>
          ))}
        </div>
      </td>
      <td className="small quality-where">
        {cases.length === 0 ? null : isLinked ? (
          <Link to="/cases" search={{ caseKeys: cases.join(',') }}>
            {t('quality.openCases', { count: cases.length })}
          </Link>
        ) : (
          <div>{t('quality.cases', { cases: cases.join(', ') })}</div>
        )}
        {examples.map((example) => (
          <div key={example}>{exampleWords(example, t)}</div>
        ))}
      </td>
    </tr>
  );
}
