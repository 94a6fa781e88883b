import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { WEEKDAYS, hoursFault } from './hours.ts';
import type { Hours } from './hours.ts';

/** Weekdays and from when to when; what is wrong stands below. */
export function HoursFields({
  id,
  hours,
  choose,
}: {
  readonly id: string;
  readonly hours: Hours;
  readonly choose: (hours: Hours) => void;
}): ReactElement {
  const { t } = useLanguage();
  const fault = hoursFault(hours);
  const time = (name: 'from' | 'to'): ReactElement => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{t(`whatIf.hours.${name}`)}</label>
      <input
        id={`${id}-${name}`}
        className="amount"
        autoComplete="off"
        value={hours[name]}
        aria-invalid={fault === 'time' || fault === 'order'}
        aria-describedby={fault === undefined ? undefined : `${id}-wrong`}
        onChange={({ target }) => {
          choose({ ...hours, [name]: target.value.trim() });
        }}
        onBlur={({ target }) => {
          choose({ ...hours, [name]: fullTime(target.value.trim()) });
        }}
      />
    </div>
  );
  return (
    <>
      <fieldset className="weekdays">
        <legend>{t('whatIf.hours.days')}</legend>
        {WEEKDAYS.map((weekday) => (
          <label key={weekday} className="row check">
            <input
              type="checkbox"
              checked={hours.weekdays.includes(weekday)}
              onChange={({ target }) => {
                const others = hours.weekdays.filter((one) => one !== weekday);
                choose({ ...hours, weekdays: (target.checked ? [...others, weekday] : others).sort((a, b) => a - b) });
              }}
            />
            <span>{t(`whatIf.weekday.${String(weekday)}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className="filters">
        {time('from')}
        {time('to')}
      </div>
      {fault === undefined ? null : (
        <p id={`${id}-wrong`} className="field-wrong">
          {t(`whatIf.hours.fault.${fault}`)}
        </p>
      )}
    </>
  );
}

/** `8` and `8:30` as people write them. */
function fullTime(text: string): string {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text) ?? [];
  return hour === '' ? text : `${hour.padStart(2, '0')}:${minute}`;
}
