import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DefinitionJson, ProcessJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { MappingTable } from '../case-change/mapping-table.tsx';
import { useMapping } from '../case-change/use-mapping.ts';
import type { Mapping } from '../case-change/use-mapping.ts';
import { VersionField } from '../case-change/version-field.tsx';
import type { BatchPlan } from './batch-plan.ts';

export interface Migrating {
  readonly others: readonly DefinitionJson[];
  readonly target: string;
  readonly choose: (definitionKey: string) => void;
  readonly mapping: Mapping;
  /** Undefined as long as there is no version to go to. */
  readonly plan: BatchPlan | undefined;
}

/** Where cases of a process shall go on. `from` is the version whose cases are meant; those of all when undefined. */
export function useMigrating(process: ProcessJson | undefined, from: string | undefined): Migrating {
  const before = process?.versions.find(({ version }) => String(version) === from);
  const others = process?.versions.filter((version) => version !== before) ?? [];
  const [wanted, setWanted] = useState('');
  const target = others.find(({ definitionKey }) => definitionKey === wanted)?.definitionKey ?? others[0]?.definitionKey ?? '';
  const names = { before: before?.definitionKey ?? '', after: target };
  const mapping = useMapping(process?.processId ?? '', names, (_, isThere) => !isThere);
  return {
    others,
    target,
    choose: (definitionKey) => {
      setWanted(definitionKey);
      mapping.forget();
    },
    mapping,
    plan: target === '' ? undefined : { kind: 'migrate', definitionKey: target, elements: mapping.elements },
  };
}

/** The version to go on in, and what is called differently there. */
export function MigrateFields({ migrating }: { readonly migrating: Migrating }): ReactElement {
  const { t } = useLanguage();
  const { others, target, choose, mapping } = migrating;
  if (others.length === 0) return <p>{t('migrate.noOther')}</p>;
  return (
    <>
      <VersionField label={t('migrate.version')} versions={others} value={target} choose={choose} />
      {mapping.names.before === '' ? <p className="soft">{t('batch.sameNames')}</p> : <MappingTable mapping={mapping} />}
    </>
  );
}
