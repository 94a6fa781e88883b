import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { Sheet } from '../page/sheet.tsx';
import { MappingTable } from './mapping-table.tsx';
import { modelSteps } from './model-steps.ts';
import { TriedButtons } from './tried-buttons.tsx';
import './case-change.css';

interface MigrateSheetProps {
  readonly standing: CaseDetail;
  readonly close: () => void;
}

/** Takes a case to another version of its process; what is called differently there is told in a table. */
export function MigrateSheet({ standing, close }: MigrateSheetProps): ReactElement {
  const { t, format } = useLanguage();
  const { caseKey, definitionKey, processId, activeElements } = standing;
  const processes = useAnswer('listProcesses', {});
  const others = processes.data?.items
    .find((process) => process.processId === processId)
    ?.versions.filter((version) => version.definitionKey !== definitionKey);
  const [wanted, setWanted] = useState('');
  const target = wanted === '' ? (others?.[0]?.definitionKey ?? '') : wanted;
  const before = useAnswer('getDefinition', { params: { definitionKey } });
  const after = useAnswer('getDefinition', { params: { definitionKey: target } }, { enabled: target !== '' });
  const change = useChange('migrateCase', ['getCase', 'getCaseHistory', 'listCases', 'listTasks']);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [tried, setTried] = useState(false);

  const there = modelSteps(after.data?.xml ?? '', processId);
  const ids = new Set(there.map(({ id }) => id));
  const living = new Set(activeElements.map(({ elementId }) => elementId));
  // Flows matter where the new version lacks them: a token may wait on one.
  const rows = modelSteps(before.data?.xml ?? '', processId).filter(
    ({ id, kind }) => (kind === 'step' && living.has(id)) || (kind === 'flow' && !ids.has(id)),
  );
  const counterpart = (id: string): string => chosen[id] ?? (ids.has(id) ? id : '');
  const elements = Object.fromEntries(
    rows.flatMap(({ id }) => (counterpart(id) === '' || counterpart(id) === id ? [] : [[id, counterpart(id)]])),
  );
  const send = (): void => {
    change.mutate(
      { params: { caseKey }, body: { definitionKey: target, elements, dryRun: !tried } },
      {
        onSuccess: ({ processVersion }) => {
          if (!tried) {
            setTried(true);
            return;
          }
          announce(t('migrate.done', { version: processVersion }));
          close();
        },
        onError: () => {
          setTried(false);
        },
      },
    );
  };
  if (others?.length === 0)
    return (
      <Sheet title={t('migrate.title')} close={close}>
        <p>{t('migrate.noOther')}</p>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
        </div>
      </Sheet>
    );
  return (
    <Sheet title={t('migrate.title')} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          // The button stays where the focus is while it is asked.
          if (!change.isPending) send();
        }}
        onChange={() => {
          setTried(false);
          change.reset();
        }}
      >
        <p>{t('migrate.lead')}</p>
        {change.error ? <Failure error={change.error} /> : null}
        <div className="field">
          <label htmlFor="migrate-version">{t('migrate.version')}</label>
          <select
            id="migrate-version"
            value={target}
            onChange={(event) => {
              setWanted(event.target.value);
              setChosen({});
            }}
          >
            {others?.map((version) => (
              <option key={version.definitionKey} value={version.definitionKey}>
                {t('migrate.choice', { version: version.version, at: format.instant(version.deployedAt) })}
              </option>
            ))}
          </select>
        </div>
        {after.data && rows.length > 0 ? (
          <MappingTable
            rows={rows}
            there={there}
            counterpart={counterpart}
            names={{ before: definitionKey, after: target }}
            choose={(id, other) => {
              setChosen({ ...chosen, [id]: other });
            }}
          />
        ) : null}
        <TriedButtons tried={tried} pending={change.isPending} nothingAsked={!after.data} act={t('migrate.do')} close={close} />
      </form>
    </Sheet>
  );
}
