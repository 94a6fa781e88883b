import type { ReactElement } from 'react';
import type { TermLight as Term } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

const LOOK = { calm: 'good', soon: 'warn', today: 'warn', late: 'bad' } as const;
const SIGN = { calm: '●', soon: '▲', today: '▲', late: '■' } as const;

/** How near the statutory term is: a day, a shape, a colour, and always words. */
export function TermLight({ term }: { readonly term: Pick<Term, 'dueOn' | 'workingDaysLeft' | 'light'> }): ReactElement {
  const { t, format } = useLanguage();
  const days = Math.abs(term.workingDaysLeft);
  return (
    <span className="term-light">
      <span className="figure">{format.day(term.dueOn)}</span>{' '}
      <span className={`tag ${LOOK[term.light]}`}>
        <span aria-hidden="true">{SIGN[term.light]}</span>
        {term.light === 'today' ? t('term.today') : t(term.light === 'late' ? 'term.late' : 'term.left', { count: days })}
      </span>
    </span>
  );
}
