import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { useMay, useSession } from '../../session.tsx';
import { Failure } from '../failure/failure.tsx';
import { Answered } from '../page/answered.tsx';
import { DayField } from '../page/day-field.tsx';
import '../organisation/organisation.css';

/** Who is away, until when, and who stands in for her; one's own absence is noted here. */
export function Absences(): ReactElement {
  const { t, format } = useLanguage();
  const { user, roles } = useSession();
  const others = useMay('organisation.change') || roles.includes('manager');
  const absences = useAnswer('listAbsences', {});
  const colleagues = useAnswer('listColleagues', {});
  const add = useChange('addAbsence', ['listAbsences', 'listTasks']);
  const remove = useChange('removeAbsence', ['listAbsences', 'listTasks']);
  const [whose, setWhose] = useState(user);
  const [from, setFrom] = useState<string | undefined>();
  const [to, setTo] = useState<string | undefined>();
  const [standIn, setStandIn] = useState('');
  const error = add.error ?? remove.error;
  const people = colleagues.data?.items ?? [];
  const [isAsked, setIsAsked] = useState(false);
  const noted = absences.data?.items ?? [];
  const awayWith = (who: string) =>
    from === undefined || to === undefined
      ? undefined
      : noted.find((one) => one.user === who && one.from <= to && one.to >= from);
  const nameOf = (who: string): string =>
    noted.find((one) => one.user === who)?.name ?? people.find((one) => one.user === who)?.name ?? who;
  const overlap = awayWith(whose);
  const standInAway = standIn === '' ? undefined : awayWith(standIn);
  const isTurned = from !== undefined && to !== undefined && to < from;
  const days = ({ from: first, to: last }: { readonly from: string; readonly to: string }) => ({
    from: format.day(first),
    to: format.day(last),
  });
  const fault = isTurned
    ? t('absence.order')
    : overlap &&
      t('absence.overlaps', { name: nameOf(whose), ...days(overlap), standIn: overlap.standInName ?? t('absence.nobody') });
  const standInFault = standInAway && t('absence.standInAway', { name: nameOf(standIn), ...days(standInAway) });
  return (
    <section className="card stack">
      <h2 id="absences">{t('absence.title')}</h2>
      <p className="soft">{t('absence.lead')}</p>
      <Answered question={absences}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t('absence.none')}</p>
          ) : (
            <div className="table-scroll" tabIndex={0} role="region" aria-labelledby="absences">
              <table className="list">
                <thead>
                  <tr>
                    <th scope="col">{t('absence.who')}</th>
                    <th scope="col">{t('absence.from')}</th>
                    <th scope="col">{t('absence.to')}</th>
                    <th scope="col">{t('absence.standIn')}</th>
                    <th scope="col">{t('absence.act')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((one) => (
                    <tr key={`${one.user} ${one.from}`}>
                      <th scope="row">{one.name}</th>
                      <td>{format.day(one.from)}</td>
                      <td>{format.day(one.to)}</td>
                      <td>{one.standInName ?? t('absence.nobody')}</td>
                      <td>
                        {one.mayRemove ? (
                          <button
                            type="button"
                            className="button small"
                            aria-label={t('absence.removeOf', { name: one.name, day: format.day(one.from) })}
                            onClick={() => remove.mutate({ params: { user: one.user, from: one.from } })}
                          >
                            {t('absence.remove')}
                          </button>
                        ) : null}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Answered>
      {error ? <Failure error={error} /> : null}
      <form
        className="row absence-form"
        onSubmit={(event) => {
          event.preventDefault();
          setIsAsked(true);
          if (from === undefined || to === undefined || fault !== undefined || standInFault !== undefined) return;
          const body = { user: whose, from, to, ...(standIn !== '' && { standIn }) };
          add.mutate(
            { body },
            {
              onSuccess: () => {
                setIsAsked(false);
              },
            },
          );
        }}
      >
        {others ? (
          <div className="field">
            <label htmlFor="absence-who">{t('absence.who')}</label>
            <select id="absence-who" value={whose} onChange={({ target }) => setWhose(target.value)}>
              {people.some((one) => one.user === user) ? null : <option value={user}>{t('absence.me')}</option>}
              {people.map((one) => (
                <option key={one.user} value={one.user}>
                  {one.name}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <DayField id="absence-from" label={t('absence.from')} value={from} choose={setFrom} />
        <DayField id="absence-to" label={t('absence.to')} value={to} choose={setTo} fault={isAsked ? fault : undefined} />
        <div className="field">
          <label htmlFor="absence-stand-in">{t('absence.standIn')}</label>
          <select
            id="absence-stand-in"
            value={standIn}
            aria-invalid={isAsked && standInFault !== undefined}
            aria-describedby={isAsked && standInFault !== undefined ? 'absence-stand-in-wrong' : undefined}
            onChange={({ target }) => setStandIn(target.value)}
          >
            <option value="">{t('absence.nobody')}</option>
            {people
              .filter((one) => one.user !== whose)
              .map((one) => (
                <option key={one.user} value={one.user}>
                  {one.name}
                </option>
              ))}
          </select>
          {isAsked && standInFault !== undefined ? (
            <span id="absence-stand-in-wrong" className="field-wrong" role="alert">
              {standInFault}
            </span>
          ) : null}
        </div>
        <button type="submit" className="button main" disabled={add.isPending}>
          {t('absence.add')}
        </button>
      </form>
    </section>
  );
}
