import { useId } from 'react';
import type { ReactElement } from 'react';
import type { DefinitionJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';

interface VersionFieldProps {
  readonly label: string;
  readonly versions: readonly DefinitionJson[];
  readonly value: string;
  readonly choose: (definitionKey: string) => void;
}

/** One of a process's versions. */
export function VersionField({ label, versions, value, choose }: VersionFieldProps): ReactElement {
  const { t, format } = useLanguage();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          choose(target.value);
        }}
      >
        {versions.map(({ definitionKey, version, deployedAt }) => (
          <option key={definitionKey} value={definitionKey}>
            {t('migrate.choice', { version, at: format.instant(deployedAt) })}
          </option>
        ))}
      </select>
    </div>
  );
}
