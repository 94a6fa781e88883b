import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ImportState } from './use-import.ts';

/** How far an import is, how it ended, or where in the file the fault is. */
export function ImportProgress({ state }: { readonly state: ImportState }): ReactElement | null {
  const { t, format, language } = useLanguage();
  if (state.kind === 'none') return null;
  if (state.kind === 'sending') {
    return <Bar label={t('logs.sending', { share: format.share(state.fraction) })} fraction={state.fraction} />;
  }
  const { work } = state;
  switch (work.state) {
    case 'running':
      return (
        <Bar
          label={work.fraction === null ? t('logs.reading') : t('logs.readingPart', { share: format.share(work.fraction) })}
          fraction={work.fraction}
        />
      );
    case 'done':
      return (
        <p className="notice good" role="status">
          {t('logs.done', { count: work.log?.cases ?? 0, events: format.number(work.log?.events ?? 0) })}
        </p>
      );
    case 'failed':
      return (
        <div className="notice bad" role="alert">
          <p>
            <strong>{t('logs.failed')}</strong>
          </p>
          {work.fault?.line === undefined ? null : (
            <p>{t('logs.place', { line: work.fault.line, column: work.fault.column ?? 1 })}</p>
          )}
          <p className="small soft" lang={language === 'lt' ? 'en' : undefined}>
            {work.fault?.message} {work.fault?.remedy}
          </p>
        </div>
      );
    case 'cancelled':
      return (
        <p className="notice" role="status">
          {t('logs.cancelled')}
        </p>
      );
    default:
      work.state satisfies never;
      return null;
  }
}

function Bar({ label, fraction }: { readonly label: string; readonly fraction: number | null }): ReactElement {
  return (
    <div role="status" className="stack">
      <span>{label}</span>
      <progress max={1} aria-label={label} {...(fraction === null ? {} : { value: fraction })} />
    </div>
  );
}
