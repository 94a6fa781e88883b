import { useState } from 'react';
import type { ReactElement } from 'react';
import type { InstitutionJson } from '../../../api/contract.ts';
import type { WorkingCalendarJson } from '../../../api/contract/organisation.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { Answered } from '../page/answered.tsx';
import { calendarIn, calendarText, WEEKDAYS } from './calendar-text.ts';
import type { CalendarPart, CalendarText } from './calendar-text.ts';

/** When a unit, or the institution, works: hours of the week, holidays, transferred days, days on which it is closed. */
export function CalendarForm({ institutions }: { readonly institutions: readonly InstitutionJson[] }): ReactElement {
  const { t, language } = useLanguage();
  const [unit, setUnit] = useState('');
  const query = unit === '' ? {} : { unit };
  const calendar = useAnswer('getCalendar', { query });
  const said = (one: { readonly name: string; readonly nameEn?: string | undefined }) =>
    language === 'en' ? (one.nameEn ?? one.name) : one.name;
  return (
    <section className="card stack" aria-labelledby="calendar-form">
      <h2 id="calendar-form">{t('calendar.title')}</h2>
      <p className="soft">{t('calendar.lead')}</p>
      <div className="field">
        <label htmlFor="calendar-place">{t('calendar.place')}</label>
        <select id="calendar-place" value={unit} onChange={({ target }) => setUnit(target.value)}>
          <option value="">{t('calendar.house')}</option>
          {institutions.map((one) =>
            one.units.length === 0 ? null : (
              <optgroup key={one.institution} label={said(one)}>
                {one.units.map((inner) => (
                  <option key={inner.unit} value={inner.unit}>
                    {said(inner)}
                  </option>
                ))}
              </optgroup>
            ),
          )}
        </select>
      </div>
      <Answered question={calendar}>
        {(answer) => (
          <>
            {answer.inherited && unit !== '' ? <p className="notice">{t('calendar.inherited')}</p> : null}
            <Fields key={`${unit} ${JSON.stringify(answer.calendar)}`} unit={unit} kept={answer.calendar} />
            {unit === '' || answer.inherited ? null : <GiveBack unit={unit} />}
          </>
        )}
      </Answered>
    </section>
  );
}

function Fields({ unit, kept }: { readonly unit: string; readonly kept: WorkingCalendarJson }): ReactElement {
  const { t } = useLanguage();
  const save = useChange('saveCalendar', ['getCalendar', 'getOrganisation']);
  const [text, setText] = useState<CalendarText>(() => calendarText(kept));
  const [faults, setFaults] = useState<ReadonlySet<CalendarPart>>(new Set());
  const submit = (): void => {
    const read = calendarIn(text, kept.zone);
    setFaults('faults' in read ? read.faults : new Set());
    if ('faults' in read) return;
    save.mutate(
      { query: unit === '' ? {} : { unit }, body: read.calendar },
      {
        onSuccess: () => {
          announce(t('calendar.saved'));
        },
      },
    );
  };
  const list = (part: 'extraHolidays' | 'workingDays' | 'closed'): ReactElement => (
    <div className="field" key={part}>
      <label htmlFor={`calendar-${part}`}>{t(`calendar.${part}`)}</label>
      <textarea
        id={`calendar-${part}`}
        rows={3}
        value={text[part]}
        aria-invalid={faults.has(part)}
        aria-describedby={faults.has(part) ? `calendar-${part}-wrong` : undefined}
        onChange={({ target }) => setText({ ...text, [part]: target.value })}
      />
      <Wrong
        id={`calendar-${part}`}
        isWrong={faults.has(part)}
        words={t(part === 'closed' ? 'calendar.wrongClosed' : 'day.wrong')}
      />
    </div>
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <fieldset>
        <legend>{t('calendar.hours')}</legend>
        <p className="small soft">{t('calendar.example')}</p>
        <div className="desk-fields">
          {WEEKDAYS.map((weekday) => {
            const id = `calendar-day-${String(weekday)}`;
            const isWrong = faults.has(`day${weekday}`);
            return (
              <div className="field" key={weekday}>
                <label htmlFor={id}>{t(`calendar.weekday.${String(weekday)}`)}</label>
                <input
                  id={id}
                  autoComplete="off"
                  value={text.hours[weekday - 1] ?? ''}
                  aria-invalid={isWrong}
                  aria-describedby={isWrong ? `${id}-wrong` : undefined}
                  onChange={({ target }) =>
                    setText({ ...text, hours: text.hours.map((old, place) => (place === weekday - 1 ? target.value : old)) })
                  }
                />
                <Wrong id={id} isWrong={isWrong} words={t('calendar.wrongHours')} />
              </div>
            );
          })}
        </div>
        <Wrong id="calendar-hours" isWrong={faults.has('hours')} words={t('calendar.noHours')} />
      </fieldset>
      {(['hasHolidays', 'shortEves'] as const).map((name) => (
        <label className="row check" key={name}>
          <input type="checkbox" checked={text[name]} onChange={({ target }) => setText({ ...text, [name]: target.checked })} />
          {t(`calendar.${name}`)}
        </label>
      ))}
      <div className="desk-fields">{(['extraHolidays', 'workingDays', 'closed'] as const).map(list)}</div>
      {save.error ? <Failure error={save.error} /> : null}
      <div className="row">
        <button type="submit" className="button main" disabled={save.isPending}>
          {t('calendar.save')}
        </button>
      </div>
    </form>
  );
}

/** A unit's own calendar is given back: it works by that of its institution again. Its hours are shown until then, to be saved anew. */
function GiveBack({ unit }: { readonly unit: string }): ReactElement {
  const { t } = useLanguage();
  const drop = useChange('dropCalendar', ['getCalendar', 'getOrganisation']);
  return (
    <div className="stack">
      {drop.error ? <Failure error={drop.error} /> : null}
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={drop.isPending}
          onClick={() => drop.mutate({ query: { unit } }, { onSuccess: () => announce(t('calendar.givenBack')) })}
        >
          {t('calendar.giveBack')}
        </button>
      </div>
    </div>
  );
}

function Wrong({
  id,
  isWrong,
  words,
}: {
  readonly id: string;
  readonly isWrong: boolean;
  readonly words: string;
}): ReactElement | null {
  return isWrong ? (
    <span id={`${id}-wrong`} className="field-wrong" role="alert">
      {words}
    </span>
  ) : null;
}
