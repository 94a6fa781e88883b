import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';

interface HistoryListProps {
  readonly name: 'measureHistory' | 'recommendationHistory';
  readonly number: number;
  /** Asked anew when it grows. */
  readonly version: number;
}

/** Who changed what, once somebody wants to know. */
export function HistoryList({ name, number, version }: HistoryListProps): ReactElement {
  const { t, format } = useLanguage();
  const [open, setOpen] = useState(false);
  const history = useAnswer(name, { params: { number: String(number) } }, { enabled: open });
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('plan.history', { count: version })}</summary>
      {open ? (
        <Answered question={history}>
          {({ items }) => (
            <ul className="small">
              {items.map((one) => (
                <li key={one.version}>
                  {format.instant(one.changedAt)}, {one.changedBy === 'eiga' ? t('plan.byWatch') : one.changedBy}:{' '}
                  {one.version === 1 ? t('plan.made') : one.changed.map((member) => t(`plan.member.${member}`)).join(', ')}
                  {one.note === undefined ? '' : ` – ${one.note}`}
                </li>
              ))}
            </ul>
          )}
        </Answered>
      ) : null}
    </details>
  );
}
