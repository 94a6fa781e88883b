import { useState } from 'react';
import type { ReactElement } from 'react';
import type { NameMapping } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { LEFT_OUT, NOT_IN_MODEL, proposals, withChoice } from './name-choices.ts';
import type { NameChoices } from './name-choices.ts';

/** Of so many names only those who want to see them see them. */
const MANY = 60;

interface NameTableProps {
  readonly mapping: NameMapping;
  readonly choices: NameChoices;
  /** What a step of the reference is called in the reader's language. */
  readonly stepName: ElementName;
  /** What an activity of the log is called. */
  readonly activityName: ElementName;
  readonly choose: (choices: NameChoices) => void;
}

/** Which step of the model each activity of the log is taken for; changeable. Those that have none come first. */
export function NameTable({ mapping, choices, stepName, activityName, choose }: NameTableProps): ReactElement {
  const { t, format } = useLanguage();
  const open = mapping.activities.filter(({ element, step }) => step === null && choices[element] === undefined);
  const strange = mapping.activities.filter(({ element }) => choices[element] === NOT_IN_MODEL).length;
  // As it was when one came: it must not close under the hand that matches the last name.
  const [isOpenAtFirst] = useState(open.length > 0 && mapping.activities.length <= MANY);
  const proposed = proposals(mapping, choices);
  const found = Object.keys(proposed).length;
  const rows = [...mapping.activities].sort((a, b) => Number(a.step !== null) - Number(b.step !== null) || b.n - a.n);
  return (
    <details className="names" open={isOpenAtFirst}>
      <summary>
        {t('conform.names', {
          known: format.number(mapping.activities.length - open.length - strange),
          of: format.number(mapping.activities.length),
        })}
      </summary>
      <div className="stack">
        <p className="small soft">{t('conform.namesLead')}</p>
        <div className="row">
          {found === 0 ? null : (
            <button
              type="button"
              className="button small"
              onClick={() => {
                choose({ ...choices, ...proposed });
              }}
            >
              {t('conform.takeProposals', { count: found })}
            </button>
          )}
          {open.length === 0 ? null : (
            <button
              type="button"
              className="button small"
              onClick={() => {
                choose({ ...choices, ...Object.fromEntries(open.map(({ element }) => [element, LEFT_OUT])) });
              }}
            >
              {t('conform.leaveOut', { count: open.length })}
            </button>
          )}
          {Object.keys(choices).length === 0 ? null : (
            <button
              type="button"
              className="button small"
              onClick={() => {
                choose({});
              }}
            >
              {t('conform.asFound')}
            </button>
          )}
        </div>
        <div className="table-scroll names-scroll" role="group" aria-label={t('conform.namesTable')} tabIndex={0}>
          <table className="list">
            <caption className="visually-hidden">{t('conform.namesTable')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('conform.activity')}</th>
                <th scope="col" className="number">
                  {t('logs.events')}
                </th>
                <th scope="col">{t('conform.step')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((activity) => {
                const { element, step, n } = activity;
                const shown = choices[element] ?? step ?? '';
                const proposal = mapping.steps.find((one) => one.element === proposed[element]);
                return (
                  <tr key={element}>
                    <th scope="row">{activityName(activity)}</th>
                    <td className="number">{format.number(n)}</td>
                    <td>
                      <select
                        aria-label={t('conform.stepOf', { activity: activityName(activity) })}
                        value={shown}
                        onChange={({ target }) => {
                          choose(withChoice(choices, element, target.value === step ? '' : target.value));
                        }}
                      >
                        {step === null ? <option value="">{t('conform.noStep')}</option> : null}
                        {mapping.steps.map((one) => (
                          <option key={one.element} value={one.element}>
                            {stepName(one)}
                          </option>
                        ))}
                        {step === null ? null : <option value={NOT_IN_MODEL}>{t('conform.noStep')}</option>}
                        <option value={LEFT_OUT}>{t('conform.notCompared')}</option>
                      </select>
                      {proposal === undefined || shown !== '' ? null : (
                        <div className="small soft">{t('conform.maybe', { step: stepName(proposal) })}</div>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      </div>
    </details>
  );
}
