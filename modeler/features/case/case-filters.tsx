import { useState } from 'react';
import type { ReactElement } from 'react';
import { caseStatus } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';

export interface CaseFilter {
  readonly number?: string | undefined;
  readonly status?: string | undefined;
  readonly processId?: string | undefined;
  readonly unit?: string | undefined;
  readonly incident?: string | undefined;
}

/** Which cases are shown. */
export function CaseFilters({
  filter,
  choose,
}: {
  readonly filter: CaseFilter;
  readonly choose: (change: CaseFilter) => void;
}): ReactElement {
  const { t, language } = useLanguage();
  const [number, setNumber] = useState(filter.number ?? '');
  const processes = useAnswer('listProcesses', {});
  const units = useAnswer('listUnits', {});
  return (
    <form
      className="filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        choose({ number: number.trim() === '' ? undefined : number.trim() });
      }}
    >
      <div className="field">
        <label htmlFor="number">{t('case.number')}</label>
        <input
          id="number"
          type="search"
          value={number}
          onChange={(event) => {
            setNumber(event.target.value);
          }}
        />
      </div>
      <div className="field">
        <label htmlFor="status">{t('case.status')}</label>
        <select
          id="status"
          value={filter.incident === 'true' ? 'incident' : (filter.status ?? '')}
          onChange={({ target }) => {
            choose(
              target.value === 'incident'
                ? { incident: 'true', status: undefined }
                : { incident: undefined, status: target.value === '' ? undefined : target.value },
            );
          }}
        >
          <option value="">{t('cases.anyStatus')}</option>
          {caseStatus.options.map((status) => (
            <option key={status} value={status}>
              {t(`case.state.${status}`)}
            </option>
          ))}
          <option value="incident">{t('case.incident')}</option>
        </select>
      </div>
      <div className="field">
        <label htmlFor="process">{t('case.process')}</label>
        <select
          id="process"
          value={filter.processId ?? ''}
          onChange={({ target }) => {
            choose({ processId: target.value === '' ? undefined : target.value });
          }}
        >
          <option value="">{t('cases.anyProcess')}</option>
          {processes.data?.items.map((process) => (
            <option key={process.processId} value={process.processId}>
              {process.name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="unit">{t('case.unit')}</label>
        <select
          id="unit"
          value={filter.unit ?? ''}
          onChange={({ target }) => {
            choose({ unit: target.value === '' ? undefined : target.value });
          }}
        >
          <option value="">{t('cases.anyUnit')}</option>
          {units.data?.items.map((unit) => (
            <option key={unit.unit} value={unit.unit}>
              {language === 'en' ? (unit.nameEn ?? unit.name) : unit.name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="button">
        {t('act.search')}
      </button>
    </form>
  );
}
