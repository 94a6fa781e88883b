import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProcessJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { useNames } from '../labels/model-labels.ts';
import type { BatchSearch } from './batch-filter.ts';

interface BatchCasesProps {
  readonly search: BatchSearch;
  readonly process: ProcessJson | undefined;
  readonly choose: (change: BatchSearch) => void;
}

/** Which running cases are meant. */
export function BatchCases({ search, process, choose }: BatchCasesProps): ReactElement {
  const { t, language } = useLanguage();
  const processes = useAnswer('listProcesses', {}).data?.items ?? [];
  const units = useAnswer('listUnits', {}).data?.items ?? [];
  const nameOf = useNames(processes.flatMap(({ versions }) => versions.slice(0, 1).map((newest) => newest.definitionKey)));
  const [number, setNumber] = useState(search.number ?? '');
  const chosen = search.caseKeys?.split(',').length;
  const given = (value: string): string | undefined => (value === '' ? undefined : value);
  return (
    <section className="card stack" aria-labelledby="batch-cases">
      <h2 id="batch-cases">{t('batch.casesTitle')}</h2>
      {chosen === undefined ? null : <p>{t('batch.where.cases', { count: chosen })}</p>}
      <div className="filters">
        <div className="field">
          <label htmlFor="batch-process">{t('case.process')}</label>
          <select
            id="batch-process"
            value={search.processId ?? ''}
            onChange={({ target }) => {
              choose({ processId: given(target.value), version: undefined });
            }}
          >
            <option value="">{t('cases.anyProcess')}</option>
            {processes.map(({ processId, name, versions }) => (
              <option key={processId} value={processId}>
                {nameOf(versions[0]?.definitionKey ?? '', processId, name)}
              </option>
            ))}
          </select>
        </div>
        {process === undefined ? null : (
          <div className="field">
            <label htmlFor="batch-version">{t('batch.version')}</label>
            <select
              id="batch-version"
              value={search.version ?? ''}
              onChange={({ target }) => {
                choose({ version: given(target.value) });
              }}
            >
              <option value="">{t('batch.anyVersion')}</option>
              {process.versions.map(({ version }) => (
                <option key={version} value={String(version)}>
                  {version}
                </option>
              ))}
            </select>
          </div>
        )}
        <div className="field">
          <label htmlFor="batch-unit">{t('case.unit')}</label>
          <select
            id="batch-unit"
            value={search.unit ?? ''}
            onChange={({ target }) => {
              choose({ unit: given(target.value) });
            }}
          >
            <option value="">{t('cases.anyUnit')}</option>
            {units.map(({ unit, name, nameEn }) => (
              <option key={unit} value={unit}>
                {language === 'en' ? (nameEn ?? name) : name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="batch-incident">{t('batch.incidents')}</label>
          <select
            id="batch-incident"
            value={search.incident === 'true' ? 'true' : ''}
            onChange={({ target }) => {
              choose({ incident: given(target.value) });
            }}
          >
            <option value="">{t('batch.incidentsAny')}</option>
            <option value="true">{t('batch.incidentsOnly')}</option>
          </select>
        </div>
        <div className="field">
          <label htmlFor="batch-number">{t('batch.number')}</label>
          <input
            id="batch-number"
            type="search"
            maxLength={100}
            value={number}
            onChange={({ target }) => {
              setNumber(target.value);
            }}
            onBlur={() => {
              choose({ number: given(number.trim()) });
            }}
            onKeyDown={({ key }) => {
              if (key === 'Enter') choose({ number: given(number.trim()) });
            }}
          />
        </div>
      </div>
      <p>
        <Link
          to="/cases"
          search={{
            number: search.number,
            processId: search.processId,
            unit: search.unit,
            incident: search.incident,
            caseKeys: search.caseKeys,
            status: search.incident === 'true' ? undefined : 'active',
          }}
        >
          {t('batch.look')}
        </Link>
      </p>
    </section>
  );
}
