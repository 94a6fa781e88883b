import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { Sheet } from '../page/sheet.tsx';
import { MappingTable } from './mapping-table.tsx';
import { TriedSheet } from './tried-sheet.tsx';
import { useMapping } from './use-mapping.ts';
import { VersionField } from './version-field.tsx';

interface MigrateSheetProps {
  readonly standing: CaseDetail;
  readonly close: () => void;
}

/** Takes a case to another version of its process; what is called differently there is told in a table. */
export function MigrateSheet({ standing, close }: MigrateSheetProps): ReactElement {
  const { t } = useLanguage();
  const { caseKey, definitionKey, processId, activeElements } = standing;
  const processes = useAnswer('listProcesses', {});
  const others = processes.data?.items
    .find((process) => process.processId === processId)
    ?.versions.filter((version) => version.definitionKey !== definitionKey);
  const [wanted, setWanted] = useState('');
  const target = wanted === '' ? (others?.[0]?.definitionKey ?? '') : wanted;
  const change = useChange('migrateCase', ['getCase', 'getCaseHistory', 'listCases', 'listTasks']);
  const living = new Set(activeElements.map(({ elementId }) => elementId));
  // Flows matter where the new version lacks them: a token may wait on one.
  const mapping = useMapping(processId, { before: definitionKey, after: target }, ({ id, kind }, isThere) =>
    kind === 'step' ? living.has(id) : !isThere,
  );
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
    <TriedSheet
      title={t('migrate.title')}
      lead={t('migrate.lead')}
      close={close}
      change={change}
      asked={(dryRun) => ({ params: { caseKey }, body: { definitionKey: target, elements: mapping.elements, dryRun } })}
      nothingAsked={!mapping.known}
      act={t('migrate.do')}
      done={({ processVersion }) => t('migrate.done', { version: processVersion })}
    >
      <VersionField
        label={t('migrate.version')}
        versions={others ?? []}
        value={target}
        choose={(key) => {
          setWanted(key);
          mapping.forget();
        }}
      />
      <MappingTable mapping={mapping} />
    </TriedSheet>
  );
}
