import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

/** Of how many cases a view tells, how many the filter hides, and how old the figures are. */
export function CountedLine({
  answer,
}: {
  readonly answer: { readonly cases: number; readonly left: number; readonly asOf: string };
}): ReactElement {
  const { t, format } = useLanguage();
  return (
    <p className="soft">
      {t('filter.cases', { count: answer.cases, cases: format.number(answer.cases) })}{' '}
      {answer.left === 0 ? null : t('filter.left', { count: answer.left, left: format.number(answer.left) })}{' '}
      {t('heat.asOf', { at: format.instant(answer.asOf) })}
    </p>
  );
}
