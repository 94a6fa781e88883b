import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { ChoiceField } from './choice-field.tsx';

interface DueFieldProps {
  readonly value: string | undefined;
  /** Attributes of cases that are dates. */
  readonly names: readonly string[];
  readonly choose: (name: string | undefined) => void;
}

/** Which attribute of the case tells when it is due; nothing where no attribute is a date. */
export function DueField({ value, names, choose }: DueFieldProps): ReactElement | null {
  const { t } = useLanguage();
  if (names.length === 0 && value === undefined) return null;
  const known = value === undefined || names.includes(value) ? names : [...names, value];
  return (
    <ChoiceField
      id="due-attribute"
      label={t('control.dueAttribute')}
      value={value ?? ''}
      choose={(name) => {
        choose(name || undefined);
      }}
      options={[{ value: '', text: t('control.noDueAttribute') }, ...known.map((name) => ({ value: name, text: name }))]}
    />
  );
}
