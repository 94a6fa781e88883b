import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { ChoiceField } from './choice-field.tsx';
import { HOURS } from './insight-search.ts';
import type { CaseSearch } from './insight-search.ts';
import { useClock } from './shown-time.ts';
import { CLOCKS } from './working-duration.ts';

/** By which clock durations are shown, and whose working hours count; both stay in the address from page to page. */
export function ClockChoice({ isOwn }: { readonly isOwn: boolean }): ReactElement {
  const { t } = useLanguage();
  const clock = useClock();
  const search: CaseSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (change: CaseSearch): void => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const usual = isOwn ? 'given' : 'discovered';
  return (
    <div className="filters" role="group" aria-label={t('hours.group')}>
      <ChoiceField
        id="clock"
        label={t('heat.clock')}
        value={clock}
        choose={(value) => {
          choose({ clock: value === 'calendar' ? undefined : value });
        }}
        options={CLOCKS.map((value) => ({ value, text: t(`heat.clocks.${value}`) }))}
      />
      <ChoiceField
        id="hours"
        label={t('hours.label')}
        value={HOURS.find((one) => one === search.hours) ?? usual}
        choose={(hours) => {
          choose({ hours: hours === usual ? undefined : hours });
        }}
        options={HOURS.map((value) => ({ value, text: t(`hours.${value}`) }))}
      />
    </div>
  );
}
