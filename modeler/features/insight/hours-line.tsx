import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useClock } from './shown-time.ts';

/** What an answer says of the working hours behind its working times. */
export interface HoursTold {
  readonly calendar: 'given' | 'discovered' | 'none';
  readonly dayMs: number | null;
}

/** Where durations are shown in working time: by which calendar, and what a day of it has; that none is known, where it is so. */
export function HoursLine({ hours: { calendar, dayMs } }: { readonly hours: HoursTold }): ReactElement | null {
  const { t, format } = useLanguage();
  if (useClock() === 'calendar') return null;
  if (dayMs === null) return <p className="notice">{t('hours.unknown')}</p>;
  return (
    <p className="soft">
      {t('hours.shown')} {t(`neck.calendar.${calendar}`)} {t('neck.workingDay', { hours: format.number(dayMs / 3_600_000) })}
    </p>
  );
}
