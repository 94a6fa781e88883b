import type { ReactElement } from 'react';
import type { TermLight as Term } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

const LOOK = { calm: 'good', soon: 'warn', today: 'warn', late: 'bad' } as const;
/** A disc, a triangle, a square: told apart without colour, and without a font that has them. */
const SIGN = {
  calm: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1z',
  soon: 'M6 1l5.5 10H.5z',
  today: 'M6 1l5.5 10H.5z',
  late: 'M1 1h10v10H1z',
} as const;

/** How near the statutory term is: a day, a shape, a colour, and always words. */
export function TermLight({ term }: { readonly term: Pick<Term, 'dueOn' | 'workingDaysLeft' | 'light'> }): ReactElement {
  const { t, format } = useLanguage();
  const days = Math.abs(term.workingDaysLeft);
  return (
    <span className="term-light">
      <span className="figure">{format.day(term.dueOn)}</span>{' '}
      <span className={`tag ${LOOK[term.light]}`}>
        <svg aria-hidden="true" width="10" height="10" viewBox="0 0 12 12">
          <path d={SIGN[term.light]} fill="currentColor" />
        </svg>
        {term.light === 'today' ? t('term.today') : t(term.light === 'late' ? 'term.late' : 'term.left', { count: days })}
      </span>
    </span>
  );
}
