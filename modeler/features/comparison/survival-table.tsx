import type { ReactElement } from 'react';
import type { Comparison } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

const PARTS = [0.25, 0.5, 0.75, 0.9] as const;
type Steps = Comparison['before']['survival'];

/** The curves in figures: after what time a part of the cases has been finished. */
export function SurvivalTable({ comparison }: { readonly comparison: Comparison }): ReactElement {
  const { t, format } = useLanguage();
  const reached = (steps: Steps, part: number): string => {
    const step = steps.find(({ share }) => share <= 1 - part + 1e-9);
    return step === undefined ? t('compare.notReached') : format.duration(step.afterMs);
  };
  return (
    <div className="table-scroll" role="group" aria-label={t('compare.curveTable')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('compare.curveTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('compare.finished')}</th>
            <th scope="col" className="number">
              {t('compare.before')}
            </th>
            <th scope="col" className="number">
              {t('compare.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map((part) => (
            <tr key={part}>
              <th scope="row">{t('compare.finishedPart', { part: format.share(part) })}</th>
              <td className="number">{reached(comparison.before.survival, part)}</td>
              <td className="number">{reached(comparison.after.survival, part)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
