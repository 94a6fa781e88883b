import type { ReactElement } from 'react';
import type { QualityProblemJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Translate } from '../../i18n/translate.ts';

/** Less is as good as 0 %. */
const LEAST_SHARE = 0.0005;

/** What is wrong with a log: how much of it, what that does to which figures, and where. */
export function QualityTable({ problems }: { readonly problems: readonly QualityProblemJson[] }): ReactElement {
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
            <Row key={problem.kind} problem={problem} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ problem }: { readonly problem: QualityProblemJson }): ReactElement {
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
        {cases.length === 0 ? null : <div>{t('quality.cases', { cases: cases.join(', ') })}</div>}
        {examples.map((example) => (
          <div key={example}>{placed(example, t)}</div>
        ))}
      </td>
    </tr>
  );
}

/** Readers say `line 7` and then what they met there. */
function placed(example: string, t: Translate): string {
  const [, line, rest = ''] = /^line (\d+)(?:: )?(.*)$/.exec(example) ?? [];
  if (line !== undefined) return t('quality.line', { line, rest }).trim();
  return example === 'the whole log' ? t('quality.whole') : example;
}
