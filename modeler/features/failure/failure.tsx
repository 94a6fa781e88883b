import type { ReactElement } from 'react';
import { ApiFailure } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';

interface FailureProps {
  readonly error: unknown;
  readonly again?: () => void;
}

/** What went wrong and what to do about it, in the reader's language; the server's own words stand below it. */
export function Failure({ error, again }: FailureProps): ReactElement {
  const { t, language } = useLanguage();
  const code = error instanceof ApiFailure ? error.code : 'fault';
  const problem = error instanceof ApiFailure ? error.problem : undefined;
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>{t(`failure.${code}.what`)}</strong>
      </p>
      <p>{t(`failure.${code}.remedy`)}</p>
      {problem && problem.detail !== '' ? (
        <p className="small soft">
          {t('failure.server')} <span lang={language === 'lt' ? 'en' : undefined}>{problem.detail}</span>
          {problem.place?.remedy === undefined ? null : <span lang="en"> {problem.place.remedy}</span>}
          {problem.retryAfterSeconds === undefined ? null : ` ${t('failure.retryAfter', { count: problem.retryAfterSeconds })}`}
        </p>
      ) : null}
      {again ? (
        <p className="row" style={{ marginTop: 'var(--gap-2)' }}>
          <button type="button" className="button small" onClick={again}>
            {t('act.tryAgain')}
          </button>
        </p>
      ) : null}
    </div>
  );
}
