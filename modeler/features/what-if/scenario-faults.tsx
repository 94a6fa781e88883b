import type { ReactElement } from 'react';
import { ApiFailure } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';

interface ScenarioFaultsProps {
  readonly error: unknown;
  readonly nameOf: (element: string) => string;
}

/** Where a scenario cannot be right, place by place, in the server's words. */
export function ScenarioFaults({ error, nameOf }: ScenarioFaultsProps): ReactElement | null {
  const { t, language } = useLanguage();
  const fields = error instanceof ApiFailure ? (error.problem?.fields ?? []) : [];
  const findings = error instanceof ApiFailure ? (error.problem?.findings ?? []) : [];
  if (fields.length + findings.length === 0) return null;
  return (
    <ul className="notice warn cautions" aria-label={t('whatIf.faults')}>
      {fields.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <strong>{path}</strong>: <span lang={language === 'lt' ? 'en' : undefined}>{message}</span>
        </li>
      ))}
      {findings.map(({ element, message, rule }) => (
        <li key={`${rule} ${element} ${message}`}>
          <strong>{nameOf(element)}</strong>: <span lang={language === 'lt' ? 'en' : undefined}>{message}</span>
        </li>
      ))}
    </ul>
  );
}
